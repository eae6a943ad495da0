// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { CaseTests } from "./support/cases.ts";
import type { Act } from "./support/chain.ts";
import { big, told } from "./support/expect.ts";
import { passNotice, take } from "./support/registration.ts";
import { CASE } from "./support/rights.ts";
import {
  CAPACITY,
  hash,
  idIn,
  OFFICE,
  type Organization,
  type Seat,
  ZeroHash,
} from "./support/world.ts";

const ORGANIZATIONS = "organizationRegistry";
const [DRAFTED, PUBLIC_NOTICE, CODED, REFUSED] = [1n, 8n, 9n, 11n];
const OVER = CAPACITY.department | CAPACITY.authority | CAPACITY.registrar;

const tests = new CaseTests();

/** A city below the province, and a department below it. */
const city = async (): Promise<{ one: Organization; head: Seat; below: Seat }> => {
  const one = await tests.world.admit(OVER, tests.province.authority);
  const below = await tests.world.admit(CAPACITY.department, one);
  return {
    one,
    head: await tests.world.appointHead(one),
    below: await tests.world.appointHead(below),
  };
};

/** An asset under public notice, whose registrar is a city's. */
async function noticed(): Promise<{ head: Seat; asset: string }> {
  const { head, below } = await city();
  const asset = await tests.world.asset(below);
  const parties = { applicant: below, head: await headOf(below.organization), registrar: head };
  const steps = ["assess", "approve", "submit", "accept", "review", "publish"] as const;
  await take(tests.world, parties, asset, steps);
  return { head, asset };
}

describe("an objection", () => {
  it("is dismissed by the registrar, and coding goes on", async () => {
    const { authority, authorityHead } = tests.province;
    const id = await tests.objected();
    expect(await tests.decider(id)).toBe(BigInt(authority.number));
    const confirm = tests.world.bySeat(authorityHead, "assetRegistry", "confirm", tests.notice);
    await passNotice(tests.chain, tests.notice);
    await tests.refused(confirm, "AssetRegistry__Frozen", tests.notice);
    const done = await tests.does(tests.dismiss(authorityHead, id));
    expect(told(done)).toEqual([
      ["CaseDismissed", ...big(id, tests.notice, authority.number, hash("decision"))],
      ["AssetUnfrozen", ...big(tests.notice, 0)],
    ]);
    const answer = big(CASE.dismissed, authority.number, hash("decision"));
    expect(await tests.caseStatus(id)).toEqual(answer);
    expect(await tests.stage()).toBe(PUBLIC_NOTICE);
    await tests.does(confirm);
    expect(await tests.stage()).toBe(CODED);
  });

  it("is upheld by the registrar, which ends the procedure", async () => {
    const { authority, authorityHead } = tests.province;
    const id = await tests.objected();
    const another = await tests.objected(tests.province.requesterHead);
    const done = await tests.does(tests.uphold(authorityHead, id));
    expect(done.events.map(({ name }) => name)).toEqual([
      "CaseUpheld",
      "ObjectionUpheld",
      "AssetUnfrozen",
    ]);
    const upheld = big(id, tests.notice, authority.number, hash("decision"));
    expect(done.events[0]?.args.toArray()).toEqual(upheld);
    expect([await tests.stage(), await tests.frozen(tests.notice)]).toEqual([REFUSED, 1n]);
    const answer = big(CASE.upheld, authority.number, hash("decision"));
    expect(await tests.caseStatus(id)).toEqual(answer);
    await tests.does(tests.uphold(authorityHead, another));
    expect([await tests.stage(), await tests.frozen(tests.notice)]).toEqual([REFUSED, 0n]);
  });

  it("ends no later application, when it is upheld after the one that it is about", async () => {
    const { authorityHead, requesterHead, holderHead } = tests.province;
    const [first, second] = [await tests.objected(), await tests.objected(requesterHead)];
    await tests.does(tests.uphold(authorityHead, first));
    const again = [tests.notice, 1, hash("mended")];
    await tests.does(tests.world.bySeat(holderHead, "assetRegistry", "open", ...again));
    const done = await tests.does(tests.uphold(authorityHead, second));
    expect(done.events.map(({ name }) => name)).toEqual(["CaseUpheld", "AssetUnfrozen"]);
    expect([await tests.stage(), await tests.frozen(tests.notice)]).toEqual([DRAFTED, 0n]);
  });

  it("is decided by an authority above the registrar", async () => {
    const { authority, authorityHead } = tests.province;
    const { head, asset } = await noticed();
    const id = idIn(await tests.does(tests.object(undefined, asset)), "CaseRaised");
    expect(await tests.decider(id)).toBe(BigInt(head.organization));
    await tests.chain.undone(async () => tests.does(tests.dismiss(head, id)));
    await tests.does(tests.dismiss(authorityHead, id));
    expect((await tests.caseStatus(id))[1]).toBe(BigInt(authority.number));
  });

  it("is not decided by an authority above the registrar that raised it", async () => {
    const { authority, authorityHead } = tests.province;
    const { head, asset } = await noticed();
    const id = idIn(await tests.does(tests.object(authorityHead, asset)), "CaseRaised");
    const values = [id, authority.number, head.organization];
    await tests.refused(tests.dismiss(authorityHead, id), "CaseRegistry__NotEntitled", ...values);
    await tests.does(tests.dismiss(head, id));
  });

  it("of the registrar itself is left to the council, which is above it", async () => {
    const { authority, authorityHead } = tests.province;
    const id = await tests.objected(authorityHead);
    expect(await tests.decider(id)).toBe(0n);
    for (const by of [authorityHead, tests.neighbourHead]) {
      const values = [id, by.organization, 0];
      await tests.refused(tests.dismiss(by, id), "CaseRegistry__NotEntitled", ...values);
    }
    const done = await tests.does(tests.byCouncil("upholdByCouncil", id));
    expect(done.events[0]?.args.toArray()).toEqual(big(id, tests.notice, 0, hash("decision")));
    expect(await tests.stage()).toBe(REFUSED);
    expect(authority.number).toBe(authorityHead.organization);
  });

  it("is decided by the registrar's successor, or above while it is suspended", async () => {
    const { authority, authorityHead, holder, holderHead } = tests.province;
    const { one, head } = await city();
    await tests.does(
      tests.world.act(authority.head, ORGANIZATIONS, "changeParent", holder.number, one.number),
    );
    const asset = await tests.world.asset(holderHead);
    const parties = { applicant: holderHead, head: holder.head, registrar: head };
    const steps = ["assess", "approve", "submit", "accept", "review", "publish"] as const;
    await take(tests.world, parties, asset, steps);
    const id = idIn(await tests.does(tests.object(undefined, asset)), "CaseRaised");
    await tests.chain.undone(async () => {
      await tests.does(tests.suspend(one));
      expect(await tests.decider(id)).toBe(BigInt(authority.number));
      await tests.does(tests.dismiss(authorityHead, id));
    });
    expect(await tests.decider(id)).toBe(BigInt(one.number));
  });
});

