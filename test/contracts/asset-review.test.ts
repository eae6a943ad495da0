// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import type { Act } from "./support/chain.ts";
import { big } from "./support/expect.ts";
import { ProcedureTests, REASON, STAGE } from "./support/procedures.ts";
import { type Step, stepsOf } from "./support/registration.ts";
import { CAPACITY, hash, OFFICE, type Seat, ZeroHash } from "./support/world.ts";

const ASSETS = "assetRegistry";
const CANCELLATION = 5;
const ONLY_HEAD = 1 << OFFICE.headOfDataOffice;

const tests = new ProcedureTests();

/** The registrar's acts: the steps before, further arguments, and the event. */
const ACTS = {
  accept: ["submit", [], "ApplicationAccepted"],
  returnForGaps: ["submit", [hash("gaps")], "ApplicationReturned"],
  reject: ["submit", [REASON, hash("law")], "ApplicationRejected"],
  review: ["accept", [], "ApplicationReviewed"],
  refuse: ["accept", [REASON, hash("law")], "ApplicationRefused"],
  publish: ["review", [], "NoticePublished"],
  confirm: ["publish", [], "AssetConfirmed"],
} as const satisfies Record<string, readonly [Step, readonly unknown[], string]>;
type Fn = keyof typeof ACTS;
const FNS = Object.keys(ACTS) as Fn[];

const act = (by: Seat, fn: Fn, id: string): Act => tests.acting(by, fn, id, ...ACTS[fn][1]);

async function ready(fn: Fn): Promise<string> {
  const id = await tests.draft();
  await tests.takeTo(id, ACTS[fn][0]);
  return id;
}

describe("given each act of the registrar", () => {
  it.each(FNS)("%s tells who did it", async (fn) => {
    const { authority, authorityHead } = tests.province;
    const id = await ready(fn);
    await tests.passNotice(id);
    const done = await tests.does(act(authorityHead, fn, id));
    expect(done.events.map(({ name }) => name)).toEqual([ACTS[fn][2]]);
    const values: unknown[] = done.events[0]?.args.toArray() ?? [];
    const seat = fn === "confirm" ? values[3] : values[2];
    expect([values[0], values[1], seat]).toEqual(big(id, authority.number, authorityHead.number));
    const words = ACTS[fn][1].map((one) => (typeof one === "number" ? BigInt(one) : one));
    expect(values).toEqual(expect.arrayContaining(words));
    const { due, noticeEnd } = await tests.procedure(id);
    if (fn === "accept") expect(values[3]).toBe(due);
    if (fn === "publish") expect(values[3]).toBe(noticeEnd);
  });

  it.each(FNS)("%s is refused to another organisation, and to another office", async (fn) => {
    const { authority, requester, requesterHead } = tests.province;
    const id = await ready(fn);
    const values = [id, requester.number, authority.number];
    await tests.refused(act(requesterHead, fn, id), "AssetRegistry__NotRegistrar", ...values);
    const registrant = await tests.world.appoint(authority, OFFICE.registrant);
    const offices = [registrant.number, OFFICE.registrant, ONLY_HEAD];
    const refused = act(registrant, fn, id);
    await tests.refused(refused, "OrganizationRegistry__WrongOffice", ...offices);
  });

  it.each(["accept", "review"] as const)(
    "%s sets a limit by the calendar, or ends it",
    async (fn) => {
      const id = await ready(fn);
      const done = await tests.does(act(tests.parties.registrar, fn, id));
      const [limit] = await tests.list("workCalendar", "addWorkingDays", done.time, 20);
      expect((await tests.procedure(id)).due).toBe(fn === "accept" ? limit : 0n);
    },
  );
});

describe("given a reason or a legal basis that is missing", () => {
  it("refuses to return without gaps, and to reject or refuse without both", async () => {
    const id = await ready("reject");
    const gaps = tests.byRegistrar("returnForGaps", id, ZeroHash);
    await tests.refused(gaps, "AssetRegistry__NoReason");
    for (const fn of ["reject", "refuse"] as const) {
      if (fn === "refuse") await tests.take(id, ["accept"]);
      const silent = tests.byRegistrar(fn, id, 0, hash("law"));
      await tests.refused(silent, "AssetRegistry__NoReason");
      const baseless = tests.byRegistrar(fn, id, REASON, ZeroHash);
      await tests.refused(baseless, "AssetRegistry__NoLegalBasis");
    }
  });
});

