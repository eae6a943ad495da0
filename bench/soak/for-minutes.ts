// SPDX-License-Identifier: Apache-2.0
// A soak as the benches run it: in minutes, its lines beside the figures.
import { type Load, soak, type Soaked } from "./soak.ts";

const SECONDS_A_MINUTE = 60;

/** A soak, and everything for which its figures are not kept. */
export interface Soak {
  readonly soaked: Soaked;
  readonly wrong: readonly string[];
}

/** A line for whoever waits. */
export const tell = (line: string): void => {
  console.error(line);
};

export async function soakFor(
  minutes: number,
  load: Pick<Load, "rate" | "lines" | "reads">,
): Promise<Soak> {
  const soaked = await soak({ ...load, seconds: minutes * SECONDS_A_MINUTE, tell });
  return { soaked, wrong: [...soaked.faults, ...soaked.later] };
}
