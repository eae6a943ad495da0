// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { ConsentTests } from "./support/consents.ts";
import { CLOCK, FLAG, type GrantTerms, STATUS } from "./support/sharing.ts";
import { DAY, hash, idIn, type Seat, ZeroHash } from "./support/world.ts";

const SHARING = "sharingRegistry";

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
