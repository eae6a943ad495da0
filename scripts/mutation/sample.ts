// SPDX-License-Identifier: Apache-2.0
import type { Mutant } from "./find.ts";
import { shortOf } from "./record.ts";

/** Each file of tests begins a chain of its own, which takes seconds: few of them. */
const MOST_FILES = 3;

export interface Chosen {
  readonly mutant: Mutant;
  /** The test file that noticed it before. */
  readonly file: string;
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function* numbers(seed: number): Generator<number, never> {
  let state = seed >>> 0;
  for (;;) {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    yield ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

/** Some mutants that are known to be noticed, by chance. @throws where none is known */
export function chooseSample(
  mutants: readonly Mutant[],
  killers: ReadonlyMap<string, string>,
  count: number,
  seed: number,
): Chosen[] {
  const known = mutants.flatMap((mutant) => {
    const file = killers.get(shortOf(mutant));
    return file === undefined ? [] : [{ mutant, file }];
  });
  if (known.length === 0) throw new Error("no whole run is recorded: npm run bench -- mutation");
  const chance = numbers(seed);
  const order = known
    .map((one) => ({ one, place: chance.next().value }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
  const files = new Set<string>();
  for (const { file } of order) if (files.size < MOST_FILES) files.add(file);
  return order.filter(({ file }) => files.has(file)).slice(0, count);
}
