// SPDX-License-Identifier: Apache-2.0
import { type CryptoProvider, nobleCrypto } from "@suyuan/sdk";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";

import { rememberingCrypto } from "./remembering.ts";

const numRuns = process.env["SUYUAN_DEEP"] === "1" ? 10_000 : 100;
const few = fc.uint8Array({ maxLength: 3, max: 1 });
const sum = (...parts: readonly Uint8Array[]): string => parts.map((part) => part.join()).join("/");

describe("given primitives that remember", () => {
  let asked: string[] = [];
  // Answers tell apart whatever can be told apart of what was asked.
  const telling: CryptoProvider = {
    ...nobleCrypto,
    keccak256: (data) => {
      asked.push(sum(data));
      return new TextEncoder().encode(sum(data));
    },
    recover: (digest, signature, recovery) => {
      asked.push(sum(digest, signature, Uint8Array.of(recovery)));
      if (digest.length === 0) return undefined;
      return new TextEncoder().encode(sum(digest, signature, Uint8Array.of(recovery)));
    },
    verifyEd25519: (key, message, signature) => {
      asked.push(sum(key, message, signature));
      return key.length <= message.length && message.length <= signature.length;
    },
  };
  beforeEach(() => {
    asked = [];
  });

  it("answers whatever it is asked as they do, however often", () => {
    const kept = rememberingCrypto(telling);
    const law = fc.property(
      few,
      few,
      few,
      fc.constantFrom(0 as const, 1 as const),
      (a, b, c, v) => {
        expect(kept.keccak256(a)).toEqual(telling.keccak256(a));
        expect(kept.recover(a, b, v)).toEqual(telling.recover(a, b, v));
        expect(kept.verifyEd25519(a, b, c)).toBe(telling.verifyEd25519(a, b, c));
      },
    );
    fc.assert(law, { numRuns: 10 * numRuns });
  });

  it("asks once for the same bytes, wherever they lie, and again for others", () => {
    const kept = rememberingCrypto(telling);
    const bytes = Uint8Array.of(9, 1, 2, 3);
    kept.keccak256(bytes.subarray(1));
    kept.keccak256(Uint8Array.of(1, 2, 3));
    expect(asked).toEqual(["1,2,3"]);
    kept.keccak256(Uint8Array.of(1, 2));
    kept.recover(Uint8Array.of(), bytes, 0);
    kept.recover(Uint8Array.of(), bytes, 0);
    kept.recover(Uint8Array.of(), bytes, 1);
    expect(asked).toEqual(["1,2,3", "1,2", "/9,1,2,3/0", "/9,1,2,3/1"]);
  });

  it("keeps nothing that is long, and not everything that is short", () => {
    const kept = rememberingCrypto(telling);
    const long = new Uint8Array(1_025);
    kept.keccak256(long);
    kept.keccak256(long);
    expect(asked).toHaveLength(2);
    const word = (value: number) => Uint8Array.of(value >> 8, value & 0xff);
    for (let value = 0; value <= 16_384; value++) kept.keccak256(word(value));
    kept.keccak256(word(16_384));
    const before = asked.length;
    kept.keccak256(word(0));
    expect(asked).toHaveLength(before + 1);
  });

  it("gives each its own answer, which no other can change", () => {
    const kept = rememberingCrypto(telling);
    const once = kept.keccak256(Uint8Array.of(1));
    once.fill(0);
    expect(kept.keccak256(Uint8Array.of(1))).toEqual(telling.keccak256(Uint8Array.of(1)));
    const key = kept.recover(Uint8Array.of(1), once, 0);
    key?.fill(0);
    expect(kept.recover(Uint8Array.of(1), once, 0)).toEqual(
      telling.recover(Uint8Array.of(1), once, 0),
    );
  });
});
