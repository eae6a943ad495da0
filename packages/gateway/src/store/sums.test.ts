// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withoutSum, withSum } from "./sums.ts";

const RUNS = { numRuns: process.env["SUYUAN_DEEP"] === "1" ? 10_000 : 100 };
const some = fc.tuple(fc.string(), fc.uint8Array({ maxLength: 300 }));
const ALTERED = expect.objectContaining({ code: "store-altered" }) as Error;

describe("a value with a sum", () => {
  it("comes back as it was", () => {
    const law = fc.property(some, ([key, value]) => {
      expect(withoutSum(key, withSum(key, value))).toEqual(Buffer.from(value));
    });
    fc.assert(law, RUNS);
  });

  it("is refused with any one bit changed, cut, or under another key", () => {
    const law = fc.property(some, fc.nat(), ([key, value], at) => {
      const stored = withSum(key, value);
      const bit = at % (stored.length * 8);
      const flipped = Uint8Array.from(stored);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => withoutSum(key, flipped)).toThrow(ALTERED);
      expect(() => withoutSum(`${key}.`, stored)).toThrow(ALTERED);
      expect(() => withoutSum(key, stored.subarray(0, 3))).toThrow(ALTERED);
    });
    fc.assert(law, RUNS);
  });
});
