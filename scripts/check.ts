// SPDX-License-Identifier: Apache-2.0
// npm run check [-- --only name,name]: everything that can be said of the sources without running them.
// A check that needs what this machine lacks is skipped and says so; under SUYUAN_NO_SKIP=1 it fails.
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { buildContracts } from "./check/build.ts";
import { staleFiles } from "./check/fresh.ts";
import { houseChecks } from "./check/house.ts";
import { lawCheck } from "./check/law.ts";
import { threatsCheck } from "./check/threats.ts";
import { byTool, type Check, type Problems, type Skipped } from "./check/run.ts";
import { slitherProblems } from "./check/slither.ts";
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
  tool("types of the page", "tsc", "--project", "packages/console/tsconfig.json"),
  tool("format", "prettier", "--check", "--log-level=warn", "."),
  tool("spelling", "cspell", "--no-progress", "--no-summary", "--dot", "--no-must-find-files"),
  tool("import arrows", "depcruise", "--config", ".dependency-cruiser.mjs", ...ARROWS),
  { name: "import arrows of contracts", run: () => solidityImportProblems(ROOT) },
  tool("solidity lint", "solhint", "--max-warnings=0", "--noPoster", "contracts/**/*.sol"),
  tool("unused code", "knip", "--no-progress", "--no-config-hints"),
  { name: "slither", run: () => slitherProblems(ROOT) },
  {
    name: "generated files fresh",
    run: async () => [...(await buildContracts(ROOT)), ...staleFiles(GENERATORS, ROOT)],
  },
  lawCheck(ROOT),
  threatsCheck(ROOT),
  ...houseChecks(ROOT),
];

type Verdict = "passed" | "failed" | "skipped";

const STRICT = process.env["SUYUAN_NO_SKIP"] === "1";
const MARKS = { passed: "ok  ", failed: "FAIL", skipped: "skip" } as const;

async function runOne(check: Check): Promise<Verdict> {
  const begun = Date.now();
  const found = await attempt(check);
  const problems = "skipped" in found ? [found.skipped] : found;
  const skipped = "skipped" in found && !STRICT;
  const verdict = skipped ? "skipped" : problems.length === 0 ? "passed" : "failed";
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  console.log(`${MARKS[verdict]} ${check.name} (${seconds} s)`);
  for (const line of problems.slice(0, SHOWN_LINES)) console.log(`     ${line}`);
  if (problems.length > SHOWN_LINES) console.log(`     … ${problems.length - SHOWN_LINES} more`);
  return verdict;
}

async function attempt(check: Check): Promise<Problems | Skipped> {
  try {
    return await check.run();
  } catch (error) {
    return [`the check itself broke: ${String(error)}`];
  }
}

async function main(args: readonly string[]): Promise<void> {
  const only = args[0] === "--only" ? (args[1] ?? "").split(",") : undefined;
  const queue = CHECKS.filter((check) => only?.includes(check.name) ?? true);
  if (queue.length === 0) {
    console.log(`no such check; known: ${CHECKS.map((one) => one.name).join(", ")}`);
    process.exitCode = 1;
  }
  const count: Record<Verdict, number> = { passed: 0, failed: 0, skipped: 0 };
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      count[await runOne(next)] += 1;
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
  console.log(`check: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  if (count.failed > 0) process.exitCode = 1;
}

await main(process.argv.slice(2));
