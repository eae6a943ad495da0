// SPDX-License-Identifier: Apache-2.0
// Which kills a run makes, in which lives. Two lives go through all points once, and a random moment each.
import { NEW_STORE_POINTS, type Point, POINTS, type RunningPoint, START_POINTS } from "./points.ts";

/** One kill: at a point, or at a moment that nobody chose. */
export type Planned = Point | "a random moment";

const running = Object.keys(POINTS) as RunningPoint[];

/** Rounds of lives that take turns; a store is new only at the beginning of one. */
const TURN: readonly (readonly Planned[])[] = NEW_STORE_POINTS.map((point, at) => [
  point,
  ...START_POINTS.slice(at, at + 1),
  ...running.filter((_, index) => index % NEW_STORE_POINTS.length === at),
  "a random moment",
]);

/** Rounds in which each point comes once. */
export const ALL_ROUNDS = TURN.flat().length;

/** The lives of a run with so many rounds. */
export function livesOf(rounds: number): Planned[][] {
  const lives: Planned[][] = [];
  for (let left = rounds; left > 0;) {
    const life = (TURN[lives.length % TURN.length] ?? []).slice(0, left);
    lives.push(life);
    left -= life.length;
  }
  return lives;
}
