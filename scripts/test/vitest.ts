// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { runVisibly } from "./process.ts";
import { add, NOTHING, ONE_FAILED, type Counts } from "./summary.ts";

/** The part of Vitest's JSON report that is read here. */
export interface VitestReport {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly TestResult[];
  }[];
}

interface TestResult {
  readonly status: string;
  readonly fullName: string;
  readonly failureMessages?: readonly string[];
}

/** Counts tests; a file that broke before its first test is a failure, and so is a lying report. */
export function countReport(report: VitestReport, status: number): Counts {
  const counts = report.testResults.map(countFile).reduce(add, NOTHING);
  const silent = (status !== 0 || !report.success) && counts.failed === 0;
  return silent ? add(counts, ONE_FAILED) : counts;
}

function countFile(file: VitestReport["testResults"][number]): Counts {
  const counts = file.assertionResults.map(countTest).reduce(add, NOTHING);
  const broken = file.status === "failed" && counts.failed === 0;
  return broken ? add(counts, failure(file.name, file.message)) : counts;
}

const failure = (name: string, reason = "without a reason"): Counts => ({
  ...ONE_FAILED,
  failures: [`${name}: ${reason}`],
});

function countTest(test: TestResult): Counts {
  if (test.status === "passed") return { ...NOTHING, passed: 1 };
  if (test.status === "failed") return failure(test.fullName, test.failureMessages?.[0]);
  return { ...NOTHING, skipped: 1, skippedNames: [test.fullName] };
}

/** Counts tests in a report's file. No file is a failure. */
export function countReportIn(file: string, status: number): Counts {
  if (!existsSync(file)) return ONE_FAILED;
  return countReport(JSON.parse(readFileSync(file, "utf8")) as VitestReport, status);
}

/** How Vitest writes a report besides what it shows. */
export const reportersTo = (file: string): readonly string[] => [
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${file}`,
];

/** Lends a path for a report, in a folder that is gone afterwards. */
export async function withReport<T>(use: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "suyuan-vitest-"));
  try {
    return await use(join(folder, "report.json"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs one Vitest project. No test files at all, or no report, is a failure. */
export async function runVitest(
  root: string,
  project: string,
  filters: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Counts> {
  return withReport(async (file) => {
    const program = join(root, "node_modules/vitest/vitest.mjs");
    const args = [program, "run", `--project=${project}`, ...reportersTo(file), ...filters];
    return countReportIn(file, await runVisibly(process.execPath, args, root, env));
  });
}
