// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";

import type { Act } from "./support/chain.ts";
import { big, told } from "./support/expect.ts";
import { RIGHT, RightTests } from "./support/rights.ts";
import { CAPACITY, hash, OFFICE, type Seat, ZeroHash } from "./support/world.ts";

const RIGHTS = "rightRegistry";
const REASON = 27;
const LAW = hash("law");

const tests = new RightTests();

let offered = "";
let running = "";
beforeEach(async () => {
  offered = await tests.offered();
  running = await tests.right();
});

const waive = (by: Seat, right: string) => tests.acting(by, "waive", right);
const end = (by: Seat, right: string, reason = REASON, law = LAW): Act =>
  tests.acting(by, "endRight", right, reason, law);
const ended = async (right: string) => {
  const { state, reason, inForce } = await tests.status(right);
  expect([state, inForce]).toEqual([BigInt(RIGHT.ended), false]);
  return reason;
};

describe("waive", () => {
  it("ends what is offered and what is in force, without a reason", async () => {
    const { companyHead, asset } = tests;
    for (const right of [offered, running]) {
      const done = await tests.does(waive(companyHead, right));
      expect(told(done)[0]).toEqual([
        "RightWaived",
        ...big(right, asset, companyHead.organization),
      ]);
      expect(await ended(right)).toBe(0n);
      const before = await tests.chain.read<bigint>(RIGHTS, "stateAt", right, done.time - 1);
      expect(before & 0xffn).not.toBe(BigInt(RIGHT.ended));
    }
  });

  it("ends it while the asset is frozen", async () => {
    await tests.disputed();
    await tests.does(waive(tests.companyHead, running));
    await ended(running);
  });

  it("refuses another organisation, and another office", async () => {
    const { company, companyHead, world } = tests;
    const { authorityHead, holderHead, requesterHead } = tests.province;
    for (const by of [authorityHead, holderHead, requesterHead]) {
      const values = [running, by.organization, companyHead.organization];
      await tests.refused(waive(by, running), "RightRegistry__NotRightHolder", ...values);
    }
    if (company === undefined) throw new Error("no company");
    const receiver = await world.appoint(company, OFFICE.receiver);
    const office = [receiver.number, OFFICE.receiver, 1 << OFFICE.headOfDataOffice];
    const act = waive(receiver, running);
    await tests.refused(act, "OrganizationRegistry__WrongOffice", ...office);
  });
});

describe("endRight", () => {
  it("withdraws an offer for the grantor, whose legal basis is not asked for", async () => {
    const { holder, holderHead } = tests.province;
    await tests.disputed();
    await tests.refused(end(holderHead, offered, 0), "RightRegistry__NoReason");
    const done = await tests.does(end(holderHead, offered, REASON, ZeroHash));
    expect(told(done)[0]).toEqual([
      "RightEnded",
      ...big(offered, tests.asset, holder.number, REASON, ZeroHash),
    ]);
    expect(await ended(offered)).toBe(BigInt(REASON));
  });

  it("refuses the grantor once the right is in force", async () => {
    const { holder, holderHead } = tests.province;
    const values = [running, holder.number];
    await tests.refused(end(holderHead, running), "RightRegistry__GrantorMayNotEnd", ...values);
  });

  it("ends it for an authority above, which gives reason and legal basis", async () => {
    const { authorityHead } = tests.province;
    for (const right of [offered, running]) {
      await tests.refused(end(authorityHead, right, 0), "RightRegistry__NoReason");
      const bare = end(authorityHead, right, REASON, ZeroHash);
      await tests.refused(bare, "RightRegistry__NoLegalBasis");
      await tests.does(end(authorityHead, right));
      expect(await ended(right)).toBe(BigInt(REASON));
    }
  });

  it("refuses whoever has no say over the grantor", async () => {
    const { authority, centreHead, requesterHead } = tests.province;
    const capacities = CAPACITY.authority | CAPACITY.department;
    const beside = await tests.world.appointHead(await tests.world.admit(capacities, authority));
    const strangers = [requesterHead, centreHead, tests.companyHead, beside, tests.neighbourHead];
    for (const by of strangers) {
      const values = [running, by.organization];
      await tests.refused(end(by, running), "RightRegistry__NotEntitled", ...values);
    }
    const { chief } = tests;
    const office = [chief.number, OFFICE.chiefDataOfficer, 1 << OFFICE.headOfDataOffice];
    await tests.refused(end(chief, running), "OrganizationRegistry__WrongOffice", ...office);
  });
});

describe("both", () => {
  const both = (right: string) => [
    waive(tests.companyHead, right),
    end(tests.province.authorityHead, right),
  ];

  it("refuse a right that has ended, and one that is unknown", async () => {
    await tests.does(waive(tests.companyHead, running));
    const none = hash("none");
    for (const act of both(running)) {
      await tests.refused(act, "RightRegistry__WrongState", running, RIGHT.ended);
    }
    for (const act of both(none)) {
      await tests.refused(act, "RightRegistry__UnknownRight", none);
    }
  });

  it("refuse a right that has expired", async () => {
    for (const act of both(running)) {
      await tests.chain.undone(async () => {
        await tests.chain.nextAt(tests.until);
        await tests.refused(act, "RightRegistry__Expired", running, tests.until);
      });
      await tests.chain.undone(async () => {
        await tests.chain.nextAt(tests.until - 1);
        await tests.does(act);
      });
    }
  });
});

describe("a derived right", () => {
  it("is ended by an authority above whoever conferred it", async () => {
    const { authorityHead, centreHead, holder, holderHead } = tests.province;
    const right = await tests.right(centreHead, tests.companyHead, { parent: running });
    const values = [right, holder.number];
    await tests.refused(end(holderHead, right), "RightRegistry__NotEntitled", ...values);
    const grantor = [right, tests.companyHead.organization];
    const own = end(tests.companyHead, right);
    await tests.refused(own, "RightRegistry__GrantorMayNotEnd", ...grantor);
    await tests.does(end(authorityHead, right));
    await ended(right);
    expect((await tests.status(running)).inForce).toBe(true);
  });
});
