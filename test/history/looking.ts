// SPDX-License-Identifier: Apache-2.0
// Looks at the inbox law now and then while a history happens, and tells how far it is.
import { type Findings, lookAround } from "./law.ts";
import type { Setting } from "./setting.ts";

/** How many things are looked at each time. */
const THINGS = 8;

const POOLS = ["coded", "request", "grant", "case", "finding"] as const;

/** @returns what to do after each block; it looks so many times in the whole history, and adds what it finds */
export function looking(
  { stage, plan }: Setting,
  looks: number,
  law: Findings,
  tell?: (line: string) => void,
): (done: number) => Promise<void> {
  let looked = 0;
  return async (done) => {
    if (done * looks < looked * plan.acts) return;
    looked++;
    await lookAround(stage, THINGS, law);
    const open = POOLS.map((pool) => `${stage.size(pool)} ${pool}`);
    const held = `${law.offered} offers and ${law.refused} refusals, ${law.wrong.length} wrong`;
    tell?.(`${done} acts: ${held}; ${open.join(", ")}`);
  };
}
