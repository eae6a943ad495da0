// SPDX-License-Identifier: Apache-2.0
// What a gateway answers from a large log: how long its start takes, what memory it holds, how long a standard client
// waits for an inclusion proof, and anybody for a page of a long history or an evidence file whose proofs are held; and
// all of them at once beside writes.
import { PATHS } from "@suyuan/api";
import { type RunningGateway, startGateway } from "../test/support/gateway.ts";
import { residentBytes } from "../test/support/memory.ts";
import { type BenchOptions, type Figure, percentile, rounded } from "./figure.ts";
import { ticks } from "./ingest/quiet.ts";
import { ask } from "./read/client.ts";
import { type Look, type Looks, looksAt, mixed } from "./read/looks.ts";
import { paced } from "./read/paced.ts";
import { bodiesOf, LINES, write } from "./read/writing.ts";
import { fill, type Filled } from "./store/fill.ts";
import { type Stage, startStage } from "./store/stage.ts";

const bench = "read";
const ENTRIES = 100_000;
/** Entries for which there is one more asset, and the fewest and most of these. */
const OF_AN_ASSET = 10_000;
const ASSETS = { least: 10, most: 1_000 };
const LOOKS = 200;
const P95 = 0.95;
const MIB = 2 ** 20;
const MILLISECONDS = 1_000;
/** Both a second, for so many seconds. */
const BESIDE = { perSecond: 1_000, seconds: 10 };
/** A kernel's tick, in milliseconds. */
const TICK_MS = 10;

const LOOKED: readonly (readonly [look: keyof Looks, name: string, limit?: number])[] = [
  ["inclusion", "inclusion proof from hash tiles", 5],
  ["statement", "a statement with its ladder"],
  ["page", "50 entries anywhere in the longest history", 50],
  ["evidence", "evidence with proofs held", 50],
];

type Measured = readonly [
  name: string,
  value: number,
  unit: string,
  n: number,
  limit?: number | undefined,
  atLeast?: true,
];

/** Milliseconds of each of some looks, one after the other, and what the gateway worked for each. */
async function timed(look: Look, pid: number): Promise<{ times: number[]; work: number }> {
  const times: number[] = [];
  const before = await ticks(pid);
  for (let at = 0; at < LOOKS; at++) {
    const begin = performance.now();
    await look(at);
    times.push(performance.now() - begin);
  }
  return { times, work: (((await ticks(pid)) - before) * TICK_MS) / LOOKS };
}

async function alone(looks: Looks, pid: number): Promise<Measured[]> {
  const figures: Measured[] = [];
  for (const [look, name, limit] of LOOKED) {
    const { times, work } = await timed(looks[look], pid);
    console.error(
      `${name}: p95 ${percentile(times, P95).toFixed(1)} ms, ${work.toFixed(1)} ms of a core`,
    );
    figures.push(
      [`${name}, p50`, percentile(times, 0.5), "ms", LOOKS],
      [`${name}, p95`, percentile(times, P95), "ms", LOOKS, limit],
      [`${name}, work of the gateway`, work, "ms of a core", LOOKS],
    );
  }
  return figures;
}

/** Reads of all kinds beside writes. */
async function beside(
  { url }: RunningGateway,
  looks: Looks,
  bodies: readonly string[],
): Promise<Measured[]> {
  const { perSecond, seconds } = BESIDE;
  const writing = { perSecond: perSecond / LINES, seconds };
  const [reads, writes] = await Promise.all([
    paced(BESIDE, mixed(looks)),
    paced(writing, (at) => write(url, bodies[at])),
  ]);
  const [read, wrote] = [reads.times, writes.times];
  return [
    ["reads of all kinds beside writes", reads.perSecond, "1/s", read.length, perSecond, true],
    ["reads of all kinds beside writes, p95", percentile(read, P95), "ms", read.length],
    ["writes beside reads", writes.perSecond, "1/s", writes.done, perSecond, true],
    [
      "writes that were refused or not begun",
      perSecond * seconds - writes.done,
      "statements",
      perSecond * seconds,
    ],
    [`${LINES} writes beside reads, p95`, percentile(wrote, P95), "ms", wrote.length],
  ];
}

async function memory(pid: number, when: string): Promise<Measured[]> {
  const { own, all } = await residentBytes(pid);
  return [
    [`memory of its own, ${when}`, own / MIB, "MiB", 1, 512],
    [`resident memory with pages of files, ${when}`, all / MIB, "MiB", 1],
  ];
}

async function measure(stage: Stage, filled: Filled): Promise<Measured[]> {
  const bodies = await bodiesOf(stage, filled, BESIDE.perSecond * BESIDE.seconds);
  const begin = performance.now();
  const gateway = await startGateway(stage.home);
  const started = (performance.now() - begin) / MILLISECONDS;
  try {
    const pid = gateway.process.pid ?? 0;
    const startWork = ((await ticks(pid)) * TICK_MS) / MILLISECONDS;
    await ask(gateway.url + PATHS.chain);
    const looks = looksAt(gateway.url, filled);
    return [
      ["start until it listens", started, "s", 1, 10],
      ["start until it listens, work", startWork, "s of a core", 1],
      ...(await memory(pid, "after the start")),
      ...(await alone(looks, pid)),
      ...(await memory(pid, "after reads")),
      ...(await beside(gateway, looks, bodies)),
      ...(await memory(pid, "after reads beside writes")),
      ["filled without HTTP", filled.size / filled.seconds.entries, "1/s", filled.size],
    ];
  } catch (error) {
    console.error(gateway.said());
    throw error;
  } finally {
    await gateway.stop();
  }
}

/** Figures of a log of so many entries; without a number, of a hundred thousand. */
export async function run({ entries = ENTRIES }: BenchOptions): Promise<Figure[]> {
  const assets = Math.min(ASSETS.most, Math.max(ASSETS.least, Math.ceil(entries / OF_AN_ASSET)));
  const stage = await startStage(assets);
  try {
    const tell = (line: string) => {
      console.error(line);
    };
    const filled = await fill(stage, { entries, tell });
    const conditions =
      `${filled.size} entries on ${assets} assets, a tenth of them on the first; HTTP on loopback, ` +
      `the client on the same machine`;
    return (await measure(stage, filled)).map(([name, value, unit, n, limit, atLeast]) => ({
      ...{ bench, case: name, value: rounded(value, 3), unit, n, conditions },
      ...(limit !== undefined && { limit }),
      ...(atLeast && { atLeast }),
    }));
  } finally {
    await stage.stop();
  }
}
