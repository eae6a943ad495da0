// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Quotas } from "./quotas.ts";

const numRuns = process.env["SUYUAN_DEEP"] === "1" ? 10_000 : 100;
const NOW = 1_800_000_000;
const QUOTA = { acts: 3, seconds: 60 };

const used = (times: number): Quotas => {
  const quotas = new Quotas(QUOTA);
  for (let count = 0; count < times; count++) quotas.use(4, NOW);
  return quotas;
};

describe("a quota of three acts a minute", () => {
  it("gives three at once and no fourth", () => {
    expect(used(2).wait(4, NOW)).toBe(0);
    expect(used(3).wait(4, NOW)).toBe(20);
  });

  it("gives the next one after a third of the minute, and not a second before", () => {
    expect(used(3).wait(4, NOW + 19)).toBe(1);
    expect(used(3).wait(4, NOW + 20)).toBe(0);
  });

  it("is each organisation's own", () => {
    expect(used(3).wait(5, NOW)).toBe(0);
  });

  it("does not grow beyond three, and takes a clock that went back for one that stands", () => {
    const quotas = used(1);
    const later = NOW + 10 * QUOTA.seconds;
    for (let count = 0; count < 3; count++) quotas.use(4, later);
    expect(quotas.wait(4, later)).toBe(20);
    expect(quotas.wait(4, later - 1_000)).toBe(20);
  });
});

describe("any quota", () => {
  it("lets no more through in any time than what it gives at once and what comes free", () => {
    const gap = fc.integer({ min: 0, max: 30 });
    const quota = fc.record({
      acts: fc.integer({ min: 1, max: 9 }),
      seconds: fc.integer({ min: 1, max: 99 }),
    });
    const law = fc.property(quota, fc.array(gap, { maxLength: 60 }), (of, gaps) => {
      const quotas = new Quotas(of);
      const through: number[] = [];
      let now = NOW;
      for (const seconds of gaps) {
        now += seconds;
        if (quotas.wait(1, now) > 0) continue;
        quotas.use(1, now);
        through.push(now);
      }
      for (const [first, from] of through.entries()) {
        for (const [last, until] of through.entries()) {
          const most = of.acts + ((until - from) * of.acts) / of.seconds;
          if (last >= first) expect(last - first + 1).toBeLessThanOrEqual(most + 1e-6);
        }
      }
    });
    fc.assert(law, { numRuns });
  });

  it("lets one through after as long as it says", () => {
    const quota = fc.record({
      acts: fc.integer({ min: 1, max: 9 }),
      seconds: fc.integer({ min: 1, max: 99 }),
    });
    const law = fc.property(quota, fc.integer({ min: 1, max: 20 }), (of, many) => {
      const quotas = new Quotas(of);
      for (let count = 0; count < many; count++) quotas.use(1, NOW);
      expect(quotas.wait(1, NOW + quotas.wait(1, NOW))).toBe(0);
    });
    fc.assert(law, { numRuns });
  });
});
