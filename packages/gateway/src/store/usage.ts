// SPDX-License-Identifier: Apache-2.0
// How many statements each seat has in the log on the present day in China: what a daily limit is held against.

const DAY = 86_400;
/** China keeps one time, 8 hours ahead of UTC, without summer time. */
const AHEAD = 28_800;

/** The day in China on which a moment lies, counted from the epoch. */
export const dayOf = (seconds: number): number => Math.floor((seconds + AHEAD) / DAY);

/** Counts statements by seat, for the newest day only. */
export class Usage {
  #day = 0;
  #counts = new Map<number, number>();

  /** Counts one that was logged; the log's clock never goes back. */
  add(seat: number, logged: number): void {
    this.#turn(logged);
    this.#counts.set(seat, (this.#counts.get(seat) ?? 0) + 1);
  }

  /** How many a seat has on the day of a moment. */
  of(seat: number, logged: number): number {
    return dayOf(logged) === this.#day ? (this.#counts.get(seat) ?? 0) : 0;
  }

  #turn(logged: number): void {
    const day = dayOf(logged);
    if (day === this.#day) return;
    this.#day = day;
    this.#counts = new Map();
  }
}
