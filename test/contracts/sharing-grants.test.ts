// SPDX-License-Identifier: Apache-2.0
import { encodeBytes32String } from "ethers";
import { beforeEach, describe, expect, it } from "vitest";

import { mappingSlot, slotAt, SLOTS, VALUES } from "@suyuan/proof";

import { big } from "./support/expect.ts";
import { CLOCK, FLAG, REASON, SharingTests } from "./support/sharing.ts";
import { CAPACITY, DAY, hash, OFFICE, type Seat, ZeroHash } from "./support/world.ts";

const SHARING = "sharingRegistry";
/** Where a trace's newest element has its value, in bits (docs/spec/storage.md). */
const VALUE_AT = 80;
const RUNNING = 1n;
const UNKNOWN = 9;

const tests = new SharingTests();

let id = "";
beforeEach(async () => {
  id = await tests.newGrant();
});

const suspend = (by: Seat, reason: number = REASON.suspension, rectifyBy = 0, grant = id) =>
  tests.acting(by, "suspend", grant, reason, rectifyBy);
const report = (by = tests.province.requesterHead, evidence = hash("done")) =>
  tests.acting(by, "reportRectified", id, evidence);
const resume = (by: Seat, grant = id) => tests.acting(by, "resume", grant);
const end = (by: Seat, reason: number = REASON.end, grant = id) =>
  tests.acting(by, "end", grant, reason);
const close = (grant = id) =>
  tests.world.act(tests.province.centre.head, SHARING, "closeExpired", grant);
const inForce = async (time: number) => tests.read<boolean>("inForceAt", id, time);
const flags = async () => (await tests.requestOf(id))["flags"] as bigint;
const lateness = async (clock: number) => tests.list(SHARING, "lateness", id, clock);

/** Organisations around the provider that have no say over it. */
const strangers = async (): Promise<Seat[]> => {
  const { authority, centreHead, requesterHead } = tests.province;
  const beside = await tests.world.admit(CAPACITY.authority | CAPACITY.department, authority);
  const root = await tests.world.admit(CAPACITY.authority);
  const heads = [await tests.world.appointHead(beside), await tests.world.appointHead(root)];
  return [requesterHead, centreHead, ...heads];
};

describe("suspend", () => {
  it("suspends for the provider, and remembers who and why with the date", async () => {
    const { holder, holderHead } = tests.province;
    const by = tests.until - DAY;
    const done = await tests.does(suspend(holderHead, REASON.suspension, by));
    expect(done.events[0]?.args.toArray()).toEqual(big(id, holder.number, REASON.suspension, by));
    const status = await tests.grantStatus(id);
    expect([status["state"], status["inForce"], status["reason"]]).toEqual([
      ...[RUNNING, false],
      BigInt(REASON.suspension),
    ]);
    expect([status["suspendedSince"], status["resumedAt"]]).toEqual(big(done.time, 0));
    const found = await tests.requestOf(id);
    expect([found["suspendedBy"], found["rectifyBy"]]).toEqual(big(holder.number, by));
    expect(await inForce(done.time - 1)).toBe(true);
    expect(await inForce(done.time)).toBe(false);
    expect(await tests.read("stateTrace", id)).toBe(1n);
  });

  it("suspends for an authority above the provider", async () => {
    const { authority, authorityHead } = tests.province;
    await tests.does(suspend(authorityHead));
    expect((await tests.requestOf(id))["suspendedBy"]).toBe(BigInt(authority.number));
  });

  it("refuses whoever has no say over the provider", async () => {
    for (const by of await strangers()) {
      const values = [id, by.organization];
      await tests.refused(suspend(by), "SharingRegistry__NotEntitled", ...values);
    }
  });

  it("refuses an organisation above that is no authority any more", async () => {
    const { authority, authorityHead } = tests.province;
    const { standings } = SLOTS.organizationRegistry;
    const place = mappingSlot(slotAt(standings), authority.number);
    const bit = BigInt(CAPACITY.authority) << BigInt(VALUE_AT + VALUES.standing.capacities.offset);
    const word = await tests.chain.slot("organizationRegistry", place);
    await tests.chain.setSlot("organizationRegistry", place, word & ~bit);
    for (const act of [suspend(authorityHead), end(authorityHead)]) {
      await tests.refused(act, "SharingRegistry__NotEntitled", id, authority.number);
    }
  });

  it("suspends it again, and keeps the first suspension's moments", async () => {
    const { authorityHead, holderHead } = tests.province;
    const moments: number[] = [];
    for (const act of [
      suspend(holderHead),
      resume(holderHead),
      suspend(authorityHead),
      resume(authorityHead),
    ]) {
      await tests.chain.pass(100);
      moments.push((await tests.does(act)).time);
    }
    expect(await tests.read("stateTrace", id)).toBe(2n);
    for (const [place, held] of [false, true, false, true].entries()) {
      const moment = moments[place] ?? 0;
      expect([await inForce(moment - 1), await inForce(moment)]).toEqual([!held, held]);
    }
    const [key] = await tests.list(SHARING, "stateTraceElement", id, 1);
    expect(key).toBe(BigInt(moments[2] ?? 0));
  });

  it("refuses a suspended grant, an unknown reason, and an order for the past", async () => {
    const { authorityHead, holderHead } = tests.province;
    for (const reason of [0, UNKNOWN]) {
      const values = [encodeBytes32String("reasons.suspension"), reason];
      await tests.refused(suspend(holderHead, reason), "SharingRegistry__UnknownReason", ...values);
    }
    const now = (await tests.chain.now()) + 10;
    for (const by of [1, now, 2 ** 40]) {
      await tests.chain.undone(async () => {
        await tests.chain.nextAt(now);
        const act = suspend(holderHead, REASON.suspension, by);
        await tests.refused(act, "SharingRegistry__BadRectification", by);
      });
    }
    await tests.chain.undone(async () =>
      tests.does(suspend(holderHead, REASON.suspension, 2 ** 40 - 1)),
    );
    await tests.chain.nextAt(now);
    await tests.does(suspend(holderHead, REASON.suspension, now + 1));
    const again = suspend(authorityHead);
    await tests.refused(again, "SharingRegistry__WrongSuspension", id, true);
  });
});

