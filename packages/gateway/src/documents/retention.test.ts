// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dueAt, storedBefore, yearsOf } from "./retention.ts";

const numRuns = process.env["SUYUAN_DEEP"] === "1" ? 10_000 : 100;
const at = (text: string): number => Date.parse(text) / 1_000;

describe("the time for which a document is kept", () => {
  it.each([
    // The day of storing is not counted, and the last day counts in full (Civil Code, Arts 201 and 202).
    ["2026-03-10T12:00:00+08:00", 3, "2029-03-11T00:00:00+08:00"],
    ["2026-03-10T00:00:00+08:00", 3, "2029-03-11T00:00:00+08:00"],
    ["2026-03-10T23:59:59+08:00", 3, "2029-03-11T00:00:00+08:00"],
    // The day is Beijing's.
    ["2026-03-10T17:00:00Z", 3, "2029-03-12T00:00:00+08:00"],
    ["2024-02-29T12:00:00+08:00", 3, "2027-03-01T00:00:00+08:00"],
    ["2024-02-29T12:00:00+08:00", 4, "2028-03-01T00:00:00+08:00"],
    ["2025-02-28T12:00:00+08:00", 3, "2028-02-29T00:00:00+08:00"],
    ["2026-12-31T12:00:00+08:00", 30, "2057-01-01T00:00:00+08:00"],
  ])("of %s and %d years is over at %s", (stored, years, due) => {
    expect(dueAt(at(stored), years)).toBe(at(due));
  });

  it("is at least 3 years for records of use, and 30 for the rest (Order 809, Art 29; Shenzhen)", () => {
    expect(yearsOf()).toEqual({ registration: 30, sharing: 30, case: 30, use: 3 });
    expect(yearsOf({ use: 5 })).toEqual({ registration: 30, sharing: 30, case: 30, use: 5 });
  });

  it("is over for exactly what was stored before a moment", () => {
    const moment = fc.integer({ min: at("2020-01-01T00:00:00Z"), max: at("2100-01-01T00:00:00Z") });
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 40 }), (now, years) => {
        const first = storedBefore(now, years);
        expect(dueAt(first, years)).toBeGreaterThan(now);
        expect(dueAt(first - 1, years)).toBeLessThanOrEqual(now);
      }),
      { numRuns },
    );
  });
});
