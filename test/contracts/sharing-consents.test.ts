// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { CLOCK, FLAG, type GrantTerms, REASON, SharingTests, STATUS } from "./support/sharing.ts";
import {
  CAPACITY,
  DAY,
  hash,
  idIn,
  type Organization,
  type Province,
  type Seat,
  ZeroHash,
} from "./support/world.ts";

const SHARING = "sharingRegistry";
const UNCONDITIONAL = 1;

class ConsentTests extends SharingTests {
  /** An asset that is shared without conditions. */
  open = "";

  protected override async prepare(province: Province): Promise<void> {
    await super.prepare(province);
    const other = { attribute: UNCONDITIONAL };
    this.open = await province.world.asset(province.holderHead, province.authorityHead, other);
  }

  async department(): Promise<readonly [Organization, Seat]> {
    const one = await this.world.admit(CAPACITY.department, this.province.authority);
    return [one, await this.world.appointHead(one)];
  }
}

const tests = new ConsentTests();

describe("standing consents", () => {
  const consent = (by: Seat = tests.province.holderHead, other: GrantTerms = {}, asset = "") =>
    tests.acting(by, "consentStanding", asset === "" ? tests.open : asset, tests.terms(other));
  const drop = (by: Seat = tests.province.holderHead) =>
    tests.acting(by, "withdrawConsent", tests.open);
  const take = (other: Parameters<typeof tests.wanted>[0] = {}, by?: Seat) => {
    const wanted = tests.wanted({ asset: tests.open, ...other });
    return tests.acting(by ?? tests.province.requesterHead, "requestUnderConsent", wanted);
  };

  it("grant each request in one transaction", async () => {
    const { holder, requester, requesterHead } = tests.province;
    const { open, log, until } = tests;
    const given = await tests.does(consent(undefined, { until: 0, quota: 5, deliveryDays: 3 }));
    expect(given.events[0]?.args.toArray(true)).toEqual([
      ...big(open, holder.number),
      big(log, ZeroHash, given.time, 0, 5, 1, 3),
    ]);
    const giver = async (asset: string) =>
      (await tests.chain.read<{ provider: bigint }>(SHARING, "consentOf", asset)).provider;
    expect([await giver(open), await giver(hash("none"))]).toEqual(big(holder.number, 0));
    const done = await tests.does(take({ scope: hash("asked") }));
    const id = idIn(done, "RequestFiled");
    const [due] = await tests.list("workCalendar", "addWorkingDays", done.time, 3);
    expect(done.events.map(({ name }) => name)).toEqual(["RequestFiled", "GrantIssued"]);
    expect(done.events[0]?.args.toArray(true)).toEqual([
      ...big(id, open, requester.number, requesterHead.number),
      [...big(open, hash("asked"), 12, 2, until), ZeroHash, ZeroHash],
      ...[0n, false],
    ]);
    expect(done.events[1]?.args.toArray(true)).toEqual([
      ...big(id, open, holder.number),
      big(log, hash("asked"), done.time, until, 5, 1, 3),
      ...[due, FLAG.byConsent],
    ]);
    const found = await tests.requestOf(id);
    expect([found["status"], found["due"], found["quota"]]).toEqual([STATUS.granted, 0n, 5n]);
    expect([found["asset"], found["since"], found["wantedUntil"]]).toEqual([
      open,
      0n,
      BigInt(until),
    ]);
    expect((await tests.grantStatus(id))["inForce"]).toBe(true);
    expect((await tests.list(SHARING, "lateness", id, CLOCK.answer))[3]).toBe(false);
    await tests.does(take());
  });

  it("keep what was granted when they are withdrawn", async () => {
    const { holder } = tests.province;
    await tests.refused(drop(), "SharingRegistry__NoConsent", tests.open);
    await tests.does(consent());
    const id = idIn(await tests.does(take()), "RequestFiled");
    const done = await tests.does(drop());
    expect(done.events[0]?.args.toArray()).toEqual(big(tests.open, holder.number));
    await tests.refused(take(), "SharingRegistry__NoConsent", tests.open);
    expect((await tests.grantStatus(id))["inForce"]).toBe(true);
    expect((await tests.requestOf(id))["asset"]).toBe(tests.open);
  });

  it("number an asset once, whatever is withdrawn and given again", async () => {
    const { authorityHead, holderHead } = tests.province;
    const { world } = tests;
    const other = await world.asset(holderHead, authorityHead, { attribute: 1 });
    for (const act of [consent(), consent(undefined, {}, other), drop(), consent()]) {
      await tests.does(act);
    }
    const numbered = async (asset: string) =>
      (await tests.chain.read<{ number: bigint }>(SHARING, "consentOf", asset)).number;
    expect([await numbered(tests.open), await numbered(other)]).toEqual([1n, 2n]);
    for (const asset of [tests.open, other]) {
      const found = await tests.requestOf(idIn(await tests.does(take({ asset })), "RequestFiled"));
      expect([found["asset"], found["consented"]]).toEqual([asset, await numbered(asset)]);
    }
  });

  it("refuse another organisation, and what is shared on conditions", async () => {
    const { authorityHead, holder, requesterHead } = tests.province;
    await tests.does(consent());
    for (const by of [authorityHead, requesterHead]) {
      const values = [tests.open, by.organization, holder.number];
      for (const act of [consent(by), drop(by)]) {
        await tests.refused(act, "SharingRegistry__NotAnswerer", ...values);
      }
    }
    const conditional = consent(undefined, {}, tests.asset);
    await tests.refused(conditional, "SharingRegistry__NotUnconditional", tests.asset);
  });

  it("refuse no consent, one to come, one for another scope, and a term beyond its end", async () => {
    const refused = async () => tests.refused(take(), "SharingRegistry__NoConsent", tests.open);
    await refused();
    const from = tests.beginning + 10 * DAY;
    await tests.does(consent(undefined, { from }));
    await refused();
    await tests.chain.undone(async () => {
      await tests.chain.nextAt(from);
      await tests.does(take());
    });
    await tests.does(consent(undefined, { scope: hash("offered") }));
    await refused();
    await tests.does(take({ scope: hash("offered") }));
    const until = tests.until - 1;
    await tests.does(consent(undefined, { until }));
    const at = (await tests.chain.now()) + 5;
    await tests.chain.nextAt(at);
    await tests.refused(take(), "SharingRegistry__BadTerm", at, tests.until, until);
    await tests.does(take({ until }));
  });

  it("refuse a giver that is suspended, or does not hold the asset any more", async () => {
    const { authority, holder, holderHead } = tests.province;
    await tests.does(consent());
    await tests.chain.undone(async () => {
      const suspend = ["suspendOrganization", holder.number] as const;
      await tests.does(tests.world.act(authority.head, "organizationRegistry", ...suspend));
      await tests.refused(take(), "SharingRegistry__NoConsent", tests.open);
    });
    const [other, otherHead] = await tests.department();
    const rights = "rightRegistry";
    const offer = [tests.open, other.number, hash("agreement")];
    await tests.does(tests.world.bySeat(holderHead, rights, "offerTransfer", ...offer));
    await tests.does(tests.world.bySeat(otherHead, rights, "acceptTransfer", tests.open));
    await tests.refused(take(), "SharingRegistry__NoConsent", tests.open);
    await tests.does(consent(otherHead));
    await tests.does(take());
  });

  it("grant in the name of whoever succeeded the giver, but not to it", async () => {
    const { authority, holder } = tests.province;
    await tests.does(consent());
    const [other, otherHead] = await tests.department();
    const merge = ["merge", authority.number, holder.number, other.number] as const;
    await tests.does(tests.world.act(authority.head, "organizationRegistry", ...merge));
    const id = idIn(await tests.does(take()), "RequestFiled");
    expect((await tests.requestOf(id))["provider"]).toBe(BigInt(other.number));
    const own = take({}, otherHead);
    await tests.refused(own, "SharingRegistry__OwnAsset", tests.open, other.number);
  });
});

