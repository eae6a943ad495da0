// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import fc from "fast-check";
import { canonicalize } from "json-canonicalize";
import { describe, expect, it } from "vitest";
import { nobleCrypto } from "./crypto.ts";
import { commitment, createDigest, digestBytes } from "./digest.ts";
import { flipBit, LAW_TIMEOUT, NUM_RUNS, refusal } from "./testing/laws.ts";

const runs = { numRuns: NUM_RUNS };
const salt = fc.uint8Array({ minLength: 32, maxLength: 32 });
const chunks = fc.array(fc.uint8Array({ maxLength: 150 }), { maxLength: 8 });
const node = (name: string, ...parts: Uint8Array[]) =>
  `0x${createHash(name).update(Buffer.concat(parts)).digest("hex")}`;

describe("createDigest", { timeout: LAW_TIMEOUT }, () => {
  it("hashes salt and chunks in one pass, and counts the chunks only", () => {
    fc.assert(
      fc.property(fc.option(salt, { nil: undefined }), chunks, (salted, data) => {
        const builder = createDigest(salted);
        for (const chunk of data) builder.update(chunk);
        const parts = salted === undefined ? data : [salted, ...data];
        const expected = {
          bytes: Buffer.concat(data).length,
          sha256: node("sha256", ...parts),
          sm3: node("sm3", ...parts),
        };
        expect(builder.digest()).toEqual(expected);
        expect(digestBytes(Buffer.concat(data), salted, nobleCrypto)).toEqual(expected);
      }),
      runs,
    );
  });

  it("changes in both hashes with every bit of data and salt", () => {
    const data = fc.uint8Array({ minLength: 1, maxLength: 99 });
    fc.assert(
      fc.property(salt, data, fc.nat(), (salted, bytes, bit) => {
        const { sha256, sm3 } = digestBytes(bytes, salted);
        for (const other of [
          digestBytes(flipBit(bytes, bit), salted),
          digestBytes(bytes, flipBit(salted, bit)),
        ]) {
          expect(other.sha256).not.toBe(sha256);
          expect(other.sm3).not.toBe(sm3);
        }
      }),
      runs,
    );
  });

  it.each([0, 31, 33])("refuses a salt of %i bytes", (length) => {
    expect(refusal(() => createDigest(new Uint8Array(length)))).toBe("wrong-length");
    expect(refusal(() => commitment(new Uint8Array(length), {}))).toBe("wrong-length");
  });
});

describe("commitment", () => {
  it("is SHA-256 over the salt and the document as another JCS library writes it", () => {
    const name = fc.stringMatching(/^[a-z]{1,5}$/);
    const document = fc.dictionary(name, fc.oneof(fc.maxSafeInteger(), fc.boolean(), name));
    fc.assert(
      fc.property(salt, document, (salted, value) => {
        // -0 is no number of ours.
        const plain: unknown = JSON.parse(JSON.stringify(value));
        const expected = node("sha256", salted, Buffer.from(canonicalize(plain)));
        expect(commitment(salted, plain as Record<string, string>)).toBe(expected);
      }),
      runs,
    );
  });
});
