// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { ProcedureTests } from "./support/procedures.ts";
import { CAPACITY, hash, OFFICE, REGION, ZeroHash } from "./support/world.ts";

const ONLY_HEAD = 1 << OFFICE.headOfDataOffice;
const REGISTRATION = ONLY_HEAD | (1 << OFFICE.registrant);
const CHANGE = 2;
const UNKNOWN_TYPE = 99;

const tests = new ProcedureTests();

describe("open", () => {
  it.each([OFFICE.registrant, OFFICE.headOfDataOffice])(
    "opens a draft, for office %i",
    async (office) => {
      const { holder, holderHead } = tests.province;
      const registrant = await tests.world.appoint(holder, OFFICE.registrant);
      const seat = office === OFFICE.registrant ? registrant : holderHead;
      const id = await tests.coded();
      const done = await tests.does(tests.acting(seat, "open", id, CHANGE, hash("second")));
      expect(done.events.map(({ name }) => name)).toEqual(["ProcedureOpened"]);
      expect(done.events[0]?.args.toArray()).toEqual(
        big(id, CHANGE, holder.number, seat.number, 2, hash("second")),
      );
      expect(await tests.list("assetRegistry", "procedure", id)).toEqual([
        ...[2n, 2n, 1n, false, ...big(0, done.time, done.time, 0, 0), false, hash("second")],
      ]);
      const { recordHash, version } = await tests.asset(id);
      expect([recordHash, version]).toEqual([hash("record"), 1n]);
      expect(await tests.chain.read("assetRegistry", "recordHashOf", id, 2)).toBe(ZeroHash);
    },
  );

  it("refuses another organisation, another office, and no record", async () => {
    const { holder, requester, requesterHead } = tests.province;
    const id = await tests.coded();
    const foreign = tests.acting(requesterHead, "open", id, CHANGE, hash("second"));
    const values = [id, requester.number, holder.number];
    await tests.refused(foreign, "AssetRegistry__NotHolder", ...values);
    const receiver = await tests.world.appoint(holder, OFFICE.receiver);
    const other = tests.acting(receiver, "open", id, CHANGE, hash("second"));
    const offices = [receiver.number, OFFICE.receiver, REGISTRATION];
    await tests.refused(other, "OrganizationRegistry__WrongOffice", ...offices);
    const empty = tests.byHolder("open", id, CHANGE, ZeroHash);
    await tests.refused(empty, "AssetRegistry__NoRecord");
  });

  it("refuses a type that the rule book has not", async () => {
    const id = await tests.coded();
    const refusal = await tests.chain.refusal(
      tests.byHolder("open", id, UNKNOWN_TYPE, hash("second")),
    );
    expect(refusal.error).toBe("RuleBook__UnknownType");
  });

  it.each([0, 7])("refuses a type whose effect is %i, which no rule book gives", async (effect) => {
    const id = await tests.coded();
    const { provider, addresses } = tests.chain;
    // Answers whatever it is asked with the effect, and six words of zeros.
    const code = `0x60${effect.toString(16).padStart(2, "0")}60005260e06000f3`;
    await provider.request({ method: "hardhat_setCode", params: [addresses.ruleBook, code] });
    const act = tests.byHolder("open", id, CHANGE, hash("second"));
    await tests.refused(act, "AssetRegistry__BadEffect", CHANGE, effect);
  });
});

describe("assess", () => {
  it("records both assessments, for the registrant, too", async () => {
    const { holder } = tests.province;
    const registrant = await tests.world.appoint(holder, OFFICE.registrant);
    const id = await tests.draft();
    const done = await tests.does(tests.acting(registrant, "assess", id, hash("a"), hash("b")));
    expect(done.events.map(({ name }) => name)).toEqual(["ApplicationAssessed"]);
    expect(done.events[0]?.args.toArray()).toEqual(
      big(id, registrant.number, hash("a"), hash("b")),
    );
    expect((await tests.procedure(id)).since).toBe(BigInt(done.time));
  });

  it("refuses another office, another organisation, and one assessment only", async () => {
    const { holder, requester, requesterHead } = tests.province;
    const id = await tests.draft();
    const receiver = await tests.world.appoint(holder, OFFICE.receiver);
    const other = tests.acting(receiver, "assess", id, hash("a"), hash("b"));
    const offices = [receiver.number, OFFICE.receiver, REGISTRATION];
    await tests.refused(other, "OrganizationRegistry__WrongOffice", ...offices);
    const foreign = tests.acting(requesterHead, "assess", id, hash("a"), hash("b"));
    const values = [id, requester.number, holder.number];
    await tests.refused(foreign, "AssetRegistry__NotHolder", ...values);
    for (const both of [
      [hash("a"), ZeroHash],
      [ZeroHash, hash("b")],
    ] as const) {
      await tests.refused(tests.byHolder("assess", id, ...both), "AssetRegistry__NoRecord");
    }
  });
});

