// SPDX-License-Identifier: Apache-2.0
// npm run check [-- --only name,name]: everything that can be said of the sources without running them.
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { staleFiles } from "./check/fresh.ts";
import { houseChecks } from "./check/house.ts";
import { byTool, type Check, type Problems } from "./check/run.ts";
import { solidityImportProblems } from "./check/solidity-imports.ts";
import { GENERATORS } from "./generated.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const SHOWN_LINES = 60;
const ARROWS = ["packages", "scripts", "test", "bench", "deploy"];

const tool = (name: string, command: string, ...args: string[]): Check =>
  byTool(ROOT, name, command, args);

// The slow ones first: two run at a time.
const CHECKS: readonly Check[] = [
  tool("lint", "eslint", ".", "--max-warnings=0"),
  tool("types", "tsc", "--project", "tsconfig.json"),
  tool("types of proof without Node", "tsc", "--project", "packages/proof/tsconfig.json"),
  tool("format", "prettier", "--check", "--log-level=warn", "."),
  tool("spelling", "cspell", "--no-progress", "--no-summary", "--dot", "--no-must-find-files"),
  tool("import arrows", "depcruise", "--config", ".dependency-cruiser.mjs", ...ARROWS),
  { name: "import arrows of contracts", run: () => solidityImportProblems(ROOT) },
  tool("solidity lint", "solhint", "--max-warnings=0", "--noPoster", "contracts/**/*.sol"),
  tool("unused code", "knip", "--no-progress", "--no-config-hints"),
  { name: "generated files fresh", run: () => staleFiles(GENERATORS, ROOT) },
  ...houseChecks(ROOT),
];

async function runOne(check: Check): Promise<boolean> {
  const begun = Date.now();
  const problems = await attempt(check);
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  console.log(`${problems.length === 0 ? "ok  " : "FAIL"} ${check.name} (${seconds} s)`);
  for (const line of problems.slice(0, SHOWN_LINES)) console.log(`     ${line}`);
  if (problems.length > SHOWN_LINES) console.log(`     … ${problems.length - SHOWN_LINES} more`);
  return problems.length === 0;
}

async function attempt(check: Check): Promise<Problems> {
  try {
    return await check.run();
  } catch (error) {
    return [`the check itself broke: ${String(error)}`];
  }
}

async function main(args: readonly string[]): Promise<void> {
  const only = args[0] === "--only" ? (args[1] ?? "").split(",") : undefined;
  const queue = CHECKS.filter((check) => only?.includes(check.name) ?? true);
  const total = queue.length;
  if (total === 0) console.log(`no such check; known: ${CHECKS.map((one) => one.name).join(", ")}`);
  let passed = 0;
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if (await runOne(next)) passed += 1;
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
  console.log(`check: ${passed} passed, ${total - passed} failed`);
  if (passed < total || total === 0) process.exitCode = 1;
}

await main(process.argv.slice(2));