describe("reportRectified", () => {
  const order = async () => {
    const by = (await tests.chain.now()) + 10 * DAY;
    await tests.does(suspend(tests.province.holderHead, REASON.suspension, by));
    return by;
  };

  it("reports once for the recipient, in time or late", async () => {
    const { requester } = tests.province;
    const by = await order();
    const [who, since, due, late] = await lateness(CLOCK.rectification);
    expect([who, due, late]).toEqual([BigInt(requester.number), BigInt(by), false]);
    expect(since).toBe((await tests.grantStatus(id))["suspendedSince"]);
    for (const [time, isLate] of [
      [by - 1, false],
      [by, true],
    ] as const) {
      await tests.chain.undone(async () => {
        await tests.chain.nextAt(time);
        const done = await tests.does(report());
        expect(done.events[0]?.args.toArray()).toEqual([id, hash("done"), isLate]);
        expect(await flags()).toBe(FLAG.rectified | (isLate ? FLAG.rectifiedLate : 0n));
        expect((await lateness(CLOCK.rectification))[3]).toBe(isLate);
        await tests.refused(report(), "SharingRegistry__NothingToRectify", id);
      });
    }
    await tests.chain.nextAt(by);
    await tests.chain.provider.request({ method: "evm_mine", params: [] });
    expect((await lateness(CLOCK.rectification))[3]).toBe(true);
  });

  it("forgets it with the next suspension, and is not owed after a resumption in time", async () => {
    const { holderHead } = tests.province;
    const by = await order();
    await tests.does(report());
    await tests.does(resume(holderHead));
    await tests.does(suspend(holderHead, REASON.suspension, by));
    expect(await flags()).toBe(0n);
    await tests.does(resume(holderHead));
    await tests.chain.nextAt(by + 1);
    await tests.chain.provider.request({ method: "evm_mine", params: [] });
    expect((await lateness(CLOCK.rectification))[3]).toBe(false);
  });

  it("refuses another organisation, no order, no evidence, and what is resumed", async () => {
    const { authorityHead, holderHead, requester } = tests.province;
    await tests.refused(report(), "SharingRegistry__NothingToRectify", id);
    await tests.does(suspend(holderHead));
    await tests.refused(report(), "SharingRegistry__NothingToRectify", id);
    await tests.does(resume(holderHead));
    await order();
    for (const by of [holderHead, authorityHead]) {
      const values = [id, by.organization, requester.number];
      await tests.refused(report(by), "SharingRegistry__NotRequester", ...values);
    }
    await tests.refused(report(undefined, ZeroHash), "SharingRegistry__NoCommitment");
    await tests.does(resume(holderHead));
    await tests.refused(report(), "SharingRegistry__NothingToRectify", id);
  });
});

