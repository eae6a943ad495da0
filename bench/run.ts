// SPDX-License-Identifier: Apache-2.0
// npm run bench -- <name> [--json] [--peers]: runs bench/<name>.bench.ts, prints its figures and keeps them with
// machine, commit and time in bench/figures/<name>.json, from which docs/figures.md is made. With --peers what others
// offer is measured in the same run, where a benchmark knows some. --entries and --minutes say how large and how long,
// where a benchmark can be both. Without a name: what there is.
import { execFileSync } from "node:child_process";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { arch, availableParallelism, cpus, platform, release, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

import { type Bench, type BenchOptions, type Figure, keepsLimit } from "./figure.ts";

const FOLDER = dirname(fileURLToPath(import.meta.url));
const ENDING = ".bench.ts";
const WRONG_USAGE = 2;
const USAGE = "usage: npm run bench -- <name> [--json] [--peers] [--entries N] [--minutes N]";

async function names(): Promise<string[]> {
  const files = await readdir(FOLDER);
  return files.filter((file) => file.endsWith(ENDING)).map((file) => file.slice(0, -ENDING.length));
}

function git(...args: readonly string[]): string {
  try {
    return execFileSync("git", args, { cwd: FOLDER, encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    return "unknown";
  }
}

const machine = () => ({
  cpu: cpus()[0]?.model ?? "unknown",
  cores: availableParallelism(),
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  system: `${platform()} ${release()} ${arch()}`,
  node: process.version,
});

async function keep(name: string, figures: readonly Figure[]): Promise<void> {
  const changed = git("status", "--porcelain") === "" ? "" : " with changes";
  const record = {
    bench: name,
    time: new Date().toISOString(),
    commit: `${git("rev-parse", "--short", "HEAD")}${changed}`,
    machine: machine(),
    figures,
  };
  await mkdir(join(FOLDER, "figures"), { recursive: true });
  const path = join(FOLDER, "figures", `${name}.json`);
  await writeFile(path, `${JSON.stringify(record, null, 2)}\n`);
  const root = join(FOLDER, "..");
  execFileSync(process.execPath, [join(root, "scripts/generate-figures.ts"), root]);
}

function line(figure: Figure): string {
  const { limit, atLeast } = figure;
  const bound = limit === undefined ? "" : `  (${atLeast === true ? "≥" : "≤"} ${limit})`;
  const verdict = keepsLimit(figure) ? "" : "  LIMIT NOT KEPT";
  return `${figure.case}: ${figure.value} ${figure.unit}${bound}${verdict}  n=${figure.n}  ${figure.conditions}`;
}

/** Figures as one line of JSON each, in the fixed order of fields. */
function json({ bench, case: name, value, unit, limit, atLeast, n, conditions }: Figure): string {
  return JSON.stringify({ bench, case: name, value, unit, limit, atLeast, n, conditions });
}

type Counts = Pick<BenchOptions, "entries" | "minutes">;

/** Numbers that were asked for; undefined when one of them is none. */
function countsOf(values: { [K in keyof Counts]?: string | undefined }): Counts | undefined {
  const given = (["entries", "minutes"] as const)
    .filter((name) => values[name] !== undefined)
    .map((name) => [name, Number(values[name])] as const);
  const isGood = given.every(([, value]) => Number.isSafeInteger(value) && value > 0);
  return isGood ? Object.fromEntries(given) : undefined;
}

async function main(): Promise<number> {
  const flag = { type: "boolean", default: false } as const;
  const number = { type: "string" } as const;
  const options = { json: flag, peers: flag, entries: number, minutes: number } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [name, ...more] = positionals;
  const known = await names();
  const counts = countsOf(values);
  if (name === undefined || more.length > 0 || !known.includes(name) || !counts) {
    console.error(`${USAGE}\nnames: ${known.join(", ")}`);
    return WRONG_USAGE;
  }
  const file = pathToFileURL(join(FOLDER, `${name}${ENDING}`)).href;
  const { run } = (await import(file)) as { readonly run: Bench };
  const figures = await run({ peers: values.peers, ...counts });
  for (const figure of figures) console.log(values.json ? json(figure) : line(figure));
  await keep(name, figures);
  return figures.every(keepsLimit) ? 0 : 1;
}

process.exitCode = await main();
