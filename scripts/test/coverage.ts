// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";

import { runAndKeep } from "./process.ts";
import { add, NOTHING, ONE_FAILED, type Counts } from "./summary.ts";

/** Counts each file of contracts/ as a test: passed when every line and statement was run. */
export function countCoverage(output: string, status: number): Counts {
  const match = /^coverage: (\d+) files whole, (\d+) not$/mu.exec(output);
  const counts = { ...NOTHING, passed: Number(match?.[1] ?? 0), failed: Number(match?.[2] ?? 0) };
  const silent = counts.failed === 0 && (status !== 0 || counts.passed === 0);
  return silent ? add(counts, ONE_FAILED) : counts;
}

/** Measures what the tests of the contracts run of them. */
export async function runCoverage(root: string): Promise<Counts> {
  const program = join(root, "scripts/coverage.ts");
  const { status, output } = await runAndKeep(process.execPath, [program], root);
  return countCoverage(output, status);
}
