// SPDX-License-Identifier: Apache-2.0
import { createCipheriv, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PIECE_BYTES, seal, SealError, type Sealing, unseal } from "./chunks.ts";

const numRuns = process.env["SUYUAN_DEEP"] === "1" ? 10_000 : 100;
const TAG_BYTES = 16;

const one = (bytes: Uint8Array): Readable => Readable.from([bytes]);
/** The same bytes in pieces of any lengths. */
function cut(bytes: Uint8Array, lengths: readonly number[]): Readable {
  let at = 0;
  const pieces = lengths.map((length) => bytes.subarray(at, (at += length)));
  return Readable.from([...pieces, bytes.subarray(at)]);
}
async function whole(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}
const newSealing = (): Sealing => ({ key: randomBytes(32), aad: randomBytes(20) });

const bytes = fc.nat(3 * PIECE_BYTES).map((length) => randomBytes(length));
const lengths = fc.array(fc.nat(PIECE_BYTES), { maxLength: 8 });

describe("a sealed stream", () => {
  it("opens to what it was, however it is cut on the way", async () => {
    await fc.assert(
      fc.asyncProperty(bytes, lengths, lengths, async (data, in_, out) => {
        const sealing = newSealing();
        const sealed = await whole(seal(sealing, cut(data, in_)));
        const pieces = Math.max(1, Math.ceil(data.length / PIECE_BYTES));
        expect(sealed.length).toBe(data.length + pieces * TAG_BYTES);
        expect((await whole(unseal(sealing, cut(sealed, out)))).equals(data)).toBe(true);
      }),
      { numRuns },
    );
  });

  it.each([0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 2 * PIECE_BYTES])(
    "has whole pieces and one last one at %d bytes",
    async (length) => {
      const data = randomBytes(length);
      const sealing = newSealing();
      const sealed = await whole(seal(sealing, one(data)));
      expect(await whole(unseal(sealing, one(sealed)))).toEqual(data);
    },
  );

  it("is AES-256-GCM with the piece's number and end as nonce", async () => {
    const sealing = newSealing();
    const data = randomBytes(PIECE_BYTES + 5);
    const sealed = await whole(seal(sealing, one(data)));
    const nonces = ["000000000000000000000000", "000000000001000000000001"];
    const expected = nonces.map((nonce, at) => {
      const piece = data.subarray(at * PIECE_BYTES, (at + 1) * PIECE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", sealing.key, Buffer.from(nonce, "hex"));
      cipher.setAAD(sealing.aad);
      return Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
    });
    expect(sealed).toEqual(Buffer.concat(expected));
  });
});

describe("what is not what was sealed", () => {
  const refused = async (sealing: Sealing, sealed: Uint8Array): Promise<void> => {
    await expect(whole(unseal(sealing, one(sealed)))).rejects.toThrow(SealError);
  };

  it("is refused for one flipped bit anywhere", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.nat(), async (data, seed) => {
        const sealing = newSealing();
        const sealed = await whole(seal(sealing, one(data)));
        const bit = seed % (sealed.length * 8);
        sealed[bit >> 3] = (sealed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        await refused(sealing, sealed);
      }),
      { numRuns },
    );
  });

  it("is refused under another key, and bound to something else", async () => {
    const sealing = newSealing();
    const sealed = await whole(seal(sealing, one(randomBytes(100))));
    await refused({ ...sealing, key: randomBytes(32) }, sealed);
    await refused({ ...sealing, aad: randomBytes(20) }, sealed);
    expect(await whole(unseal(sealing, one(sealed)))).toHaveLength(100);
  });

  it("is refused when pieces are left out, added or change places", async () => {
    const sealing = newSealing();
    const sealed = await whole(seal(sealing, one(randomBytes(2 * PIECE_BYTES + 9))));
    const length = PIECE_BYTES + TAG_BYTES;
    const [first, second] = [sealed.subarray(0, length), sealed.subarray(length, 2 * length)];
    const last = sealed.subarray(2 * length);
    expect(await whole(unseal(sealing, one(Buffer.concat([first, second, last]))))).toBeDefined();
    const wrong = [
      [first, second],
      [first, last],
      [second, first, last],
      [first, second, last, last],
      [last],
      [],
    ];
    for (const pieces of wrong) await refused(sealing, Buffer.concat(pieces));
  });

  it("gives nothing of a piece that was changed", async () => {
    const sealing = newSealing();
    const sealed = await whole(seal(sealing, one(randomBytes(2 * PIECE_BYTES))));
    sealed[PIECE_BYTES + TAG_BYTES] = (sealed[PIECE_BYTES + TAG_BYTES] ?? 0) ^ 1;
    let given = 0;
    const reading = async () => {
      for await (const piece of unseal(sealing, one(sealed))) given += piece.length;
    };
    await expect(reading()).rejects.toThrow(SealError);
    expect(given).toBe(PIECE_BYTES);
  });
});
