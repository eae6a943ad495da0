// SPDX-License-Identifier: Apache-2.0
// How long a statement waits for its acknowledgement and its anchor, under a thousand others a second and no reads but
// those that follow it.
import type { BenchOptions, Figure } from "./figure.ts";
import { waitsOf } from "./soak/figures.ts";
import { soakFor } from "./soak/for-minutes.ts";

const MINUTES = 3;
const LOAD = { rate: 1_000, lines: 50, reads: 1 };

/** One figure for each wait. @throws Error when something was refused, or is not in the log */
export async function run({ minutes = MINUTES }: BenchOptions): Promise<Figure[]> {
  const { soaked, wrong } = await soakFor(minutes, LOAD);
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
  return waitsOf("anchor", { ...LOAD, minutes }, soaked);
}
