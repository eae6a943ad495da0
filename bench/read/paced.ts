// SPDX-License-Identifier: Apache-2.0
// So many acts a second, whether or not the ones before are answered: what a gateway meets that many people use.
import { setTimeout as sleep } from "node:timers/promises";

/** What was done, and how long each act took in milliseconds from the moment at which it was due. */
export interface Paced {
  readonly done: number;
  readonly perSecond: number;
  readonly times: readonly number[];
}

const TICK_MS = 5;
/** Acts that may be without an answer at once; the next ones wait and count their waiting. */
const MOST = 400;
const SECOND = 1_000;
/** What is not begun in so many times the time that it should take is not begun at all. */
const LATE = 2;

/**
 * Begins `perSecond` acts a second for some seconds, and waits for all answers.
 * @param act says how much it did
 * @throws Error when one failed
 */
export async function paced(
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
  act: (at: number) => Promise<number>,
): Promise<Paced> {
  const begin = performance.now();
  const times: number[] = [];
  const waiting = new Set<Promise<void>>();
  const failed: unknown[] = [];
  const total = perSecond * seconds;
  let done = 0;
  const end = begin + LATE * seconds * SECOND;
  for (let at = 0; at < total && performance.now() < end;) {
    const due = Math.min(total, ((performance.now() - begin) / SECOND) * perSecond);
    while (at < due && waiting.size < MOST) {
      const since = begin + (at / perSecond) * SECOND;
      const one: Promise<void> = act(at++)
        .then((count) => {
          done += count;
          times.push(performance.now() - since);
        })
        .catch((error: unknown) => failed.push(error))
        .then(() => void waiting.delete(one));
      waiting.add(one);
    }
    await Promise.race([sleep(TICK_MS), ...waiting]);
  }
  await Promise.all(waiting);
  if (failed.length > 0)
    throw new Error(`${failed.length} of ${total} failed`, { cause: failed[0] });
  return { done, perSecond: (done * SECOND) / (performance.now() - begin), times };
}
