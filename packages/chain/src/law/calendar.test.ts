// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  addWorkingDays,
  isWorkingDay,
  type PublishedYears,
  timeLeft,
  workingDaysBetween,
} from "./calendar.ts";

const RUNS = { numRuns: process.env["SUYUAN_DEEP"] === "1" ? 10_000 : 100 };
const DAY = 86_400;
const ALL_DAYS = (1n << 365n) - 1n;

/** A moment in Beijing, in seconds since the epoch. */
const beijing = (date: string, time = "00:00:00"): number =>
  Date.parse(`${date}T${time}+08:00`) / 1000;

/** 2025 with Monday to Friday worked, but for the days off and the weekend days named: typed from the notice. */
const OFF_2025 = `01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02
  10-01 10-02 10-03 10-06 10-07 10-08`.split(/\s+/u);
const WORKED_2025 = "01-26 02-08 04-27 09-28 10-11".split(" ");

function year2025(): PublishedYears {
  let bits = 0n;
  for (let day = 0; day < 365; day += 1) {
    const date = new Date(Date.UTC(2025, 0, 1 + day));
    const name = date.toISOString().slice(5, 10);
    const ordinary = date.getUTCDay() % 6 !== 0 && !OFF_2025.includes(name);
    if (ordinary || WORKED_2025.includes(name)) bits |= 1n << BigInt(day);
  }
  return new Map([[2025, halves(bits)]]);
}

const halves = (bits: bigint) => ({ low: bits & ((1n << 256n) - 1n), high: bits >> 256n });
const YEARS = year2025();
const NONE: PublishedYears = new Map();

const moments = fc.integer({ min: beijing("2023-01-01"), max: beijing("2027-12-31") });
const calendars = fc
  .array(fc.bigInt({ min: 0n, max: ALL_DAYS }), { minLength: 3, maxLength: 3 })
  .map((all): PublishedYears => new Map(all.map((bits, n) => [2024 + n, halves(bits | WEEKLY)])));
/** Every seventh day, so that a limit ends. */
const WEEKLY = Array.from({ length: 52 }, (_, week) => 1n << BigInt(7 * week)).reduce(
  (sum, bit) => sum | bit,
);

describe("addWorkingDays", () => {
  it.each([
    ["2025-09-25", "09:30:00", 10, "2025-10-16"],
    ["2025-09-25", "23:59:59", 10, "2025-10-16"],
    ["2025-09-25", "00:00:00", 1, "2025-09-27"],
    ["2025-02-05", "12:00:00", 10, "2025-02-19"],
    ["2025-10-05", "12:00:00", 1, "2025-10-10"],
    ["2024-12-31", "12:00:00", 1, "2025-01-03"],
  ])("from %s %s takes %i days until the midnight of %s", (from, time, n, end) => {
    const deadline = beijing(end);
    expect(addWorkingDays(YEARS, beijing(from, time), n)).toEqual({ deadline, provisional: false });
  });

  it("counts Monday to Friday in an unpublished year, and says so", () => {
    const from = beijing("2025-02-05");
    expect(addWorkingDays(NONE, from, 10)).toEqual({
      deadline: beijing("2025-02-20"),
      provisional: true,
    });
    expect(addWorkingDays(YEARS, beijing("2025-12-31"), 1).provisional).toBe(true);
    expect(addWorkingDays(YEARS, beijing("2025-12-30"), 1).provisional).toBe(false);
  });

  it.each([0, 251, -1, 1.5, Number.NaN])("refuses %d days", (n) => {
    expect(() => addWorkingDays(YEARS, beijing("2025-02-05"), n)).toThrow(RangeError);
  });

  it("refuses moments outside 1970 to 2200", () => {
    expect(() => addWorkingDays(NONE, beijing("2200-12-31"), 1)).toThrow(RangeError);
    expect(addWorkingDays(NONE, beijing("2200-12-30"), 1).deadline).toBe(beijing("2201-01-01"));
    expect(() => isWorkingDay(NONE, -9 * 3600)).toThrow(RangeError);
    expect(isWorkingDay(NONE, -8 * 3600)).toEqual({ working: true, provisional: true });
  });

  it("grows with the number of days and with the act", () => {
    const days = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(calendars, moments, days, fc.nat(30 * DAY), (years, from, n, wait) => {
        const { deadline } = addWorkingDays(years, from, n);
        expect(addWorkingDays(years, from, n + 1).deadline).toBeGreaterThan(deadline);
        expect(addWorkingDays(years, from + wait, n).deadline).toBeGreaterThanOrEqual(deadline);
      }),
      RUNS,
    );
  });
});

describe("workingDaysBetween", () => {
  it("counts what looking at each day counts, over years published and not", () => {
    const begin = beijing("2023-01-01");
    fc.assert(
      fc.property(fc.nat(6 * 366 * DAY), fc.nat(3 * 366 * DAY), (offset, span) => {
        const a = begin + offset;
        const each = Array.from({ length: Math.floor(span / DAY) }, (_, day) =>
          isWorkingDay(YEARS, a + (day + 1) * DAY),
        );
        expect(workingDaysBetween(YEARS, a, a + each.length * DAY)).toEqual({
          days: each.filter(({ working }) => working).length,
          provisional: each.some(({ provisional }) => provisional),
        });
      }),
      RUNS,
    );
  });

  it("counts what was added", () => {
    const days = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(calendars, moments, days, (years, from, n) => {
        const { deadline, provisional } = addWorkingDays(years, from, n);
        const counted = workingDaysBetween(years, from, deadline - 1);
        expect(counted).toEqual({ days: n, provisional });
      }),
      RUNS,
    );
  });

  it("refuses to count back, and beyond 2200", () => {
    const a = beijing("2025-03-01");
    expect(() => workingDaysBetween(YEARS, a, a - 1)).toThrow(RangeError);
    expect(() => workingDaysBetween(YEARS, a, beijing("2201-01-01"))).toThrow(RangeError);
    expect(workingDaysBetween(YEARS, a, a)).toEqual({ days: 0, provisional: false });
    // From 2 January on; counted by another program.
    const decade = workingDaysBetween(NONE, beijing("1970-01-01"), beijing("1980-01-01") - 1);
    expect(decade).toEqual({ days: 2607, provisional: true });
  });
});

describe("timeLeft", () => {
  const deadline = beijing("2025-10-16");
  it.each([
    ["2025-09-25", false, 10],
    ["2025-10-14", false, 1],
    ["2025-10-15", false, 0],
    ["2025-10-16", true, 1],
    ["2025-10-18", true, 2],
    ["2025-10-20", true, 3],
  ])("on %s says late: %s, days: %i", (date, late, days) => {
    const now = beijing(date);
    expect(timeLeft(YEARS, now, deadline)).toEqual({ late, days, provisional: false });
  });

  it("turns in the first second that is late", () => {
    expect(timeLeft(YEARS, deadline - 1, deadline)).toMatchObject({ late: false, days: 0 });
    expect(timeLeft(YEARS, deadline, deadline)).toMatchObject({ late: true, days: 1 });
  });
});
