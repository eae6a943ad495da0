// SPDX-License-Identifier: Apache-2.0
import { encodeBytes32String } from "ethers";
import { describe, expect, it } from "vitest";

import type { Act } from "./support/chain.ts";
import { big } from "./support/expect.ts";
import { CLOCK, FLAG, type GrantTerms, REASON, SharingTests, STATUS } from "./support/sharing.ts";
import { DAY, hash, OFFICE, ZeroHash } from "./support/world.ts";

const SHARING = "sharingRegistry";
const ONLY_HEAD = 1 << OFFICE.headOfDataOffice;
const CANCELLATION = 5;
const [RUNNING, DELIVERY_DAYS] = [1n, 20n];
const LAST_KNOWN = 8;

const tests = new SharingTests();

const key = encodeBytes32String;
const ask = (id: string, days: number, by = tests.province.holderHead, grounds = hash("why")) =>
  tests.acting(by, "askExtension", id, days, grounds);
const extend = (id: string, by = tests.province.authorityHead) => tests.acting(by, "extend", id);
const deadline = async (from: number, days: number) =>
  (await tests.list("workCalendar", "addWorkingDays", from, days))[0];

describe("grant", () => {
  it("grants as it was asked, under the request's id", async () => {
    const { holder, requester } = tests.province;
    const { asset, log, until } = tests;
    const id = await tests.newRequest({ scope: hash("asked") });
    const done = await tests.does(tests.grant(id));
    const due = await deadline(done.time, 20);
    expect(done.events.map(({ name }) => name)).toEqual(["GrantIssued"]);
    expect(done.events[0]?.args.toArray(true)).toEqual([
      ...big(id, asset, holder.number),
      big(log, hash("asked"), done.time, until, 0, 1, 20),
      ...[due, 0n],
    ]);
    expect(await tests.grantStatus(id)).toEqual({
      ...{ state: RUNNING, inForce: true, grantedAt: BigInt(done.time), from: BigInt(done.time) },
      ...{ until: BigInt(until), suspendedSince: 0n, resumedAt: 0n, reason: 0n },
      ...{ scopeVersion: 0n, scope: hash("asked"), log, parent: ZeroHash },
    });
    const found = await tests.requestOf(id);
    expect([found["status"], found["provider"]]).toEqual([STATUS.granted, BigInt(holder.number)]);
    expect(await tests.list(SHARING, "partiesOf", id)).toEqual(
      big(holder.number, requester.number),
    );
    expect(await tests.deadline(id, CLOCK.delivery)).toEqual([due, false]);
    for (const [view, nothing] of [
      ["inForceAt", false],
      ["scopeAt", ZeroHash],
      ["logAt", ZeroHash],
    ] as const) {
      expect(await tests.read(view, id, done.time - 1)).toBe(nothing);
    }
    expect(await tests.read("inForceAt", id, until - 1)).toBe(true);
    expect(await tests.read("inForceAt", id, until)).toBe(false);
  });

  it("grants another scope, a quota, a way of disposal and a shorter promise", async () => {
    const id = await tests.newRequest();
    const terms = { scope: hash("less"), quota: 12, disposal: 2, deliveryDays: 3 };
    const done = await tests.does(tests.grant(id, undefined, terms));
    const due = await deadline(done.time, 3);
    const found = await tests.requestOf(id);
    expect([found["quota"], found["disposal"], found["deliveryDays"]]).toEqual(big(12, 2, 3));
    expect(found["deliveryDue"]).toBe(due);
    const { scope, scopeVersion } = await tests.grantStatus(id);
    expect([scope, scopeVersion]).toEqual([hash("less"), 1n]);
    expect(await tests.read("scopeAt", id, done.time)).toBe(hash("less"));
  });

  it("grants from a moment in the future on", async () => {
    const from = tests.beginning + 10 * DAY;
    const id = await tests.newGrant({ from });
    expect((await tests.grantStatus(id))["inForce"]).toBe(false);
    expect(await tests.read("inForceAt", id, from - 1)).toBe(false);
    expect(await tests.read("inForceAt", id, from)).toBe(true);
  });

  it("refuses another organisation, also the authority, and another office", async () => {
    const { authorityHead, holder, requesterHead } = tests.province;
    const id = await tests.newRequest();
    for (const by of [requesterHead, authorityHead]) {
      const values = [id, by.organization, holder.number];
      await tests.refused(tests.grant(id, by), "SharingRegistry__NotAnswerer", ...values);
    }
    const registrant = await tests.world.appoint(holder, OFFICE.registrant);
    const values = [registrant.number, OFFICE.registrant, ONLY_HEAD];
    const act = tests.grant(id, registrant);
    await tests.refused(act, "OrganizationRegistry__WrongOffice", ...values);
  });

  it("refuses a log that is unknown or closed", async () => {
    const { centreHead } = tests.province;
    const id = await tests.newRequest();
    const none = hash("none");
    const unknown = tests.grant(id, undefined, { log: none });
    await tests.refused(unknown, "SharingRegistry__LogNotOpen", none);
    await tests.does(tests.world.bySeat(centreHead, "exchangeLog", "close", tests.log, ZeroHash));
    await tests.refused(tests.grant(id), "SharingRegistry__LogNotOpen", tests.log);
  });

  it("refuses a term that begins in the past, is empty, or longer than requested", async () => {
    const { chain, until } = tests;
    const id = await tests.newRequest();
    const now = (await chain.now()) + 10;
    for (const [from, end] of [
      [now - 1, until],
      [now, now],
      [until, until],
      [now + 5, now + 4],
      [now, until + 1],
    ] as const) {
      await chain.undone(async () => {
        await chain.nextAt(now);
        const act = tests.grant(id, undefined, { from, until: end });
        await tests.refused(act, "SharingRegistry__BadTerm", from, end, until);
      });
    }
    await chain.nextAt(now);
    await tests.does(tests.grant(id, undefined, { from: now, until: now + 1 }));
  });

  it("refuses a term without an end", async () => {
    const id = await tests.newRequest();
    const now = (await tests.chain.now()) + 10;
    await tests.chain.nextAt(now);
    const act = tests.grant(id, undefined, { until: 0 });
    await tests.refused(act, "SharingRegistry__BadTerm", now, 0, tests.until);
  });

  it("refuses a longer promise than the rule has, and an unknown way of disposal", async () => {
    const id = await tests.newRequest();
    const grant = (other: GrantTerms) => tests.grant(id, undefined, other);
    const longer = grant({ deliveryDays: 21 });
    await tests.refused(longer, "SharingRegistry__BadPromise", 21, DELIVERY_DAYS);
    for (const disposal of [LAST_KNOWN + 1, 128, 65_535]) {
      const values = [key("disposal.kinds"), disposal];
      await tests.refused(grant({ disposal }), "SharingRegistry__UnknownReason", ...values);
    }
    await tests.does(grant({ deliveryDays: 20, disposal: 0 }));
  });

  it("refuses when the asset can no longer be shared", async () => {
    const { holderHead, requesterHead } = tests.province;
    const { chain, world, asset } = tests;
    const id = await tests.newRequest();
    await chain.undone(async () => {
      const dispute = [asset, hash("grounds")];
      await chain.does(
        world.bySeat(requesterHead, "caseRegistry", "openOwnershipDispute", ...dispute),
      );
      await tests.refused(tests.grant(id), "SharingRegistry__NotShareable", asset);
    });
    const cancellation = [asset, CANCELLATION, hash("documents")];
    await chain.does(world.bySeat(holderHead, "assetRegistry", "open", ...cancellation));
    for (const fn of ["assess", "approve", "submit", "accept", "review", "publish", "confirm"]) {
      const act = step(fn, asset);
      // The law may leave a step out.
      if ((await chain.tries(act)) === undefined) await chain.does(act);
    }
    await tests.refused(tests.grant(id), "SharingRegistry__NotShareable", asset);
  });

  it("refuses a requester that nobody stands for", async () => {
    const { authority, requester } = tests.province;
    const id = await tests.newRequest();
    const abolish = ["abolish", authority.number, requester.number] as const;
    await tests.does(tests.world.act(authority.head, "organizationRegistry", ...abolish));
    await tests.refused(tests.grant(id), "SharingRegistry__NotDepartment", requester.number);
  });
});