describe("approve", () => {
  const approve = (by: string, id: string) => tests.world.act(by, "assetRegistry", "approve", id);

  it("approves, by the head account of the holder", async () => {
    const { holder } = tests.province;
    const id = await tests.draft();
    await tests.take(id, ["assess"]);
    const done = await tests.does(approve(holder.head, id));
    expect(done.events.map(({ name }) => name)).toEqual(["ApplicationApproved"]);
    expect(done.events[0]?.args.toArray()).toEqual(big(id, holder.number, holder.head));
  });

  it("refuses the head of the data office, another's head, and a suspended holder's", async () => {
    const { authority, holder, holderHead } = tests.province;
    const id = await tests.draft();
    await tests.take(id, ["assess"]);
    for (const by of [holderHead.account, authority.head]) {
      await tests.refused(approve(by, id), "AssetRegistry__NotHead", id, by, holder.number);
    }
    const registry = "organizationRegistry";
    const suspend = tests.world.act(authority.head, registry, "suspendOrganization", holder.number);
    await tests.does(suspend);
    const values = [id, holder.head, holder.number];
    await tests.refused(approve(holder.head, id), "AssetRegistry__NotHead", ...values);
  });

  it("follows the head account when it changes", async () => {
    const { chain, province, world } = tests;
    const { number, head } = province.holder;
    const id = await tests.draft();
    await tests.take(id, ["assess"]);
    const next = chain.newAccount();
    const registry = "organizationRegistry";
    await tests.does(world.act(head, registry, "proposeHead", number, next));
    await chain.pass(30 * 86_400);
    await tests.refused(approve(next, id), "AssetRegistry__NotHead", id, next, number);
    await tests.does(world.act(next, registry, "takeHead", number));
    await tests.refused(approve(head, id), "AssetRegistry__NotHead", id, head, number);
    await tests.does(approve(next, id));
  });
});

describe("submit", () => {
  it("hands in, and says until when the registrar shall accept", async () => {
    const { authority, holderHead } = tests.province;
    const id = await tests.draft();
    await tests.take(id, ["assess", "approve"]);
    const done = await tests.does(tests.step(id, "submit"));
    const { due, noticeEnd, registrar } = await tests.procedure(id);
    expect(done.events.map(({ name }) => name)).toEqual(["ApplicationSubmitted"]);
    const [event] = done.events;
    expect(event?.args.toArray().slice(0, 5)).toEqual(
      big(id, authority.number, holderHead.number, ZeroHash, due),
    );
    expect([registrar, noticeEnd]).toEqual(big(authority.number, 0));
    const [expected] = await tests.list("workCalendar", "addWorkingDays", done.time, 3);
    expect(due).toBe(expected);
  });

  it("refuses another office, another organisation, and whoever cannot register", async () => {
    const { authority, centre, holder, requester, requesterHead } = tests.province;
    const id = await tests.draft();
    await tests.take(id, ["assess", "approve"]);
    const registrant = await tests.world.appoint(holder, OFFICE.registrant);
    const submit = tests.acting(registrant, "submit", id, authority.number);
    const offices = [registrant.number, OFFICE.registrant, ONLY_HEAD];
    await tests.refused(submit, "OrganizationRegistry__WrongOffice", ...offices);
    const foreign = tests.acting(requesterHead, "submit", id, authority.number);
    const values = [id, requester.number, holder.number];
    await tests.refused(foreign, "AssetRegistry__NotHolder", ...values);
    for (const number of [centre.number, holder.number, 999]) {
      const missing = [number, CAPACITY.registrar];
      const act = tests.byHolder("submit", id, number);
      await tests.refused(act, "AssetRegistry__MissingCapacity", ...missing);
    }
    const beside = await tests.world.admit(CAPACITY.registrar, authority);
    const act = tests.byHolder("submit", id, beside.number);
    await tests.refused(act, "AssetRegistry__NotAbove", beside.number, holder.number);
  });

  it("refuses a registrar's own asset, which nobody above would see", async () => {
    const { authority, authorityHead } = tests.province;
    const id = await tests.world.asset(authorityHead);
    const assess = tests.acting(authorityHead, "assess", id, hash("a"), hash("b"));
    await tests.does(assess);
    await tests.does(tests.world.act(authority.head, "assetRegistry", "approve", id));
    const own = tests.acting(authorityHead, "submit", id, authority.number);
    const values = [authority.number, authority.number];
    await tests.refused(own, "AssetRegistry__NotAbove", ...values);
  });
});

