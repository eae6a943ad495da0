// SPDX-License-Identifier: Apache-2.0
// What a soak came to, as figures.
import { type Figure, percentile, rounded } from "../figure.ts";
import { BLOCK_SECONDS, WINDOW } from "./ground.ts";
import { judgeMemory, MOST_GROWTH, MOST_MEMORY } from "./memory.ts";
import { BATCH, type Load, type Soaked } from "./soak.ts";

/** What a run was asked for. */
export type Asked = Pick<Load, "rate" | "lines" | "reads"> & { readonly minutes: number };

const DIGITS = 3;
const MIB = 2 ** 20;
/** Milliseconds until an acknowledgement, at a thousand statements a second. */
const MOST_WAIT = { p95: 50, p99: 150 };
/** Milliseconds from there to the anchor: a window and two blocks. */
const MOST_ANCHOR = WINDOW.milliseconds + 2 * BLOCK_SECONDS * 1_000;
/** Share of the rate that must have been kept: requests that are under way at the end count for nothing. */
const KEPT = 0.99;

type Bound = Pick<Figure, "limit" | "atLeast">;

interface Value extends Bound {
  readonly case: string;
  readonly value: number;
  readonly unit: string;
  readonly n: number;
}

const told = ({ minutes, rate, lines, reads }: Asked): string =>
  `${minutes} min, ${rate} statements a second under four grants, batches of ${BATCH} in requests of ${lines}, ` +
  `and one signed alone a second; ${reads} reads a second; windows of ${WINDOW.milliseconds} ms, a block a second`;

function quantiles(name: string, took: readonly number[], limits: Partial<typeof MOST_WAIT>) {
  const of = (share: number, label: "p50" | "p95" | "p99"): Value => {
    const limit = label === "p50" ? undefined : limits[label];
    const value = rounded(percentile(took, share), DIGITS);
    const bound = limit === undefined ? {} : { limit };
    return { case: `${name}, ${label}`, value, unit: "ms", ...bound, n: took.length };
  };
  return [of(0.5, "p50"), of(0.95, "p95"), of(0.99, "p99")];
}

function all(bench: string, asked: Asked, values: readonly Value[]): Figure[] {
  return values.map((value) => ({ bench, ...value, conditions: told(asked) }));
}

function waits({ written, singles }: Soaked): Value[] {
  const took = written.map((one) => one.took);
  return [
    ...quantiles("acknowledged, a request of the stream from when it was due", took, MOST_WAIT),
    ...quantiles("acknowledged, a statement signed alone", singles.acknowledging, MOST_WAIT),
    ...quantiles("from acknowledgement to anchor", singles.anchoring, { p95: MOST_ANCHOR }),
  ];
}

/** How long statements waited. */
export const waitsOf = (bench: string, asked: Asked, soaked: Soaked): Figure[] =>
  all(bench, asked, waits(soaked));

/** Everything that a soak measured. */
export function figuresOf(bench: string, asked: Asked, soaked: Soaked): Figure[] {
  const { acknowledged, reads, memory, log, replaySeconds } = soaked;
  const { middle, last, peak, growth } = judgeMemory(memory);
  const seconds = asked.minutes * 60;
  const n = memory.length;
  const mib = (name: string, bytes: number, limit?: number): Value => {
    const bound = limit === undefined ? {} : { limit: limit / MIB };
    return { case: name, value: rounded(bytes / MIB, DIGITS), unit: "MiB", ...bound, n };
  };
  const rate = rounded(acknowledged / seconds, 4);
  const floor = { limit: KEPT * asked.rate, atLeast: true as const };
  return all(bench, asked, [
    { case: "acknowledged", value: rate, unit: "1/s", ...floor, n: acknowledged },
    {
      case: "errors, and answers to come again later",
      value: 0,
      unit: "",
      limit: 0,
      n: acknowledged,
    },
    ...waits(soaked),
    { case: "reads", value: rounded(reads.length / seconds, DIGITS), unit: "1/s", n: reads.length },
    ...quantiles("a read, from when it was due", reads, {}),
    mib("memory of its own, middle third", middle),
    mib("memory of its own, last third", last),
    mib("growth of it", growth, MOST_GROWTH),
    mib("most of it", peak, MOST_MEMORY),
    mib("resident with pages of files, at most", Math.max(...memory.map((one) => one.all))),
    {
      ...{ case: "entries read back, replayed, found on the chain", value: log.size, unit: "" },
      n: log.found,
    },
    { case: "replay", value: rounded(log.size / replaySeconds, DIGITS), unit: "1/s", n: log.size },
  ]);
}
