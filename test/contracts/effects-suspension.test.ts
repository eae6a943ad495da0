// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { CASE, CLOCK, EffectTests, FOUND, LONG, STATUS } from "./support/effects.ts";
import { DAY, hash } from "./support/world.ts";

const SUSPENDED = "OrganizationRegistry__WrongStatus";

const tests = new EffectTests();

describe("an organisation that asks or uses, suspended", () => {
  it("leaves its demand open to be matched", async () => {
    const { requester, requesterHead, holderHead } = tests.province;
    const demand = await tests.demand();
    await tests.suspended(requester);
    const withdraw = tests.acting(requesterHead, "withdrawDemand", demand);
    expect(await tests.hindered(withdraw)).toBe(SUSPENDED);
    await tests.does(tests.acting(holderHead, "matchDemand", demand, tests.asset));
  });

  it("leaves its request to be answered", async () => {
    const { requester, requesterHead } = tests.province;
    const [one, other] = [await tests.asked(1), await tests.asked(2)];
    await tests.suspended(requester);
    const withdraw = tests.acting(requesterHead, "withdrawRequest", one);
    expect(await tests.hindered(withdraw)).toBe(SUSPENDED);
    await tests.does(tests.grant(one));
    await tests.does(tests.refuse(other));
  });

  it("lets it complete its request once it is resumed", async () => {
    const { requester, requesterHead, holderHead } = tests.province;
    const id = await tests.asked();
    await tests.does(tests.acting(holderHead, "returnForGaps", id, hash("gaps")));
    await tests.suspended(requester);
    const complete = tests.acting(requesterHead, "resubmit", id, hash("completed"));
    expect(await tests.hindered(complete)).toBe(SUSPENDED);
    await tests.chain.pass(LONG);
    expect(await tests.status(id)).toBe(STATUS.incomplete);
    await tests.resumed(requester);
    const { time } = await tests.does(complete);
    const { due, late } = await tests.lateness(id, CLOCK.answer);
    expect([due > time, late]).toEqual([true, false]);
  });

  it("owes the disposal on, and records it once it is resumed", async () => {
    const { requester, requesterHead } = tests.province;
    const id = await tests.newGrant({ until: (await tests.chain.now()) + DAY });
    await tests.suspended(requester);
    await tests.chain.pass(2 * DAY);
    const dispose = tests.acting(requesterHead, "recordDisposal", id, hash("record"));
    expect(await tests.hindered(dispose)).toBe(SUSPENDED);
    const close = tests.world.act(tests.chain.deployer, "sharingRegistry", "closeExpired", id);
    await tests.does(close);
    expect((await tests.lateness(id, CLOCK.disposal)).who).toBe(requester.number);
    await tests.resumed(requester);
    await tests.does(dispose);
    expect(await tests.status(id)).toBe(STATUS.disposed);
  });
});