describe("an ownership dispute", () => {
  it("is decided by the lowest common superior, or an authority above it", async () => {
    const { authority, authorityHead } = tests.province;
    const { one, head, below } = await city();
    const beside = await tests.world.admit(CAPACITY.department, one);
    const claimant = await tests.world.appointHead(beside);
    const draft = await tests.world.asset(below);
    const id = await tests.disputed(claimant, draft);
    expect(await tests.decider(id)).toBe(BigInt(one.number));
    await tests.chain.undone(async () => tests.does(tests.dismiss(authorityHead, id)));
    await tests.does(tests.uphold(head, id));
    // What was disputed is not coded next: the draft's procedure has ended.
    expect(await tests.stage(draft)).toBe(REFUSED);
    expect(await tests.frozen(draft)).toBe(0n);
    expect(authority.number).not.toBe(one.number);
  });

  it("over a coded asset without a procedure leaves it as it is", async () => {
    const { authorityHead, holder } = tests.province;
    const id = await tests.disputed();
    await tests.does(tests.uphold(authorityHead, id));
    expect([await tests.stage(tests.asset), await tests.holder()]).toEqual([
      CODED,
      BigInt(holder.number),
    ]);
  });

  it("is not decided by a side that is the other's superior", async () => {
    const { authority, authorityHead } = tests.province;
    const { head, below } = await city();
    const draft = await tests.world.asset(below);
    const id = await tests.disputed(head, draft);
    expect(await tests.decider(id)).toBe(BigInt(authority.number));
    const values = [id, head.organization, authority.number];
    await tests.refused(tests.uphold(head, id), "CaseRegistry__NotEntitled", ...values);
    await tests.does(tests.uphold(authorityHead, id));
    const top = await tests.disputed(authorityHead);
    expect(await tests.decider(top)).toBe(0n);
    await tests.does(tests.byCouncil("dismissByCouncil", top));
  });

  it("is not decided by a side that lies above the superior", async () => {
    const { authority, authorityHead } = tests.province;
    const { head, below } = await city();
    const draft = await tests.world.asset(below);
    const id = await tests.disputed(authorityHead, draft);
    expect(await tests.decider(id)).toBe(0n);
    for (const by of [head, authorityHead]) {
      const values = [id, by.organization, 0];
      await tests.refused(tests.dismiss(by, id), "CaseRegistry__NotEntitled", ...values);
    }
    expect(authority.number).toBe(authorityHead.organization);
  });

  it("follows both sides to where they stand now", async () => {
    const { authority, holder } = tests.province;
    const { one, below } = await city();
    const id = await tests.disputed(below);
    expect(await tests.decider(id)).toBe(BigInt(authority.number));
    const successor = await tests.world.admit(CAPACITY.department, one);
    await tests.does(tests.reform("merge", holder.number, successor.number));
    expect(await tests.decider(id)).toBe(BigInt(one.number));
    await tests.does(tests.reform("merge", below.organization, successor.number));
    expect(await tests.decider(id)).toBe(BigInt(one.number));
  });

  it("between sides without a common superior is left to the council", async () => {
    const { authority, authorityHead } = tests.province;
    const id = await tests.disputed(tests.neighbourHead);
    expect(await tests.decider(id)).toBe(0n);
    const values = [id, authority.number, 0];
    await tests.refused(tests.dismiss(authorityHead, id), "CaseRegistry__NotEntitled", ...values);
    const done = await tests.does(tests.byCouncil("dismissByCouncil", id));
    expect(done.events[0]?.args.toArray()).toEqual(big(id, tests.asset, 0, hash("decision")));
    expect(await tests.caseStatus(id)).toEqual(big(CASE.dismissed, 0, hash("decision")));
  });
});