/** A step of the cancellation of an asset. */
function step(fn: string, asset: string): Act {
  const { authority, authorityHead, holder, holderHead } = tests.province;
  const { world } = tests;
  if (fn === "approve") return world.act(holder.head, "assetRegistry", fn, asset);
  if (fn === "assess") {
    const assessed = [asset, hash("secrecy"), hash("personal information")];
    return world.bySeat(holderHead, "assetRegistry", fn, ...assessed);
  }
  if (fn === "submit") {
    return world.bySeat(holderHead, "assetRegistry", fn, asset, authority.number);
  }
  return world.bySeat(authorityHead, "assetRegistry", fn, asset);
}

describe("refuse", () => {
  it("refuses the request for whoever must answer, with reason and legal basis", async () => {
    const { holder } = tests.province;
    const id = await tests.newRequest();
    const done = await tests.does(tests.refuse(id));
    expect(done.events[0]?.args.toArray()).toEqual([
      ...big(id, holder.number, REASON.refusal),
      ...[hash("law"), false],
    ]);
    const found = await tests.requestOf(id);
    expect([found["status"], found["reason"]]).toEqual([STATUS.refused, BigInt(REASON.refusal)]);
    await expect(tests.grantStatus(id)).rejects.toThrow("SharingRegistry__UnknownGrant");
  });

  it("refuses an unknown reason, no legal basis, and another organisation", async () => {
    const { authorityHead, holder, requesterHead } = tests.province;
    const id = await tests.newRequest();
    for (const reason of [0, LAST_KNOWN + 1, 127, 128, 65_535]) {
      const values = [key("reasons.refusal"), reason];
      const act = tests.refuse(id, undefined, reason);
      await tests.refused(act, "SharingRegistry__UnknownReason", ...values);
    }
    const act = tests.acting(tests.province.holderHead, "refuse", id, LAST_KNOWN, ZeroHash);
    await tests.refused(act, "SharingRegistry__NoLegalBasis");
    for (const by of [requesterHead, authorityHead]) {
      const values = [id, by.organization, holder.number];
      await tests.refused(tests.refuse(id, by), "SharingRegistry__NotAnswerer", ...values);
    }
    await tests.does(tests.refuse(id, undefined, LAST_KNOWN));
  });
});

