// SPDX-License-Identifier: Apache-2.0
import {
  addWorkingDays,
  isWorkingDay,
  type PublishedYears,
  workingDaysBetween,
} from "@suyuan/chain";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";

import { lawCalls } from "../../deploy/law/load.ts";
import { beijing, LawSuite } from "./support/law.ts";

const tests = new LawSuite();
const RUNS = { numRuns: process.env["SUYUAN_DEEP"] === "1" ? 10_000 : 100 };

const YEARS: PublishedYears = new Map(
  lawCalls()
    .filter(({ fn }) => fn === "publishYear")
    .map(({ args: [year, low, high] }) => [
      Number(year),
      { low: BigInt(String(low)), high: BigInt(String(high)) },
    ]),
);

// Published years in the middle, unpublished ones on both sides.
const moments = fc.integer({ min: beijing("2022-01-01"), max: beijing("2029-12-31") });
const anyMoments = fc.integer({ min: 0, max: beijing("2200-12-31") - 1 });
const SPAN = 3 * 365 * 86_400;

const asked = (fn: string, ...args: number[]) => tests.list("workCalendar", fn, ...args);

beforeEach(async () => {
  await tests.load([2024, 2025, 2026]);
});

describe("the calendar of packages/chain, and the contract's", () => {
  it("add the same days to any moment", async () => {
    const days = fc.integer({ min: 1, max: 250 });
    await fc.assert(
      fc.asyncProperty(moments, days, async (from, n) => {
        const { deadline, provisional } = addWorkingDays(YEARS, from, n);
        expect(await asked("addWorkingDays", from, n)).toEqual([BigInt(deadline), provisional]);
      }),
      RUNS,
    );
  });

  it("count the same days between any two moments", async () => {
    await fc.assert(
      fc.asyncProperty(moments, fc.nat(SPAN), async (a, span) => {
        const { days, provisional } = workingDaysBetween(YEARS, a, a + span);
        expect(await asked("workingDaysBetween", a, a + span)).toEqual([BigInt(days), provisional]);
      }),
      RUNS,
    );
  });

  it("tell the same days apart, and end at the same day of any year", async () => {
    await fc.assert(
      fc.asyncProperty(anyMoments, async (time) => {
        const { working, provisional } = isWorkingDay(YEARS, time);
        expect(await asked("isWorkingDay", time)).toEqual([working, provisional]);
      }),
      RUNS,
    );
  });

  it("refuse the same", async () => {
    const last = beijing("2200-12-31");
    const a = beijing("2025-03-01");
    const calls = [
      [(): unknown => addWorkingDays(YEARS, a, 0), "addWorkingDays", a, 0],
      [(): unknown => addWorkingDays(YEARS, a, 251), "addWorkingDays", a, 251],
      [(): unknown => addWorkingDays(YEARS, last, 1), "addWorkingDays", last, 1],
      [(): unknown => isWorkingDay(YEARS, last + 86_400), "isWorkingDay", last + 86_400],
      [(): unknown => workingDaysBetween(YEARS, a, a - 1), "workingDaysBetween", a, a - 1],
    ] as const;
    for (const [twin, fn, ...args] of calls) {
      expect(twin).toThrow(RangeError);
      await expect(asked(fn, ...args)).rejects.toThrow(/WorkCalendar__/u);
    }
  });
});
