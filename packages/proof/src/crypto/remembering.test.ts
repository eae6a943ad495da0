// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { utf8 } from "../bytes.ts";
import { type CryptoProvider, nobleCrypto } from "../crypto.ts";
import { NUM_RUNS } from "../testing/laws.ts";
import { remembering } from "./remembering.ts";

const few = fc.uint8Array({ maxLength: 3, max: 1 });
const sum = (...parts: readonly Uint8Array[]): string => parts.map((part) => part.join()).join("/");

describe("given primitives that remember", () => {
  let asked: string[] = [];
  // Answers tell apart whatever can be told apart of what was asked.
  const telling: CryptoProvider = {
    ...nobleCrypto,
    recover: (digest, signature, recovery) => {
      asked.push(sum(digest, signature, Uint8Array.of(recovery)));
      if (digest.length === 0) return undefined;
      return utf8(sum(digest, signature, Uint8Array.of(recovery)));
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
    const kept = remembering(telling);
    const recovery = fc.constantFrom(0 as const, 1 as const);
    const law = fc.property(few, few, few, recovery, (a, b, c, v) => {
      expect(kept.recover(a, b, v)).toEqual(telling.recover(a, b, v));
      expect(kept.verifyEd25519(a, b, c)).toBe(telling.verifyEd25519(a, b, c));
    });
    fc.assert(law, { numRuns: 10 * NUM_RUNS });
  });

  it("asks once for the same bytes, wherever they lie, and again for others", () => {
    const kept = remembering(telling);
    const bytes = Uint8Array.of(9, 1, 2, 3);
    kept.recover(Uint8Array.of(), bytes.subarray(1), 0);
    kept.recover(Uint8Array.of(), Uint8Array.of(1, 2, 3), 0);
    expect(asked).toEqual(["/1,2,3/0"]);
    kept.recover(Uint8Array.of(), bytes, 0);
    kept.recover(Uint8Array.of(), bytes, 1);
    expect(asked.slice(1)).toEqual(["/9,1,2,3/0", "/9,1,2,3/1"]);
  });

  it("gives each its own answer, which no other can change", () => {
    const kept = remembering(telling);
    const digest = Uint8Array.of(1);
    kept.recover(digest, digest, 0)?.fill(0);
    expect(kept.recover(digest, digest, 0)).toEqual(telling.recover(digest, digest, 0));
  });

  it("shares nothing with others that remember", () => {
    const digest = Uint8Array.of(1);
    remembering(telling).recover(digest, digest, 0);
    remembering(telling).recover(digest, digest, 0);
    expect(asked).toHaveLength(2);
  });
});
