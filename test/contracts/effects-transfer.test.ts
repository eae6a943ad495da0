// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { CASE, CLOCK, EffectTests, FOUND } from "./support/effects.ts";
import { hash } from "./support/world.ts";

const UNCONDITIONAL = 1;

const tests = new EffectTests();

describe("an asset whose holding right is transferred", () => {
  it("is matched with demands by its new holder", async () => {
    const { holder, holderHead } = tests.province;
    const demand = await tests.demand();
    await tests.transferred(tests.successorHead);
    const match = (by: typeof holderHead) => tests.acting(by, "matchDemand", demand, tests.asset);
    const values = [demand, holder.number];
    await tests.refused(match(holderHead), "SharingRegistry__NotEntitled", ...values);
    await tests.does(match(tests.successorHead));
  });

  it("has requests answered by its new holder, whose limit runs on", async () => {
    const { holder } = tests.province;
    const id = await tests.asked();
    const before = await tests.lateness(id, CLOCK.answer);
    await tests.transferred(tests.successorHead);
    const { number } = tests.successor;
    expect(await tests.lateness(id, CLOCK.answer)).toEqual({ ...before, who: number });
    const values = [id, holder.number, number];
    await tests.refused(tests.grant(id), "SharingRegistry__NotAnswerer", ...values);
    await tests.does(tests.grant(id, tests.successorHead));
  });

  it("is not granted to its new holder", async () => {
    const { requester, requesterHead } = tests.province;
    const id = await tests.asked();
    await tests.transferred(requesterHead);
    const values = [tests.asset, requester.number];
    await tests.refused(tests.grant(id, requesterHead), "SharingRegistry__OwnAsset", ...values);
    await tests.does(tests.acting(requesterHead, "withdrawRequest", id));
  });

  it("leaves running grants with the provider that gave them", async () => {
    const { holderHead } = tests.province;
    const id = await tests.granted(1);
    await tests.transferred(tests.successorHead);
    expect(await tests.inForce(id)).toBe(true);
    const values = [id, tests.successor.number];
    const byNew = tests.suspend(id, tests.successorHead);
    await tests.refused(byNew, "SharingRegistry__NotEntitled", ...values);
    await tests.does(tests.suspend(id, holderHead));
  });

  it("ends the standing consent of its old holder", async () => {
    const { world, province } = tests;
    const { holderHead, authorityHead, requesterHead } = province;
    const asset = await world.asset(holderHead, authorityHead, { attribute: UNCONDITIONAL });
    const consent = (by: typeof holderHead) =>
      tests.acting(by, "consentStanding", asset, tests.terms());
    await tests.does(consent(holderHead));
    const use = tests.acting(requesterHead, "requestUnderConsent", tests.wanted({ asset }));
    await tests.chain.undone(async () => tests.does(use));
    const offer = [asset, tests.successor.number, hash("agreement")];
    await tests.does(world.bySeat(holderHead, "rightRegistry", "offerTransfer", ...offer));
    const { successorHead: by } = tests;
    await tests.does(world.bySeat(by, "rightRegistry", "acceptTransfer", asset));
    await tests.refused(use, "SharingRegistry__NoConsent", asset);
    await tests.does(consent(by));
    await tests.does(use);
  });

  it("leaves changes to the sides of the grant", async () => {
    const id = await tests.granted(1);
    await tests.does(tests.propose(id, tests.province.requesterHead));
    await tests.transferred(tests.successorHead);
    const values = [id, tests.successor.number];
    const byNew = tests.accept(id, tests.successorHead);
    await tests.refused(byNew, "SharingRegistry__NotEntitled", ...values);
    await tests.does(tests.accept(id, tests.province.holderHead));
  });

  it("leaves corrections to its new holder, which alone can make a version", async () => {
    const { holder } = tests.province;
    const id = await tests.correction();
    await tests.transferred(tests.successorHead);
    const values = [id, holder.number, tests.successor.number];
    await tests.refused(tests.correct(id), "CaseRegistry__NotRespondent", ...values);
    await tests.does(tests.correct(id, tests.successorHead));
    expect(await tests.caseState(id)).toBe(CASE.corrected);
  });

  it("leaves disputes over a grant to its sides", async () => {
    const { holderHead } = tests.province;
    const id = await tests.dispute(await tests.granted(1));
    await tests.transferred(tests.successorHead);
    const escalate = (by: typeof holderHead) => tests.onCases(by, "escalate", id);
    const values = [id, tests.successor.number];
    await tests.refused(escalate(tests.successorHead), "CaseRegistry__NotParty", ...values);
    await tests.does(escalate(holderHead));
  });

  it("leaves findings with whom they are against", async () => {
    const { holder } = tests.province;
    const id = await tests.ordered();
    await tests.transferred(tests.successorHead);
    const values = [id, tests.successor.number, holder.number];
    const byNew = tests.report(id, tests.successorHead);
    await tests.refused(byNew, "FindingRegistry__NotAgainst", ...values);
    await tests.does(tests.report(id));
    expect(await tests.foundState(id)).toBe(FOUND.reported);
  });
});
