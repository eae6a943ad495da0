// SPDX-License-Identifier: Apache-2.0
// Order 809 of the State Council, Articles 20 to 29: what each asks of a request and its grant, and what it refuses.
import { describe, expect, it } from "vitest";

import { CLOCK, EffectTests, LONG, REASONS, STATUS } from "./support/effects.ts";
import { CAPACITY, DAY, hash, idIn, type Seat, ZeroHash } from "./support/world.ts";

const LATE = 4;
const UNKNOWN_REASON = 99;
const [SCOPE, END] = [1, 4];
const UNCONDITIONAL = 1;
const [OWED, CONNECTED] = [1n, 2n];
const RETURNS = "returnRegistry";

const tests = new EffectTests();

const deadline = async (since: number, days: number): Promise<number> => {
  const [end] = await tests.list("workCalendar", "addWorkingDays", since, days);
  return Number(end);
};
const sides = (): { holder: Seat; requester: Seat; authority: Seat } => {
  const { holderHead: holder, requesterHead: requester, authorityHead: authority } = tests.province;
  return { holder, requester, authority };
};

describe("an answer (Article 21)", () => {
  it("is the provider's own: neither the requester nor an authority gives it", async () => {
    const { requester, authority, holder } = sides();
    const id = await tests.asked();
    for (const by of [requester, authority, tests.successorHead]) {
      const values = [id, by.organization, holder.organization];
      await tests.refused(tests.grant(id, by), "SharingRegistry__NotAnswerer", ...values);
      await tests.refused(tests.refuse(id, by), "SharingRegistry__NotAnswerer", ...values);
    }
    await tests.does(tests.grant(id));
    const again = tests.refuse(id);
    await tests.refused(again, "SharingRegistry__WrongStatus", id, STATUS.granted);
  });

  it("is extended once, by ten working days at most, with the authority's consent, in time", async () => {
    const { holder, requester, authority } = sides();
    const id = await tests.asked();
    const ask = (days: number, by = holder) =>
      tests.acting(by, "askExtension", id, days, hash("grounds"));
    const extend = (by: Seat) => tests.acting(by, "extend", id);
    await tests.refused(extend(authority), "SharingRegistry__NoExtensionAsked", id);
    await tests.refused(ask(11), "SharingRegistry__BadExtension", 11, 10);
    const values = [id, requester.organization, holder.organization];
    await tests.refused(ask(10, requester), "SharingRegistry__NotAnswerer", ...values);
    await tests.does(ask(10));
    await tests.refused(extend(holder), "SharingRegistry__NotEntitled", id, holder.organization);
    const { due: before } = await tests.lateness(id, CLOCK.answer);
    await tests.chain.undone(async () => {
      await tests.chain.nextAt(before);
      await tests.refused(extend(authority), "SharingRegistry__TooLate", id, before);
    });
    await tests.chain.nextAt(before - 1);
    await tests.does(extend(authority));
    const { since } = await tests.chain.read<{ since: bigint }>("sharingRegistry", "requestOf", id);
    const { due } = await tests.lateness(id, CLOCK.answer);
    expect(due).toBe(await deadline(Number(since), 20));
    await tests.refused(ask(1), "SharingRegistry__ExtendedAlready", id);
  });

  it("that refuses names a known reason and its legal basis", async () => {
    const { holder } = sides();
    const id = await tests.asked();
    const no = (reason: number, basis: string) => tests.acting(holder, "refuse", id, reason, basis);
    await tests.refused(no(REASONS.refusal, ZeroHash), "SharingRegistry__NoLegalBasis");
    for (const reason of [0, UNKNOWN_REASON, 300]) {
      const { error } = await tests.chain.refusal(no(reason, hash("law")));
      expect(error).toBe("SharingRegistry__UnknownReason");
    }
    await tests.does(no(REASONS.refusal, hash("law")));
    expect(await tests.status(id)).toBe(STATUS.refused);
  });

  it("is never given by silence: it is late, which is a finding, and still to be given", async () => {
    const id = await tests.asked();
    const { due } = await tests.lateness(id, CLOCK.answer);
    await tests.chain.nextAt(due - 1);
    const record = tests.recordLateness(CLOCK.answer, id);
    await tests.refused(record, "FindingRegistry__NotLate", CLOCK.answer, id, due);
    await tests.chain.pass(LONG);
    const { events } = await tests.does(record);
    const told = events.find(({ name }) => name === "LatenessRecorded");
    expect(told?.args["code"]).toBe(3904n);
    expect(await tests.status(id)).toBe(STATUS.answerDue);
    await tests.does(tests.grant(id, sides().holder, { until: tests.until }));
    const { flags } = await tests.chain.read<{ flags: bigint }>("sharingRegistry", "requestOf", id);
    expect(Number(flags) & LATE).toBe(LATE);
  });
});

