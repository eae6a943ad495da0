// SPDX-License-Identifier: Apache-2.0
import { encodeBytes32String, toBeHex } from "ethers";
import { beforeEach, describe, expect, it } from "vitest";

import { mappingSlot, slotAt, SLOTS, VALUES } from "@suyuan/proof";

import { big } from "./support/expect.ts";
import { REASON, SharingTests, STATUS } from "./support/sharing.ts";
import { CAPACITY, DAY, hash, openLog, type Seat, ZeroHash } from "./support/world.ts";

const SHARING = "sharingRegistry";
const [SCOPE, TERM, LOG, END] = [1, 2, 3, 4];
const TEN_YEARS = 3653 * DAY;
const VALUE_AT = 80;

const tests = new SharingTests();
const word = (value: number | bigint): string => toBeHex(value, 32);

let id = "";
let other = "";
beforeEach(async () => {
  id = await tests.newGrant();
  other = await openLog(tests.province, "another log");
});

const propose = (by: Seat, kind = SCOPE, value = hash("wider"), grant = id) =>
  tests.acting(by, "proposeChange", grant, kind, value);
const accept = (by: Seat, value = hash("wider"), grant = id) =>
  tests.acting(by, "acceptChange", grant, value);
const confirm = (by: Seat, value = hash("wider")) => tests.acting(by, "confirmChange", id, value);
const decline = (by: Seat) => tests.acting(by, "declineChange", id);
const withdraw = (by: Seat) => tests.acting(by, "withdrawChange", id);

describe("given the provider's or the recipient's proposal", () => {
  it("changes scope, term or log from then on, when the other side accepts its value", async () => {
    const { holderHead, requesterHead } = tests.province;
    const { log, until } = tests;
    const scope = (await tests.grantStatus(id))["scope"] as string;
    for (const [by, side] of [
      [holderHead, requesterHead],
      [requesterHead, holderHead],
    ] as const) {
      for (const [kind, value, field, told, view, before] of [
        [SCOPE, hash("wider"), "scope", hash("wider"), "scopeAt", scope],
        [LOG, other, "log", other, "logAt", log],
        [TERM, word(until + DAY), "until", BigInt(until + DAY), undefined, undefined],
      ] as const) {
        await tests.chain.undone(async () => {
          const proposed = await tests.does(propose(by, kind, value));
          const event = [id, ...big(by.organization, kind), value];
          expect(proposed.events[0]?.args.toArray()).toEqual(event);
          const open = [value, ...big(kind), false, by === holderHead, BigInt(proposed.time)];
          expect(await tests.list(SHARING, "changeOf", id)).toEqual(open);
          const done = await tests.does(accept(side, value));
          const changed = [id, ...big(side.organization, kind), value];
          expect(done.events[0]?.args.toArray()).toEqual(changed);
          expect((await tests.grantStatus(id))[field]).toBe(told);
          if (view !== undefined) {
            expect(await tests.read(view, id, done.time - 1)).toBe(before);
            expect(await tests.read(view, id, done.time)).toBe(told);
          }
          expect(await tests.read("inForceAt", id, until)).toBe(kind === TERM);
          await tests.refused(accept(side, value), "SharingRegistry__NoChange", id);
        });
      }
    }
  });

  it("refuses another value than the one proposed", async () => {
    const { holderHead, requesterHead } = tests.province;
    await tests.does(propose(holderHead));
    const act = accept(requesterHead, hash("narrower"));
    await tests.refused(act, "SharingRegistry__NoChange", id);
  });

  it("refuses the same side, and strangers", async () => {
    const { authorityHead, centreHead, holderHead, requesterHead } = tests.province;
    for (const [by, side] of [
      [holderHead, requesterHead],
      [requesterHead, holderHead],
    ] as const) {
      await tests.does(propose(by));
      for (const one of [by, authorityHead, centreHead]) {
        const values = [id, one.organization];
        for (const act of [accept(one), decline(one)]) {
          await tests.refused(act, "SharingRegistry__NotEntitled", ...values);
        }
      }
      for (const one of [side, authorityHead]) {
        const values = [id, one.organization];
        await tests.refused(withdraw(one), "SharingRegistry__NotEntitled", ...values);
      }
      await tests.does(withdraw(by));
    }
    const { requester } = tests.province;
    const values = [id, authorityHead.organization, requester.number];
    await tests.refused(propose(authorityHead), "SharingRegistry__NotRequester", ...values);
  });
});

