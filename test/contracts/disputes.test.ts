// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big, told } from "./support/expect.ts";
import { beijing } from "./support/law.ts";
import { SharedCaseTests, STATE, THURSDAY } from "./support/shared-cases.ts";
import { hash, OFFICE, type Seat, ZeroHash } from "./support/world.ts";

const CASES = "caseRegistry";
const KIND = 4;
const tests = new SharedCaseTests();

const state = async (id: string): Promise<number> => Number((await tests.caseStatus(id))[0]);
const settle = (by: Seat, id: string, agreement = hash("agreement")) =>
  tests.onCase(by, "settle", id, agreement);
const escalate = (id: string, by = tests.province.requesterHead) =>
  tests.onCase(by, "escalate", id);
const decide = (id: string, by = tests.province.authorityHead, decision = hash("decision")) =>
  tests.onCase(by, "decideDispute", id, decision);
const refer = (id: string, by = tests.province.authorityHead) =>
  tests.onCase(by, "referToGovernment", id);
const execute = (id: string, by: Seat) => tests.onCase(by, "execute", id);
const byCouncil = (id: string, by = tests.chain.admin) =>
  tests.world.act(by, CASES, "decideDisputeByCouncil", id, hash("decision"));

/** A dispute in coordination. */
const coordinating = async (by?: Seat, subject?: string): Promise<string> => {
  const id = await tests.disputed(by, subject);
  await tests.does(escalate(id, by));
  return id;
};
/** A dispute that is decided. */
const decided = async (): Promise<string> => {
  const id = await coordinating();
  await tests.does(decide(id));
  return id;
};

/** A city with two departments, of which one has asked the other for an asset. */
const cityDispute = async () => {
  const { one, head } = await tests.city();
  const [holder, requester] = [await tests.department(one), await tests.department(one)];
  const asset = await tests.world.asset(holder.head, head);
  const done = await tests.does(tests.request(requester.head, { asset }));
  const request = String(done.events[0]?.args[0]);
  return { one, head, holder, requester, request };
};

