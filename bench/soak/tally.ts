// SPDX-License-Identifier: Apache-2.0
// What went otherwise than it should, in words and how often: a run of hours keeps no list of it. Answers to come again
// later (429, and 503 with Retry-After) count apart: a machine that is busy with other things may have to give them.
import type { Reply } from "./client.ts";

const MOST_KINDS = 100;

const LATER: ReadonlySet<number> = new Set([429, 503]);

type Counts = Map<string, number>;

export class Tally {
  readonly #faults: Counts = new Map();
  readonly #later: Counts = new Map();

  /** Notes one thing that went wrong. @param status of the answer, or of a line's problem */
  add(what: string, status?: number): void {
    const counts = status !== undefined && LATER.has(status) ? this.#later : this.#faults;
    const key = counts.has(what) || counts.size < MOST_KINDS ? what : "more";
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }

  /** Notes an answer that has another status. @returns whether it has this one */
  takes(what: string, { status, body }: Reply, expected: number): boolean {
    if (status === expected) return true;
    this.add(`${what} was answered ${status} ${saidBy(body)}`, status);
    return false;
  }

  /** Each fault with how often it was. */
  faults(): string[] {
    return linesOf(this.#faults);
  }

  /** Each refusal for the moment with how often it was. */
  later(): string[] {
    return linesOf(this.#later);
  }
}

const linesOf = (counts: Counts): string[] =>
  [...counts].map(([what, count]) => `${what}: ${count} times`);

/** The code of a problem, with its detail. */
function saidBy(body: Buffer): string {
  const text = body.toString();
  const of = (name: string) => new RegExp(`"${name}":"((?:[^"\\\\]|\\\\.)*)"`).exec(text)?.[1];
  return `${of("code") ?? "without a code"} (${of("detail") ?? ""})`;
}