describe("a delivery (Articles 22 and 23)", () => {
  it("has twenty working days from the grant, or as few as were promised, not more", async () => {
    const [one, other, third] = [await tests.asked(1), await tests.asked(2), await tests.asked(3)];
    const { time } = await tests.does(tests.grant(one));
    expect((await tests.lateness(one, CLOCK.delivery)).due).toBe(await deadline(time, 20));
    const { holder } = sides();
    const promised = await tests.does(tests.grant(other, holder, { deliveryDays: 3 }));
    const { due } = await tests.lateness(other, CLOCK.delivery);
    expect(due).toBe(await deadline(promised.time, 3));
    const longer = tests.grant(third, holder, { deliveryDays: 21 });
    await tests.refused(longer, "SharingRegistry__BadPromise", 21, 20);
  });

  it("needs no answer where the holder of unconditional data has consented in advance", async () => {
    const { holder, requester, authority } = sides();
    const attribute = UNCONDITIONAL;
    const asset = await tests.world.asset(holder, authority, { attribute });
    const use = tests.acting(requester, "requestUnderConsent", tests.wanted({ asset }));
    await tests.refused(use, "SharingRegistry__NoConsent", asset);
    const consent = (of: string) => tests.acting(holder, "consentStanding", of, tests.terms());
    const conditional = consent(tests.asset);
    await tests.refused(conditional, "SharingRegistry__NotUnconditional", tests.asset);
    await tests.does(consent(asset));
    const id = idIn(await tests.does(use), "RequestFiled");
    expect([await tests.status(id), await tests.inForce(id)]).toEqual([STATUS.granted, true]);
  });
});

describe("return flow (Article 24)", () => {
  it("is owed to the lower level until it is delivered through a grant of the upper level", async () => {
    const { authority, holder } = sides();
    const county = await tests.world.admit(CAPACITY.department, tests.province.authority, 4);
    const head = await tests.world.appointHead(county);
    const act = (by: Seat, fn: string, ...args: unknown[]) =>
      tests.world.bySeat(by, RETURNS, fn, ...args);
    const same = act(tests.successorHead, "claimReturn", tests.asset, hash("area"));
    const values = [tests.asset, tests.successor.number, holder.organization];
    await tests.refused(same, "ReturnRegistry__NotUpperLevel", ...values);
    const claimed = await tests.does(act(head, "claimReturn", tests.asset, hash("area")));
    const id = idIn(claimed, "ReturnClaimed");
    const state = async () => tests.chain.read<bigint>(RETURNS, "stateOfReturn", id);
    expect(await state()).toBe(OWED);
    const grant = idIn(await tests.does(tests.request(head)), "RequestFiled");
    const unfit = act(holder, "connectReturn", id, grant);
    await tests.refused(unfit, "ReturnRegistry__UnfitGrant", id, grant);
    await tests.does(tests.grant(grant));
    const another = act(authority, "connectReturn", id, grant);
    const notHolder = [id, authority.organization, holder.organization];
    await tests.refused(another, "ReturnRegistry__NotHolder", ...notHolder);
    await tests.does(act(holder, "connectReturn", id, grant));
    expect(await state()).toBe(CONNECTED);
    await tests.does(tests.end(grant, head));
    expect(await state()).toBe(OWED);
  });
});