describe("raiseDispute", () => {
  it("raises it by either side of a request, answered or not", async () => {
    const { holder, holderHead, requester, requesterHead } = tests.province;
    const pending = await tests.newRequest({ scope: hash("another") });
    for (const subject of [tests.granted, pending]) {
      for (const by of [requesterHead, holderHead]) {
        const respondent = by === holderHead ? requester.number : holder.number;
        const done = await tests.does(tests.dispute(by, subject));
        const id = String(done.events[0]?.args[0]);
        const raised = [id, subject, by.organization, respondent, tests.asset, hash("grounds")];
        expect(told(done)).toEqual([["DisputeRaised", ...big(...raised, 0, 0), false]]);
        const serial = Number(await tests.chain.read(CASES, "caseCount", by.organization));
        const facts = [by.organization, respondent, 0, KIND, done.time, serial];
        expect(await tests.list(CASES, "caseOf", id)).toEqual(
          big(tests.asset, hash("grounds"), ...facts),
        );
        expect(await state(id)).toBe(STATE.consulting);
        expect(await tests.list(CASES, "partiesOf", id)).toEqual(big(by.organization, respondent));
        expect(await tests.chain.read(CASES, "openDisputeOf", subject)).toBe(id);
        await tests.does(tests.withdrawCase(id, by));
      }
    }
  });

  it("raises it over a correction that is open, corrected or rejected", async () => {
    const { holder, requester, requesterHead } = tests.province;
    const answers = [undefined, tests.correct.bind(tests), tests.reject.bind(tests)];
    for (const answer of answers) {
      const subject = await tests.correction();
      if (answer) await tests.does(answer(subject));
      const id = await tests.disputed(requesterHead, subject);
      expect(await tests.list(CASES, "partiesOf", id)).toEqual(
        big(requester.number, holder.number),
      );
    }
  });

  it("refuses over a correction that was withdrawn or closed, or over a dispute", async () => {
    const withdrawn = await tests.correction();
    await tests.does(tests.withdrawCase(withdrawn));
    const closed = await tests.correction();
    await tests.does(tests.correct(closed));
    await tests.does(tests.close(closed));
    for (const [id, found] of [
      [withdrawn, STATE.withdrawn],
      [closed, STATE.closed],
    ] as const) {
      const act = tests.dispute(undefined, id);
      await tests.refused(act, "CaseRegistry__WrongState", id, found);
    }
    const dispute = await tests.disputed();
    const again = tests.dispute(undefined, dispute);
    await tests.refused(again, "CaseRegistry__WrongKind", dispute, KIND);
  });

  it("refuses a stranger, another office and a suspended side, and wants grounds", async () => {
    const { authorityHead, requester } = tests.province;
    const { head } = await tests.department();
    for (const by of [head, authorityHead]) {
      const values = [tests.granted, by.organization];
      await tests.refused(tests.dispute(by), "CaseRegistry__NotParty", ...values);
    }
    const none = tests.dispute(undefined, hash("none"));
    await tests.refused(none, "CaseRegistry__UnknownSubject", hash("none"));
    const bare = tests.dispute(undefined, undefined, ZeroHash);
    await tests.refused(bare, "CaseRegistry__NoGrounds");
    const receiver = await tests.world.appoint(requester, OFFICE.receiver);
    const office = [receiver.number, OFFICE.receiver, 1 << OFFICE.headOfDataOffice];
    await tests.refused(tests.dispute(receiver), "OrganizationRegistry__WrongOffice", ...office);
    await tests.does(tests.suspend(requester));
    const values = [requester.number, 2];
    await tests.refused(tests.dispute(), "OrganizationRegistry__WrongStatus", ...values);
  });

  it("refuses a second one on the same subject until the first has ended", async () => {
    const { holderHead } = tests.province;
    const first = await tests.disputed();
    const again = tests.dispute(holderHead);
    const values = [tests.granted, first];
    await tests.refused(again, "CaseRegistry__DisputedAlready", ...values);
    await tests.does(escalate(first));
    await tests.refused(again, "CaseRegistry__DisputedAlready", ...values);
    await tests.does(decide(first));
    const second = await tests.disputed(holderHead);
    await tests.does(settle(holderHead, second));
    await tests.does(settle(tests.province.requesterHead, second));
    await tests.disputed();
  });

  it("refuses an organisation that is both sides", async () => {
    const { holder, requester, holderHead } = tests.province;
    await tests.does(tests.reform("merge", requester.number, holder.number));
    const values = [tests.granted, holder.number];
    await tests.refused(tests.dispute(holderHead), "CaseRegistry__OneSide", ...values);
  });
});

describe("settle", () => {
  it.each(["consulting", "coordinating"] as const)(
    "settles what both agree to, in %s",
    async (when) => {
      const { holder, holderHead, requester, requesterHead } = tests.province;
      const id = when === "consulting" ? await tests.disputed() : await coordinating();
      const first = await tests.does(settle(holderHead, id));
      const proposed = big(id, holder.number, hash("agreement"));
      expect(told(first)).toEqual([["SettlementProposed", ...proposed]]);
      expect(await state(id)).toBe(STATE[when]);
      const second = await tests.does(settle(requesterHead, id));
      const settled = big(id, requester.number, hash("agreement"));
      expect(told(second)).toEqual([["DisputeSettled", ...settled]]);
      const status = big(STATE.settled, requester.number, hash("agreement"));
      expect(await tests.caseStatus(id)).toEqual(status);
      expect(await tests.chain.read(CASES, "openDisputeOf", tests.granted)).toBe(ZeroHash);
    },
  );

  it("settles nothing that only one side has said", async () => {
    const { holder, holderHead, requesterHead } = tests.province;
    const id = await tests.disputed();
    await tests.does(settle(holderHead, id));
    const values = [id, holder.number];
    await tests.refused(settle(holderHead, id), "CaseRegistry__ToldBefore", ...values);
    await tests.does(settle(requesterHead, id, hash("another")));
    // The holder's first proposal is no longer one.
    await tests.does(settle(requesterHead, id));
    expect(await state(id)).toBe(STATE.consulting);
    await tests.does(settle(holderHead, id));
    expect(await state(id)).toBe(STATE.settled);
  });

  it("refuses strangers, nothing, and a dispute that is past it", async () => {
    const { authorityHead, holderHead } = tests.province;
    const id = await tests.disputed();
    const { head } = await tests.department();
    for (const by of [head, authorityHead]) {
      const values = [id, by.organization];
      await tests.refused(settle(by, id), "CaseRegistry__NotParty", ...values);
    }
    await tests.refused(settle(holderHead, id, ZeroHash), "CaseRegistry__NoAgreement");
    await tests.does(escalate(id));
    await tests.chain.undone(async () => {
      await tests.does(refer(id));
      const values = [id, STATE.government];
      await tests.refused(settle(holderHead, id), "CaseRegistry__WrongState", ...values);
    });
    await tests.does(decide(id));
    const values = [id, STATE.decided];
    await tests.refused(settle(holderHead, id), "CaseRegistry__WrongState", ...values);
  });
});