describe("resubmit", () => {
  it("hands in again, with the new record", async () => {
    const { authority, holderHead } = tests.province;
    const id = await tests.draft();
    await tests.takeTo(id, "submit");
    await tests.does(tests.byRegistrar("returnForGaps", id, hash("gaps")));
    await tests.refused(tests.byHolder("resubmit", id, ZeroHash), "AssetRegistry__NoRecord");
    const done = await tests.does(tests.byHolder("resubmit", id, hash("completed")));
    const { due, recordHash, returned } = await tests.procedure(id);
    expect(done.events[0]?.args.toArray().slice(0, 5)).toEqual(
      big(id, authority.number, holderHead.number, hash("completed"), due),
    );
    expect([recordHash, returned]).toEqual([hash("completed"), true]);
    await tests.take(id, ["accept", "review", "publish", "confirm"]);
    expect((await tests.asset(id)).recordHash).toBe(hash("completed"));
  });

  it("refuses the registrant, and another organisation", async () => {
    const { holder, requester, requesterHead } = tests.province;
    const id = await tests.draft();
    await tests.takeTo(id, "submit");
    await tests.does(tests.byRegistrar("returnForGaps", id, hash("gaps")));
    const registrant = await tests.world.appoint(holder, OFFICE.registrant);
    const act = tests.acting(registrant, "resubmit", id, hash("completed"));
    const offices = [registrant.number, OFFICE.registrant, ONLY_HEAD];
    await tests.refused(act, "OrganizationRegistry__WrongOffice", ...offices);
    const foreign = tests.acting(requesterHead, "resubmit", id, hash("completed"));
    const values = [id, requester.number, holder.number];
    await tests.refused(foreign, "AssetRegistry__NotHolder", ...values);
  });
});

describe("withdraw", () => {
  it("withdraws; refuses the registrant and another organisation", async () => {
    const { holder, holderHead, requester, requesterHead } = tests.province;
    const id = await tests.draft();
    const registrant = await tests.world.appoint(holder, OFFICE.registrant);
    const offices = [registrant.number, OFFICE.registrant, ONLY_HEAD];
    const act = tests.acting(registrant, "withdraw", id);
    await tests.refused(act, "OrganizationRegistry__WrongOffice", ...offices);
    const values = [id, requester.number, holder.number];
    const foreign = tests.acting(requesterHead, "withdraw", id);
    await tests.refused(foreign, "AssetRegistry__NotHolder", ...values);
    const done = await tests.does(tests.byHolder("withdraw", id));
    expect(done.events.map(({ name }) => name)).toEqual(["ApplicationWithdrawn"]);
    expect(done.events[0]?.args.toArray()).toEqual(big(id, holderHead.number));
  });

  it("leaves a coded asset as it is, with its catalogue code", async () => {
    const id = await tests.coded();
    const before = await tests.list("assetRegistry", "asset", id);
    await tests.opened(id, CHANGE);
    await tests.does(tests.byHolder("withdraw", id));
    expect(await tests.list("assetRegistry", "asset", id)).toEqual(before);
    const code = String(before[3]);
    expect(await tests.chain.read("assetRegistry", "assetByCatalogueCode", code, REGION)).toBe(id);
  });
});