describe("the council", () => {
  const both = ["dismissByCouncil", "upholdByCouncil"] as const;

  it("is refused where an organisation may decide", async () => {
    const { authority } = tests.province;
    const id = await tests.disputed();
    for (const fn of both) {
      const values = [id, 0, authority.number];
      await tests.refused(tests.byCouncil(fn, id), "CaseRegistry__NotEntitled", ...values);
    }
  });

  it("acts by nobody else", async () => {
    const { authority } = tests.province;
    const id = await tests.disputed(tests.neighbourHead);
    for (const by of [authority.head, tests.chain.deployer]) {
      for (const fn of both) {
        const act = tests.byCouncil(fn, id, undefined, by);
        await tests.refused(act, "AccessManagedUnauthorized", by);
      }
    }
  });
});

describe("every decision", () => {
  const all = (id: string, decision?: string): Act[] => {
    const { authorityHead } = tests.province;
    return [tests.dismiss(authorityHead, id, decision), tests.uphold(authorityHead, id, decision)];
  };

  it("is refused to strangers, to sides and to other offices", async () => {
    const { authority, centreHead, holderHead, requesterHead } = tests.province;
    const id = await tests.disputed();
    const { head } = await city();
    const strangers = [requesterHead, holderHead, centreHead, head, tests.neighbourHead];
    for (const by of [...strangers, tests.companyHead]) {
      const values = [id, by.organization, authority.number];
      for (const act of [tests.dismiss(by, id), tests.uphold(by, id)]) {
        await tests.refused(act, "CaseRegistry__NotEntitled", ...values);
      }
    }
    const chief = await tests.world.appoint(authority, OFFICE.chiefDataOfficer);
    const office = [chief.number, OFFICE.chiefDataOfficer, 1 << OFFICE.headOfDataOffice];
    const act = tests.dismiss(chief, id);
    await tests.refused(act, "OrganizationRegistry__WrongOffice", ...office);
  });

  it("is refused without a decision, over what is closed, and over what is unknown", async () => {
    const [first, second] = [await tests.disputed(), await tests.objected()];
    for (const act of all(first, ZeroHash)) await tests.refused(act, "CaseRegistry__NoDecision");
    const [dismiss, uphold] = [all(first)[0], all(second)[1]];
    if (dismiss === undefined || uphold === undefined) throw new Error("no acts");
    await tests.does(dismiss);
    await tests.does(uphold);
    const closed: [string, number][] = [
      [first, CASE.dismissed],
      [second, CASE.upheld],
    ];
    for (const [id, state] of closed) {
      const councils = ["dismissByCouncil", "upholdByCouncil"].map((fn) => tests.byCouncil(fn, id));
      for (const act of [...all(id), ...councils]) {
        await tests.refused(act, "CaseRegistry__Closed", id, state);
      }
    }
    const none = hash("none");
    for (const act of all(none)) await tests.refused(act, "CaseRegistry__UnknownCase", none);
  });
});

async function headOf(organization: number): Promise<string> {
  const now = await tests.chain.now();
  return tests.chain.read<string>(ORGANIZATIONS, "headAt", organization, now);
}
