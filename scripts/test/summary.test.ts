// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import {
  closingLine,
  countChecks,
  judge,
  NOTHING,
  reasons,
  table,
  type Outcome,
} from "./summary.ts";

const outcome = (name: string, counts: Partial<Outcome>): Outcome => ({
  ...NOTHING,
  name,
  milliseconds: 1500,
  ...counts,
});
const skipping = (name: string): Outcome =>
  outcome("unit", { passed: 1, skipped: 1, skippedNames: [name] });

describe("closingLine", () => {
  it("adds up all suites", () => {
    const all = [outcome("a", { passed: 2, failed: 1 }), outcome("b", { passed: 3, skipped: 4 })];
    expect(closingLine(all)).toBe("5 passed, 1 failed, 4 skipped");
  });
});

describe("countChecks", () => {
  it("reads the last line and takes a silent break for a failure", () => {
    expect(countChecks("ok   a\ncheck: 3 passed, 2 failed, 0 skipped\n", 1)).toMatchObject({
      passed: 3,
      failed: 2,
    });
    expect(countChecks("check: 3 passed, 0 failed, 0 skipped\n", 1)).toMatchObject({
      passed: 3,
      failed: 1,
    });
    expect(countChecks("", 1)).toMatchObject({ passed: 0, failed: 1 });
  });

  it("names what was skipped and what it needs", () => {
    const output = "skip slither (0.1 s)\n     needs slither: install Python 3\n";
    expect(countChecks(`${output}check: 3 passed, 0 failed, 1 skipped\n`, 0)).toEqual({
      passed: 3,
      failed: 0,
      skipped: 1,
      skippedNames: ["slither (0.1 s): needs slither: install Python 3"],
      failures: [],
    });
  });
});

describe("reasons", () => {
  it("tells the first three of a suite, each cut short", () => {
    const failures = ["a", "b", "c".repeat(5_000), "d"];
    const told = reasons([outcome("unit", { failed: 4, failures })]);
    expect(told.slice(0, 2)).toEqual(["unit: a", "unit: b"]);
    expect(told).toHaveLength(3);
    expect(told[2]?.length).toBeLessThan(1_300);
  });
});

describe("judge", () => {
  it("accepts suites that ran and passed", () => {
    expect(judge([outcome("a", { passed: 1 })], true)).toEqual([]);
  });

  it("refuses a failure and a suite without tests", () => {
    expect(judge([outcome("a", { passed: 5, failed: 1 })], false)).toHaveLength(1);
    expect(judge([outcome("a", {})], false)).toEqual(["FAIL a: nothing ran"]);
  });

  it("lets a test be skipped that names what it needs, unless none may be", () => {
    expect(judge([skipping("reads the log (needs go)")], false)).toEqual([]);
    expect(judge([skipping("reads the log (needs go)")], true)).toHaveLength(1);
  });

  it("refuses a skipped test that does not", () => {
    expect(judge([skipping("reads the log")], false)).toHaveLength(1);
  });
});

describe("table", () => {
  it("holds every suite, the setup and the whole", () => {
    const lines = table([outcome("unit", { passed: 7 })], 500).split("\n");
    expect(lines.map((line) => line.split(/\s+/u).slice(0, 3).join(" "))).toEqual([
      "suite time result",
      "setup 0.5 s",
      "unit 1.5 s",
      "all 2.0 s",
    ]);
  });
});
