// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";

import { runAndKeep } from "./process.ts";
import { add, NOTHING, ONE_FAILED, type Counts } from "./summary.ts";

/** Counts from the lines "N passing", "N failing" and "N skipped" that end a Hardhat run. */
export function countHardhat(output: string, status: number): Counts {
  const number = (word: string): number =>
    Number(new RegExp(`^\\s*(\\d+) ${word}`, "mu").exec(output)?.[1] ?? 0);
  const skipped = number("skipped");
  const names = Array.from({ length: skipped }, () => "a Solidity test");
  const counts = {
    passed: number("passing"),
    failed: number("failing"),
    skipped,
    skippedNames: names,
    failures: [],
  };
  const silent = counts.failed === 0 && (status !== 0 || counts.passed === 0);
  return silent ? add(counts, ONE_FAILED) : counts;
}

/** Runs the Solidity tests; a run without a single test is a failure. */
export async function runHardhat(root: string): Promise<Counts> {
  const program = join(root, "node_modules/hardhat/dist/src/cli.js");
  const { status, output } = await runAndKeep(
    process.execPath,
    [program, "test", "solidity"],
    root,
  );
  return add(NOTHING, countHardhat(output, status));
}
