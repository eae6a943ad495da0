// SPDX-License-Identifier: Apache-2.0
// Years that no notice has come for yet, as tests publish them.
import type { Act } from "./chain.ts";
import type { World } from "./world.ts";

const DAY_MS = 86_400_000;

/** Publishes a year with Mondays to Fridays as working days, but for its first days. */
export function publishYear(world: World, year: number, holidays: number): Act {
  const first = Date.UTC(year, 0, 1);
  const length = (Date.UTC(year + 1, 0, 1) - first) / DAY_MS;
  let [low, high] = [0n, 0n];
  for (let day = holidays; day < length; day++) {
    const weekday = new Date(first + day * DAY_MS).getUTCDay();
    if (weekday === 0 || weekday === 6) continue;
    if (day < 256) low |= 1n << BigInt(day);
    else high |= 1n << BigInt(day - 256);
  }
  const source = `0x${Buffer.from("a test").toString("hex").padEnd(64, "0")}`;
  return world.act(world.chain.admin, "workCalendar", "publishYear", year, low, high, source);
}
