// SPDX-License-Identifier: Apache-2.0
// The native provider and the portable one give the same answers, on random and on edge inputs.
import { type CryptoProvider, fromHex, nobleCrypto, type Recovery } from "@suyuan/proof";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { nativeCrypto } from "./crypto.ts";

const numRuns = process.env["SUYUAN_DEEP"] === "1" ? 10_000 : 100;
const ORDER = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const recovery = fc.constantFrom<Recovery>(0, 1);
const scalar = fc.oneof(
  bytes(32),
  fc.constantFrom(
    ...[
      "00".repeat(32),
      `${"00".repeat(31)}01`,
      ORDER,
      ORDER.replace(/1$/, "0"),
      ORDER.replace(/1$/, "2"),
      "ff".repeat(32),
    ].map((hex) => fromHex(`0x${hex}`)),
  ),
);

let native: CryptoProvider;

beforeAll(async () => {
  native = await nativeCrypto();
});

describe("the native provider", () => {
  it("hashes as the portable one", () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), bytes(64)), (data) => {
        for (let again = 0; again < 2; again++) {
          expect(native.keccak256(data)).toEqual(nobleCrypto.keccak256(data));
          expect(native.sha256(data)).toEqual(nobleCrypto.sha256(data));
        }
      }),
      { numRuns },
    );
  });

  it("recovers as the portable one, or finds no key where it finds none", () => {
    fc.assert(
      fc.property(bytes(32), scalar, scalar, recovery, (digest, r, s, bit) => {
        const signature = Uint8Array.of(...r, ...s);
        const expected = nobleCrypto.recover(digest, signature, bit);
        expect(native.recover(digest, signature, bit)).toEqual(expected);
        expect(native.recover(digest, signature, bit)).toEqual(expected);
      }),
      { numRuns },
    );
  });

  it("tells keys apart that differ in one bit of the digest or the recovery", () => {
    fc.assert(
      fc.property(bytes(32), bytes(64), fc.nat(255), (digest, signature, bit) => {
        const other = digest.slice();
        other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        native.recover(digest, signature, 0);
        expect(native.recover(other, signature, 0)).toEqual(
          nobleCrypto.recover(other, signature, 0),
        );
        expect(native.recover(digest, signature, 1)).toEqual(
          nobleCrypto.recover(digest, signature, 1),
        );
      }),
      { numRuns: Math.ceil(numRuns / 2) },
    );
  });
});