describe("given the end", () => {
  it("ends the grant when the provider proposes and the recipient accepts", async () => {
    const { holderHead, requesterHead } = tests.province;
    await tests.does(propose(holderHead, END, word(REASON.end)));
    const done = await tests.does(accept(requesterHead, word(REASON.end)));
    expect((await tests.requestOf(id))["status"]).toBe(STATUS.disposalDue);
    const { until, reason } = await tests.grantStatus(id);
    expect([until, reason]).toEqual(big(done.time, REASON.end));
  });

  it("refuses the recipient's proposal, and an unknown reason", async () => {
    const { holderHead, requester, requesterHead } = tests.province;
    const act = propose(requesterHead, END, word(REASON.end));
    await tests.refused(act, "SharingRegistry__NotEntitled", id, requester.number);
    const unknown = propose(holderHead, END, word(9));
    const values = [encodeBytes32String("reasons.end"), 9];
    await tests.refused(unknown, "SharingRegistry__UnknownReason", ...values);
    const last = [encodeBytes32String("reasons.end"), 65_535];
    const greatest = propose(holderHead, END, word(65_535));
    await tests.refused(greatest, "SharingRegistry__UnknownReason", ...last);
    const large = word(65_536 + REASON.end);
    await tests.refused(
      propose(holderHead, END, large),
      "SharingRegistry__BadChange",
      ...[END, large],
    );
  });
});

describe("given a proposal that was declined", () => {
  it("changes the grant when it is the provider's and an authority above confirms", async () => {
    const { authority, authorityHead, holderHead, requester, requesterHead } = tests.province;
    await tests.does(propose(holderHead, END, word(REASON.end)));
    const early = confirm(authorityHead, word(REASON.end));
    await tests.refused(early, "SharingRegistry__NoChange", id);
    const declined = await tests.does(decline(requesterHead));
    expect(declined.events[0]?.args.toArray()).toEqual(big(id, requester.number));
    const late = accept(requesterHead, word(REASON.end));
    await tests.refused(late, "SharingRegistry__NoChange", id);
    await tests.refused(decline(requesterHead), "SharingRegistry__NoChange", id);
    const wrong = confirm(authorityHead, word(REASON.end + 1));
    await tests.refused(wrong, "SharingRegistry__NoChange", id);
    const done = await tests.does(confirm(authorityHead, word(REASON.end)));
    const told = [id, ...big(authority.number, END), word(REASON.end)];
    expect(done.events[0]?.args.toArray()).toEqual(told);
    expect((await tests.requestOf(id))["status"]).toBe(STATUS.disposalDue);
  });

  it("refuses to confirm the recipient's, since nobody answers for the provider", async () => {
    const { authorityHead, holderHead, requesterHead } = tests.province;
    await tests.does(propose(requesterHead));
    await tests.does(decline(holderHead));
    await tests.refused(confirm(authorityHead), "SharingRegistry__NoChange", id);
  });

  it("refuses to confirm for whoever is no authority above the provider", async () => {
    const { authority, centreHead, holderHead, requesterHead } = tests.province;
    await tests.does(propose(holderHead));
    await tests.does(decline(requesterHead));
    const beside = await tests.world.admit(CAPACITY.authority, authority);
    const besideHead = await tests.world.appointHead(beside);
    for (const by of [holderHead, requesterHead, centreHead, besideHead]) {
      const values = [id, by.organization];
      await tests.refused(confirm(by), "SharingRegistry__NotEntitled", ...values);
    }
  });

  it("lets another take its place, or is withdrawn", async () => {
    const { holderHead, requesterHead } = tests.province;
    await tests.does(propose(holderHead));
    await tests.refused(propose(requesterHead), "SharingRegistry__ChangeProposed", id);
    await tests.does(decline(requesterHead));
    await tests.chain.undone(() => tests.does(withdraw(holderHead)));
    await tests.does(propose(requesterHead, LOG, other));
    await tests.does(accept(holderHead, other));
  });
});

describe("given a proposal", () => {
  it("is gone when its side withdraws it", async () => {
    const { holderHead, requesterHead } = tests.province;
    await tests.refused(withdraw(holderHead), "SharingRegistry__NoChange", id);
    await tests.does(propose(holderHead));
    const done = await tests.does(withdraw(holderHead));
    expect(done.events[0]?.args.toArray()).toEqual([id]);
    for (const act of [accept(requesterHead), decline(requesterHead), withdraw(holderHead)]) {
      await tests.refused(act, "SharingRegistry__NoChange", id);
    }
  });

  it("is refused of an unknown kind, and with a value that says nothing", async () => {
    const { holderHead } = tests.province;
    for (const [kind, value] of [
      [0, hash("x")],
      [5, hash("x")],
      [SCOPE, ZeroHash],
    ] as const) {
      const act = propose(holderHead, kind, value);
      await tests.refused(act, "SharingRegistry__BadChange", kind, value);
    }
    const none = hash("none");
    await tests.refused(propose(holderHead, LOG, none), "SharingRegistry__LogNotOpen", none);
  });
});