describe("given an application that was returned", () => {
  it("refuses a second return; accepts and rejects as before", async () => {
    const id = await ready("returnForGaps");
    const again = act(tests.parties.registrar, "returnForGaps", id);
    await tests.does(again);
    await tests.does(tests.byHolder("resubmit", id, hash("completed")));
    await tests.refused(again, "AssetRegistry__ReturnedBefore", id);
    await tests.chain.undone(async () => {
      await tests.does(act(tests.parties.registrar, "reject", id));
    });
    await tests.take(id, ["accept"]);
  });

  it("can be returned again in another procedure", async () => {
    const id = await ready("returnForGaps");
    await tests.does(act(tests.parties.registrar, "returnForGaps", id));
    await tests.does(tests.byHolder("withdraw", id));
    await tests.opened(id, 1);
    expect((await tests.procedure(id)).returned).toBe(false);
    await tests.takeTo(id, "submit");
    await tests.does(act(tests.parties.registrar, "returnForGaps", id));
  });
});

describe("given a registrar that is late", () => {
  it.each(["accept", "returnForGaps", "reject", "review", "refuse"] as const)(
    "%s is marked late from the first moment after the limit, and nothing happens by itself",
    async (fn) => {
      const id = await ready(fn);
      const { due, stage } = await tests.procedure(id);
      const lateAt = (time: bigint) =>
        tests.chain.undone(async () => {
          await tests.chain.nextAt(Number(time));
          const done = await tests.does(act(tests.parties.registrar, fn, id));
          return done.events[0]?.args["late"] as unknown;
        });
      expect(await lateAt(due - 1n)).toBe(false);
      expect(await lateAt(due)).toBe(true);
      await tests.chain.pass(Number(due) + 99 * 86_400 - (await tests.chain.now()));
      expect((await tests.procedure(id)).stage).toBe(stage);
      expect((await tests.procedure(id)).due).toBe(due);
    },
  );
});

describe("given a public notice", () => {
  it("refuses coding until it is over, and objections from then on", async () => {
    const id = await ready("confirm");
    const { noticeEnd, due } = await tests.procedure(id);
    expect(due).toBe(0n);
    const open = () => tests.chain.read(ASSETS, "noticeOpen", id);
    expect(await open()).toBe(true);
    await tests.chain.nextAt(Number(noticeEnd) - 1);
    const early = tests.step(id, "confirm");
    await tests.refused(early, "AssetRegistry__NoticeNotOver", id, noticeEnd);
    expect(await open()).toBe(true);
    await tests.chain.pass(Number(noticeEnd) - (await tests.chain.now()));
    expect(await open()).toBe(false);
    await tests.does(early);
    expect(await open()).toBe(false);
    expect((await tests.procedure(id)).noticeEnd).toBe(0n);
  });

  it("is open under public notice only", async () => {
    const id = await tests.draft();
    for (const fn of ["assess", "approve", "submit", "accept", "review"] as const) {
      expect(await tests.chain.read(ASSETS, "noticeOpen", id)).toBe(false);
      await tests.take(id, [fn]);
    }
    expect(await tests.chain.read(ASSETS, "noticeOpen", hash("none"))).toBe(false);
  });
});

describe("given an asset that is frozen", () => {
  it("refuses to accept and to code, and lets the registrar do everything else", async () => {
    const id = await ready("accept");
    await tests.does(tests.byCase("freeze", id));
    await tests.refused(tests.step(id, "accept"), "AssetRegistry__Frozen", id);
    for (const fn of ["returnForGaps", "reject"] as const) {
      await tests.chain.undone(async () => tests.does(act(tests.parties.registrar, fn, id)));
    }
    await tests.does(tests.byCase("unfreeze", id));
    await tests.take(id, ["accept"]);
    await tests.does(tests.byCase("freeze", id));
    await tests.chain.undone(async () => tests.does(act(tests.parties.registrar, "refuse", id)));
    await tests.take(id, ["review", "publish"]);
    await tests.passNotice(id);
    await tests.refused(tests.step(id, "confirm"), "AssetRegistry__Frozen", id);
    await tests.does(tests.byCase("unfreeze", id));
    await tests.does(tests.step(id, "confirm"));
  });
});

