// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { ConsentTests } from "./support/consents.ts";
import { CLOCK, FLAG, type GrantTerms, REASON } from "./support/sharing.ts";
import { DAY, hash, idIn, type Organization, type Seat } from "./support/world.ts";

const SHARING = "sharingRegistry";

const tests = new ConsentTests();

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
