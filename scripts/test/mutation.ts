// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";

import { runAndKeep } from "./process.ts";
import { add, NOTHING, ONE_FAILED, type Counts } from "./summary.ts";

/** How many mutants a run that is not deep puts before the tests. */
const SAMPLE = "10";

/** Counts each mutant that was killed as passed. */
export function countMutation(output: string, status: number): Counts {
  const match = /^mutation: (\d+) passed, (\d+) failed$/mu.exec(output);
  const counts = { ...NOTHING, passed: Number(match?.[1] ?? 0), failed: Number(match?.[2] ?? 0) };
  const silent = counts.failed === 0 && (status !== 0 || counts.passed === 0);
  return silent ? add(counts, ONE_FAILED) : counts;
}

/** Wants the tests to notice small mistakes in the contracts: every one in a deep run, else a few. */
export async function runMutation(root: string): Promise<Counts> {
  const deep = process.env["SUYUAN_DEEP"] === "1";
  const program = join(root, "scripts/mutation.ts");
  const args = deep ? [program] : [program, "--sample", SAMPLE];
  const { status, output } = await runAndKeep(process.execPath, args, root);
  return countMutation(output, status);
}
