// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";

import { runAndKeep } from "./process.ts";
import { add, NOTHING, ONE_FAILED, type Counts } from "./summary.ts";
import { countReportIn, withReport } from "./vitest.ts";

/** Counts each file of contracts/ as a test: passed when every line and statement was run. */
export function countCoverage(output: string, status: number): Counts {
  const match = /^coverage: (\d+) files whole, (\d+) not$/mu.exec(output);
  const counts = { ...NOTHING, passed: Number(match?.[1] ?? 0), failed: Number(match?.[2] ?? 0) };
  const silent = counts.failed === 0 && (status !== 0 || counts.passed === 0);
  return silent ? add(counts, ONE_FAILED) : counts;
}

/** Runs the tests under Vitest and measures what the tests of the contracts run of them. */
export async function runCoverage(root: string): Promise<Counts> {
  return withReport(async (report) => {
    const args = [join(root, "scripts/coverage.ts"), `--report=${report}`];
    const { status, output } = await runAndKeep(process.execPath, args, root, "at the end");
    return add(countReportIn(report, 0), countCoverage(output, status));
  });
}