describe("all answers", () => {
  const answers = (id: string) => [
    ...[tests.grant(id), tests.refuse(id), ask(id, 5), extend(id)],
    tests.acting(tests.province.holderHead, "returnForGaps", id, hash("gaps")),
  ];

  it("refuse a request that is answered, withdrawn or unknown", async () => {
    const { requesterHead } = tests.province;
    const withdrawn = await tests.newRequest();
    await tests.does(tests.acting(requesterHead, "withdrawRequest", withdrawn));
    const refused = await tests.newRequest();
    await tests.does(tests.refuse(refused));
    for (const [id, status] of [
      [await tests.newGrant(), STATUS.granted],
      [withdrawn, STATUS.withdrawn],
      [refused, STATUS.refused],
      [hash("none"), 0n],
    ] as const) {
      for (const act of answers(id)) {
        await tests.refused(act, "SharingRegistry__WrongStatus", id, status);
      }
    }
    expect(await tests.read("answererOf", hash("none"))).toBe(0n);
  });

  it("take the first of two that are on their way", async () => {
    const { provider } = tests.chain;
    const id = await tests.newRequest();
    await provider.request({ method: "evm_setAutomine", params: [false] });
    await tests.chain.fill(tests.refuse(id));
    await tests.chain.fill(tests.grant(id));
    await provider.request({ method: "evm_mine", params: [] });
    await provider.request({ method: "evm_setAutomine", params: [true] });
    expect((await tests.requestOf(id))["status"]).toBe(STATUS.refused);
    expect(await tests.read("stateTrace", id)).toBe(0n);
    expect((await tests.requestOf(id))["flags"]).not.toBe(FLAG.answeredLate);
  });
});
