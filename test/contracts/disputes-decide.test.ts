// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { DisputeTests } from "./support/disputes.ts";
import { big, told } from "./support/expect.ts";
import { beijing } from "./support/law.ts";
import { STATE, THURSDAY } from "./support/shared-cases.ts";
import { hash, ZeroHash } from "./support/world.ts";

const CASES = "caseRegistry";
const tests = new DisputeTests();

describe("escalate", () => {
  it("goes to the lowest common superior, by either side", async () => {
    const { authority, holderHead, requesterHead } = tests.province;
    for (const by of [holderHead, requesterHead]) {
      const id = await tests.disputed();
      const done = await tests.does(tests.escalate(id, by));
      const values = [id, by.organization, authority.number, 0, 0];
      expect(told(done)).toEqual([["DisputeEscalated", ...big(...values), false]]);
      expect(await tests.state(id)).toBe(STATE.coordinating);
      await tests.refused(
        tests.escalate(id, by),
        "CaseRegistry__WrongState",
        id,
        STATE.coordinating,
      );
      await tests.does(tests.withdrawCase(id));
    }
  });

  it("finds a city's authority for two of its departments", async () => {
    const { one, requester, request } = await tests.cityRequest();
    const id = await tests.disputed(requester.head, request);
    const done = await tests.does(tests.escalate(id, requester.head));
    expect(done.events[0]?.args["coordinator"]).toBe(BigInt(one.number));
  });

  it("refuses anybody else", async () => {
    const { authorityHead } = tests.province;
    const id = await tests.disputed();
    const values = [id, authorityHead.organization];
    await tests.refused(tests.escalate(id, authorityHead), "CaseRegistry__NotParty", ...values);
  });
});

describe("decideDispute", () => {
  it("is the coordinator's, or an authority's above it, once", async () => {
    const { authority } = tests.province;
    const { head, requester, request } = await tests.cityRequest();
    const id = await tests.coordinating(requester.head, request);
    await tests.chain.undone(async () => tests.does(tests.decide(id)));
    const done = await tests.does(tests.decide(id, head));
    const values = big(id, head.organization, hash("decision"));
    expect(told(done)).toEqual([["DisputeDecided", ...values, false]]);
    const status = big(STATE.decided, head.organization, hash("decision"));
    expect(await tests.caseStatus(id)).toEqual(status);
    await tests.refused(tests.decide(id), "CaseRegistry__WrongState", id, STATE.decided);
    expect(authority.number).not.toBe(head.organization);
  });

  it("refuses sides, strangers, no decision, and what is in consultation", async () => {
    const { authority, holderHead, requesterHead } = tests.province;
    const id = await tests.disputed();
    await tests.refused(tests.decide(id), "CaseRegistry__WrongState", id, STATE.consulting);
    await tests.does(tests.escalate(id));
    const { head } = await tests.city();
    for (const by of [holderHead, requesterHead, head]) {
      const values = [id, by.organization, authority.number];
      for (const act of [tests.decide(id, by), tests.refer(id, by)]) {
        await tests.refused(act, "CaseRegistry__NotEntitled", ...values);
      }
    }
    const bare = tests.decide(id, undefined, ZeroHash);
    await tests.refused(bare, "CaseRegistry__NoDecision");
    const none = hash("none");
    await tests.refused(tests.decide(none), "CaseRegistry__UnknownCase", none);
  });

  it("is not a side's that is the other's superior", async () => {
    const { authority, authorityHead } = tests.province;
    const { one, head } = await tests.city();
    const below = await tests.department(one);
    const asset = await tests.world.asset(below.head, head);
    const done = await tests.does(tests.request(head, { asset }));
    const id = await tests.coordinating(head, String(done.events[0]?.args[0]));
    expect(await tests.decider(id)).toBe(BigInt(authority.number));
    const values = [id, one.number, authority.number];
    await tests.refused(tests.decide(id, head), "CaseRegistry__NotEntitled", ...values);
    await tests.does(tests.decide(id, authorityHead));
  });

  it("passes to whoever is above while the coordinator is suspended", async () => {
    const { authority, authorityHead } = tests.province;
    const { one, head, requester, request } = await tests.cityRequest();
    const id = await tests.coordinating(requester.head, request);
    await tests.does(tests.suspend(one));
    const values = [one.number, 2];
    await tests.refused(tests.decide(id, head), "OrganizationRegistry__WrongStatus", ...values);
    expect(await tests.decider(id)).toBe(BigInt(authority.number));
    await tests.does(tests.decide(id, authorityHead));
  });
});

