// SPDX-License-Identifier: Apache-2.0
// node scripts/coverage.ts [--report <file>]: runs the tests of the contracts under Vitest, and those in Solidity
// where something is left, upon contracts that tell which of their statements were run; ends with 1 unless every line
// and statement of contracts/ was. With a report, the tests under Vitest are shown, and judged by who reads it: no other run need repeat them.
// Hardhat keeps what it counts below coverage/.
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { type FileCount, linesOf } from "./covering/report.ts";
import { execute } from "./check/run.ts";
import { runVisibly } from "./test/process.ts";
import { reportersTo } from "./test/vitest.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const SOURCES = /^contracts\/(?!mocks\/)/u;

// Read when Hardhat is loaded, and by the programs started from here.
process.env["HARDHAT_COVERAGE"] = "true";
// Counting needs no more runs of a law than it takes to get everywhere.
process.env["SUYUAN_DEEP"] = "0";

/** What fails here only because contracts count is no matter: the laws are judged upon contracts that do not. */
async function runSolidity(): Promise<void> {
  const path = join(ROOT, "node_modules/hardhat/dist/src/cli.js");
  const { status, output } = await execute(process.execPath, [path, "test", "solidity"], ROOT);
  if (status === 0) return;
  console.log("coverage: some of the Solidity tests failed upon contracts that count");
  if (process.env["SUYUAN_VERBOSE"] === "1") console.log(output);
}

async function runVitest(report: string | undefined): Promise<void> {
  const path = join(ROOT, "node_modules/vitest/vitest.mjs");
  const args = [path, "run", "--project=contracts"];
  const reporters = report === undefined ? [] : reportersTo(report);
  const status = await runVisibly(process.execPath, [...args, ...reporters], ROOT);
  if (status !== 0) console.log("coverage: some of the Vitest tests failed");
}

async function main(): Promise<void> {
  rmSync(join(ROOT, "coverage/data"), { recursive: true, force: true });
  const { buildCounting, readCounts } = await import("./covering/hardhat.ts");
  await buildCounting();
  const { values } = parseArgs({ options: { report: { type: "string" } } });
  const read = async (...ids: string[]): Promise<FileCount[]> =>
    (await readCounts(ids)).filter(({ path }) => SOURCES.test(path));
  await runVitest(values.report);
  let files = await read("vitest");
  if (files.some(({ missing }) => missing.length > 0)) {
    await runSolidity();
    files = await read("solidity", "vitest");
  }
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
