// SPDX-License-Identifier: Apache-2.0
// Where a gateway is killed: one name for each step of docs/lifecycle.md, before and after it.

/** Points that a gateway that runs comes to, with how often one round surely does. */
export const POINTS = {
  "before the write": 3,
  "in the write": 3,
  "after the sync": 3,
  "in the line of commits.log": 3,
  "after the line of commits.log": 3,
  "before the answer": 3,
  "between two answers": 1,
  "after the answer": 3,
  "before the checkpoint": 1,
  "in the checkpoint": 1,
  "after the checkpoint": 1,
  "before the chain is told": 1,
  "after the chain was told": 1,
  "before the mark": 1,
  "after the mark": 1,
  "before proofs are kept": 1,
  "after proofs are kept": 1,
  "before the records are noted": 1,
  "after the records are noted": 1,
  "before the index": 1,
  "after the index": 1,
} as const;

/** Points that a start comes to; the first two only that of a store that is new. */
export const NEW_STORE_POINTS = ["before the store is named", "after the store is named"] as const;
export const START_POINTS = [
  "before commits.log has its name",
  "after commits.log has its name",
] as const;

export type RunningPoint = keyof typeof POINTS;
export type StartPoint = (typeof NEW_STORE_POINTS)[number] | (typeof START_POINTS)[number];
export type Point = RunningPoint | StartPoint;

/** A point, and which of the times that it is reached counts. */
export interface Mine {
  readonly point: Point;
  readonly times: number;
}

/** The variable that names the file in which a gateway finds its {@link Mine}; it deletes what it has read. */
export const MINE_FILE = "SUYUAN_TEST_MINE";
/** With this signal a gateway that runs is told to look there. */
export const MINE_SIGNAL = "SIGUSR2";

/** Whether a gateway that runs comes to a point, and not a start. */
export const isRunning = (point: Point): point is RunningPoint => Object.hasOwn(POINTS, point);