describe("given a term", () => {
  it("lies in the future, and within ten years", async () => {
    const { holderHead } = tests.province;
    const now = (await tests.chain.now()) + 10;
    for (const until of [0, now, now + TEN_YEARS + 1]) {
      await tests.chain.undone(async () => {
        await tests.chain.nextAt(now);
        const act = propose(holderHead, TERM, word(until));
        await tests.refused(act, "SharingRegistry__BadChange", TERM, word(until));
      });
    }
    for (const until of [now + 1, now + TEN_YEARS]) {
      await tests.chain.undone(async () => {
        await tests.chain.nextAt(now);
        await tests.does(propose(holderHead, TERM, word(until)));
      });
    }
  });

  it("lies after the grant's beginning", async () => {
    const { holderHead } = tests.province;
    const from = tests.beginning + 10 * DAY;
    const grant = await tests.newGrant({ from });
    const act = propose(holderHead, TERM, word(from), grant);
    await tests.refused(act, "SharingRegistry__BadChange", TERM, word(from));
    await tests.does(propose(holderHead, TERM, word(from + 1), grant));
  });

  it("lies within that of the grant above", async () => {
    const { authority, holderHead, requesterHead } = tests.province;
    const third = await tests.world.admit(CAPACITY.department, authority);
    const thirdHead = await tests.world.appointHead(third);
    const filed = await tests.does(tests.request(thirdHead, { parent: id }));
    const child = String(filed.events[0]?.args[0]);
    await tests.does(tests.acting(holderHead, "consentOnward", child));
    const until = tests.until - DAY;
    await tests.does(tests.grant(child, requesterHead, { until }));
    const beyond = word(tests.until + 1);
    const act = propose(requesterHead, TERM, beyond, child);
    await tests.refused(act, "SharingRegistry__BadChange", TERM, beyond);
    await tests.does(propose(requesterHead, TERM, word(tests.until), child));
    const shorter = word(tests.until - 2 * DAY);
    await tests.does(propose(holderHead, TERM, shorter));
    await tests.does(accept(requesterHead, shorter));
    const late = accept(thirdHead, word(tests.until), child);
    await tests.refused(late, "SharingRegistry__BadChange", TERM, word(tests.until));
  });
});

describe("given a log that is closed in between", () => {
  it("refuses", async () => {
    const { centreHead, holderHead, requesterHead } = tests.province;
    await tests.does(propose(holderHead, LOG, other));
    await tests.does(tests.world.bySeat(centreHead, "exchangeLog", "close", other, ZeroHash));
    await tests.refused(accept(requesterHead, other), "SharingRegistry__LogNotOpen", other);
  });
});

describe("given the most scopes that a grant can have", () => {
  it("refuses another one", async () => {
    const { holderHead, requesterHead } = tests.province;
    const place = mappingSlot(slotAt(SLOTS.sharingRegistry.states), id as `0x${string}`);
    const most = 0xffn << BigInt(VALUE_AT + VALUES.grant.scope.offset);
    const found = await tests.chain.slot("sharingRegistry", place);
    await tests.chain.setSlot("sharingRegistry", place, found | most);
    const act = propose(holderHead);
    await tests.refused(act, "SharingRegistry__BadChange", SCOPE, hash("wider"));
    await tests.does(propose(holderHead, LOG, other));
    await tests.does(accept(requesterHead, other));
  });
});

describe("given a suspended grant", () => {
  it("stays suspended through a change", async () => {
    const { holderHead, requesterHead } = tests.province;
    const suspend = tests.acting(holderHead, "suspend", id, REASON.suspension, 0);
    const { time } = await tests.does(suspend);
    await tests.does(propose(requesterHead, LOG, other));
    const changed = await tests.does(accept(holderHead, other));
    const logs = await Promise.all([0, 1, 2, 3].map(async (one) => tests.read("logOf", one)));
    expect(logs).toEqual([ZeroHash, tests.log, other, ZeroHash]);
    expect((await tests.grantStatus(id))["inForce"]).toBe(false);
    const resumed = await tests.does(tests.acting(holderHead, "resume", id));
    for (const [at, held] of [
      [time - 1, true],
      [time, false],
      [changed.time, false],
      [resumed.time - 1, false],
      [resumed.time, true],
    ] as const) {
      expect(await tests.read("inForceAt", id, at)).toBe(held);
    }
  });
});
