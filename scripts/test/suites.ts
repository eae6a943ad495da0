// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";

import { runContracts } from "./contracts.ts";
import { runAndKeep } from "./process.ts";
import { countChecks, type Counts } from "./summary.ts";
import { runVitest } from "./vitest.ts";

export interface Suite {
  readonly name: string;
  readonly about: string;
  readonly run: (root: string) => Promise<Counts>;
}

/** All suites in the order in which they run. */
export const SUITES: readonly Suite[] = [
  { name: "check", about: "what can be said without running", run: runCheck },
  {
    name: "unit",
    about: "packages, scripts, measurements, the house, vectors",
    run: (root) => runVitest(root, "unit"),
  },
  {
    name: "contracts",
    about:
      "Solidity and chain tests, what they run of the contracts, and mistakes that they notice",
    run: runContracts,
  },
  {
    name: "e2e",
    about: "the whole way, and the story",
    run: (root) => runVitest(root, "e2e"),
  },
  {
    name: "faults",
    about: "kills, full disks, a chain away",
    run: (root) => runVitest(root, "faults"),
  },
  {
    name: "browser",
    about: "the verify page in a real Chromium",
    run: (root) => runVitest(root, "browser"),
  },
  {
    name: "network",
    about: "four validators that end, part and vote, and a client that is not ours",
    run: (root) => runVitest(root, "network"),
  },
];

/** The crash tests alone, with the given number of rounds. */
export function crashSuite(rounds: string): Suite {
  if (!/^[1-9]\d*$/u.test(rounds)) throw new Error(`--rounds takes a number, not "${rounds}"`);
  const env = { SUYUAN_CRASH_ROUNDS: rounds };
  return {
    name: "crash",
    about: `${rounds} kills at named points and random moments`,
    run: (root) => runVitest(root, "faults", ["test/faults/crash"], env),
  };
}

async function runCheck(root: string): Promise<Counts> {
  const { status, output } = await runAndKeep(
    process.execPath,
    [join(root, "scripts/check.ts")],
    root,
  );
  return countChecks(output, status);
}