describe("referToGovernment", () => {
  it("lets the authority above decide, and no longer who referred it", async () => {
    const { authority, authorityHead } = tests.province;
    const { head, requester, request } = await tests.cityRequest();
    const id = await tests.coordinating(requester.head, request);
    const done = await tests.does(tests.refer(id, head));
    const values = [id, head.organization, authority.number, 0, 0];
    expect(told(done)).toEqual([["DisputeReferred", ...big(...values), false, false]]);
    expect(await tests.state(id)).toBe(STATE.government);
    const entitled = [id, head.organization, authority.number];
    await tests.refused(tests.decide(id, head), "CaseRegistry__NotEntitled", ...entitled);
    await tests.refused(
      tests.refer(id, authorityHead),
      "CaseRegistry__WrongState",
      id,
      STATE.government,
    );
    await tests.does(tests.decide(id, authorityHead));
    expect(await tests.state(id)).toBe(STATE.decided);
  });

  it("leaves to the council what a root refers", async () => {
    const { authority, authorityHead } = tests.province;
    const id = await tests.coordinating();
    await tests.refused(tests.byCouncil(id), "CaseRegistry__NotEntitled", id, 0, authority.number);
    const done = await tests.does(tests.refer(id));
    expect(done.events[0]?.args["government"]).toBe(0n);
    const values = [id, authority.number, 0];
    await tests.refused(tests.decide(id, authorityHead), "CaseRegistry__NotEntitled", ...values);
    await tests.does(tests.byCouncil(id));
  });
});

describe("decideDisputeByCouncil", () => {
  it("decides between sides without a common superior, and nobody else does", async () => {
    const { authority, authorityHead } = tests.province;
    const neighbour = await tests.world.appointHead(tests.world.root("neighbour"));
    const done = await tests.does(tests.request(neighbour));
    const id = await tests.coordinating(neighbour, String(done.events[0]?.args[0]));
    expect(await tests.decider(id)).toBe(0n);
    const values = [id, authority.number, 0];
    await tests.refused(tests.decide(id, authorityHead), "CaseRegistry__NotEntitled", ...values);
    for (const by of [authority.head, tests.chain.deployer]) {
      await tests.refused(tests.byCouncil(id, by), "AccessManagedUnauthorized", by);
    }
    const by = await tests.does(tests.byCouncil(id));
    expect(told(by)).toEqual([["DisputeDecided", ...big(id, 0, hash("decision")), false]]);
    await tests.refused(tests.byCouncil(id), "CaseRegistry__WrongState", id, STATE.decided);
  });
});

describe("execute", () => {
  it("ends it when both sides say so", async () => {
    const { holder, holderHead, requester, requesterHead } = tests.province;
    const id = await tests.decided();
    const first = await tests.does(tests.execute(id, holderHead));
    expect(told(first)).toEqual([["ExecutionTold", ...big(id, holder.number)]]);
    expect(await tests.state(id)).toBe(STATE.decided);
    const values = [id, holder.number];
    await tests.refused(tests.execute(id, holderHead), "CaseRegistry__ToldBefore", ...values);
    const second = await tests.does(tests.execute(id, requesterHead));
    expect(told(second)).toEqual([["DisputeExecuted", ...big(id, requester.number)]]);
    expect(await tests.state(id)).toBe(STATE.executed);
    await tests.refused(
      tests.execute(id, holderHead),
      "CaseRegistry__WrongState",
      id,
      STATE.executed,
    );
  });

  it("ends it when who may decide says so", async () => {
    const { authority, authorityHead } = tests.province;
    const id = await tests.decided();
    const { head } = await tests.department();
    const values = [id, head.organization, authority.number];
    await tests.refused(tests.execute(id, head), "CaseRegistry__NotEntitled", ...values);
    const done = await tests.does(tests.execute(id, authorityHead));
    expect(told(done)).toEqual([["DisputeExecuted", ...big(id, authority.number)]]);
  });

  it("refuses what is not decided", async () => {
    const { holderHead } = tests.province;
    const id = await tests.coordinating();
    const values = [id, STATE.coordinating];
    await tests.refused(tests.execute(id, holderHead), "CaseRegistry__WrongState", ...values);
  });
});

