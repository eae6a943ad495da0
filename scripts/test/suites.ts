// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { runHardhat } from "./hardhat.ts";
import { runAndKeep, runVisibly } from "./process.ts";
import { add, countChecks, ONE_FAILED, ONE_PASSED, type Counts } from "./summary.ts";
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
    about: "packages, scripts, the house, vectors",
    run: (root) => runVitest(root, "unit"),
  },
  {
    name: "contracts",
    about: "Solidity and chain tests",
    run: async (root) => add(await runHardhat(root), await runVitest(root, "contracts")),
  },
  {
    name: "e2e",
    about: "the whole way, and the story",
    run: async (root) => add(await runVitest(root, "e2e"), await runStory(root)),
  },
  {
    name: "faults",
    about: "kills, full disks, a chain away",
    run: (root) => runVitest(root, "faults"),
  },
  {
    name: "network",
    about: "clients that are not ours",
    run: (root) => runVitest(root, "network"),
  },
];

/** The crash tests alone, with the given number of rounds. */
export function crashSuite(rounds: string): Suite {
  if (!/^[1-9]\d*$/u.test(rounds)) throw new Error(`--rounds takes a number, not "${rounds}"`);
  const env = { SUYUAN_CRASH_ROUNDS: rounds };
  return {
    name: "crash",
    about: `${rounds} kills at random moments`,
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

async function runStory(root: string): Promise<Counts> {
  const script = join(root, "scripts/story/main.ts");
  if (!existsSync(script)) {
    console.log("scripts/story/main.ts is missing");
    return ONE_FAILED;
  }
  const state = mkdtempSync(join(tmpdir(), "suyuan-story-"));
  try {
    const [chain, gateway] = [await freePort(), await freePort()].map(String);
    const place = [
      "--dir",
      join(state, "story"),
      `--chain-port=${chain}`,
      `--gateway-port=${gateway}`,
    ];
    const status = await runVisibly(process.execPath, [script, "--exit", ...place], root);
    return status === 0 ? ONE_PASSED : ONE_FAILED;
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}

// A story that somebody is looking at keeps its ports.
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}
