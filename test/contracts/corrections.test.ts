// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big, told } from "./support/expect.ts";
import { beijing } from "./support/law.ts";
import { partiesOf, take } from "./support/registration.ts";
import { SharedCaseTests, STATE, THURSDAY } from "./support/shared-cases.ts";
import { hash, OFFICE, ZeroHash } from "./support/world.ts";

const CASES = "caseRegistry";
const KIND = 3;
const WORKING_DAYS = 10;
const DUE = "2025-10-16";

const tests = new SharedCaseTests();

describe("raiseCorrection", () => {
  it("begins the holder's ten working days, with a grant and without", async () => {
    const { holder, requester } = tests.province;
    for (const grant of [tests.granted, ZeroHash]) {
      const time = await tests.at(THURSDAY, grant === ZeroHash ? "17:00:00" : "09:00:00");
      const done = await tests.does(tests.raise(undefined, { grant }));
      const id = String(done.events[0]?.args[0]);
      const raised = [id, tests.asset, requester.number, grant, holder.number, hash("error")];
      const limit = [beijing(DUE), WORKING_DAYS, false, false] as (number | string)[];
      expect(told(done)).toEqual([["CorrectionRaised", ...big(...raised, ...limit)]]);
      const sides = [requester.number, holder.number, 0, KIND];
      const serial = Number(await tests.chain.read(CASES, "caseCount", requester.number));
      expect(await tests.list(CASES, "caseOf", id)).toEqual(
        big(tests.asset, hash("error"), ...sides, time, serial),
      );
      expect(await tests.caseStatus(id)).toEqual(big(STATE.open, 0, ZeroHash));
      expect(await tests.list(CASES, "partiesOf", id)).toEqual(
        big(requester.number, holder.number),
      );
      expect(await tests.decider(id)).toBe(BigInt(holder.number));
      expect(await tests.list(CASES, "deadlineOf", id)).toEqual([BigInt(beijing(DUE)), false]);
    }
    const { frozen } = await tests.chain.read<{ frozen: bigint }>(
      "assetRegistry",
      "asset",
      tests.asset,
    );
    expect(frozen).toBe(0n);
  });

  it("marks what the holder reports itself, and sets it no limit", async () => {
    const { holder, holderHead } = tests.province;
    const done = await tests.does(tests.raise(holderHead));
    const { number } = holder;
    const id = String(done.events[0]?.args[0]);
    const raised = [id, tests.asset, number, ZeroHash, number, hash("error"), 0, 0];
    expect(told(done)).toEqual([["CorrectionRaised", ...big(...raised), false, true]]);
    expect(await tests.lateness(5, id)).toEqual([...big(number, 0, 0), false]);
    const corrected = await tests.does(tests.correct(id));
    const told_ = [id, tests.asset, hash("version 2"), number];
    expect(told(corrected)).toEqual([["DataCorrected", ...big(...told_), false, true]]);
  });

  it("refuses who is no department, no head of a data office, or suspended", async () => {
    const { centreHead, requester } = tests.province;
    const { organization } = centreHead;
    await tests.refused(tests.raise(centreHead), "CaseRegistry__NotDepartment", organization);
    const receiver = await tests.world.appoint(requester, OFFICE.receiver);
    const office = [receiver.number, OFFICE.receiver, 1 << OFFICE.headOfDataOffice];
    await tests.refused(tests.raise(receiver), "OrganizationRegistry__WrongOffice", ...office);
    await tests.does(tests.suspend(requester));
    const values = [requester.number, 2];
    await tests.refused(tests.raise(), "OrganizationRegistry__WrongStatus", ...values);
  });

  it("refuses an asset that is unknown, a draft or cancelled, and wants grounds", async () => {
    const { authorityHead, holderHead } = tests.province;
    const draft = await tests.world.asset(holderHead);
    const cancelled = await tests.world.asset(holderHead, authorityHead);
    const open = [cancelled, 5, hash("documents")];
    await tests.does(tests.world.bySeat(holderHead, "assetRegistry", "open", ...open));
    const parties = await partiesOf(tests.world, holderHead, authorityHead);
    await take(tests.world, parties, cancelled, [
      "approve",
      "submit",
      "accept",
      "review",
      "confirm",
    ]);
    for (const asset of [hash("none"), draft, cancelled]) {
      await tests.refused(tests.raise(undefined, { asset }), "CaseRegistry__NoAsset", asset);
    }
    const bare = tests.raise(undefined, { grounds: ZeroHash });
    await tests.refused(bare, "CaseRegistry__NoGrounds");
  });

  it("refuses a grant of another asset, of another organisation, and none", async () => {
    const { authorityHead, holderHead, requester } = tests.province;
    const another = await tests.world.asset(holderHead, authorityHead);
    const { head } = await tests.department();
    const pending = await tests.newRequest({ scope: hash("another") });
    const cases = [
      [undefined, another, tests.granted],
      [head, tests.asset, tests.granted],
      [undefined, tests.asset, pending],
      [undefined, tests.asset, hash("none")],
    ] as const;
    for (const [by, asset, grant] of cases) {
      const values = [grant, asset, by?.organization ?? requester.number];
      await tests.refused(
        tests.raise(by, { asset, grant }),
        "CaseRegistry__NotItsGrant",
        ...values,
      );
    }
  });
});

