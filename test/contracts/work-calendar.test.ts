// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { beijing, dateOf, LawSuite, word } from "./support/law.ts";

const tests = new LawSuite();
const DAY = 86_400;
const SOURCE = word("notice");
const LAST_BIT = 2 ** 48 - 1;
const LAST_DAY_OF_A_LEAP_YEAR = 365n;
/** The bitmap of the first n days of a year, in its two words. */
const days = (n: number): [bigint, bigint] => {
  const all = (1n << BigInt(n)) - 1n;
  return [all & ((1n << 256n) - 1n), all >> 256n];
};

const publish = (year: number, bits = days(250), source = SOURCE) =>
  tests.act("workCalendar", "publishYear", year, ...bits, source);
const read = <T>(fn: string, ...args: unknown[]): Promise<T> =>
  tests.chain.read<T>("workCalendar", fn, ...args);
const refused = (fn: string, args: unknown[], error: string, ...values: number[]) =>
  tests.refused(tests.act("workCalendar", fn, ...args), `WorkCalendar__${error}`, ...values);

/** The last day of a limit, and whether it is provisional. */
async function ends(from: number, n: number): Promise<[string, boolean]> {
  const [deadline, provisional] = await read<[bigint, boolean]>("addWorkingDays", from, n);
  expect((Number(deadline) + 8 * 3600) % DAY).toBe(0);
  return [dateOf(deadline - 1n), provisional];
}

describe("addWorkingDays", () => {
  it("counts ten working days from 25 September 2025 to 15 October", async () => {
    await tests.load([2025]);
    const from = beijing("2025-09-25", "09:30:00");
    expect(await ends(from, 10)).toEqual(["2025-10-15", false]);
    expect(await tests.list("workCalendar", "addWorkingDays", from, 10)).toEqual([
      BigInt(beijing("2025-10-16")),
      false,
    ]);
  });

  it("counts ten working days from 5 February 2025 by the calendar, or Monday to Friday", async () => {
    const from = beijing("2025-02-05", "12:00:00");
    expect(await ends(from, 10)).toEqual(["2025-02-19", true]);
    await tests.load([2025]);
    expect(await ends(from, 10)).toEqual(["2025-02-18", false]);
  });

  it("counts from the day in Beijing, to its first and last second", async () => {
    await tests.load([2025]);
    const midnight = beijing("2025-09-25");
    expect(await ends(midnight - 1, 1)).toEqual(["2025-09-25", false]);
    expect(await ends(midnight, 1)).toEqual(["2025-09-26", false]);
    expect(await ends(midnight + DAY - 1, 1)).toEqual(["2025-09-26", false]);
    expect(await ends(midnight + DAY, 1)).toEqual(["2025-09-28", false]);
    // Neither day is a working day: an act on a holiday counts from it all the same.
    expect(await ends(beijing("2025-10-05"), 1)).toEqual(["2025-10-09", false]);
  });

  it("is provisional when a day of it lies in an unpublished year", async () => {
    await tests.load([2025]);
    expect(await ends(beijing("2025-12-26"), 3)).toEqual(["2025-12-31", false]);
    expect(await ends(beijing("2025-12-26"), 4)).toEqual(["2026-01-01", true]);
    expect(await ends(beijing("2025-12-31"), 1)).toEqual(["2026-01-01", true]);
    expect(await ends(beijing("2024-12-31"), 1)).toEqual(["2025-01-02", false]);
    expect(await ends(beijing("2024-12-30"), 2)).toEqual(["2025-01-02", true]);
    await tests.load([2026]);
    expect(await ends(beijing("2025-12-26"), 4)).toEqual(["2026-01-04", false]);
    expect(await ends(beijing("2025-12-31"), 250)).toEqual(["2027-01-04", true]);
  });

  it("counts 29 February where there is one", async () => {
    await tests.load([2024]);
    expect(await ends(beijing("2024-02-28"), 1)).toEqual(["2024-02-29", false]);
    expect(await ends(beijing("2024-02-29"), 1)).toEqual(["2024-03-01", false]);
    expect(await ends(beijing("2000-02-28"), 1)).toEqual(["2000-02-29", true]);
    expect(await ends(beijing("2100-02-26"), 1)).toEqual(["2100-03-01", true]);
    expect(await ends(beijing("2024-12-30"), 1)).toEqual(["2024-12-31", false]);
  });

  it("refuses no day and more than 250", async () => {
    const from = beijing("2025-02-05");
    await refused("addWorkingDays", [from, 0], "DaysOutOfRange", 0);
    await refused("addWorkingDays", [from, 251], "DaysOutOfRange", 251);
    await refused("laterDeadline", [from, 0, LAST_BIT], "DaysOutOfRange", 0);
    expect((await ends(from, 1))[0]).toBe("2025-02-06");
    expect((await ends(from, 250))[0]).toBe("2026-01-21");
  });

  it("refuses a limit beyond 2200, and a moment beyond it", async () => {
    expect(await ends(0, 1)).toEqual(["1970-01-02", true]);
    expect(await ends(beijing("2200-12-30"), 1)).toEqual(["2200-12-31", true]);
    const last = beijing("2200-12-31");
    await refused("addWorkingDays", [last, 1], "YearOutOfRange", 2201);
    await refused("addWorkingDays", [last - DAY, 2], "YearOutOfRange", 2201);
    await refused("isWorkingDay", [last + DAY], "YearOutOfRange", 2201);
    await refused("isWorkingDay", [LAST_BIT], "YearOutOfRange", 8_921_556);
  });
});