describe("onward sharing", () => {
  let parent = "";
  let third: Organization;
  let thirdHead: Seat;
  beforeEach(async () => {
    parent = await tests.newGrant();
    [third, thirdHead] = await tests.department();
  });

  const ask = (by = thirdHead, above = parent, other = {}) =>
    tests.request(by, { parent: above, ...other });
  const filed = async (...args: Parameters<typeof ask>) =>
    idIn(await tests.does(ask(...args)), "RequestFiled");
  const consent = (id: string, by: Seat = tests.province.holderHead) =>
    tests.acting(by, "consentOnward", id);
  const grant = (id: string, other: GrantTerms = {}, by?: Seat) =>
    tests.grant(id, by ?? tests.province.requesterHead, other);
  const shared = async () => {
    const id = await filed();
    await tests.does(consent(id));
    await tests.does(grant(id));
    return id;
  };
  const inForce = async (id: string) => (await tests.grantStatus(id))["inForce"];

  it("is granted, and falls and rests with the grant above", async () => {
    const { holder, holderHead, requester } = tests.province;
    const id = await filed();
    expect(await tests.read("answererOf", id)).toBe(BigInt(requester.number));
    expect(await tests.read("parentOf", id)).toBe(parent);
    const done = await tests.does(consent(id));
    expect(done.events[0]?.args.toArray()).toEqual(big(id, holder.number));
    await tests.does(grant(id));
    expect(await tests.list(SHARING, "partiesOf", id)).toEqual(big(requester.number, third.number));
    expect((await tests.requestOf(id))["flags"]).toBe(FLAG.onward | FLAG.onwardConsented);
    expect(await inForce(id)).toBe(true);
    await tests.does(tests.acting(holderHead, "suspend", parent, REASON.suspension, 0));
    expect(await inForce(id)).toBe(false);
    await tests.does(tests.acting(holderHead, "resume", parent));
    expect(await inForce(id)).toBe(true);
    await tests.does(tests.acting(tests.province.requesterHead, "end", parent, REASON.end));
    expect(await inForce(id)).toBe(false);
  });

  it("is refused without consent, or by that of another organisation", async () => {
    const { authorityHead, holderHead, requesterHead } = tests.province;
    const id = await filed();
    await tests.refused(grant(id), "SharingRegistry__NotConsented", id);
    for (const by of [authorityHead, requesterHead, thirdHead]) {
      const values = [id, by.organization];
      await tests.refused(consent(id, by), "SharingRegistry__NotEntitled", ...values);
    }
    const values = [id, holderHead.organization, requesterHead.organization];
    await tests.refused(grant(id, {}, holderHead), "SharingRegistry__NotAnswerer", ...values);
    await tests.does(consent(id));
    await tests.refused(consent(id), "SharingRegistry__NoConsentNeeded", id);
    const plain = await tests.newRequest();
    await tests.refused(consent(plain), "SharingRegistry__NoConsentNeeded", plain);
    const none = hash("none");
    await tests.refused(consent(none), "SharingRegistry__WrongStatus", none, 0);
  });

  it("is refused beyond the end of the grant above", async () => {
    parent = await tests.newGrant({ until: tests.until - DAY });
    const id = await filed();
    await tests.does(consent(id));
    const now = (await tests.chain.now()) + 5;
    await tests.chain.nextAt(now);
    const values = [now, tests.until, tests.until - DAY];
    await tests.refused(grant(id), "SharingRegistry__BadTerm", ...values);
    await tests.does(grant(id, { until: tests.until - DAY }));
  });

  it("is refused from what is suspended, over, or of another asset", async () => {
    const { holderHead, requesterHead } = tests.province;
    const id = await filed();
    await tests.does(consent(id));
    await tests.does(tests.acting(holderHead, "suspend", parent, REASON.suspension, 0));
    await tests.refused(grant(id), "SharingRegistry__BadParent", parent);
    await tests.does(tests.acting(requesterHead, "end", parent, REASON.end));
    for (const act of [grant(id), ask()]) {
      await tests.refused(act, "SharingRegistry__BadParent", parent);
    }
    const other = await tests.newGrant();
    const foreign = ask(thirdHead, other, { asset: tests.open });
    await tests.refused(foreign, "SharingRegistry__BadParent", other);
    const none = hash("none");
    await tests.refused(ask(thirdHead, none), "SharingRegistry__BadParent", none);
    await tests.chain.nextAt(tests.until);
    const late = ask(thirdHead, other, { until: tests.until + DAY });
    await tests.refused(late, "SharingRegistry__BadParent", other);
  });

  it("is refused to the recipient of the grant above, and to the holder", async () => {
    const { holderHead, requesterHead } = tests.province;
    for (const by of [requesterHead, holderHead]) {
      const values = [tests.asset, by.organization];
      await tests.refused(ask(by), "SharingRegistry__OwnAsset", ...values);
    }
  });

  it("goes on three times, and no fourth", async () => {
    let above = await shared();
    let giver = thirdHead;
    for (let depth = 2; depth <= 3; depth++) {
      const [, head] = await tests.department();
      const id = await filed(head, above);
      const values = [id, giver.organization];
      await tests.refused(consent(id, giver), "SharingRegistry__NotEntitled", ...values);
      await tests.does(consent(id));
      await tests.does(grant(id, {}, giver));
      expect(await inForce(id)).toBe(true);
      [above, giver] = [id, head];
    }
    const [, last] = await tests.department();
    await tests.refused(ask(last, above), "SharingRegistry__BadParent", above);
    const first = tests.acting(tests.province.requesterHead, "end", parent, REASON.end);
    await tests.does(first);
    expect(await inForce(above)).toBe(false);
  });

  it("is closed after the end of the grant above, and its disposal due from then on", async () => {
    const { holderHead, requesterHead } = tests.province;
    const id = await shared();
    const close = tests.acting(holderHead, "closeExpired", id);
    const act = { ...close, args: [id] };
    await tests.refused(act, "SharingRegistry__NotOver", id, tests.until);
    const ended = await tests.does(tests.acting(requesterHead, "end", parent, REASON.end));
    const suspend = tests.acting(requesterHead, "suspend", id, REASON.suspension, 0);
    await tests.refused(suspend, "SharingRegistry__GrantExpired", id, ended.time);
    const [due] = await tests.list("workCalendar", "addWorkingDays", ended.time, 20);
    expect(await tests.deadline(id, CLOCK.disposal)).toEqual([due, expect.any(Boolean)]);
    await tests.chain.pass(DAY);
    const done = await tests.does(act);
    expect(done.events[0]?.args.toArray().slice(0, 3)).toEqual([...big(id, ended.time), due]);
    expect((await tests.grantStatus(id))["until"]).toBe(BigInt(ended.time));
  });
});
