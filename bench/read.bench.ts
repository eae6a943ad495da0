// SPDX-License-Identifier: Apache-2.0
// What a gateway answers from a large log: how long its start takes, what memory it holds, and how long a standard client
// waits for an inclusion proof, and anybody for an evidence file whose proofs are held.
import { PATHS, pathOf } from "@suyuan/api";
import { formatTilePath, TILE_HEIGHT, TILE_WIDTH, tileWidth } from "@suyuan/proof";
import { startGateway } from "../test/support/gateway.ts";
import { get } from "../test/support/http.ts";
import { residentBytes } from "../test/support/memory.ts";
import { type BenchOptions, type Figure, percentile, rounded } from "./figure.ts";
import { fill, type Filled } from "./store/fill.ts";
import { startStage } from "./store/stage.ts";

const bench = "read";
const ENTRIES = 100_000;
const ASSETS = 10;
const LOOKS = 500;
/** Entries from the beginning whose proofs are held. */
const TENDED = 20_000;
const P95 = 0.95;
const MIB = 2 ** 20;

/** Milliseconds of each of some looks. */
async function timed(look: (at: number) => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < LOOKS; at++) {
    const begin = performance.now();
    await look(at);
    times.push(performance.now() - begin);
  }
  return times;
}

async function fetched(url: string): Promise<void> {
  const { status, text } = await get(url);
  if (status !== 200) throw new Error(`${url} answers ${status}: ${text}`);
}

/** The tiles on the way from an entry to the root: what a client of tiled logs reads for an inclusion proof. */
async function readInclusion(url: string, index: number, size: number): Promise<void> {
  const places: string[] = [];
  for (let level = 0, at = Math.floor(index / TILE_WIDTH); ; level++) {
    const width = tileWidth(level, at, size);
    if (width === 0) break;
    places.push(formatTilePath({ level, index: at, width }).slice("tile/".length));
    at = Math.floor(at / TILE_WIDTH);
    if (2 ** (TILE_HEIGHT * (level + 1)) > size) break;
  }
  await Promise.all(places.map((place) => fetched(url + pathOf("tile", { place }))));
}

async function look(url: string, { size, sample, tended }: Filled): Promise<[number[], number[]]> {
  const { index: last } = { index: size - TILE_WIDTH };
  const inclusion = await timed((at) => readInclusion(url, (at * 7_919) % last, size));
  const held = sample.slice(0, Math.max(1, Math.floor((sample.length * tended) / size) - 1));
  const evidence = await timed((at) => {
    const id = held[at % held.length]?.id ?? "";
    return fetched(url + pathOf("evidence", { id }));
  });
  return [inclusion, evidence];
}

/** One figure for each of them; without a number, at a hundred thousand entries. */
export async function run({ entries = ENTRIES }: BenchOptions): Promise<Figure[]> {
  const stage = await startStage(ASSETS);
  try {
    const tell = (line: string) => {
      console.error(line);
    };
    const filled = await fill(stage, { entries, tend: Math.min(TENDED, entries), tell });
    const begin = performance.now();
    const gateway = await startGateway(stage.home);
    const started = (performance.now() - begin) / 1_000;
    await fetched(gateway.url + PATHS.chain);
    const [inclusion, evidence] = await look(gateway.url, filled);
    const { own, all } = await residentBytes(gateway.process.pid ?? 0);
    await gateway.stop();
    const conditions = `${filled.size} entries on ${ASSETS} assets, HTTP on loopback, one request after the other`;
    const figure = (
      name: string,
      value: number,
      unit: string,
      n: number,
      limit?: number,
    ): Figure => ({
      ...{ bench, case: name, value: rounded(value, 3), unit, n, conditions },
      ...(limit !== undefined && { limit }),
    });
    return [
      figure("start until it listens", started, "s", 1, 10),
      figure("inclusion proof from hash tiles, p95", percentile(inclusion, P95), "ms", LOOKS, 5),
      figure("evidence with proofs held, p95", percentile(evidence, P95), "ms", LOOKS, 50),
      figure("memory of its own afterwards", own / MIB, "MiB", 1, 512),
      figure("resident memory, with pages of files", all / MIB, "MiB", 1),
      figure("filled without HTTP", filled.size / filled.seconds, "1/s", filled.size),
    ];
  } finally {
    await stage.stop();
  }
}
