// SPDX-License-Identifier: Apache-2.0
import { createDigest, type Digest, nobleCrypto } from "@suyuan/proof";

/** One read of the file at a time: so much memory, whatever its size. */
const PIECE_BYTES = 4 * 1_048_576;

/** What is hashed: a file, or what stands for one. */
export type Source = Pick<Blob, "size" | "slice">;

/**
 * The digest of a file, read in pieces.
 * @param salt 32 bytes that come before the data in both hashes
 * @param onProgress is told the bytes read so far
 * @param piece bytes of one read
 */
export async function digestInPieces(
  source: Source,
  salt: Uint8Array | undefined,
  onProgress: (done: number) => void,
  piece: number = PIECE_BYTES,
): Promise<Digest> {
  const { size } = source;
  const digest = createDigest(salt, nobleCrypto);
  const read = (at: number): Promise<ArrayBuffer> => source.slice(at, at + piece).arrayBuffer();
  let next = size > 0 ? read(0) : undefined;
  for (let at = piece; next !== undefined; at += piece) {
    const bytes = await next;
    // The disk reads the next piece while this one is hashed.
    next = at < size ? read(at) : undefined;
    digest.update(new Uint8Array(bytes));
    onProgress(Math.min(at, size));
  }
  return digest.digest();
}
