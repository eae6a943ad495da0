// SPDX-License-Identifier: Apache-2.0
// A right that ends: one of use or operation, and, by the cancellation of the registration, the holding right.
import { describe, expect, it } from "vitest";

import { CASE, CLOCK, EffectTests, FOUND, LONG } from "./support/effects.ts";
import { DAY, hash, idIn, ZeroHash } from "./support/world.ts";

const RIGHTS = "rightRegistry";
const [USE, AUTHORISATION] = [2, 2];
const DAYS_30 = 30 * DAY;

const tests = new EffectTests();

describe("a use right that ends", () => {
  it("changes nothing: no request and no grant rests on it", async () => {
    const { holderHead, requesterHead, requester, authorityHead } = tests.province;
    const [grant, id] = [await tests.granted(1), await tests.asked(2)];
    const until = (await tests.chain.now()) + DAYS_30;
    const what = [tests.asset, ZeroHash, USE, requester.number, AUTHORISATION, 0, until];
    const confer = [...what, hash("scope"), hash("agreement")];
    const offered = await tests.does(tests.world.bySeat(holderHead, RIGHTS, "confer", ...confer));
    const right = idIn(offered, "RightOffered");
    await tests.does(tests.world.bySeat(requesterHead, RIGHTS, "acceptRight", right));
    const end = [right, 7, hash("basis")];
    await tests.does(tests.world.bySeat(authorityHead, RIGHTS, "endRight", ...end));
    expect(await tests.inForce(grant)).toBe(true);
    await tests.does(tests.grant(id));
  });
});

describe("an asset whose registration is cancelled", () => {
  it("is matched with no demand", async () => {
    const demand = await tests.demand();
    const match = tests.acting(tests.province.holderHead, "matchDemand", demand, tests.asset);
    await tests.chain.undone(async () => tests.does(match));
    await tests.cancelled();
    await tests.refused(match, "SharingRegistry__NotShareable", tests.asset);
  });

  it("is neither requested nor granted, and a request for it is refused or withdrawn", async () => {
    const { requesterHead } = tests.province;
    const [id, other] = [await tests.asked(1), await tests.asked(2)];
    await tests.cancelled();
    const more = tests.request(requesterHead, { purpose: 3 });
    await tests.refused(more, "SharingRegistry__NotShareable", tests.asset);
    await tests.refused(tests.grant(id), "SharingRegistry__NotShareable", tests.asset);
    await tests.does(tests.refuse(id));
    await tests.does(tests.acting(requesterHead, "withdrawRequest", other));
  });

  it("leaves no grant in force, from then on", async () => {
    const id = await tests.granted(1);
    expect(await tests.inForce(id)).toBe(true);
    const before = await tests.chain.now();
    await tests.cancelled();
    expect(await tests.inForce(id)).toBe(false);
    expect(await tests.chain.read<boolean>("sharingRegistry", "inForceAt", id, before)).toBe(true);
  });

  it("leaves nothing in force that was shared on", async () => {
    const { requesterHead, holderHead } = tests.province;
    const parent = await tests.granted(1);
    const onward = tests.request(tests.successorHead, { parent });
    const id = idIn(await tests.does(onward), "RequestFiled");
    const grant = tests.grant(id, requesterHead);
    await tests.refused(grant, "SharingRegistry__NotConsented", id);
    await tests.does(tests.acting(holderHead, "consentOnward", id));
    await tests.does(grant);
    expect(await tests.inForce(id)).toBe(true);
    await tests.cancelled();
    expect(await tests.inForce(id)).toBe(false);
  });

  it("owes answers: the limit runs on", async () => {
    const { holder } = tests.province;
    const id = await tests.asked();
    const { due } = await tests.lateness(id, CLOCK.answer);
    await tests.cancelled();
    await tests.chain.pass(LONG);
    const late = { who: holder.number, due, late: true };
    expect(await tests.lateness(id, CLOCK.answer)).toEqual(late);
    await tests.does(tests.recordLateness(CLOCK.answer, id));
  });

  it("leaves proposals to the sides, whose grant rests", async () => {
    const { requesterHead } = tests.province;
    const id = await tests.granted(1);
    await tests.does(tests.propose(id));
    await tests.cancelled();
    await tests.does(tests.acting(requesterHead, "declineChange", id));
    expect(await tests.inForce(id)).toBe(false);
  });

  it("has corrections answered of what is in use", async () => {
    const id = await tests.correction();
    await tests.cancelled();
    await tests.does(tests.reject(id));
    expect(await tests.caseState(id)).toBe(CASE.rejected);
  });

  it("has disputes about it decided", async () => {
    const { requesterHead, authorityHead } = tests.province;
    const id = await tests.dispute(await tests.granted(1));
    await tests.cancelled();
    await tests.does(tests.onCases(requesterHead, "escalate", id));
    await tests.does(tests.onCases(authorityHead, "decideDispute", id, hash("decision")));
    expect(await tests.caseState(id)).toBe(CASE.decided);
  });

  it("has breaches about it found", async () => {
    const one = await tests.ordered();
    await tests.cancelled();
    await tests.does(tests.report(one));
    const other = await tests.finding();
    const states = [await tests.foundState(one), await tests.foundState(other)];
    expect(states).toEqual([FOUND.reported, FOUND.open]);
  });
});
