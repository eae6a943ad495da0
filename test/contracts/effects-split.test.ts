// SPDX-License-Identifier: Apache-2.0
// What is assigned goes to the successor, all else to the keeper.
import { describe, expect, it } from "vitest";

import { CASE, CLOCK, EffectTests, FOUND, LONG } from "./support/effects.ts";
import type { Organization } from "./support/world.ts";

const tests = new EffectTests();

const split = async (one: Organization, ...subjects: string[]) => {
  await tests.reform("assign", one.number, subjects, tests.successor.number);
  await tests.reform("split", one.number, tests.keeper.number);
};
const [successor, keeper] = [() => tests.successorHead, () => tests.keeperHead];

describe("an organisation that asks or uses, split", () => {
  it("has its demands go where they are assigned", async () => {
    const [one, other] = [await tests.demand(), await tests.demand()];
    await split(tests.province.requester, one);
    const withdraw = (by: typeof tests.keeperHead, id: string) =>
      tests.acting(by, "withdrawDemand", id);
    const values = [one, tests.keeper.number];
    await tests.refused(withdraw(keeper(), one), "SharingRegistry__NotEntitled", ...values);
    await tests.does(withdraw(successor(), one));
    await tests.does(withdraw(keeper(), other));
  });

  it("has its requests go where they are assigned", async () => {
    const [one, other] = [await tests.asked(1), await tests.asked(2)];
    await split(tests.province.requester, one);
    const withdraw = (by: typeof tests.keeperHead, id: string) =>
      tests.acting(by, "withdrawRequest", id);
    const values = [one, tests.keeper.number, tests.successor.number];
    await tests.refused(withdraw(keeper(), one), "SharingRegistry__NotRequester", ...values);
    await tests.does(withdraw(successor(), one));
    await tests.does(withdraw(keeper(), other));
  });
});

describe("an organisation that answers or provides, split", () => {
  it("has whoever the asset goes to answer, wherever the request is assigned", async () => {
    const id = await tests.asked();
    await split(tests.province.holder, tests.asset);
    const values = [id, tests.keeper.number, tests.successor.number];
    await tests.refused(tests.grant(id, keeper()), "SharingRegistry__NotAnswerer", ...values);
    await tests.does(tests.grant(id, successor()));
  });

  it("has its grants go where they are assigned", async () => {
    const [one, other] = [await tests.newGrant(), await tests.granted(7)];
    await split(tests.province.holder, one);
    const values = [one, tests.keeper.number];
    await tests.refused(tests.suspend(one, keeper()), "SharingRegistry__NotEntitled", ...values);
    await tests.does(tests.suspend(one, successor()));
    await tests.does(tests.suspend(other, keeper()));
    expect([await tests.inForce(one), await tests.inForce(other)]).toEqual([false, false]);
  });

  it("has its clocks run against whoever has the subject", async () => {
    const id = await tests.asked();
    const before = await tests.lateness(id, CLOCK.answer);
    await split(tests.province.holder, tests.asset);
    const { number } = tests.successor;
    expect(await tests.lateness(id, CLOCK.answer)).toEqual({ ...before, who: number });
    await tests.chain.pass(LONG);
    const { events } = await tests.does(tests.recordLateness(CLOCK.answer, id));
    const recorded = events.find(({ name }) => name === "LatenessRecorded");
    expect(recorded?.args["against"]).toBe(BigInt(number));
  });

  it("has proposals go with their grant", async () => {
    const { requesterHead, holder } = tests.province;
    const id = await tests.newGrant();
    await tests.does(tests.propose(id, requesterHead));
    await split(holder, id);
    const values = [id, tests.keeper.number];
    await tests.refused(tests.accept(id, keeper()), "SharingRegistry__NotEntitled", ...values);
    await tests.does(tests.accept(id, successor()));
  });

  it("has corrections go with asset and case", async () => {
    const { holder, requester } = tests.province;
    const id = await tests.correction();
    await split(holder, tests.asset);
    const values = [id, tests.keeper.number, tests.successor.number];
    await tests.refused(tests.correct(id, keeper()), "CaseRegistry__NotRespondent", ...values);
    await tests.does(tests.correct(id, successor()));
    await tests.reform("assign", requester.number, [id], tests.keeper.number);
    await tests.reform("split", requester.number, tests.successor.number);
    const close = (by: typeof tests.keeperHead) => tests.onCases(by, "closeCorrection", id);
    const wrong = [id, tests.successor.number, tests.keeper.number];
    await tests.refused(close(successor()), "CaseRegistry__NotRaiser", ...wrong);
    await tests.does(close(keeper()));
    expect(await tests.caseState(id)).toBe(CASE.closed);
  });

  it("has its disputes go with what they are about", async () => {
    const { holder } = tests.province;
    const grant = await tests.newGrant();
    const id = await tests.dispute(grant);
    await split(holder, grant);
    const escalate = (by: typeof tests.keeperHead) => tests.onCases(by, "escalate", id);
    const values = [id, tests.keeper.number];
    await tests.refused(escalate(keeper()), "CaseRegistry__NotParty", ...values);
    await tests.does(escalate(successor()));
    expect(await tests.caseState(id)).toBe(CASE.coordinating);
  });

  it("has its findings go with what they are about", async () => {
    const grant = await tests.newGrant();
    const [one, other] = [await tests.ordered(grant), await tests.ordered()];
    await split(tests.province.holder, grant);
    const values = [one, tests.keeper.number, tests.successor.number];
    await tests.refused(tests.report(one, keeper()), "FindingRegistry__NotAgainst", ...values);
    await tests.does(tests.report(one, successor()));
    await tests.does(tests.report(other, keeper()));
    expect(await tests.foundState(one)).toBe(FOUND.reported);
  });
});
