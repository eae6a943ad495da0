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
  const digest = createDigest(salt, nobleCrypto);
  for (let at = 0; at < source.size; at += piece) {
    const until = Math.min(at + piece, source.size);
    digest.update(new Uint8Array(await source.slice(at, until).arrayBuffer()));
    onProgress(until);
  }
  return digest.digest();
}