describe("correct", () => {
  it("links the version that is right, once", async () => {
    const { holder } = tests.province;
    const id = await tests.correction();
    const done = await tests.does(tests.correct(id));
    const values = [id, tests.asset, hash("version 2"), holder.number];
    expect(told(done)).toEqual([["DataCorrected", ...big(...values), false, false]]);
    const status = big(STATE.corrected, holder.number, hash("version 2"));
    expect(await tests.caseStatus(id)).toEqual(status);
    for (const act of [tests.correct(id), tests.reject(id)]) {
      await tests.refused(act, "CaseRegistry__WrongState", id, STATE.corrected);
    }
  });

  it("refuses whoever does not hold the asset, and wants the version", async () => {
    const { authorityHead, holder, requesterHead } = tests.province;
    const id = await tests.correction();
    const { head } = await tests.department();
    for (const by of [requesterHead, authorityHead, head]) {
      const values = [id, by.organization, holder.number];
      for (const act of [tests.correct(id, by), tests.reject(id, by)]) {
        await tests.refused(act, "CaseRegistry__NotRespondent", ...values);
      }
    }
    const bare = tests.correct(id, undefined, ZeroHash);
    await tests.refused(bare, "CaseRegistry__NoVersion");
    const none = hash("none");
    await tests.refused(tests.correct(none), "CaseRegistry__UnknownCase", none);
    await tests.does(tests.suspend(holder));
    const values = [holder.number, 2];
    await tests.refused(tests.correct(id), "OrganizationRegistry__WrongStatus", ...values);
  });
});

describe("rejectCorrection", () => {
  it("says why, once", async () => {
    const { holder } = tests.province;
    const id = await tests.correction();
    await tests.refused(tests.reject(id, undefined, ZeroHash), "CaseRegistry__NoGrounds");
    const done = await tests.does(tests.reject(id));
    const values = [id, tests.asset, holder.number, hash("no error")];
    expect(told(done)).toEqual([["CorrectionRejected", ...big(...values), false]]);
    const status = big(STATE.rejected, holder.number, hash("no error"));
    expect(await tests.caseStatus(id)).toEqual(status);
    await tests.refused(tests.correct(id), "CaseRegistry__WrongState", id, STATE.rejected);
  });

  it("refuses of what the holder has reported itself, which it may withdraw", async () => {
    const { holderHead } = tests.province;
    const id = await tests.correction(holderHead);
    await tests.refused(tests.reject(id), "CaseRegistry__SelfReported", id);
    await tests.does(tests.withdrawCase(id, holderHead));
  });
});

describe("closeCorrection", () => {
  it("closes after either answer, by whoever raised it only", async () => {
    const { authorityHead, holderHead, requester } = tests.province;
    for (const answer of [(id: string) => tests.correct(id), (id: string) => tests.reject(id)]) {
      const id = await tests.correction();
      await tests.refused(tests.close(id), "CaseRegistry__WrongState", id, STATE.open);
      await tests.does(answer(id));
      for (const by of [holderHead, authorityHead]) {
        const values = [id, by.organization, requester.number];
        await tests.refused(tests.close(id, by), "CaseRegistry__NotRaiser", ...values);
      }
      const done = await tests.does(tests.close(id));
      const values = big(id, tests.asset, requester.number);
      expect(told(done)).toEqual([["CorrectionClosed", ...values]]);
      expect((await tests.caseStatus(id))[0]).toBe(BigInt(STATE.closed));
      await tests.refused(tests.close(id), "CaseRegistry__WrongState", id, STATE.closed);
    }
  });
});

describe("withdrawCase, of a correction", () => {
  it("is the raiser's, and freezes nothing", async () => {
    const { holderHead, requester } = tests.province;
    const id = await tests.correction();
    const values = [id, holderHead.organization, requester.number];
    const others = tests.withdrawCase(id, holderHead);
    await tests.refused(others, "CaseRegistry__NotRaiser", ...values);
    const done = await tests.does(tests.withdrawCase(id));
    expect(told(done)).toEqual([["CaseWithdrawn", ...big(id, tests.asset, requester.number)]]);
    expect((await tests.caseStatus(id))[0]).toBe(BigInt(STATE.withdrawn));
    await tests.refused(tests.correct(id), "CaseRegistry__WrongState", id, STATE.withdrawn);
  });

  it("is refused once it is answered", async () => {
    const id = await tests.correction();
    await tests.does(tests.correct(id));
    await tests.refused(tests.withdrawCase(id), "CaseRegistry__Closed", id, STATE.corrected);
  });
});
