// SPDX-License-Identifier: Apache-2.0
// node scripts/coverage.ts: runs the tests of the contracts, in Solidity and under Vitest, upon contracts that tell
// which of their statements were run; ends with 1 unless every line and statement of contracts/ was.
// Hardhat keeps what it counts below coverage/.
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { linesOf } from "./covering/report.ts";
import { execute } from "./check/run.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
/** A node of its own keeps the limit of a contract's size, and contracts that count are larger and take more gas. */
const NOT_HERE = "test/contracts/{deploy,gas}*.test.ts";
const SOURCES = /^contracts\/(?!mocks\/)/u;

// Read when Hardhat is loaded, and by the programs started from here.
process.env["HARDHAT_COVERAGE"] = "true";
// Counting needs no more runs of a law than it takes to get everywhere.
process.env["SUYUAN_DEEP"] = "0";

const TESTS = [
  ["Solidity", "hardhat/dist/src/cli.js", "test", "solidity"],
  ["Vitest", "vitest/vitest.mjs", "run", "--project=contracts", `--exclude=${NOT_HERE}`],
] as const;

/** Runs all tests. What fails here only because contracts count is no matter, what is not reached is. */
async function runTests(): Promise<void> {
  const runs = TESTS.map(async ([name, program, ...args]) => {
    const path = join(ROOT, "node_modules", program);
    const { status, output } = await execute(process.execPath, [path, ...args], ROOT);
    if (status === 0) return;
    console.log(`coverage: some of the ${name} tests failed upon contracts that count`);
    if (process.env["SUYUAN_VERBOSE"] === "1") console.log(output);
  });
  await Promise.all(runs);
}

async function main(): Promise<void> {
  rmSync(join(ROOT, "coverage/data"), { recursive: true, force: true });
  const { buildCounting, readCounts } = await import("./covering/hardhat.ts");
  await buildCounting();
  await runTests();
  const counts = await readCounts(["solidity", "vitest"]);
  const files = counts.filter(({ path }) => SOURCES.test(path));
  for (const line of files.flatMap(linesOf)) console.log(line);
  const whole = files.filter(({ missing }) => missing.length === 0).length;
  const sum = (pick: (file: (typeof files)[number]) => number): number =>
    files.reduce((total, file) => total + pick(file), 0);
  console.log(`coverage: lines ${sum((one) => one.linesRun)} of ${sum((one) => one.lines)}`);
  console.log(
    `coverage: statements ${sum((one) => one.statementsRun)} of ${sum((one) => one.statements)}`,
  );
  console.log(`coverage: ${whole} files whole, ${files.length - whole} not`);
  process.exitCode = files.length > 0 && whole === files.length ? 0 : 1;
}

await main();
