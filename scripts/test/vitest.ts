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
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
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
  return broken ? add(counts, ONE_FAILED) : counts;
}

function countTest(test: { readonly status: string; readonly fullName: string }): Counts {
  if (test.status === "passed") return { ...NOTHING, passed: 1 };
  if (test.status === "failed") return ONE_FAILED;
  return { ...NOTHING, skipped: 1, skippedNames: [test.fullName] };
}

/** Runs one Vitest project. No test files at all, or no report, is a failure. */
export async function runVitest(
  root: string,
  project: string,
  filters: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), "suyuan-vitest-"));
  const file = join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const program = join(root, "node_modules/vitest/vitest.mjs");
  const args = [program, "run", `--project=${project}`, ...reporters, ...filters];
  try {
    const status = await runVisibly(process.execPath, args, root, env);
    if (!existsSync(file)) return ONE_FAILED;
    return countReport(JSON.parse(readFileSync(file, "utf8")) as VitestReport, status);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
