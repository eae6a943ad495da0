// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { CASE, CLOCK, EffectTests, FOUND, LONG, STATUS } from "./support/effects.ts";
import { hash, type Organization } from "./support/world.ts";

const tests = new EffectTests();

const merged = async (one: Organization) => tests.reform("merge", one.number, into());
const into = () => tests.successor.number;

describe("an organisation that asks or uses, merged", () => {
  it("has its successor take over its demands", async () => {
    const demand = await tests.demand();
    const withdraw = tests.acting(tests.successorHead, "withdrawDemand", demand);
    await tests.refused(withdraw, "SharingRegistry__NotEntitled", demand, into());
    await merged(tests.province.requester);
    await tests.does(withdraw);
  });

  it("has its successor take over what it asked for", async () => {
    const { requester, holderHead } = tests.province;
    const [returned, open, granted] = [
      await tests.asked(1),
      await tests.asked(2),
      await tests.asked(3),
    ];
    await tests.does(tests.acting(holderHead, "returnForGaps", returned, hash("gaps")));
    const { successorHead: by } = tests;
    const resubmit = tests.acting(by, "resubmit", returned, hash("completed"));
    const withdraw = tests.acting(by, "withdrawRequest", open);
    for (const [act, id] of [
      [resubmit, returned],
      [withdraw, open],
    ] as const) {
      const values = [id, into(), requester.number];
      await tests.refused(act, "SharingRegistry__NotRequester", ...values);
    }
    await merged(requester);
    await tests.does(resubmit);
    await tests.does(withdraw);
    await tests.does(tests.grant(granted));
    await tests.does(tests.end(granted, by));
  });

  it("has its successor take over the grants that it held", async () => {
    const id = await tests.newGrant();
    const { successorHead: by } = tests;
    await tests.refused(tests.end(id, by), "SharingRegistry__NotEntitled", id, into());
    await merged(tests.province.requester);
    expect(await tests.inForce(id)).toBe(true);
    await tests.does(tests.end(id, by));
    await tests.does(tests.acting(by, "recordDisposal", id, hash("record")));
    expect(await tests.status(id)).toBe(STATUS.disposed);
  });

  it("is not granted what it holds by now itself", async () => {
    const { holder, requester, holderHead } = tests.province;
    const [id, refused, withdrawn] = [
      await tests.asked(1),
      await tests.asked(2),
      await tests.asked(3),
    ];
    await merged(requester);
    await tests.reform("merge", holder.number, into());
    const { successorHead: by } = tests;
    expect(await tests.hindered(tests.grant(id, holderHead))).toBe(
      "OrganizationRegistry__WrongStatus",
    );
    const values = [tests.asset, into()];
    await tests.refused(tests.grant(id, by), "SharingRegistry__OwnAsset", ...values);
    await tests.does(tests.refuse(refused, by));
    await tests.does(tests.acting(by, "withdrawRequest", withdrawn));
  });
});

describe("an organisation that answers or provides, merged", () => {
  it("has its successor take over what it must answer", async () => {
    const { holder } = tests.province;
    const [one, other] = [await tests.asked(1), await tests.asked(2)];
    const { successorHead: by } = tests;
    const values = [one, into(), holder.number];
    await tests.refused(tests.grant(one, by), "SharingRegistry__NotAnswerer", ...values);
    await merged(holder);
    await tests.does(tests.grant(one, by));
    await tests.does(tests.refuse(other, by));
  });

  it("has its successor take over the grants that it gave", async () => {
    const id = await tests.newGrant();
    const { successorHead: by } = tests;
    await tests.refused(tests.suspend(id, by), "SharingRegistry__NotEntitled", id, into());
    await merged(tests.province.holder);
    expect(await tests.inForce(id)).toBe(true);
    const values = [id, into()];
    await tests.refused(tests.end(id, by), "SharingRegistry__ProviderMayNotEnd", ...values);
    await tests.does(tests.suspend(id, by));
    expect(await tests.inForce(id)).toBe(false);
    await tests.does(tests.acting(by, "resume", id));
    expect(await tests.inForce(id)).toBe(true);
  });

  it("has its successor take over the clocks as they run", async () => {
    const id = await tests.asked();
    const before = await tests.lateness(id, CLOCK.answer);
    await merged(tests.province.holder);
    const after = await tests.lateness(id, CLOCK.answer);
    expect(after).toEqual({ ...before, who: into() });
    await tests.chain.pass(LONG);
    const { events } = await tests.does(tests.recordLateness(CLOCK.answer, id));
    const recorded = events.find(({ name }) => name === "LatenessRecorded");
    expect(recorded?.args["against"]).toBe(BigInt(into()));
  });

  it("has its successor take over proposals", async () => {
    const { holder, requester, requesterHead, holderHead } = tests.province;
    const [one, other] = [await tests.newGrant(), await tests.granted(7)];
    await tests.does(tests.propose(one, requesterHead));
    await tests.does(tests.propose(other, holderHead));
    await merged(holder);
    const { successorHead: by } = tests;
    await tests.does(tests.accept(one, by));
    await tests.refused(
      tests.acting(requesterHead, "withdrawChange", other),
      ...(["SharingRegistry__NotEntitled", other, requester.number] as const),
    );
    await tests.does(tests.acting(by, "withdrawChange", other));
  });

  it("has its successor take over corrections", async () => {
    const { holder, requester } = tests.province;
    const [one, other] = [await tests.correction(), await tests.correction()];
    const { successorHead, keeperHead, keeper } = tests;
    await merged(holder);
    await tests.does(tests.correct(one, successorHead));
    await tests.does(tests.reject(other, successorHead));
    await tests.reform("merge", requester.number, keeper.number);
    const close = (by: typeof keeperHead) => tests.onCases(by, "closeCorrection", one);
    const values = [one, into(), keeper.number];
    await tests.refused(close(successorHead), "CaseRegistry__NotRaiser", ...values);
    await tests.does(close(keeperHead));
    expect(await tests.caseState(one)).toBe(CASE.closed);
  });

  it("has its successor take over disputes", async () => {
    const { holder, requesterHead, authorityHead } = tests.province;
    const subject = await tests.asked();
    const id = await tests.dispute(subject);
    const { successorHead: by } = tests;
    const agree = (who: typeof by) => tests.onCases(who, "settle", id, hash("agreement"));
    await tests.refused(agree(by), "CaseRegistry__NotParty", id, into());
    await merged(holder);
    await tests.does(agree(requesterHead));
    await tests.chain.undone(async () => {
      await tests.does(agree(by));
      expect(await tests.caseState(id)).toBe(CASE.settled);
    });
    await tests.does(tests.onCases(by, "escalate", id));
    await tests.does(tests.onCases(authorityHead, "decideDispute", id, hash("decision")));
    expect(await tests.caseState(id)).toBe(CASE.decided);
  });

  it("has its successor take over findings", async () => {
    const { holder } = tests.province;
    const id = await tests.ordered();
    const { successorHead: by } = tests;
    const values = [id, into(), holder.number];
    await tests.refused(tests.report(id, by), "FindingRegistry__NotAgainst", ...values);
    await merged(holder);
    await tests.does(tests.report(id, by));
    expect(await tests.foundState(id)).toBe(FOUND.reported);
  });
});