describe("given an applicant that was merged into the registrar", () => {
  it("refuses to publish its own application, which it may withdraw", async () => {
    const { authority, authorityHead, holder } = tests.province;
    const id = await ready("publish");
    const merge = [authority.number, holder.number, authority.number];
    await tests.does(tests.world.act(authority.head, "organizationRegistry", "merge", ...merge));
    const { stage } = await tests.procedure(id);
    const publish = tests.acting(authorityHead, "publish", id);
    await tests.refused(publish, "AssetRegistry__WrongStage", id, stage);
    await tests.does(tests.acting(authorityHead, "withdraw", id));
  });

  it("codes after the notice what it published as another's, and without a notice nothing", async () => {
    const { authority, authorityHead, holder } = tests.province;
    const merge = [authority.number, holder.number, authority.number];
    const merged = tests.world.act(authority.head, "organizationRegistry", "merge", ...merge);
    const published = await ready("confirm");
    const cancelled = await tests.coded();
    await tests.opened(cancelled, CANCELLATION);
    const steps = (await stepsOf(tests.chain, cancelled)).slice(0, -1);
    await tests.take(cancelled, steps);
    await tests.chain.undone(async () => {
      await tests.does(tests.acting(authorityHead, "confirm", cancelled));
    });
    await tests.does(merged);
    const { stage } = await tests.procedure(cancelled);
    const confirm = tests.acting(authorityHead, "confirm", cancelled);
    await tests.refused(confirm, "AssetRegistry__WrongStage", cancelled, stage);
    await tests.passNotice(published);
    await tests.does(tests.acting(authorityHead, "confirm", published));
  });
});

describe("given a registrar that was merged", () => {
  it("lets its successor act, if it is a registrar, and nobody else", async () => {
    const { authority, holder } = tests.province;
    const { world, chain } = tests;
    const { authority: over, department, registrar } = CAPACITY;
    const office = await world.admit(over | registrar | department, authority);
    const officeHead = await world.appointHead(office);
    const county = await world.admit(department, office, 4);
    const countyHead = await world.appointHead(county);
    const id = await world.asset(countyHead);
    await chain.does(tests.acting(countyHead, "assess", id, hash("a"), hash("b")));
    await chain.does(world.act(county.head, ASSETS, "approve", id));
    await chain.does(tests.acting(countyHead, "submit", id, office.number));
    const registry = "organizationRegistry";
    const move = [county.number, authority.number];
    await chain.does(world.act(authority.head, registry, "changeParent", ...move));
    const merged = (into: number) =>
      chain.does(
        world.act(authority.head, registry, "merge", authority.number, office.number, into),
      );
    await chain.undone(async () => {
      await merged(holder.number);
      const missing = [holder.number, CAPACITY.registrar];
      const accept = tests.byHolder("accept", id);
      await tests.refused(accept, "AssetRegistry__MissingCapacity", ...missing);
    });
    const heir = await world.admit(registrar | department, authority);
    const heirHead = await world.appointHead(heir);
    const before = [id, heir.number, office.number];
    const accept = tests.acting(heirHead, "accept", id);
    await tests.refused(accept, "AssetRegistry__NotRegistrar", ...before);
    await merged(heir.number);
    const gone = await chain.refusal(tests.acting(officeHead, "accept", id));
    expect(gone.error).toBe("OrganizationRegistry__WrongStatus");
    expect((await tests.procedure(id)).registrar).toBe(BigInt(heir.number));
    await chain.does(accept);
    expect((await tests.procedure(id)).stage).toBe(BigInt(STAGE.Accepted));
  });
});