describe("escalate", () => {
  it("goes to the lowest common superior, by either side", async () => {
    const { authority, holderHead, requesterHead } = tests.province;
    for (const by of [holderHead, requesterHead]) {
      const id = await tests.disputed();
      const done = await tests.does(escalate(id, by));
      const values = [id, by.organization, authority.number, 0, 0];
      expect(told(done)).toEqual([["DisputeEscalated", ...big(...values), false]]);
      expect(await state(id)).toBe(STATE.coordinating);
      await tests.refused(escalate(id, by), "CaseRegistry__WrongState", id, STATE.coordinating);
      await tests.does(tests.withdrawCase(id));
    }
  });

  it("finds a city's authority for two of its departments", async () => {
    const { one, requester, request } = await cityDispute();
    const id = await tests.disputed(requester.head, request);
    const done = await tests.does(escalate(id, requester.head));
    expect(done.events[0]?.args["coordinator"]).toBe(BigInt(one.number));
  });

  it("refuses anybody else", async () => {
    const { authorityHead } = tests.province;
    const id = await tests.disputed();
    const values = [id, authorityHead.organization];
    await tests.refused(escalate(id, authorityHead), "CaseRegistry__NotParty", ...values);
  });
});

describe("decideDispute", () => {
  it("is the coordinator's, or an authority's above it, once", async () => {
    const { authority } = tests.province;
    const { head, requester, request } = await cityDispute();
    const id = await coordinating(requester.head, request);
    await tests.chain.undone(async () => tests.does(decide(id)));
    const done = await tests.does(decide(id, head));
    const values = big(id, head.organization, hash("decision"));
    expect(told(done)).toEqual([["DisputeDecided", ...values, false]]);
    const status = big(STATE.decided, head.organization, hash("decision"));
    expect(await tests.caseStatus(id)).toEqual(status);
    await tests.refused(decide(id), "CaseRegistry__WrongState", id, STATE.decided);
    expect(authority.number).not.toBe(head.organization);
  });

  it("refuses sides, strangers, no decision, and what is in consultation", async () => {
    const { authority, holderHead, requesterHead } = tests.province;
    const id = await tests.disputed();
    await tests.refused(decide(id), "CaseRegistry__WrongState", id, STATE.consulting);
    await tests.does(escalate(id));
    const { head } = await tests.city();
    for (const by of [holderHead, requesterHead, head]) {
      const values = [id, by.organization, authority.number];
      for (const act of [decide(id, by), refer(id, by)]) {
        await tests.refused(act, "CaseRegistry__NotEntitled", ...values);
      }
    }
    const bare = decide(id, undefined, ZeroHash);
    await tests.refused(bare, "CaseRegistry__NoDecision");
    const none = hash("none");
    await tests.refused(decide(none), "CaseRegistry__UnknownCase", none);
  });

  it("is not a side's that is the other's superior", async () => {
    const { authority, authorityHead } = tests.province;
    const { one, head } = await tests.city();
    const below = await tests.department(one);
    const asset = await tests.world.asset(below.head, head);
    const done = await tests.does(tests.request(head, { asset }));
    const id = await coordinating(head, String(done.events[0]?.args[0]));
    expect(await tests.decider(id)).toBe(BigInt(authority.number));
    const values = [id, one.number, authority.number];
    await tests.refused(decide(id, head), "CaseRegistry__NotEntitled", ...values);
    await tests.does(decide(id, authorityHead));
  });

  it("passes to whoever is above while the coordinator is suspended", async () => {
    const { authority, authorityHead } = tests.province;
    const { one, head, requester, request } = await cityDispute();
    const id = await coordinating(requester.head, request);
    await tests.does(tests.suspend(one));
    const values = [one.number, 2];
    await tests.refused(decide(id, head), "OrganizationRegistry__WrongStatus", ...values);
    expect(await tests.decider(id)).toBe(BigInt(authority.number));
    await tests.does(decide(id, authorityHead));
  });
});

