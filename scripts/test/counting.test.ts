// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { countCoverage } from "./coverage.ts";
import { countHardhat } from "./hardhat.ts";
import { countMutation } from "./mutation.ts";
import { countReport, type VitestReport } from "./vitest.ts";

const report = (file: string, success: boolean, ...statuses: string[]): VitestReport => ({
  success,
  testResults: [
    {
      name: "a.test.ts",
      status: file,
      assertionResults: statuses.map((status) => ({ status, fullName: `does ${status}` })),
    },
  ],
});

describe("countReport", () => {
  it("counts what passed, failed and was skipped, with the names of the last", () => {
    const counts = countReport(report("failed", false, "passed", "failed", "skipped", "todo"), 1);
    expect(counts).toEqual({
      passed: 1,
      failed: 1,
      skipped: 2,
      skippedNames: ["does skipped", "does todo"],
      failures: ["does failed: without a reason"],
    });
  });

  it("counts a file that broke before its first test", () => {
    expect(countReport(report("failed", false), 1).failed).toBe(1);
  });

  it("keeps why a test failed", () => {
    const failed = { status: "failed", fullName: "adds", failureMessages: ["1 is not 2"] };
    const results = [{ name: "a.test.ts", status: "failed", assertionResults: [failed] }];
    const { failures } = countReport({ success: false, testResults: results }, 1);
    expect(failures).toEqual(["adds: 1 is not 2"]);
  });

  it("does not believe a report against the exit status", () => {
    expect(countReport(report("passed", true, "passed"), 1).failed).toBe(1);
    expect(countReport({ success: false, testResults: [] }, 0).failed).toBe(1);
  });
});

describe("countHardhat", () => {
  it("reads the closing lines", () => {
    const counts = countHardhat("\n  12 passing\n  2 failing\n  1 skipped\n", 1);
    expect(counts).toMatchObject({ passed: 12, failed: 2, skipped: 1 });
  });

  it("takes a run without tests, and a silent break, for a failure", () => {
    expect(countHardhat("Nothing to compile\n", 0)).toMatchObject({ passed: 0, failed: 1 });
    expect(countHardhat("  3 passing\n", 1)).toMatchObject({ passed: 3, failed: 1 });
  });
});

describe("countCoverage", () => {
  it("counts files, and takes a silent break for a failure", () => {
    const lines = "coverage: lines 9 of 10\ncoverage: 3 files whole, 1 not\n";
    expect(countCoverage(lines, 1)).toMatchObject({ passed: 3, failed: 1 });
    expect(countCoverage("coverage: 4 files whole, 0 not\n", 0)).toMatchObject({ failed: 0 });
    expect(countCoverage("coverage: 4 files whole, 0 not\n", 1)).toMatchObject({ failed: 1 });
    expect(countCoverage("", 0)).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe("countMutation", () => {
  it("counts mutants, and takes a silent break for a failure", () => {
    const lines = "survived: a\nmutation: 9 passed, 1 failed\n";
    expect(countMutation(lines, 1)).toMatchObject({ passed: 9, failed: 1 });
    expect(countMutation("mutation: 10 passed, 0 failed\n", 1)).toMatchObject({ failed: 1 });
    expect(countMutation("Error: no test was run", 1)).toMatchObject({ passed: 0, failed: 1 });
  });
});
