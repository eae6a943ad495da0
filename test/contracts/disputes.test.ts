// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { DisputeTests } from "./support/disputes.ts";
import { big, told } from "./support/expect.ts";
import { STATE } from "./support/shared-cases.ts";
import { hash, OFFICE, ZeroHash } from "./support/world.ts";

const CASES = "caseRegistry";
const KIND = 4;
const tests = new DisputeTests();

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
        expect(await tests.state(id)).toBe(STATE.consulting);
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
    await tests.does(tests.escalate(first));
    await tests.refused(again, "CaseRegistry__DisputedAlready", ...values);
    await tests.does(tests.decide(first));
    const second = await tests.disputed(holderHead);
    await tests.does(tests.settle(holderHead, second));
    await tests.does(tests.settle(tests.province.requesterHead, second));
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
      const id = when === "consulting" ? await tests.disputed() : await tests.coordinating();
      const first = await tests.does(tests.settle(holderHead, id));
      const proposed = big(id, holder.number, hash("agreement"));
      expect(told(first)).toEqual([["SettlementProposed", ...proposed]]);
      const turn = await tests.chain.read<{ agreement: string }>(CASES, "turnOf", id);
      expect(turn.agreement).toBe(hash("agreement"));
      expect(await tests.state(id)).toBe(STATE[when]);
      const second = await tests.does(tests.settle(requesterHead, id));
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
    await tests.does(tests.settle(holderHead, id));
    const values = [id, holder.number];
    await tests.refused(tests.settle(holderHead, id), "CaseRegistry__ToldBefore", ...values);
    await tests.does(tests.settle(requesterHead, id, hash("another")));
    // The holder's first proposal is no longer one.
    await tests.does(tests.settle(requesterHead, id));
    expect(await tests.state(id)).toBe(STATE.consulting);
    await tests.does(tests.settle(holderHead, id));
    expect(await tests.state(id)).toBe(STATE.settled);
  });

  it("refuses strangers, nothing, and a dispute that is past it", async () => {
    const { authorityHead, holderHead } = tests.province;
    const id = await tests.disputed();
    const { head } = await tests.department();
    for (const by of [head, authorityHead]) {
      const values = [id, by.organization];
      await tests.refused(tests.settle(by, id), "CaseRegistry__NotParty", ...values);
    }
    await tests.refused(tests.settle(holderHead, id, ZeroHash), "CaseRegistry__NoAgreement");
    await tests.does(tests.escalate(id));
    await tests.chain.undone(async () => {
      await tests.does(tests.refer(id));
      const values = [id, STATE.government];
      await tests.refused(tests.settle(holderHead, id), "CaseRegistry__WrongState", ...values);
    });
    await tests.does(tests.decide(id));
    const values = [id, STATE.decided];
    await tests.refused(tests.settle(holderHead, id), "CaseRegistry__WrongState", ...values);
  });
});

describe("withdrawCase, of a dispute", () => {
  it("is the raiser's until it is decided", async () => {
    const { holderHead, requester } = tests.province;
    const step = {
      escalate: (id: string) => tests.escalate(id),
      refer: (id: string) => tests.refer(id),
    };
    const steps = [[], [step.escalate], [step.escalate, step.refer]];
    for (const taken of steps) {
      const id = await tests.disputed();
      for (const one of taken) await tests.does(one(id));
      const values = [id, holderHead.organization, requester.number];
      const others = tests.withdrawCase(id, holderHead);
      await tests.refused(others, "CaseRegistry__NotRaiser", ...values);
      await tests.does(tests.withdrawCase(id));
      expect(await tests.chain.read(CASES, "openDisputeOf", tests.granted)).toBe(ZeroHash);
      await tests.refused(tests.escalate(id), "CaseRegistry__WrongState", id, STATE.withdrawn);
    }
    const id = await tests.decided();
    await tests.refused(tests.withdrawCase(id), "CaseRegistry__Closed", id, STATE.decided);
  });
});