describe("referToGovernment", () => {
  it("lets the authority above decide, and no longer who referred it", async () => {
    const { authority, authorityHead } = tests.province;
    const { head, requester, request } = await cityDispute();
    const id = await coordinating(requester.head, request);
    const done = await tests.does(refer(id, head));
    const values = [id, head.organization, authority.number, 0, 0];
    expect(told(done)).toEqual([["DisputeReferred", ...big(...values), false, false]]);
    expect(await state(id)).toBe(STATE.government);
    const entitled = [id, head.organization, authority.number];
    await tests.refused(decide(id, head), "CaseRegistry__NotEntitled", ...entitled);
    await tests.refused(refer(id, authorityHead), "CaseRegistry__WrongState", id, STATE.government);
    await tests.does(decide(id, authorityHead));
    expect(await state(id)).toBe(STATE.decided);
  });

  it("leaves to the council what a root refers", async () => {
    const { authority, authorityHead } = tests.province;
    const id = await coordinating();
    await tests.refused(byCouncil(id), "CaseRegistry__NotEntitled", id, 0, authority.number);
    const done = await tests.does(refer(id));
    expect(done.events[0]?.args["government"]).toBe(0n);
    const values = [id, authority.number, 0];
    await tests.refused(decide(id, authorityHead), "CaseRegistry__NotEntitled", ...values);
    await tests.does(byCouncil(id));
  });
});

describe("decideDisputeByCouncil", () => {
  it("decides between sides without a common superior, and nobody else does", async () => {
    const { authority, authorityHead } = tests.province;
    const neighbour = await tests.world.appointHead(tests.world.root("neighbour"));
    const done = await tests.does(tests.request(neighbour));
    const id = await coordinating(neighbour, String(done.events[0]?.args[0]));
    expect(await tests.decider(id)).toBe(0n);
    const values = [id, authority.number, 0];
    await tests.refused(decide(id, authorityHead), "CaseRegistry__NotEntitled", ...values);
    for (const by of [authority.head, tests.chain.deployer]) {
      await tests.refused(byCouncil(id, by), "AccessManagedUnauthorized", by);
    }
    const by = await tests.does(byCouncil(id));
    expect(told(by)).toEqual([["DisputeDecided", ...big(id, 0, hash("decision")), false]]);
    await tests.refused(byCouncil(id), "CaseRegistry__WrongState", id, STATE.decided);
  });
});

describe("execute", () => {
  it("ends it when both sides say so", async () => {
    const { holder, holderHead, requester, requesterHead } = tests.province;
    const id = await decided();
    const first = await tests.does(execute(id, holderHead));
    expect(told(first)).toEqual([["ExecutionTold", ...big(id, holder.number)]]);
    expect(await state(id)).toBe(STATE.decided);
    const values = [id, holder.number];
    await tests.refused(execute(id, holderHead), "CaseRegistry__ToldBefore", ...values);
    const second = await tests.does(execute(id, requesterHead));
    expect(told(second)).toEqual([["DisputeExecuted", ...big(id, requester.number)]]);
    expect(await state(id)).toBe(STATE.executed);
    await tests.refused(execute(id, holderHead), "CaseRegistry__WrongState", id, STATE.executed);
  });

  it("ends it when who may decide says so", async () => {
    const { authority, authorityHead } = tests.province;
    const id = await decided();
    const { head } = await tests.department();
    const values = [id, head.organization, authority.number];
    await tests.refused(execute(id, head), "CaseRegistry__NotEntitled", ...values);
    const done = await tests.does(execute(id, authorityHead));
    expect(told(done)).toEqual([["DisputeExecuted", ...big(id, authority.number)]]);
  });

  it("refuses what is not decided", async () => {
    const { holderHead } = tests.province;
    const id = await coordinating();
    const values = [id, STATE.coordinating];
    await tests.refused(execute(id, holderHead), "CaseRegistry__WrongState", ...values);
  });
});

