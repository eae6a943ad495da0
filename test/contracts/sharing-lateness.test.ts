// SPDX-License-Identifier: Apache-2.0
// What is late of a rectification and of a disposal, looked at after their limits.
import { beforeEach, describe, expect, it } from "vitest";

import type { Act } from "./support/chain.ts";
import { CLOCK, REASON, SharingTests } from "./support/sharing.ts";
import { DAY, hash } from "./support/world.ts";

const SHARING = "sharingRegistry";

const tests = new SharingTests();

let id = "";
beforeEach(async () => {
  id = await tests.newGrant();
});

const byRecipient = (fn: string, ...args: unknown[]) =>
  tests.acting(tests.province.requesterHead, fn, id, ...args);
const end = () => byRecipient("end", REASON.end);
const isLate = async (clock: number) => (await tests.list(SHARING, "lateness", id, clock))[3];

/** Suspends the grant, and wants a rectification. @returns from when on it is late */
const suspended = async (rectifyBy: number): Promise<number> => {
  const { holderHead } = tests.province;
  await tests.does(tests.acting(holderHead, "suspend", id, REASON.suspension, rectifyBy));
  return rectifyBy;
};

/** Does an act at a moment, and undoes it. @returns whether a day later the clock's act is late */
const lateAfter = async (time: number, act: Act, clock: number): Promise<unknown> =>
  tests.chain.undone(async () => {
    await tests.chain.nextAt(time);
    await tests.does(act);
    await tests.chain.pass(DAY);
    return isLate(clock);
  });

describe("given a rectification that was wanted", () => {
  it("is owed where the suspension lasted until its limit, and not where it was lifted before", async () => {
    const due = await suspended(tests.beginning + 10 * DAY);
    const resume = tests.acting(tests.province.holderHead, "resume", id);
    expect(await lateAfter(due - 1, resume, CLOCK.rectification)).toBe(false);
    expect(await lateAfter(due, resume, CLOCK.rectification)).toBe(true);
  });

  it("is owed where the grant lasted until its limit, and not where it ended before", async () => {
    const due = await suspended(tests.beginning + 10 * DAY);
    expect(await lateAfter(due - 1, end(), CLOCK.rectification)).toBe(false);
    expect(await lateAfter(due, end(), CLOCK.rectification)).toBe(true);
  });

  it("stays in time where it was reported in time, and late where it was not", async () => {
    const due = await suspended(tests.beginning + 10 * DAY);
    const report = byRecipient("reportRectified", hash("done"));
    expect(await lateAfter(due - 1, report, CLOCK.rectification)).toBe(false);
    expect(await lateAfter(due, report, CLOCK.rectification)).toBe(true);
  });
});

describe("given a disposal that was due", () => {
  it("stays in time where it was recorded in time, and late where it was not", async () => {
    await tests.does(end());
    const due = Number((await tests.deadline(id, CLOCK.disposal))[0]);
    const dispose = byRecipient("recordDisposal", hash("erased"));
    expect(await lateAfter(due - 1, dispose, CLOCK.disposal)).toBe(false);
    expect(await lateAfter(due, dispose, CLOCK.disposal)).toBe(true);
  });

  it("is judged by the disposal alone, whatever became of a rectification", async () => {
    const rectifyBy = await suspended(tests.beginning + 10 * DAY);
    await tests.chain.nextAt(rectifyBy);
    await tests.does(byRecipient("reportRectified", hash("done")));
    await tests.does(end());
    const due = Number((await tests.deadline(id, CLOCK.disposal))[0]);
    const dispose = byRecipient("recordDisposal", hash("erased"));
    expect(await lateAfter(due - 1, dispose, CLOCK.disposal)).toBe(false);
    await tests.chain.nextAt(due);
    await tests.chain.provider.request({ method: "evm_mine", params: [] });
    expect([await isLate(CLOCK.disposal), await isLate(CLOCK.rectification)]).toEqual([true, true]);
  });
});
