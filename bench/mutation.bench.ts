// SPDX-License-Identifier: Apache-2.0
// Small mistakes in the contracts, and how many of them a test notices: scripts/mutation.ts, as a whole.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Figure } from "./figure.ts";

const ROOT = join(import.meta.dirname, "..");
const KILLERS = join(ROOT, "scripts/mutation/killers.json");
const MUCH = 2 ** 26;
const WANTED = 98;

/** What the program prints with --json. */
interface Findings {
  readonly contracts: readonly {
    readonly contract: string;
    readonly mutants: number;
    readonly equivalent: number;
    readonly killed: number;
  }[];
  readonly killers: Readonly<Record<string, readonly string[]>>;
}

export function run(): Promise<Figure[]> {
  const { stdout } = spawnSync(process.execPath, [join(ROOT, "scripts/mutation.ts"), "--json"], {
    encoding: "utf8",
    maxBuffer: MUCH,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { contracts, killers } = JSON.parse(stdout) as Findings;
  writeFileSync(KILLERS, `${JSON.stringify(killers, null, 2)}\n`);
  const conditions = (equivalent: number): string =>
    `guards, conditions, modifiers, comparisons and connectives; ${equivalent} more change no code`;
  const figures = contracts.map(({ contract, mutants, equivalent, killed }): Figure => ({
    bench: "mutation",
    case: contract,
    value: killed,
    unit: "killed",
    n: mutants - equivalent,
    conditions: conditions(equivalent),
  }));
  const sum = (pick: (row: Findings["contracts"][number]) => number): number =>
    contracts.reduce((total, row) => total + pick(row), 0);
  const counted = sum(({ mutants, equivalent }) => mutants - equivalent);
  const share = Math.floor((1000 * sum(({ killed }) => killed)) / counted) / 10;
  return Promise.resolve([
    ...figures,
    {
      ...{ bench: "mutation", case: "all contracts", value: share, unit: "%", n: counted },
      ...{ limit: WANTED, atLeast: true, conditions: conditions(sum((row) => row.equivalent)) },
    },
  ]);
}