describe("wider use (Article 25)", () => {
  it("by a third party needs the provider's consent, and never outlives what it comes from", async () => {
    const { holder, requester } = sides();
    const parent = await tests.granted(1);
    const { successorHead: third } = tests;
    const wish = { parent, until: tests.until + DAY };
    const id = idIn(await tests.does(tests.request(third, wish)), "RequestFiled");
    await tests.refused(tests.grant(id, requester), "SharingRegistry__NotConsented", id);
    const own = tests.acting(requester, "consentOnward", id);
    await tests.refused(own, "SharingRegistry__NotEntitled", id, requester.organization);
    await tests.does(tests.acting(holder, "consentOnward", id));
    const longer = tests.grant(id, requester, { until: tests.until + DAY });
    expect((await tests.chain.refusal(longer)).error).toBe("SharingRegistry__BadTerm");
    await tests.does(tests.grant(id, requester));
    expect(await tests.inForce(id)).toBe(true);
    await tests.does(tests.suspend(parent));
    expect(await tests.inForce(id)).toBe(false);
    await tests.does(tests.acting(holder, "resume", parent));
    await tests.does(tests.end(parent));
    expect(await tests.inForce(id)).toBe(false);
  });

  it("in scope or term is agreed by both sides", async () => {
    const { requester, holder } = sides();
    const id = await tests.granted(1);
    const narrower = [id, SCOPE, hash("wider")] as const;
    await tests.does(tests.acting(requester, "proposeChange", ...narrower));
    const accept = (by: Seat, value = hash("wider")) => tests.acting(by, "acceptChange", id, value);
    const self = [id, requester.organization];
    await tests.refused(accept(requester), "SharingRegistry__NotEntitled", ...self);
    const other = accept(holder, hash("another"));
    expect((await tests.chain.refusal(other)).error).toBe("SharingRegistry__NoChange");
    await tests.does(accept(holder));
    const now = await tests.chain.now();
    const scope = await tests.chain.read<string>("sharingRegistry", "scopeAt", id, now);
    expect(scope).toBe(hash("wider"));
  });
});

describe("a breach (Article 27)", () => {
  it("suspends, is to be put right by a date, and may end the grant, of which the provider alone cannot", async () => {
    const { holder, requester, authority } = sides();
    const id = await tests.granted(1);
    const values = [id, holder.organization];
    await tests.refused(tests.end(id, holder), "SharingRegistry__ProviderMayNotEnd", ...values);
    const by = (await tests.chain.now()) + 5 * DAY;
    const order = (rectifyBy: number) =>
      tests.acting(holder, "suspend", id, REASONS.suspension, rectifyBy);
    await tests.refused(order(1), "SharingRegistry__BadRectification", 1);
    await tests.does(order(by));
    const self = tests.acting(requester, "resume", id);
    await tests.refused(self, "SharingRegistry__NotEntitled", id, requester.organization);
    const report = tests.acting(requester, "reportRectified", id, hash("evidence"));
    await tests.chain.undone(async () => {
      await tests.does(report);
      await tests.refused(report, "SharingRegistry__NothingToRectify", id);
      await tests.does(tests.acting(authority, "resume", id));
      expect(await tests.inForce(id)).toBe(true);
    });
    await tests.does(tests.end(id, holder));
    expect(await tests.status(id)).toBe(STATUS.disposalDue);
  });

  it("apart, the provider ends and changes nothing on its own: both sides, or what it filed and the authority confirms", async () => {
    const { holder, requester, authority } = sides();
    const id = await tests.granted(1);
    const reason = `0x${REASONS.end.toString(16).padStart(64, "0")}`;
    const propose = (by: Seat) => tests.acting(by, "proposeChange", id, END, reason);
    const confirm = (by: Seat) => tests.acting(by, "confirmChange", id, reason);
    await tests.refused(confirm(authority), "SharingRegistry__NoChange", id);
    await tests.does(propose(holder));
    const early = confirm(authority);
    expect((await tests.chain.refusal(early)).error).toBe("SharingRegistry__NoChange");
    await tests.does(tests.acting(requester, "declineChange", id));
    await tests.refused(confirm(holder), "SharingRegistry__NotEntitled", id, holder.organization);
    expect(await tests.inForce(id)).toBe(true);
    await tests.does(confirm(authority));
    expect(await tests.inForce(id)).toBe(false);
  });
});

describe("the end of a grant (Articles 27 and 29)", () => {
  it("begins the disposal, whose record is the recipient's, in time or late", async () => {
    const { holder, requester } = sides();
    const id = await tests.granted(1);
    const record = (by: Seat) => tests.acting(by, "recordDisposal", id, hash("record"));
    expect((await tests.chain.refusal(record(requester))).error).toBe("SharingRegistry__NotOver");
    await tests.does(tests.end(id));
    const other = await tests.chain.refusal(record(holder));
    expect(other.error).toMatch(/NotEntitled|NotRequester/u);
    const { who, due } = await tests.lateness(id, CLOCK.disposal);
    expect(who).toBe(requester.organization);
    await tests.chain.undone(async () => {
      await tests.chain.nextAt(due);
      await tests.does(tests.recordLateness(CLOCK.disposal, id));
    });
    await tests.chain.nextAt(due - 1);
    await tests.does(record(requester));
    expect((await tests.lateness(id, CLOCK.disposal)).late).toBe(false);
    expect(await tests.status(id)).toBe(STATUS.disposed);
  });
});
