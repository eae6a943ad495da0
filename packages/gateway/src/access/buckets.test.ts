// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Buckets } from "./buckets.ts";

const numRuns = process.env["SUYUAN_DEEP"] ? 10_000 : 100;

describe("a bucket", () => {
  it("gives its burst at once, then as time passes, and says how long to wait", () => {
    const buckets = new Buckets({ burst: 3, perSecond: 2 });
    expect([1, 2, 3].map(() => buckets.take("a", 0))).toEqual([0, 0, 0]);
    expect(buckets.take("a", 0)).toBe(1);
    expect(buckets.take("b", 0)).toBe(0);
    expect(buckets.take("a", 499)).toBe(1);
    expect(buckets.take("a", 500)).toBe(0);
    expect(buckets.take("a", 500)).toBe(1);
  });

  it("does not give more after a long time than its burst", () => {
    const buckets = new Buckets({ burst: 2, perSecond: 1 });
    expect([1, 2, 3].map(() => buckets.take("a", 1_000_000))).toEqual([0, 0, 1]);
  });

  it("lets never more through than burst and rate, whenever they come", () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 60 });
    const rate = fc.record({
      burst: fc.integer({ min: 1, max: 9 }),
      perSecond: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(rate, gaps, ({ burst, perSecond }, waits) => {
        const buckets = new Buckets({ burst, perSecond });
        let now = 0;
        let through = 0;
        for (const wait of waits) {
          now += wait;
          if (buckets.take("a", now) === 0) through++;
        }
        expect(through).toBeLessThanOrEqual(burst + (now / 1_000) * perSecond + 1e-9);
      }),
      { numRuns },
    );
  });

  it("lets whoever waits as long as told through", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 50 }),
        (burst, rate) => {
          const buckets = new Buckets({ burst, perSecond: rate });
          for (let taken = 0; taken < burst; taken++) expect(buckets.take("a", 5)).toBe(0);
          const wait = buckets.take("a", 5);
          expect(wait).toBeGreaterThan(0);
          expect(buckets.take("a", 5 + wait * 1_000)).toBe(0);
        },
      ),
      { numRuns },
    );
  });

  it("is forgotten when there are too many, the least lately used first", () => {
    const buckets = new Buckets({ burst: 1, perSecond: 1 }, 2);
    for (const name of ["a", "b"]) expect(buckets.take(name, 0)).toBe(0);
    expect(buckets.take("a", 0)).toBe(1);
    expect(buckets.take("c", 0)).toBe(0);
    expect(buckets.take("a", 0)).toBe(1);
    expect(buckets.take("b", 0)).toBe(0);
  });
});
