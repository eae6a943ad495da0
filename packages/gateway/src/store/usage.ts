// SPDX-License-Identifier: Apache-2.0
// How many statements each seat has in the log on the present day in China: what a daily limit is held against.
// Each checkpoint stores the counts that changed, so that a start reads only what lies behind the last one.
import type { SeatUse } from "./types.ts";

const DAY = 86_400;
/** China keeps one time, 8 hours ahead of UTC, without summer time. */
const AHEAD = 28_800;

/** The day in China on which a moment lies, counted from the epoch. */
export const dayOf = (seconds: number): number => Math.floor((seconds + AHEAD) / DAY);

/** Counts statements by seat, for the newest day only. */
export class Usage {
  #day = 0;
  #counts = new Map<number, number>();
  #changed = new Set<number>();

  /** Takes up counts that were stored; those of earlier days than the newest count for nothing. */
  static from(stored: readonly SeatUse[]): Usage {
    const usage = new Usage();
    usage.#day = stored.reduce((day, one) => Math.max(day, one.day), 0);
    for (const { seat, day, count } of stored)
      if (day === usage.#day) usage.#counts.set(seat, count);
    return usage;
  }

  /** Counts one that was logged; the log's clock never goes back. */
  add(seat: number, logged: number): void {
    this.#turn(logged);
    this.#counts.set(seat, (this.#counts.get(seat) ?? 0) + 1);
    this.#changed.add(seat);
  }

  /** How many a seat has on the day of a moment. */
  of(seat: number, logged: number): number {
    return dayOf(logged) === this.#day ? (this.#counts.get(seat) ?? 0) : 0;
  }

  /** The counts that changed since they were last stored. */
  changed(): SeatUse[] {
    return this.all().filter(({ seat }) => this.#changed.has(seat));
  }

  /** All counts of the newest day. */
  all(): SeatUse[] {
    return Array.from(this.#counts, ([seat, count]) => ({ seat, day: this.#day, count }));
  }

  /** Says that what changed is stored. */
  stored(): void {
    this.#changed.clear();
  }

  #turn(logged: number): void {
    const day = dayOf(logged);
    if (day === this.#day) return;
    this.#day = day;
    this.#counts = new Map();
    this.#changed = new Set();
  }
}