describe("isWorkingDay", () => {
  it("knows the last day of a year that the mean length of a year takes for the next one", async () => {
    const last = beijing("2076-12-31", "12:00:00");
    const told = () => tests.list("workCalendar", "isWorkingDay", last);
    expect(await told()).toEqual([true, true]);
    const [low] = days(256);
    await tests.chain.does(publish(2076, [low, 1n << (LAST_DAY_OF_A_LEAP_YEAR - 256n)]));
    expect(await told()).toEqual([true, false]);
    await tests.chain.does(publish(2076, [low, 0n]));
    expect(await told()).toEqual([false, false]);
    expect(await tests.list("workCalendar", "isWorkingDay", last + DAY)).toEqual([true, true]);
  });
});

describe("laterDeadline", () => {
  it("gives the recomputed end when the notice gives more time", async () => {
    const from = beijing("2025-09-25", "09:30:00");
    const [stored] = await read<[bigint]>("addWorkingDays", from, 10);
    expect(stored).toBe(BigInt(beijing("2025-10-10")));
    expect(await tests.list("workCalendar", "laterDeadline", from, 10, stored)).toEqual([
      stored,
      true,
    ]);
    await tests.load([2025]);
    expect(await tests.list("workCalendar", "laterDeadline", from, 10, stored)).toEqual([
      BigInt(beijing("2025-10-16")),
      false,
    ]);
  });

  it("keeps the stored end when the notice gives less time", async () => {
    const from = beijing("2025-02-05", "12:00:00");
    const [stored] = await read<[bigint]>("addWorkingDays", from, 10);
    await tests.load([2025]);
    expect(await tests.list("workCalendar", "addWorkingDays", from, 10)).toEqual([
      BigInt(beijing("2025-02-19")),
      false,
    ]);
    expect(await tests.list("workCalendar", "laterDeadline", from, 10, stored)).toEqual([
      BigInt(beijing("2025-02-20")),
      false,
    ]);
  });

  it("gives what could be read before the notice also where nothing was stored", async () => {
    const from = beijing("2025-02-05", "12:00:00");
    await tests.load([2025]);
    expect(await tests.list("workCalendar", "laterDeadline", from, 10, 0)).toEqual([
      BigInt(beijing("2025-02-20")),
      false,
    ]);
  });

  it("keeps what was read from a replaced version of the third year that a limit touches", async () => {
    await tests.load([2025, 2026]);
    const from = beijing("2025-12-30");
    expect(await ends(from, 250)).toEqual(["2027-01-01", true]);
    const [low, high] = days(300);
    await tests.chain.does(publish(2027, [(low >> 31n) << 31n, high]));
    await tests.chain.does(publish(2027));
    expect(await ends(from, 250)).toEqual(["2027-01-01", false]);
    const [deadline] = await read<[bigint]>("laterDeadline", from, 250, 0);
    expect(dateOf(deadline - 1n)).toBe("2027-02-01");
  });

  it("takes a version of the second in which the limit began for what was read then", async () => {
    const year = Number(dateOf(BigInt(await tests.chain.now())).slice(0, 4));
    const [low, high] = days(365);
    // First a notice by which the year works to September, then its correction: from April on.
    await tests.chain.does(publish(year));
    const { time: from } = await tests.chain.does(publish(year, [(low >> 100n) << 100n, high]));
    const [read1] = await read<[bigint]>("addWorkingDays", from, 250);
    await tests.chain.does(publish(year + 1));
    const [read2] = await read<[bigint]>("addWorkingDays", from, 250);
    const [later] = await read<[bigint]>("laterDeadline", from, 250, 0);
    expect(later).toBe(read1 > read2 ? read1 : read2);
  });

  it("keeps what was read from a version that was replaced", async () => {
    const from = beijing("2025-02-05", "12:00:00");
    const [stored] = await read<[bigint]>("addWorkingDays", from, 10);
    // All of February off, by a notice that is corrected later.
    const [low, high] = days(300);
    const february = ((1n << 28n) - 1n) << 31n;
    await tests.chain.does(publish(2025, [low & ~february, high]));
    const [during] = await read<[bigint]>("laterDeadline", from, 10, stored);
    expect(dateOf(during - 1n)).toBe("2025-03-10");
    await tests.load([2025]);
    expect((await read<[bigint]>("addWorkingDays", from, 10))[0]).toBeLessThan(stored);
    expect(await read<[bigint]>("laterDeadline", from, 10, stored)).toEqual([during, false]);
    // Whoever acts now never read the replaced version.
    const now = await tests.chain.now();
    const [fresh] = await read<[bigint]>("addWorkingDays", now, 10);
    expect((await read<[bigint]>("laterDeadline", now, 10, fresh))[0]).toBe(fresh);
  });
});

