// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { judgeMemory, MOST_GROWTH } from "./memory.ts";

const MIB = 2 ** 20;
const samples = (own: (at: number) => number) =>
  Array.from({ length: 1_800 }, (_, at) => ({ own: own(at) * MIB, all: 2 * own(at) * MIB }));
/** A heap that fills and is collected. */
const saw = (at: number): number => 250 + (at % 40);

describe("given samples of memory over half an hour", () => {
  it("finds no growth where caches fill in the first third", () => {
    const { growth, peak } = judgeMemory(samples((at) => Math.min(100 + at, 250) + (at % 40)));
    expect(Math.abs(growth)).toBeLessThan(MIB);
    expect(peak).toBe(289 * MIB);
  });

  it("finds growth beyond its bound where 120 bytes of each of a thousand statements a second stay", () => {
    const { growth } = judgeMemory(samples((at) => saw(at) + (at * 120_000) / MIB));
    expect(growth).toBeGreaterThan(MOST_GROWTH);
  });

  it("says nothing where there are too few", () => {
    expect(() => judgeMemory(samples(saw).slice(0, 2))).toThrow("2 samples of memory say nothing");
  });
});
