// SPDX-License-Identifier: Apache-2.0
// A line for each minute of a soak, while it runs.
import { median, percentile } from "../figure.ts";
import type { MemorySample } from "./memory.ts";
import type { Written } from "./writing.ts";

/** What a soak gathers while it runs. */
export interface Gathered {
  readonly written: readonly Written[];
  /** Milliseconds of each read. */
  readonly reads: readonly number[];
  readonly memory: readonly MemorySample[];
}

const MIB = 2 ** 20;
const COLUMNS = ["minute", "1/s", "p50", "p95", "p99", "reads/s", "p95", "own", "resident"];
const WIDTH = 9;

const columns = (cells: readonly (string | number)[]): string =>
  cells.map((cell) => String(cell).padStart(WIDTH)).join("");

/** Names of the columns: milliseconds of requests and of reads, MiB of memory. */
export const HEADING = columns(COLUMNS);

/** Tells of what has come since it told before. */
export class Minutes {
  readonly #gathered: Gathered;
  readonly #lines: number;
  #told = { written: 0, reads: 0, memory: 0, minute: 0, at: performance.now() };

  /** @param lines statements in one request */
  constructor(gathered: Gathered, lines: number) {
    this.#gathered = gathered;
    this.#lines = lines;
  }

  /** One line. */
  next(): string {
    const { written, reads, memory } = this.#gathered;
    const told = this.#told;
    const at = performance.now();
    const seconds = (at - told.at) / 1_000;
    const took = written.slice(told.written).map((one) => one.took);
    const read = reads.slice(told.reads);
    const held = memory.slice(told.memory);
    const minute = told.minute + 1;
    this.#told = {
      ...{ written: written.length, reads: reads.length, memory: memory.length },
      ...{ minute, at },
    };
    return columns([
      minute,
      Math.round((took.length * this.#lines) / seconds),
      ...[0.5, 0.95, 0.99].map((share) => percentile(took, share).toFixed(1)),
      Math.round(read.length / seconds),
      percentile(read, 0.95).toFixed(1),
      ...[held.map(({ own }) => own), held.map(({ all }) => all)].map((some) =>
        Math.round(median(some) / MIB),
      ),
    ]);
  }
}