describe("workingDaysBetween", () => {
  it("counts the day of the second moment, not that of the first", async () => {
    await tests.load([2025]);
    const between = (a: number, b: number) =>
      tests.list("workCalendar", "workingDaysBetween", a, b);
    const from = beijing("2025-09-25", "09:30:00");
    expect(await between(from, beijing("2025-10-16") - 1)).toEqual([10n, false]);
    expect(await between(from, beijing("2025-10-16"))).toEqual([11n, false]);
    expect(await between(from, from)).toEqual([0n, false]);
    expect(await between(beijing("2025-09-30"), beijing("2025-10-09") - 1)).toEqual([0n, false]);
    expect(await between(beijing("2025-01-01") - 1, beijing("2026-01-01") - 1)).toEqual([
      248n,
      false,
    ]);
    expect(await between(from, beijing("2026-01-01"))).toEqual([66n, true]);
    expect(await between(beijing("2024-12-31"), from)).toEqual([183n, false]);
    expect(await between(beijing("2024-12-30"), from)).toEqual([184n, true]);
  });

  it("refuses to count back, and beyond the third year to come", async () => {
    const a = beijing("2025-03-01");
    const end = beijing("2029-01-01");
    await refused("workingDaysBetween", [a, a - 1], "BadSpan", a, a - 1);
    await refused("workingDaysBetween", [a, end], "BadSpan", a, end);
    const [counted] = await read<[bigint]>("workingDaysBetween", a, end - 1);
    expect(counted).toBe(1000n);
  });
});