describe("its limits", () => {
  it("are those of the rules, and no consent", async () => {
    const { holderHead } = tests.province;
    for (const [place, key] of ["consulting", "coordinating", "government"].entries()) {
      await tests.world.setRule(`dispute.${key}.days`, 10 + place);
    }
    await tests.at(THURSDAY, "09:00:00");
    const id = await tests.disputed();
    const due = async () => (await tests.list(CASES, "deadlineOf", id))[0];
    expect(await due()).toBe(BigInt(beijing("2025-10-16")));
    await tests.at(THURSDAY, "10:00:00");
    const escalated = await tests.does(tests.escalate(id, holderHead));
    expect(await due()).toBe(BigInt(beijing("2025-10-17")));
    expect(escalated.events[0]?.args["workingDays"]).toBe(11n);
    await tests.chain.undone(async () => {
      await tests.before("2025-10-17");
      expect((await tests.does(tests.decide(id))).events[0]?.args["late"]).toBe(false);
    });
    await tests.chain.undone(async () => {
      await tests.at("2025-10-17");
      expect((await tests.does(tests.decide(id))).events[0]?.args["late"]).toBe(true);
    });
    await tests.at("2025-10-17");
    const referred = await tests.does(tests.refer(id));
    expect(referred.events[0]?.args["late"]).toBe(true);
    // Twelve working days after Friday 17 October: Tuesday 4 November.
    expect(await due()).toBe(BigInt(beijing("2025-11-05")));
    expect((await tests.does(tests.byCouncil(id))).events[0]?.args["late"]).toBe(false);
  });

  it("are none without a rule, and refuse more days than a calendar takes", async () => {
    const id = await tests.disputed();
    expect(await tests.list(CASES, "deadlineOf", id)).toEqual([0n, false]);
    for (const days of [251, 65_536, 70_000]) {
      await tests.world.setRule("dispute.coordinating.days", days);
      const most = Math.min(days, 65_535);
      await tests.refused(tests.escalate(id), "WorkCalendar__DaysOutOfRange", most);
    }
    await tests.world.setRule("dispute.coordinating.days", 0);
    await tests.does(tests.escalate(id));
  });
});

describe("given sides that have changed", () => {
  it("follows a merger and a split of either, by the grant", async () => {
    const { holder, requester } = tests.province;
    const id = await tests.disputed();
    const { one, head } = await tests.city();
    const [successor, keeper] = [await tests.department(one), await tests.department()];
    await tests.does(tests.reform("merge", holder.number, successor.one.number));
    await tests.does(tests.reform("assign", requester.number, [tests.granted], one.number));
    await tests.does(tests.reform("split", requester.number, keeper.one.number));
    const sides = big(one.number, successor.one.number);
    expect(await tests.list(CASES, "partiesOf", id)).toEqual(sides);
    const values = [id, keeper.one.number];
    await tests.refused(tests.escalate(id, keeper.head), "CaseRegistry__NotParty", ...values);
    // The city is a side now, so whoever is above it decides.
    await tests.does(tests.escalate(id, successor.head));
    expect(await tests.decider(id)).toBe(BigInt(tests.province.authority.number));
    await tests.does(tests.settle(head, id));
    await tests.does(tests.settle(successor.head, id));
    expect(await tests.state(id)).toBe(STATE.settled);
  });

  it("lets one that is both sides end it alone", async () => {
    const { holder, holderHead, requester } = tests.province;
    const id = await tests.disputed();
    await tests.does(tests.reform("merge", requester.number, holder.number));
    await tests.does(tests.settle(holderHead, id));
    expect(await tests.state(id)).toBe(STATE.settled);
  });

  it("finds the superior of the side that is left, when the other was abolished", async () => {
    const { authority, holder } = tests.province;
    const pending = await tests.newRequest({ scope: hash("another") });
    await tests.does(tests.reform("abolish", holder.number));
    const id = await tests.disputed(undefined, pending);
    await tests.does(tests.escalate(id));
    expect(await tests.decider(id)).toBe(BigInt(authority.number));
    await tests.does(tests.decide(id));
  });
});
