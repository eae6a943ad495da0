// SPDX-License-Identifier: Apache-2.0
// Hardhat's own counting, read where it keeps it. Import this after HARDHAT_COVERAGE is set.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import hre from "hardhat";

import { countFile, type FileCount, type Statement } from "./report.ts";

/** What Hardhat 3.18 keeps on its runtime environment when it counts; it has no public name. */
interface Manager {
  /** By the file's path from the root, its statements. */
  readonly filesMetadata: ReadonlyMap<string, ReadonlyMap<string, Statement>>;
  /** By the tag of a statement, whether it was run. */
  readonly data: ReadonlyMap<string, number>;
  readonly loadData: (...ids: string[]) => Promise<void>;
  readonly getReport: () => Promise<Readonly<Record<string, FileReport>>>;
}

interface FileReport {
  readonly lineExecutionCounts: ReadonlyMap<number, number>;
}

const manager = (): Manager => {
  const { _coverage } = hre as unknown as { readonly _coverage?: Manager };
  if (_coverage === undefined) throw new Error("HARDHAT_COVERAGE is not set");
  return _coverage;
};

/** Compiles the contracts so that they count, and learns of their statements. */
export async function buildCounting(): Promise<void> {
  await hre.tasks.getTask("build").run({ quiet: true });
}

/** What the test runs with these ids have run, by file. */
export async function readCounts(ids: readonly string[]): Promise<FileCount[]> {
  const one = manager();
  await one.loadData(...ids);
  const report = await one.getReport();
  return [...one.filesMetadata].map(([path, statements]) => {
    const source = readFileSync(join(hre.config.paths.root, path), "utf8");
    const lines = report[path]?.lineExecutionCounts ?? new Map<number, number>();
    return countFile({ path, source, statements: [...statements.values()], lines, run: one.data });
  });
}