describe("resume", () => {
  it("resumes for the provider that suspended, and for an authority above it", async () => {
    const { authorityHead, holderHead } = tests.province;
    for (const by of [holderHead, authorityHead]) {
      await tests.does(suspend(holderHead));
      const done = await tests.does(resume(by));
      expect(done.events[0]?.args.toArray()).toEqual(big(id, by.organization));
      expect(await inForce(done.time)).toBe(true);
    }
  });

  it("leaves to the authority what the authority suspended", async () => {
    const { authorityHead, holder, holderHead, requester, requesterHead } = tests.province;
    await tests.does(suspend(authorityHead));
    const provider = [id, holder.number];
    await tests.refused(resume(holderHead), "SharingRegistry__NotEntitled", ...provider);
    const recipient = [id, requester.number];
    await tests.refused(resume(requesterHead), "SharingRegistry__NotEntitled", ...recipient);
    await tests.does(resume(authorityHead));
  });

  it("refuses a grant that is running", async () => {
    const { holderHead } = tests.province;
    const values = [id, false];
    await tests.refused(resume(holderHead), "SharingRegistry__WrongSuspension", ...values);
    await tests.does(suspend(holderHead));
    await tests.does(resume(holderHead));
    await tests.refused(resume(holderHead), "SharingRegistry__WrongSuspension", ...values);
  });
});

describe("all of them", () => {
  const each = (by: Seat, grant: string) => [
    suspend(by, REASON.suspension, 0, grant),
    resume(by, grant),
    end(by, REASON.end, grant),
    tests.acting(by, "proposeChange", grant, 1, hash("scope")),
  ];

  it("refuse a grant that has ended, and one that is unknown, also to readers", async () => {
    const { authorityHead, requesterHead } = tests.province;
    await tests.does(end(requesterHead));
    for (const act of each(authorityHead, id)) {
      await tests.refused(act, "SharingRegistry__GrantHasEnded", id);
    }
    const none = hash("none");
    for (const act of each(authorityHead, none)) {
      await tests.refused(act, "SharingRegistry__UnknownGrant", none);
    }
    for (const view of ["grantStatus", "partiesOf"]) {
      await expect(tests.read(view, none)).rejects.toThrow("SharingRegistry__UnknownGrant");
    }
    expect(await tests.read("inForceAt", none, tests.until)).toBe(false);
    await tests.refused(close(none), "SharingRegistry__WrongStatus", none, 0);
  });

  it("refuse a grant that has expired", async () => {
    const { chain, until } = tests;
    const { authorityHead } = tests.province;
    for (const act of each(authorityHead, id)) {
      await chain.undone(async () => {
        await chain.nextAt(until);
        await tests.refused(act, "SharingRegistry__GrantExpired", id, until);
      });
    }
    await chain.nextAt(until - 1);
    await tests.does(suspend(authorityHead));
  });

  it("refuse another office", async () => {
    const { holder } = tests.province;
    const officer = await tests.world.appoint(holder, OFFICE.chiefDataOfficer);
    for (const act of each(officer, id)) {
      const values = [officer.number, OFFICE.chiefDataOfficer, 1 << OFFICE.headOfDataOffice];
      await tests.refused(act, "OrganizationRegistry__WrongOffice", ...values);
    }
  });

  it("refuse the seat of a suspended organisation", async () => {
    const { authority, holder, holderHead } = tests.province;
    const args = ["organizationRegistry", "suspendOrganization", holder.number] as const;
    await tests.does(tests.world.act(authority.head, ...args));
    for (const act of each(holderHead, id)) {
      await tests.refused(act, "OrganizationRegistry__WrongStatus", holder.number, 2);
    }
  });

  it("end with the registration of the asset, which is not theirs to outlive", async () => {
    const until = (await tests.chain.now()) + 9 * 365 * DAY;
    const request = await tests.newRequest({ until });
    await tests.does(tests.grant(request, undefined, { until }));
    const { until: valid } = await tests.chain.read<{ until: bigint }>(
      "assetRegistry",
      "asset",
      tests.asset,
    );
    expect(await tests.read("inForceAt", request, valid - 1n)).toBe(true);
    expect(await tests.read("inForceAt", request, valid)).toBe(false);
  });
});
