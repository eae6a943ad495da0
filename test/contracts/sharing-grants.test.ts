// SPDX-License-Identifier: Apache-2.0
import { mappingSlot, slotAt, SLOTS, VALUES } from "@suyuan/proof";
import { beforeEach, describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { SharingTests } from "./support/sharing.ts";
import { CAPACITY, hash, OFFICE, type Seat } from "./support/world.ts";

const SHARING = "sharingRegistry";
const REASON = 41;
/** Where a trace's newest element has its value, in bits (docs/spec/storage.md). */
const VALUE_AT = 80;
const [ACTIVE, SUSPENDED, ENDED] = [1, 2, 3];

const tests = new SharingTests();

let id = "";
beforeEach(async () => {
  id = await tests.newGrant();
});

const suspend = (by: Seat, reason = REASON) => tests.acting(by, "suspend", id, reason);
const resume = (by: Seat) => tests.acting(by, "resume", id);
const end = (by: Seat, reason = REASON) => tests.acting(by, "end", id, reason);
const status = () => tests.list(SHARING, "grantStatus", id);
const allThree = (by: Seat, grant: string) =>
  [
    ["suspend", [REASON]],
    ["resume", []],
    ["end", [REASON]],
  ].map(([fn, args]) => tests.acting(by, fn as string, grant, ...(args as unknown[])));

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
    const [, from, until] = await status();
    const done = await tests.does(suspend(holderHead));
    expect(done.events[0]?.args.toArray()).toEqual(big(id, holder.number, REASON));
    const now = [...big(SUSPENDED), from, until, ...big(REASON, holder.number, tests.log)];
    expect(await status()).toEqual(now);
    const stateAt = async (time: number) =>
      (await tests.chain.read<bigint>(SHARING, "stateAt", id, time)) & 0xffn;
    expect([await stateAt(done.time - 1), await stateAt(done.time)]).toEqual(
      big(ACTIVE, SUSPENDED),
    );
    const [key] = await tests.list(SHARING, "stateTraceElement", id, 1);
    expect(key).toBe(BigInt(done.time));
    expect(await tests.chain.read(SHARING, "stateTrace", id)).toBe(2n);
  });

  it("suspends for an authority above the provider", async () => {
    const { authority, authorityHead } = tests.province;
    await tests.does(suspend(authorityHead));
    expect((await status())[4]).toBe(BigInt(authority.number));
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

  it("refuses a grant that is suspended, and wants a reason", async () => {
    const { authorityHead, holderHead } = tests.province;
    await tests.refused(suspend(holderHead, 0), "SharingRegistry__NoReason");
    await tests.does(suspend(holderHead));
    await tests.refused(suspend(authorityHead), "SharingRegistry__WrongState", id, SUSPENDED);
  });
});

describe("resume", () => {
  it("resumes for the provider that suspended, and for an authority above it", async () => {
    const { authority, authorityHead, holderHead } = tests.province;
    for (const by of [holderHead, authorityHead]) {
      await tests.does(suspend(holderHead));
      const done = await tests.does(resume(by));
      expect(done.events[0]?.args.toArray()).toEqual(big(id, by.organization));
      expect((await status())[0]).toBe(BigInt(ACTIVE));
      expect((await status())[3]).toBe(0n);
    }
    expect(authority.number).toBe(authorityHead.organization);
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

  it("refuses a grant that is active", async () => {
    const act = resume(tests.province.holderHead);
    await tests.refused(act, "SharingRegistry__WrongState", id, ACTIVE);
  });
});

describe("end", () => {
  it("ends it for the recipient and for an authority above the provider", async () => {
    const { authorityHead, holderHead, requesterHead } = tests.province;
    for (const by of [requesterHead, authorityHead]) {
      for (const suspended of [false, true]) {
        await tests.chain.undone(async () => {
          if (suspended) await tests.does(suspend(holderHead));
          const done = await tests.does(end(by));
          expect(done.events[0]?.args.toArray()).toEqual(big(id, by.organization, REASON));
          expect((await status())[0]).toBe(BigInt(ENDED));
        });
      }
    }
  });

  it("lets the provider end it only while it is suspended", async () => {
    const { authorityHead, holder, holderHead } = tests.province;
    const values = [id, holder.number];
    await tests.refused(end(holderHead), "SharingRegistry__ProviderMayNotEnd", ...values);
    await tests.does(suspend(holderHead));
    await tests.chain.undone(() => tests.does(end(holderHead)));
    await tests.does(resume(holderHead));
    await tests.refused(end(holderHead), "SharingRegistry__ProviderMayNotEnd", ...values);
    await tests.does(suspend(authorityHead));
    await tests.does(end(holderHead));
  });

  it("refuses whoever has no say, and wants a reason", async () => {
    const { requesterHead } = tests.province;
    for (const by of (await strangers()).slice(1)) {
      const values = [id, by.organization];
      await tests.refused(end(by), "SharingRegistry__NotEntitled", ...values);
    }
    await tests.refused(end(requesterHead, 0), "SharingRegistry__NoReason");
  });
});

describe("all three", () => {
  it("refuse a grant that has ended, and one that is unknown, also to readers", async () => {
    const { authorityHead, requesterHead } = tests.province;
    await tests.does(end(requesterHead));
    for (const act of allThree(authorityHead, id)) {
      await tests.refused(act, "SharingRegistry__WrongState", id, ENDED);
    }
    const none = hash("none");
    for (const act of allThree(authorityHead, none)) {
      await tests.refused(act, "SharingRegistry__UnknownGrant", none);
    }
    for (const view of ["grantOf", "grantStatus"]) {
      await expect(tests.chain.read(SHARING, view, none)).rejects.toThrow(
        "SharingRegistry__UnknownGrant",
      );
    }
  });

  it("refuse a grant that has expired", async () => {
    const { chain, until } = tests;
    const { authorityHead } = tests.province;
    for (const act of allThree(authorityHead, id)) {
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
    for (const act of allThree(officer, id)) {
      const values = [officer.number, OFFICE.chiefDataOfficer, 1 << OFFICE.headOfDataOffice];
      await tests.refused(act, "OrganizationRegistry__WrongOffice", ...values);
    }
  });

  it("refuse the seat of a suspended organisation", async () => {
    const { authority, holder, holderHead } = tests.province;
    const args = ["organizationRegistry", "suspendOrganization", holder.number] as const;
    await tests.does(tests.world.act(authority.head, ...args));
    for (const act of allThree(holderHead, id)) {
      await tests.refused(act, "OrganizationRegistry__WrongStatus", holder.number, 2);
    }
  });
});
