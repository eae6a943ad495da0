// SPDX-License-Identifier: Apache-2.0
// The crash tests with a thousand kills, as `npm run test:crash -- --rounds 1000` runs them.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Figure, rounded } from "./figure.ts";

const ROUNDS = 1_000;
const SCRIPT = join(import.meta.dirname, "../scripts/test.ts");

/** What the tests tell of each kill, and of all. */
interface Told {
  readonly rounds: readonly {
    readonly point: string;
    readonly before: number;
    readonly startMs: number;
  }[];
  readonly lives: number;
  readonly entries: number;
  readonly seconds: number;
}

/** Runs the tests; ends with an error when one of them fails. */
async function told(): Promise<Told> {
  const folder = await mkdtemp(join(tmpdir(), "suyuan-crash-"));
  try {
    const file = join(folder, "summary.json");
    const env = { ...process.env, SUYUAN_CRASH_SUMMARY: file };
    const args = [SCRIPT, "--crash", "--rounds", String(ROUNDS)];
    const child = spawn(process.execPath, args, { env, stdio: ["ignore", "inherit", "inherit"] });
    const [status] = (await once(child, "close")) as [number | null];
    if (status !== 0) throw new Error("a crash test failed");
    return JSON.parse(await readFile(file, "utf8")) as Told;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export async function run(): Promise<Figure[]> {
  const { rounds, lives, entries, seconds } = await told();
  const bench = "crash";
  const conditions = `${lives} logs, four gateways at a time on one chain, ${entries} entries`;
  const figures: Figure[] = [...Map.groupBy(rounds, ({ point }) => point)].map(([point, some]) => {
    const acknowledged = some.reduce((sum, { before }) => sum + before, 0);
    const slowest = rounded(Math.max(...some.map(({ startMs }) => startMs)));
    const about = `${acknowledged} acknowledged before in these rounds, slowest start after it ${slowest} ms`;
    return {
      bench,
      case: point,
      value: some.length,
      unit: "kills",
      n: some.length,
      conditions: about,
    };
  });
  const n = rounds.length;
  return [
    {
      bench,
      case: "all",
      value: rounded(seconds / 60, 3),
      unit: "min",
      n,
      conditions,
    },
    ...figures,
  ];
}
