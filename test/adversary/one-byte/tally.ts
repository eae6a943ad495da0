// SPDX-License-Identifier: Apache-2.0
// What came of many changed files.
import type { Subject } from "./subjects.ts";
import { type Changed, changesAt, drawn } from "./ways.ts";

/** What came of changed files, in numbers; each finding is one that must not be. */
export interface Tally {
  /** By kind of file and how it ended: `evidence: exit 10`. */
  readonly counts: Readonly<Record<string, number>>;
  readonly findings: readonly string[];
  /** The file that took the longest: milliseconds of its thread. */
  readonly slowest: { readonly milliseconds: number; readonly how: string };
}

/** Which places of which subjects, and what draws the ways. */
export interface Share {
  readonly subject: number;
  readonly from: number;
  readonly to: number;
  /** One place of so many, by the seed. */
  readonly stride: number;
  /** In how many ways each. */
  readonly ways: number;
  readonly seed: string;
}

/**
 * The most that one changed file may take of its thread, in milliseconds: a hundred times what most take,
 * so that neither compiling nor collecting garbage on a busy machine is taken for it.
 */
export const MOST_MILLISECONDS = 500;

const MICROSECONDS = 1_000;
const MOST_FINDINGS = 20;

/** Of nothing. */
export const NOTHING: Tally = { counts: {}, findings: [], slowest: { milliseconds: 0, how: "" } };

/** How many files stand behind a tally, of all kinds or of one. */
export const filesOf = ({ counts }: Tally, kind = ""): number =>
  Object.entries(counts)
    .filter(([name]) => name.startsWith(kind === "" ? "" : `${kind}: `))
    .reduce((sum, [, count]) => sum + count, 0);

/** Both together. */
export function added(one: Tally, other: Tally): Tally {
  const counts: Record<string, number> = { ...one.counts };
  for (const [name, count] of Object.entries(other.counts)) {
    counts[name] = (counts[name] ?? 0) + count;
  }
  const findings = [...one.findings, ...other.findings].slice(0, MOST_FINDINGS);
  const isSlower = other.slowest.milliseconds > one.slowest.milliseconds;
  return { counts, findings, slowest: isSlower ? other.slowest : one.slowest };
}

function timed<T>(call: () => T): { readonly result: T; readonly milliseconds: number } {
  const before = process.threadCpuUsage();
  const result = call();
  const { user, system } = process.threadCpuUsage(before);
  return { result, milliseconds: (user + system) / MICROSECONDS };
}

interface Judged {
  readonly ended: string;
  readonly wrong: readonly string[];
  readonly milliseconds: number;
}

function judged({ judge }: Subject, { changed }: Changed, most: number): Judged {
  try {
    const { result, milliseconds } = timed(() => judge(changed));
    const slow = milliseconds > most ? [`takes ${milliseconds.toFixed()} ms`] : [];
    const wrong = result.wrong === undefined ? [] : [result.wrong];
    return { ended: result.ended, wrong: [...wrong, ...slow], milliseconds };
  } catch (error) {
    return { ended: "unnamed error", wrong: [`throws ${String(error)}`], milliseconds: 0 };
  }
}

/** The places of a share. */
export function* placesOf(share: Share, name: string): Generator<number> {
  const { from, to, stride, seed } = share;
  const first = drawn(seed, name) % stride;
  for (let at = from + ((first - (from % stride) + stride) % stride); at < to; at += stride) {
    yield at;
  }
}

function* changesOf({ name, bytes }: Subject, share: Share): Generator<Changed> {
  const { seed, ways: count } = share;
  for (const at of placesOf(share, name)) yield* changesAt(bytes, at, { seed, name, count });
}

/**
 * Changes one byte at each place of a share, and judges what comes of it.
 * @param most milliseconds that one file may take
 */
export function holdShare(subject: Subject, share: Share, most = MOST_MILLISECONDS): Tally {
  const { name, kind, bytes } = subject;
  const counts: Record<string, number> = {};
  const findings: string[] = [];
  let slowest = NOTHING.slowest;
  // The honest file comes first: code is compiled and signatures are remembered before anything is timed.
  subject.judge(bytes);
  for (const change of changesOf(subject, share)) {
    const how = `${name}: ${change.how}`;
    const { ended, wrong, milliseconds } = judged(subject, change, most);
    counts[`${kind}: ${ended}`] = (counts[`${kind}: ${ended}`] ?? 0) + 1;
    findings.push(...wrong.map((what) => `${how}: ${what}`));
    if (milliseconds > slowest.milliseconds) slowest = { milliseconds, how };
  }
  return { counts, findings: findings.slice(0, MOST_FINDINGS), slowest };
}
