// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { dayOf, Usage } from "./usage.ts";

const seconds = (text: string): number => Date.parse(text) / 1_000;
const LAST = seconds("2026-11-22T23:59:59+08:00");
const MIDNIGHT = seconds("2026-11-23T00:00:00+08:00");

describe("given a moment", () => {
  it("lies on the day that China has then", () => {
    expect(dayOf(MIDNIGHT)).toBe(dayOf(LAST) + 1);
    expect(dayOf(MIDNIGHT)).toBe(dayOf(seconds("2026-11-23T23:59:59+08:00")));
    expect(dayOf(seconds("2026-11-22T15:59:59Z"))).toBe(dayOf(LAST));
  });
});

describe("given statements of some seats", () => {
  it("counts each seat's own, and those of one day only", () => {
    const usage = new Usage();
    usage.add(7, LAST);
    usage.add(7, LAST);
    usage.add(8, LAST);
    expect([usage.of(7, LAST), usage.of(8, LAST), usage.of(9, LAST)]).toEqual([2, 1, 0]);
    expect(usage.of(7, MIDNIGHT)).toBe(0);
    usage.add(7, MIDNIGHT);
    expect([usage.of(7, MIDNIGHT), usage.of(7, LAST)]).toEqual([1, 0]);
  });

  it("says which counts changed since they were stored, and takes them up again", () => {
    const usage = new Usage();
    usage.add(7, LAST);
    usage.add(8, LAST);
    usage.stored();
    usage.add(8, LAST);
    expect(usage.changed()).toEqual([{ seat: 8, day: dayOf(LAST), count: 2 }]);
    const again = Usage.from(usage.all());
    expect([again.of(7, LAST), again.of(8, LAST), again.changed()]).toEqual([1, 2, []]);
  });

  it("takes up the newest day alone", () => {
    const stored = [
      { seat: 7, day: dayOf(LAST), count: 5 },
      { seat: 8, day: dayOf(MIDNIGHT), count: 1 },
    ];
    const usage = Usage.from(stored);
    expect([usage.of(7, LAST), usage.of(7, MIDNIGHT), usage.of(8, MIDNIGHT)]).toEqual([0, 0, 1]);
    expect(Usage.from([]).all()).toEqual([]);
  });
});
