// SPDX-License-Identifier: Apache-2.0
// kill -9 of the real gateway at each named point of its work, and at random moments, under statements that come in,
// each time followed by a restart. SUYUAN_CRASH_ROUNDS says how many kills; without it each point has its turn once.
import { writeFile } from "node:fs/promises";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { ALL_ROUNDS } from "../support/crash/plan.ts";
import { Run } from "../support/crash/run.ts";
import { type Told, tableOf } from "../support/crash/summary.ts";
import { type Province, startProvince } from "../support/province.ts";

const ROUNDS = Number(process.env["SUYUAN_CRASH_ROUNDS"] ?? ALL_ROUNDS);
/** Where the figures of a run go, when somebody wants them. */
const SUMMARY = process.env["SUYUAN_CRASH_SUMMARY"];
const ROUND_MS = 180_000;
const PREPARE_MS = 600_000;

const run = new Run(ROUNDS);
const told: Told = { rounds: [], entries: 0, lives: run.lives, seconds: 0 };
let province: Province;

beforeAll(async () => {
  province = await startProvince();
  told.seconds = -performance.now() / 1_000;
  await run.begin(province);
}, PREPARE_MS);
afterAll(async () => {
  await run.ended();
  await province.stop();
  told.seconds += performance.now() / 1_000;
  told.entries = run.entries;
  console.log(tableOf(told));
  if (SUMMARY !== undefined) await writeFile(SUMMARY, JSON.stringify(told));
}, ROUND_MS);

describe("a gateway that is killed", () => {
  for (const [at, { planned, done }] of run.plannings.entries()) {
    it(
      `loses nothing that it acknowledged: ${planned}, ${at + 1} of ${ROUNDS}`,
      async () => {
        const round = await done;
        expect(round.point).toBe(planned);
        told.rounds.push(round);
      },
      ROUND_MS,
    );
  }
});
