// SPDX-License-Identifier: Apache-2.0
// npm test [-- --only suite,suite]: every suite, one after the other, then one table.
// npm run test:crash -- --rounds N: the crash tests of the faults suite alone, with N rounds.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { SUITES, crashSuite, type Suite } from "./test/suites.ts";
import { closingLine, judge, reasons, table, type Outcome } from "./test/summary.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");

function chosen(args: readonly string[]): readonly Suite[] {
  if (args[0] === "--crash") return [crashSuite(valueOf(args, "--rounds") ?? "100")];
  const only = valueOf(args, "--only")?.split(",");
  const unknown = only?.filter((name) => !SUITES.some((suite) => suite.name === name)) ?? [];
  if (unknown.length > 0) {
    throw new Error(
      `no suite ${unknown.join(", ")}; known: ${SUITES.map((s) => s.name).join(", ")}`,
    );
  }
  return SUITES.filter((suite) => only?.includes(suite.name) ?? true);
}

function valueOf(args: readonly string[], option: string): string | undefined {
  const place = args.indexOf(option);
  return place === -1 ? undefined : args[place + 1];
}

async function runSuite(suite: Suite): Promise<Outcome> {
  console.log(`\n== ${suite.name}: ${suite.about}`);
  const begun = Date.now();
  const counts = await suite.run(ROOT);
  const outcome = { name: suite.name, milliseconds: Date.now() - begun, ...counts };
  const time = (outcome.milliseconds / 1000).toFixed(1);
  console.log(`== ${suite.name}: ${closingLine([outcome])} in ${time} s`);
  return outcome;
}

async function main(args: readonly string[]): Promise<void> {
  const strict = process.env["SUYUAN_NO_SKIP"] === "1";
  const setup = Number(process.env["SUYUAN_SETUP_MS"] ?? 0);
  const outcomes: Outcome[] = [];
  for (const suite of chosen(args)) outcomes.push(await runSuite(suite));
  const problems = judge(outcomes, strict);
  console.log(`\n${table(outcomes, setup)}\n`);
  for (const line of [...reasons(outcomes), ...problems]) console.log(line);
  console.log(closingLine(outcomes));
  process.exitCode = problems.length === 0 ? 0 : 1;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
