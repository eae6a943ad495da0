// SPDX-License-Identifier: Apache-2.0
import { AS_DEPLOYED } from "./as-deployed.ts";
import { runCoverage } from "./coverage.ts";
import { runHardhat } from "./hardhat.ts";
import { runMutation } from "./mutation.ts";
import { add, type Counts, NOTHING } from "./summary.ts";
import { runVitest } from "./vitest.ts";

/** One step of the suite, and how long it took. */
interface Step {
  readonly name: string;
  readonly run: () => Promise<Counts>;
}

const SECOND = 1_000;

/** One after the other. */
async function inTurn(steps: readonly Step[], told: (line: string) => void): Promise<Counts> {
  let counts = NOTHING;
  for (const { name, run } of steps) {
    const begun = performance.now();
    counts = add(counts, await run());
    told(`${name} ${((performance.now() - begun) / SECOND).toFixed(0)} s`);
  }
  return counts;
}

/**
 * The tests of the contracts, in two rows beside each other. Under Vitest they run once, upon contracts that count what
 * is run of them, but for those that need the contracts as they are deployed. Upon these the laws in Solidity are tried
 * too. A deep run tries every law upon them.
 */
export async function runContracts(root: string): Promise<Counts> {
  const isDeep = process.env["SUYUAN_DEEP"] === "1";
  const shares: string[] = [];
  const told = (line: string): void => {
    shares.push(line);
  };
  const counted = [{ name: "Vitest with coverage", run: () => runCoverage(root) }];
  const deployed = [
    { name: "Solidity", run: () => runHardhat(root) },
    {
      name: "Vitest as deployed",
      run: () => runVitest(root, "contracts", isDeep ? [] : AS_DEPLOYED),
    },
    { name: "mutation", run: () => runMutation(root) },
  ];
  const rows = await Promise.all([inTurn(counted, told), inTurn(deployed, told)]);
  console.log(`contracts: ${shares.join(", ")}`);
  return rows.reduce(add);
}
