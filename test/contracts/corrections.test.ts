// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big, told } from "./support/expect.ts";
import { beijing } from "./support/law.ts";
import { partiesOf, take } from "./support/registration.ts";
import { LAST_DAY, SharedCaseTests, STATE, THURSDAY } from "./support/shared-cases.ts";
import { CAPACITY, hash, OFFICE, ZeroHash } from "./support/world.ts";
import { publishYear } from "./support/years.ts";

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

describe("the limit of a correction", () => {
  const raised = async (): Promise<string> => {
    await tests.at(THURSDAY, "16:30:00");
    return tests.correction();
  };

  it("is kept in the last second of the tenth working day", async () => {
    const { holder } = tests.province;
    const id = await raised();
    const since = beijing(THURSDAY, "16:30:00");
    const time = await tests.before(DUE);
    expect(time).toBe(beijing(LAST_DAY, "23:59:59"));
    const done = await tests.does(tests.correct(id));
    expect(done.events[0]?.args["late"]).toBe(false);
    await tests.chain.pass(86_400);
    const kept = [...big(holder.number, since, beijing(DUE)), false];
    expect(await tests.lateness(5, id)).toEqual(kept);
  });

  it.each(["correct", "reject"] as const)("is not kept a second later: %s", async (answer) => {
    const { holder } = tests.province;
    const id = await raised();
    await tests.at(DUE);
    const done = await tests.does(tests[answer](id));
    expect(done.events[0]?.args["late"]).toBe(true);
    const late = [...big(holder.number, beijing(THURSDAY, "16:30:00"), beijing(DUE)), true];
    expect(await tests.lateness(5, id)).toEqual(late);
  });

  it("is not kept by silence, and a withdrawal after it changes nothing", async () => {
    const id = await raised();
    await tests.before(DUE);
    await tests.chain.provider.request({ method: "evm_mine", params: [] });
    expect((await tests.lateness(5, id))[3]).toBe(false);
    await tests.chain.undone(async () => {
      await tests.at(DUE);
      await tests.does(tests.withdrawCase(id));
      expect((await tests.lateness(5, id))[3]).toBe(true);
    });
    await tests.chain.pass(1);
    expect((await tests.lateness(5, id))[3]).toBe(true);
  });

  it("does not run where the rule says none, nor for any other clock", async () => {
    const { holder } = tests.province;
    const id = await tests.correction();
    expect(await tests.list(CASES, "lateness", id, 4)).toEqual([...big(0, 0, 0), false]);
    await tests.limit("correction.days", 0);
    const free = await tests.correction();
    expect(await tests.list(CASES, "deadlineOf", free)).toEqual([0n, false]);
    await tests.chain.pass(60 * 86_400);
    const answer = await tests.lateness(5, free);
    expect([answer[0], answer[2], answer[3]]).toEqual([BigInt(holder.number), 0n, false]);
  });
});

describe("the limit of a correction, in a year that is not published", () => {
  const newYear = new SharedCaseTests(undefined, "2026-12-27T09:00:00+08:00");

  it("is provisional, and moves later only", async () => {
    await newYear.at("2026-12-28", "09:00:00");
    const id = await newYear.correction();
    // 29, 30, 31 December; 1, 4 to 8, 11 January: the end of Monday the 11th.
    const first = [BigInt(beijing("2027-01-12")), true];
    expect(await newYear.list(CASES, "deadlineOf", id)).toEqual(first);
    await newYear.does(publishYear(newYear.world, 2027, 3));
    // 1 January is a holiday: the end of Tuesday the 12th.
    const later = [BigInt(beijing("2027-01-13")), false];
    expect(await newYear.list(CASES, "deadlineOf", id)).toEqual(later);
    await newYear.before("2027-01-13");
    const done = await newYear.does(newYear.correct(id));
    expect(done.events[0]?.args["late"]).toBe(false);
    await newYear.chain.pass(86_400);
    expect((await newYear.lateness(5, id))[3]).toBe(false);
  });
});

describe("given another holder", () => {
  it("is answered by whoever succeeded the holder", async () => {
    const { holder } = tests.province;
    const id = await tests.correction();
    const { one, head } = await tests.department();
    await tests.does(tests.reform("merge", holder.number, one.number));
    expect(await tests.decider(id)).toBe(BigInt(one.number));
    await tests.does(tests.correct(id, head));
  });

  it("is answered by whoever holds the asset after a transfer", async () => {
    const { holder, holderHead } = tests.province;
    const { one, head } = await tests.department();
    const id = await tests.correction();
    const right = (by: typeof head, fn: string, ...args: unknown[]) =>
      tests.world.bySeat(by, "rightRegistry", fn, tests.asset, ...args);
    await tests.does(right(holderHead, "offerTransfer", one.number, hash("agreement")));
    await tests.does(right(head, "acceptTransfer"));
    const values = [id, holder.number, one.number];
    await tests.refused(tests.correct(id), "CaseRegistry__NotRespondent", ...values);
    await tests.does(tests.reject(id, head));
  });

  it("is nobody's to answer once the holder is abolished", async () => {
    const { holder } = tests.province;
    const id = await tests.correction();
    await tests.does(tests.reform("abolish", holder.number));
    const { head } = await tests.department();
    const values = [id, head.organization, 0];
    await tests.refused(tests.correct(id, head), "CaseRegistry__NotRespondent", ...values);
  });
});

describe("given another raiser", () => {
  it("is closed by whoever succeeded it, in its grant", async () => {
    const { requester } = tests.province;
    const { one, head } = await tests.department();
    const keeper = await tests.department();
    const [plain, granted] = [
      await tests.correction(),
      await tests.correction(undefined, { grant: tests.granted }),
    ];
    for (const id of [plain, granted]) await tests.does(tests.correct(id));
    await tests.does(tests.reform("assign", requester.number, [tests.granted], one.number));
    await tests.does(tests.reform("split", requester.number, keeper.one.number));
    const values = [granted, keeper.one.number, one.number];
    await tests.refused(tests.close(granted, keeper.head), "CaseRegistry__NotRaiser", ...values);
    await tests.does(tests.close(granted, head));
    await tests.does(tests.close(plain, keeper.head));
  });
});

describe("given acts on another kind of case", () => {
  it("refuses them all", async () => {
    const { authorityHead, requesterHead } = tests.province;
    const id = await tests.correction();
    const wrong: [string, unknown[]][] = [
      ["dismiss", [hash("decision")]],
      ["uphold", [hash("decision")]],
      ["settle", [hash("agreement")]],
      ["escalate", []],
      ["referToGovernment", []],
      ["decideDispute", [hash("decision")]],
      ["execute", []],
    ];
    for (const [fn, args] of wrong) {
      const act = tests.onCase(authorityHead, fn, id, ...args);
      await tests.refused(act, "CaseRegistry__WrongKind", id, KIND);
    }
    const dispute = await tests.disputed();
    for (const act of [tests.correct(dispute), tests.reject(dispute), tests.close(dispute)]) {
      await tests.refused(act, "CaseRegistry__WrongKind", dispute, 4);
    }
    const company = await tests.world.admit(CAPACITY.operatingBody, tests.province.authority);
    const claim = tests.onCase(
      await tests.world.appointHead(company),
      "openOwnershipDispute",
      tests.asset,
      hash("grounds"),
    );
    const open = String((await tests.does(claim)).events[0]?.args[0]);
    await tests.refused(tests.correct(open), "CaseRegistry__WrongKind", open, 2);
    const dispute2 = tests.dispute(requesterHead, open);
    await tests.refused(dispute2, "CaseRegistry__WrongKind", open, 2);
  });
});
