// SPDX-License-Identifier: Apache-2.0
import { nobleCrypto } from "@suyuan/sdk";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { nativeCrypto } from "./native.ts";

const numRuns = process.env["SUYUAN_DEEP"] === "1" ? 10_000 : 100;
const native = await nativeCrypto();
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const recovery = fc.constantFrom(0 as const, 1 as const);

// SEC 2, section 2.4.1: the order of the group, and the prime of the field.
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const PRIME = 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2fn;

const word = (value: bigint): Uint8Array =>
  Uint8Array.from(Buffer.from(value.toString(16).padStart(64, "0"), "hex"));

const same = (digest: Uint8Array, signature: Uint8Array, of: 0 | 1) => {
  const one = native.recover(digest, signature, of);
  const other = nobleCrypto.recover(digest, signature, of);
  expect(one && Buffer.from(one).toString("hex")).toBe(other && Buffer.from(other).toString("hex"));
};

describe("given the same input, native and portable code give the same answer", () => {
  it("keccak-256 of anything", () => {
    const law = fc.property(fc.uint8Array({ maxLength: 600 }), (data) => {
      expect(Buffer.from(native.keccak256(data))).toEqual(Buffer.from(nobleCrypto.keccak256(data)));
    });
    fc.assert(law, { numRuns });
  });

  it("the key of a random signature, or none", () => {
    fc.assert(fc.property(bytes(32), bytes(64), recovery, same), { numRuns });
  });

  const EDGES = [
    0n,
    1n,
    2n,
    ORDER / 2n,
    ORDER / 2n + 1n,
    ORDER - 1n,
    ORDER,
    ORDER + 1n,
    PRIME,
    2n ** 256n - 1n,
  ];
  const pairs = EDGES.flatMap((r) => EDGES.map((s) => [r, s] as const));

  it.each([0n, 1n, ORDER, 2n ** 256n - 1n])(
    "the key at every edge of r and s, digest %i",
    (digest) => {
      for (const [r, s] of pairs) {
        const signature = Uint8Array.from([...word(r), ...word(s)]);
        same(word(digest), signature, 0);
        same(word(digest), signature, 1);
      }
    },
  );
});
