// SPDX-License-Identifier: Apache-2.0
// A document under its own key, in pieces of fixed length that are each authenticated: memory stays bounded however
// large it is, and no byte is given out before its piece is known to be whole. A piece's nonce is its number and
// whether it is the last one, so that pieces cannot change places, be left out or be added behind the end.
import { createCipheriv, createDecipheriv } from "node:crypto";

/** Bytes of a piece before it is sealed, and what sealing adds. */
export const PIECE_BYTES = 65_536;
const TAG_BYTES = 16;
const NONCE_BYTES = 12;
const CIPHER = "aes-256-gcm";

/** What was sealed is not what is there, or the key is another. */
export class SealError extends Error {
  override readonly name = "SealError";
}

export interface Sealing {
  /** 32 bytes, used for this one document. */
  readonly key: Uint8Array;
  /** What the bytes are bound to. */
  readonly aad: Uint8Array;
}

interface Piece {
  readonly bytes: Buffer;
  readonly isLast: boolean;
}

/** Cuts a stream into pieces of one length; the last one may be shorter, and empty only if all is. */
async function* piecesOf(source: AsyncIterable<Uint8Array>, length: number): AsyncGenerator<Piece> {
  // Joined once a piece, not once a chunk: whoever sends chooses how small chunks are.
  let waiting: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    waiting.push(chunk);
    size += chunk.length;
    if (size <= length) continue;
    let rest = Buffer.concat(waiting, size);
    // What fills a piece exactly may be the end: more must have come before it is known not to be.
    for (; rest.length > length; rest = rest.subarray(length)) {
      yield { bytes: rest.subarray(0, length), isLast: false };
    }
    waiting = [rest];
    size = rest.length;
  }
  yield { bytes: Buffer.concat(waiting, size), isLast: true };
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeUIntBE(number, 0, 6);
  nonce.writeUInt8(isLast ? 1 : 0, NONCE_BYTES - 1);
  return nonce;
}

/** Seals a stream. */
export async function* seal(
  { key, aad }: Sealing,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  let number = 0;
  for await (const { bytes, isLast } of piecesOf(source, PIECE_BYTES)) {
    const cipher = createCipheriv(CIPHER, key, nonceOf(number, isLast)).setAAD(aad);
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    number++;
  }
}

/** Opens what `seal` made, piece by piece. @throws SealError at the first piece that is not what it was */
export async function* unseal(
  { key, aad }: Sealing,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  let number = 0;
  for await (const { bytes, isLast } of piecesOf(source, PIECE_BYTES + TAG_BYTES)) {
    if (bytes.length < TAG_BYTES) throw new SealError(`piece ${number} is cut off`);
    const decipher = createDecipheriv(CIPHER, key, nonceOf(number, isLast));
    decipher.setAAD(aad).setAuthTag(bytes.subarray(-TAG_BYTES));
    const opened = decipher.update(bytes.subarray(0, -TAG_BYTES));
    try {
      decipher.final();
    } catch (cause) {
      throw new SealError(`piece ${number} is not what was sealed`, { cause });
    }
    yield opened;
    number++;
  }
}