describe("withdrawCase, of a dispute", () => {
  it("is the raiser's until it is decided", async () => {
    const { holderHead, requester } = tests.province;
    const steps = [[], [escalate], [escalate, refer]];
    for (const taken of steps) {
      const id = await tests.disputed();
      for (const step of taken) await tests.does(step(id));
      const values = [id, holderHead.organization, requester.number];
      const others = tests.withdrawCase(id, holderHead);
      await tests.refused(others, "CaseRegistry__NotRaiser", ...values);
      await tests.does(tests.withdrawCase(id));
      expect(await tests.chain.read(CASES, "openDisputeOf", tests.granted)).toBe(ZeroHash);
      await tests.refused(escalate(id), "CaseRegistry__WrongState", id, STATE.withdrawn);
    }
    const id = await decided();
    await tests.refused(tests.withdrawCase(id), "CaseRegistry__Closed", id, STATE.decided);
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
    const escalated = await tests.does(escalate(id, holderHead));
    expect(await due()).toBe(BigInt(beijing("2025-10-17")));
    expect(escalated.events[0]?.args["workingDays"]).toBe(11n);
    await tests.chain.undone(async () => {
      await tests.before("2025-10-17");
      expect((await tests.does(decide(id))).events[0]?.args["late"]).toBe(false);
    });
    await tests.chain.undone(async () => {
      await tests.at("2025-10-17");
      expect((await tests.does(decide(id))).events[0]?.args["late"]).toBe(true);
    });
    await tests.at("2025-10-17");
    const referred = await tests.does(refer(id));
    expect(referred.events[0]?.args["late"]).toBe(true);
    // Twelve working days after Friday 17 October: Tuesday 4 November.
    expect(await due()).toBe(BigInt(beijing("2025-11-05")));
    expect((await tests.does(byCouncil(id))).events[0]?.args["late"]).toBe(false);
  });

  it("are none without a rule, and refuse more days than a calendar takes", async () => {
    const id = await tests.disputed();
    expect(await tests.list(CASES, "deadlineOf", id)).toEqual([0n, false]);
    for (const days of [251, 65_536, 70_000]) {
      await tests.world.setRule("dispute.coordinating.days", days);
      const most = Math.min(days, 65_535);
      await tests.refused(escalate(id), "WorkCalendar__DaysOutOfRange", most);
    }
    await tests.world.setRule("dispute.coordinating.days", 0);
    await tests.does(escalate(id));
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
    await tests.refused(escalate(id, keeper.head), "CaseRegistry__NotParty", ...values);
    // The city is a side now, so whoever is above it decides.
    await tests.does(escalate(id, successor.head));
    expect(await tests.decider(id)).toBe(BigInt(tests.province.authority.number));
    await tests.does(settle(head, id));
    await tests.does(settle(successor.head, id));
    expect(await state(id)).toBe(STATE.settled);
  });

  it("lets one that is both sides end it alone", async () => {
    const { holder, holderHead, requester } = tests.province;
    const id = await tests.disputed();
    await tests.does(tests.reform("merge", requester.number, holder.number));
    await tests.does(settle(holderHead, id));
    expect(await state(id)).toBe(STATE.settled);
  });

  it("finds the superior of the side that is left, when the other was abolished", async () => {
    const { authority, holder } = tests.province;
    const pending = await tests.newRequest({ scope: hash("another") });
    await tests.does(tests.reform("abolish", holder.number));
    const id = await tests.disputed(undefined, pending);
    await tests.does(escalate(id));
    expect(await tests.decider(id)).toBe(BigInt(authority.number));
    await tests.does(decide(id));
  });
});
