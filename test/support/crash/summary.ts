// SPDX-License-Identifier: Apache-2.0
// What a run of kills was, for whoever reads it and for docs/figures.md.
import type { Round } from "./life.ts";

/** A whole run. */
export interface Told {
  readonly rounds: Round[];
  readonly lives: number;
  /** Entries of all logs. */
  entries: number;
  seconds: number;
}

interface Row {
  readonly kills: number;
  readonly acknowledged: number;
  readonly slowest: number;
}

/** Kills by where they were. */
function byPoint({ rounds }: Told): Map<string, Row> {
  const rows = new Map<string, Row>();
  for (const { point, before, startMs } of rounds) {
    const { kills, acknowledged, slowest } = rows.get(point) ?? {
      kills: 0,
      acknowledged: 0,
      slowest: 0,
    };
    rows.set(point, {
      kills: kills + 1,
      acknowledged: acknowledged + before,
      slowest: Math.max(slowest, startMs),
    });
  }
  return rows;
}

/** One line for each point, then one for all. */
export function tableOf(told: Told): string {
  const lines = [...byPoint(told)].map(
    ([point, { kills, acknowledged, slowest }]) =>
      `${point}: ${kills} kills, ${acknowledged} acknowledged before, slowest start ${slowest.toFixed(0)} ms`,
  );
  const { rounds, lives, entries, seconds } = told;
  const whole = `${rounds.length} kills in ${lives} logs, ${entries} entries, ${seconds.toFixed(0)} s`;
  return [...lines, whole].join("\n");
}
