// SPDX-License-Identifier: Apache-2.0
// npm run test:soak -- --minutes 30: a gateway under a thousand statements a second with reads beside them, for as long
// as is asked. It ends with an error when anything was refused, lost or grew.
import type { BenchOptions, Figure } from "./figure.ts";
import { figuresOf } from "./soak/figures.ts";
import { soakFor, tell } from "./soak/for-minutes.ts";

const MINUTES = 2;
const LOAD = { rate: 1_000, lines: 50, reads: 40 };

/** One figure for each thing that was measured. @throws Error when something was refused, or is not in the log */
export async function run({ minutes = MINUTES }: BenchOptions): Promise<Figure[]> {
  const { soaked, wrong } = await soakFor(minutes, LOAD);
  const figures = figuresOf("soak", { ...LOAD, minutes }, soaked);
  if (wrong.length === 0) return figures;
  // They are not kept, but tell whoever looks for the reason.
  for (const { case: name, value, unit } of figures) tell(`${name}: ${value} ${unit}`);
  throw new Error(wrong.join("\n"));
}
