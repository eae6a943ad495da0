// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { type Fees, raisedFees } from "./fees.ts";

const numRuns = process.env["SUYUAN_DEEP"] === "1" ? 10_000 : 100;
const wei = fc.bigInt({ min: 0n, max: 10n ** 15n });
const dynamic = fc
  .tuple(wei, wei)
  .map(([a, b]) => ({ maxFeePerGas: a + b, maxPriorityFeePerGas: b }));
const legacy = wei.map((gasPrice) => ({ gasPrice }));

const parts = (fees: Fees): bigint[] => Object.values<bigint>(fees);
/** go-ethereum takes a transaction in the place of another one for a tenth more of each part. */
const isTaken = (before: Fees, after: Fees): boolean =>
  parts(before).every((old, place) => {
    const more = parts(after)[place] ?? 0n;
    return more > old && more * 100n >= old * 110n;
  });

describe("raised fees", () => {
  it.each([
    ["a base fee", dynamic],
    ["legacy prices", legacy],
  ])("are taken in the place of those before, and are what the chain asks, with %s", (_, fees) => {
    fc.assert(
      fc.property(fees as fc.Arbitrary<Fees>, fees as fc.Arbitrary<Fees>, (before, now) => {
        const after = raisedFees(before, now);
        if (!after) return;
        expect(isTaken(before, after)).toBe(true);
        expect(parts(after).every((part, place) => part >= (parts(now)[place] ?? 0n))).toBe(true);
      }),
      { numRuns },
    );
  });

  it("are none on a chain without a price", () => {
    const nothing = { maxFeePerGas: 0n, maxPriorityFeePerGas: 0n };
    expect(raisedFees(nothing, nothing)).toBeUndefined();
    expect(raisedFees({ gasPrice: 0n }, { gasPrice: 0n })).toBeUndefined();
    expect(raisedFees(nothing, { maxFeePerGas: 5n, maxPriorityFeePerGas: 1n })).toEqual({
      ...{ maxFeePerGas: 5n, maxPriorityFeePerGas: 1n },
    });
  });

  it("end at sixteen times what the chain asks", () => {
    expect(raisedFees({ gasPrice: 159n }, { gasPrice: 10n })).toEqual({ gasPrice: 179n });
    expect(raisedFees({ gasPrice: 160n }, { gasPrice: 10n })).toBeUndefined();
  });

  it("are a legacy price where one of both is", () => {
    const before = { maxFeePerGas: 8n, maxPriorityFeePerGas: 2n };
    expect(raisedFees(before, { gasPrice: 4n })).toEqual({ gasPrice: 10n });
    expect(raisedFees({ gasPrice: 4n }, before)).toEqual({ gasPrice: 8n });
  });
});