describe("an organisation that answers or provides, suspended", () => {
  it("has nobody answer in its place", async () => {
    const { holder, holderHead, requesterHead, authorityHead } = tests.province;
    const id = await tests.asked();
    await tests.suspended(holder);
    expect(await tests.hindered(tests.grant(id, holderHead))).toBe(SUSPENDED);
    for (const by of [requesterHead, authorityHead, tests.successorHead]) {
      const values = [id, by.organization, holder.number];
      await tests.refused(tests.grant(id, by), "SharingRegistry__NotAnswerer", ...values);
      await tests.refused(tests.refuse(id, by), "SharingRegistry__NotAnswerer", ...values);
    }
    await tests.chain.pass(LONG);
    expect(await tests.status(id)).toBe(STATUS.answerDue);
    await tests.resumed(holder);
    await tests.does(tests.grant(id, holderHead));
    expect((await tests.lateness(id, CLOCK.answer)).late).toBe(true);
  });

  it("is late like anybody else", async () => {
    const { holder } = tests.province;
    const id = await tests.asked();
    await tests.suspended(holder);
    const { due } = await tests.lateness(id, CLOCK.answer);
    await tests.refused(
      tests.recordLateness(CLOCK.answer, id),
      ...(["FindingRegistry__NotLate", CLOCK.answer, id, due] as const),
    );
    await tests.chain.pass(LONG);
    expect(await tests.lateness(id, CLOCK.answer)).toEqual({
      ...{ who: holder.number, due, late: true },
    });
    await tests.does(tests.recordLateness(CLOCK.answer, id));
  });

  it("leaves its grants in force", async () => {
    const { holder, holderHead, authorityHead } = tests.province;
    const id = await tests.newGrant();
    await tests.suspended(holder);
    expect(await tests.inForce(id)).toBe(true);
    expect(await tests.hindered(tests.suspend(id, holderHead))).toBe(SUSPENDED);
    await tests.does(tests.suspend(id, authorityHead));
    expect(await tests.inForce(id)).toBe(false);
    await tests.does(tests.end(id, authorityHead));
  });

  it("leaves what it had suspended to the authority above", async () => {
    const { holder, holderHead, authorityHead } = tests.province;
    const id = await tests.newGrant();
    await tests.does(tests.suspend(id, holderHead));
    await tests.suspended(holder);
    const resume = (by: typeof holderHead) => tests.acting(by, "resume", id);
    expect(await tests.hindered(resume(holderHead))).toBe(SUSPENDED);
    await tests.does(resume(authorityHead));
    expect(await tests.inForce(id)).toBe(true);
  });

  it("leaves proposals to the other side", async () => {
    const { holder, holderHead, requester, requesterHead } = tests.province;
    const id = await tests.newGrant();
    await tests.does(tests.propose(id));
    await tests.suspended(holder);
    const withdraw = tests.acting(holderHead, "withdrawChange", id);
    expect(await tests.hindered(withdraw)).toBe(SUSPENDED);
    await tests.does(tests.acting(requesterHead, "declineChange", id));
    await tests.resumed(holder);
    await tests.suspended(requester);
    await tests.does(withdraw);
    await tests.does(tests.propose(id));
    expect(await tests.hindered(tests.accept(id))).toBe(SUSPENDED);
  });

  it("leaves a correction to be answered once it is resumed", async () => {
    const { holder } = tests.province;
    const id = await tests.correction();
    await tests.suspended(holder);
    expect(await tests.hindered(tests.reject(id))).toBe(SUSPENDED);
    await tests.chain.pass(LONG);
    expect((await tests.lateness(id, CLOCK.correction)).late).toBe(true);
    await tests.does(tests.recordLateness(CLOCK.correction, id));
    await tests.resumed(holder);
    await tests.does(tests.reject(id));
    expect(await tests.caseState(id)).toBe(CASE.rejected);
  });

  it("does not keep the other side from going to the superior", async () => {
    const { holder, holderHead, requesterHead, authorityHead } = tests.province;
    const id = await tests.dispute(await tests.asked());
    await tests.suspended(holder);
    const settle = tests.onCases(holderHead, "settle", id, hash("agreement"));
    expect(await tests.hindered(settle)).toBe(SUSPENDED);
    await tests.does(tests.onCases(requesterHead, "escalate", id));
    await tests.does(tests.onCases(authorityHead, "decideDispute", id, hash("decision")));
    expect(await tests.caseState(id)).toBe(CASE.decided);
  });

  it("is found, ordered and circulated like anybody else", async () => {
    const { holder, authorityHead } = tests.province;
    await tests.suspended(holder);
    const [one, other] = [await tests.ordered(), await tests.ordered()];
    expect(await tests.hindered(tests.report(one))).toBe(SUSPENDED);
    await tests.chain.pass(11 * DAY);
    await tests.does(tests.onFindings(authorityHead, "circulate", one));
    expect(await tests.foundState(one)).toBe(FOUND.circulated);
    await tests.resumed(holder);
    await tests.does(tests.report(other));
    expect(await tests.foundState(other)).toBe(FOUND.reported);
  });
});

describe("the lowest common superior, suspended", () => {
  it("leaves a dispute before it to the authority above", async () => {
    const { world, chain, province } = tests;
    const { authority, authorityHead } = province;
    const city = await world.admit(7, authority, 3);
    const cityHead = await world.appointHead(city);
    const sides = [await world.admit(1, city, 4), await world.admit(1, city, 4)] as const;
    const [asks, has] = [await world.appointHead(sides[0]), await world.appointHead(sides[1])];
    const asset = await world.asset(has, cityHead);
    const filed = await tests.does(tests.request(asks, { asset }));
    const subject = String(filed.events[0]?.args[0]);
    const raised = await tests.does(tests.onCases(asks, "raiseDispute", subject, hash("why")));
    const id = String(raised.events[0]?.args[0]);
    await tests.does(tests.onCases(asks, "escalate", id));
    expect(await chain.read<bigint>("caseRegistry", "deciderOf", id)).toBe(BigInt(city.number));
    await tests.suspended(city);
    const decide = (by: typeof cityHead) =>
      tests.onCases(by, "decideDispute", id, hash("decision"));
    expect(await tests.hindered(decide(cityHead))).toBe(SUSPENDED);
    await tests.does(decide(authorityHead));
  });
});
