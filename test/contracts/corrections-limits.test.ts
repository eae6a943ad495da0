// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { beijing } from "./support/law.ts";
import { LAST_DAY, SharedCaseTests, THURSDAY } from "./support/shared-cases.ts";
import { CAPACITY, hash } from "./support/world.ts";
import { publishYear } from "./support/years.ts";

const CASES = "caseRegistry";
const KIND = 3;
const DUE = "2025-10-16";

const tests = new SharedCaseTests();

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
