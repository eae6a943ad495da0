// SPDX-License-Identifier: Apache-2.0
// Upon the contract as it is deployed: what counts or mutates it takes more gas.
import { describe, expect, it } from "vitest";

import { beijing, dateOf, LawSuite } from "./support/law.ts";

const MOST = 15_000;

const tests = new LawSuite();

describe("ten working days", () => {
  it.each([
    ["within the first part of a year", "2025-02-05", "2025-02-18"],
    ["within the second part of a year", "2025-09-25", "2025-10-15"],
    ["over the end of a year", "2025-12-26", "2026-01-12"],
    ["in a year without a notice", "2027-09-22", "2027-10-06"],
  ])("are added %s for at most 15,000", async (_, from, last) => {
    await tests.load([2025, 2026]);
    const act = tests.act("workCalendar", "addWorkingDays", beijing(from), 10);
    const { gas } = await tests.chain.does(act);
    const view = tests.chain.read<[bigint, boolean]>("workCalendar", "addWorkingDays", ...act.args);
    expect(dateOf((await view)[0] - 1n)).toBe(last);
    expect(gas - intrinsic(tests.chain.encode(act))).toBeLessThanOrEqual(MOST);
  });
});

/** What a transaction costs before the contract begins: its base and its bytes (EIP-2028). */
function intrinsic(data: string): number {
  const bytes = Buffer.from(data.slice(2), "hex");
  return bytes.reduce((sum, byte) => sum + (byte === 0 ? 4 : 16), 21_000);
}
