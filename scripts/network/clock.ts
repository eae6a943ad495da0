// SPDX-License-Identifier: Apache-2.0
// The clock of a network that begins in the past, for a test in which months pass. All of its validators read one file
// (scripts/needs/moved-clock/clock.go); it goes forward only, and never beyond the present.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { ChainClock } from "../../deploy/networks/clock.ts";
import { writeWhole } from "../../deploy/whole-file.ts";
import { NetworkError } from "./errors.ts";
import { ask } from "./ipc.ts";

/** Names the file for the validators. */
export const CLOCK_VARIABLE = "SUYUAN_CLOCK";
export const CLOCK = "clock.json";

/** So many times as fast as time itself: blocks need a second each, and stories thousands of blocks. */
const RATE = 8;
const MS = 1_000;
const PAUSE_MS = 50;
const PATIENCE_MS = 180_000;

/** At the moment `real` the clock shows `chain`, both in milliseconds since the epoch. */
export interface ClockSetting {
  readonly real: number;
  readonly chain: number;
  /** How fast it goes: a whole number, at least 1. */
  readonly rate: number;
}

export const clockFile = (directory: string): string => join(directory, CLOCK);

/** What a clock shows at a moment, all in milliseconds since the epoch. */
export function shown({ real, chain, rate }: ClockSetting, now: number): number {
  return Math.min(now, chain + (now - real) * rate);
}

/** Sets the clock to a moment, seconds since the epoch, if it is not past that already. */
export function setClock(directory: string, time: number, real = Date.now()): void {
  const file = clockFile(directory);
  const before = settingIn(file);
  const chain = Math.max(time * MS, before === undefined ? 0 : shown(before, real));
  writeWhole(file, JSON.stringify({ real, chain, rate: RATE } satisfies ClockSetting));
}

function settingIn(file: string): ClockSetting | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as ClockSetting;
  } catch {
    return undefined;
  }
}

/**
 * The clock of a network, read at one of its nodes. A moment of the past is reached with the first block that is made
 * then, or a few seconds later.
 * @param ipc of the node
 * @param moves whether validators follow the file: else nobody can set it, and it shows the present
 */
export function validatorsClock(directory: string, ipc: string, moves: boolean): ChainClock {
  const now = async () => {
    const block = (await ask(ipc, "eth_getBlockByNumber", ["latest", false])) as {
      timestamp: string;
    };
    return Number(block.timestamp);
  };
  const travelTo = async (time: number) => {
    const end = Date.now() + PATIENCE_MS;
    let newest = await now();
    if (newest < time && moves) setClock(directory, time);
    for (; newest < time; newest = await now()) {
      if (Date.now() > end) throw new NetworkError(`No block comes with time ${String(time)}.`);
      await sleep(PAUSE_MS);
    }
    return newest;
  };
  return {
    now,
    travelTo,
    pass: async (seconds) => travelTo((await now()) + seconds),
    catchUp: async () => travelTo(Math.floor(Date.now() / MS)),
  };
}
