// SPDX-License-Identifier: Apache-2.0
// From measurements to figures: the middle one of the rounds, and ratios within one run.
import { type Figure, median, rounded } from "../figure.ts";
import type { Signed } from "./bodies.ts";
import type { Limits } from "./limits.ts";
import type { Measured, Shape } from "./measure.ts";
import { NAMES, SHAPES } from "./targets.ts";

interface Series {
  readonly target: string;
  readonly signed: Signed;
  readonly shape: Shape;
  readonly found: Measured[];
}

const bench = "ingest";
const DIGITS = 3;

/** Everything that one run found. */
export class Measurements {
  readonly #series = new Map<string, Series>();
  readonly #limits: Limits[] = [];

  add(target: string, signed: Signed, shape: Shape, measured: Measured): void {
    const key = `${target}/${signed}/${shape.size}/${shape.clients}`;
    const series = this.#series.get(key) ?? { target, signed, shape, found: [] };
    series.found.push(measured);
    this.#series.set(key, series);
  }

  limit(limits: Limits): void {
    this.#limits.push(limits);
  }

  get series(): readonly Series[] {
    return [...this.#series.values()];
  }

  /** The best of a target's series of one size, each by its middle round; NaN where there is none. */
  best(target: string, size: number, { signed = "single", clients = 0 }: Asked = {}): number {
    const rates = this.series
      .filter((one) => one.target.startsWith(target) && one.shape.size === size)
      .filter((one) => one.signed === signed && (clients === 0 || one.shape.clients === clients))
      .filter((one) => target !== NAMES.ours || one.target === target)
      .map(rateOf);
    return rates.length === 0 ? Number.NaN : Math.max(...rates);
  }

  /** The middle one of what the machine can do. */
  machine(name: keyof Limits): number {
    return median(this.#limits.map((limits) => limits[name]));
  }
}

interface Asked {
  readonly signed?: Signed;
  readonly clients?: number;
}

const rateOf = ({ found }: Series): number =>
  median(found.map(({ lines, seconds }) => lines / seconds));

/** Statements a second that one machine of two cores is to take. */
const LEAST = { batch: 10_000, few: 3_000 };
/** And what part of the verify rate single-signed ones are to reach. */
const ofVerify = 0.8;

/** All figures of a run. */
export function figuresOf(found: Measurements, rounds: number): Figure[] {
  return [
    ...found.series.map((one) => rateFigure(one, rounds)),
    ...machineFigures(found),
    ...ratios(found),
  ];
}

function leastOf({ target, signed, shape }: Series): Pick<Figure, "limit" | "atLeast"> {
  if (target !== NAMES.ours) return {};
  if (signed === "batch" && shape === SHAPES.lines) return { limit: LEAST.batch, atLeast: true };
  if (signed === "single" && shape === SHAPES.few) return { limit: LEAST.few, atLeast: true };
  return {};
}

function rateFigure(series: Series, rounds: number): Figure {
  const { target, signed, shape, found } = series;
  const { size, clients } = shape;
  const isOurs = target === NAMES.ours;
  const what = isOurs ? `, ${signed} signatures` : "";
  const p95 = rounded(median(found.map((one) => one.p95)), DIGITS);
  return {
    bench,
    case: `${target}${what}, ${size} a request, ${clients} clients`,
    value: rounded(rateOf(series), DIGITS),
    unit: "1/s",
    ...leastOf(series),
    n: found[0]?.lines ?? 0,
    conditions: `on disk before each answer, p95 of a request ${p95} ms, median of ${rounds} rounds in turn with the others${isOurs ? ", sent by a seat that has signed in, windows of 1,000 anchored meanwhile" : ""}`,
  };
}

function machineFigures(found: Measurements): Figure[] {
  const figure = (name: keyof Limits, what: string): Figure => ({
    bench,
    case: `this machine: ${what}`,
    value: rounded(found.machine(name), DIGITS),
    unit: "1/s",
    n: 1_000,
    conditions: "one thread, nothing else of the benchmark running, in the same run",
  });
  return [
    figure("fdatasync", "4 KiB appended and synced"),
    figure("sha256", "SHA-256 of a body"),
    figure("json", "JSON.parse of a body"),
    figure("verify", "account recovered from a statement's own signature"),
  ];
}

/** What is compared, the one and the other; what was not measured is left out. */
function ratios(found: Measurements): Figure[] {
  const { ours, unchecked, tessera, postgres } = NAMES;
  const alone = (target: string, clients = 0) => found.best(target, 1, { clients });
  const lines = (target: string) => found.best(target, 1_000);
  const verify = found.machine("verify");
  const all = [
    ratio("ours, single-signed, to one core's native verify rate", best(found), verify, ofVerify),
    ratio("nothing checked to single-signed, 1,000 a request", lines(unchecked), lines(ours)),
    ratio("ours to Tessera at its best, 1 a request", alone(ours), alone(tessera)),
    ratio("ours to Tessera, 1 a request, 64 clients", alone(ours, 64), alone(tessera, 64)),
    ratio("nothing checked to Tessera at its best, 1 a request", alone(unchecked), alone(tessera)),
    ratio("ours, batch-signed, to Tessera, 1,000 a request", batches(found), lines(tessera)),
    ratio("ours to PostgreSQL, 1 a request, 64 clients", alone(ours, 64), alone(postgres, 64)),
    ratio("ours, batch-signed, to PostgreSQL, 1,000 a request", batches(found), lines(postgres)),
  ];
  return all.filter(({ value }) => Number.isFinite(value));
}

const best = (found: Measurements): number =>
  Math.max(found.best(NAMES.ours, 1), found.best(NAMES.ours, 1_000));
const batches = (found: Measurements): number => found.best(NAMES.ours, 1_000, { signed: "batch" });

function ratio(what: string, one: number, other: number, least?: number): Figure {
  const limit = least === undefined ? {} : { limit: least, atLeast: true as const };
  const value = rounded(one / other, DIGITS);
  const conditions = `${rounded(one, DIGITS)} to ${rounded(other, DIGITS)} a second, same run`;
  return { bench, case: `ratio: ${what}`, value, unit: "×", ...limit, n: 3, conditions };
}
