// SPDX-License-Identifier: Apache-2.0

/** One measured number. */
export interface Figure {
  /** Name of the benchmark: its file is bench/<bench>.bench.ts. */
  readonly bench: string;
  /** What was measured, in a few words. */
  readonly case: string;
  readonly value: number;
  /** Such as `gas`, `MB/s`, `1/s`, `ms`, `MiB`. */
  readonly unit: string;
  /** What the value must keep: at most, or at least when `atLeast` is set. */
  readonly limit?: number;
  /** The limit is a floor: more is better. */
  readonly atLeast?: true;
  /** How many runs, records or items stand behind the value. */
  readonly n: number;
  /** What one must know to repeat it: sizes, lengths, versions. */
  readonly conditions: string;
}

/** What was asked for beside the name. */
export interface BenchOptions {
  /** Measure in the same run what a team would otherwise use. */
  readonly peers: boolean;
  /** Entries of the log that is measured, where it can be small or large. */
  readonly entries?: number;
  /** Length of the run, where it can be long or short. */
  readonly minutes?: number;
}

/** What every bench/<name>.bench.ts exports as `run`. */
export type Bench = (options: BenchOptions) => Promise<Figure[]>;

/** Whether a figure keeps its limit; one without a limit does. */
export function keepsLimit({ value, limit, atLeast }: Figure): boolean {
  if (limit === undefined) return true;
  return atLeast === true ? value >= limit : value <= limit;
}

/** Middle value; the mean of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, two) => one - two);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The value that at least a share of all values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, two) => one - two);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Keeps `digits` significant digits: more would claim a precision that no run has. */
export const rounded = (value: number, digits = 4): number => Number(value.toPrecision(digits));
