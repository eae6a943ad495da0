// SPDX-License-Identifier: Apache-2.0
// What stops acts on an asset: a freeze, a veto, and the expiry of its registration. Each befalls the same things.
import { describe, expect, it } from "vitest";

import type { Act } from "./support/chain.ts";
import { CASE, CLOCK, EffectTests, FOUND, LONG } from "./support/effects.ts";
import { DAY, hash } from "./support/world.ts";

const UNCONDITIONAL = 1;
const NOT_SHAREABLE = "SharingRegistry__NotShareable";

const tests = new EffectTests();

/** What befalls the asset; whether something new may begin meanwhile, and whether grants are in force. */
interface Stop {
  readonly befalls: (asset?: string) => Promise<void>;
  readonly begins: boolean;
  readonly inForce: boolean;
}

const FREEZE: Stop = {
  befalls: async (asset) => tests.frozen(asset),
  begins: false,
  inForce: true,
};
const VETO: Stop = { befalls: async (asset) => tests.vetoed(asset), begins: true, inForce: true };
const EXPIRY: Stop = {
  befalls: async (asset) => tests.expired(asset),
  begins: false,
  inForce: false,
};

async function happens(begins: boolean, act: Act, asset = tests.asset): Promise<void> {
  if (begins) await tests.does(act);
  else await tests.refused(act, NOT_SHAREABLE, asset);
}

/** A grant that outlasts the registration. */
async function longGrant(): Promise<string> {
  const until = (await tests.chain.now()) + 1500 * DAY;
  const id = await tests.newRequest({ until });
  await tests.does(tests.grant(id, tests.province.holderHead, { until }));
  return id;
}

function demands({ befalls, begins }: Stop) {
  return async () => {
    const demand = await tests.demand();
    await befalls();
    const { holderHead } = await tests.present();
    await happens(begins, tests.acting(holderHead, "matchDemand", demand, tests.asset));
  };
}

function requests({ befalls, begins }: Stop) {
  return async () => {
    await befalls();
    const { requesterHead } = await tests.present();
    const until = (await tests.chain.now()) + 90 * DAY;
    await happens(begins, tests.request(requesterHead, { until }));
  };
}

function answers({ befalls, begins }: Stop) {
  return async () => {
    const until = (await tests.chain.now()) + 1500 * DAY;
    const [id, refused, withdrawn] = [
      await tests.newRequest({ until }),
      await tests.newRequest({ until, purpose: 2 }),
      await tests.newRequest({ until, purpose: 3 }),
    ];
    await befalls();
    const { holderHead, requesterHead } = await tests.present();
    await happens(begins, tests.grant(id, holderHead, { until }));
    await tests.does(tests.refuse(refused, holderHead));
    await tests.does(tests.acting(requesterHead, "withdrawRequest", withdrawn));
  };
}

function grants({ befalls, inForce }: Stop) {
  return async () => {
    const id = await longGrant();
    await befalls();
    const { holderHead, requesterHead } = await tests.present();
    expect(await tests.inForce(id)).toBe(inForce);
    await tests.does(tests.suspend(id, holderHead));
    expect(await tests.inForce(id)).toBe(false);
    await tests.does(tests.acting(holderHead, "resume", id));
    expect(await tests.inForce(id)).toBe(inForce);
    await tests.does(tests.end(id, requesterHead));
  };
}

function clocks({ befalls }: Stop) {
  return async () => {
    const id = await tests.asked();
    const { who, due } = await tests.lateness(id, CLOCK.answer);
    await befalls();
    await tests.chain.pass(LONG);
    expect(await tests.lateness(id, CLOCK.answer)).toEqual({ who, due, late: true });
    await tests.does(tests.recordLateness(CLOCK.answer, id));
  };
}

function changes({ befalls }: Stop) {
  return async () => {
    const id = await longGrant();
    await tests.does(tests.propose(id));
    await befalls();
    const { requesterHead } = await tests.present();
    await tests.does(tests.accept(id, requesterHead));
  };
}

function corrections({ befalls }: Stop) {
  return async () => {
    const [one, other] = [await tests.correction(), await tests.correction()];
    await befalls();
    const { holderHead } = await tests.present();
    await tests.does(tests.correct(one, holderHead));
    await tests.does(tests.reject(other, holderHead));
    const states = [await tests.caseState(one), await tests.caseState(other)];
    expect(states).toEqual([CASE.corrected, CASE.rejected]);
  };
}

function disputes({ befalls }: Stop) {
  return async () => {
    const id = await tests.dispute(await longGrant());
    await befalls();
    const { requesterHead, authorityHead } = await tests.present();
    await tests.does(tests.onCases(requesterHead, "escalate", id));
    await tests.does(tests.onCases(authorityHead, "decideDispute", id, hash("decision")));
    expect(await tests.caseState(id)).toBe(CASE.decided);
  };
}

function findings({ befalls }: Stop) {
  return async () => {
    const id = await tests.ordered();
    await befalls();
    const { holderHead, authorityHead } = await tests.present();
    await tests.does(tests.report(id, holderHead));
    await tests.does(tests.onFindings(authorityHead, "acceptRectification", id));
    expect(await tests.foundState(id)).toBe(FOUND.rectified);
  };
}

/** Standing consents are of assets that are shared unconditionally. */
function consents({ befalls, begins }: Stop) {
  return async () => {
    const { holderHead, authorityHead } = tests.province;
    const open = { attribute: UNCONDITIONAL };
    const asset = await tests.world.asset(holderHead, authorityHead, open);
    const terms = tests.terms({ until: (await tests.chain.now()) + 1500 * DAY });
    await tests.does(tests.acting(holderHead, "consentStanding", asset, terms));
    await befalls(asset);
    const { requesterHead } = await tests.present();
    const wanted = tests.wanted({ asset, until: (await tests.chain.now()) + 90 * DAY });
    await happens(begins, tests.acting(requesterHead, "requestUnderConsent", wanted), asset);
  };
}

describe("an asset that is frozen", () => {
  it("is not matched with a demand while frozen", demands(FREEZE));
  it("is not requested while frozen", requests(FREEZE));
  it("is not had under a standing consent while frozen", consents(FREEZE));
  it("is not granted while frozen; refusals and withdrawals go on", answers(FREEZE));
  it("leaves running grants in force while frozen", grants(FREEZE));
  it("lets clocks run on while frozen", clocks(FREEZE));
  it("lets the sides change their grant while frozen", changes(FREEZE));
  it("is corrected while frozen", corrections(FREEZE));
  it("lets disputes go on while frozen", disputes(FREEZE));
  it("lets findings go on while frozen", findings(FREEZE));
});

describe("an asset whose every act is vetoed", () => {
  it("is matched with a demand in spite of vetoes", demands(VETO));
  it("is requested in spite of vetoes", requests(VETO));
  it("is had under a standing consent in spite of vetoes", consents(VETO));
  it("is granted in spite of vetoes", answers(VETO));
  it("leaves running grants in force in spite of vetoes", grants(VETO));
  it("lets clocks run on in spite of vetoes", clocks(VETO));
  it("lets the sides change their grant in spite of vetoes", changes(VETO));
  it("is corrected in spite of vetoes", corrections(VETO));
  it("lets disputes go on in spite of vetoes", disputes(VETO));
  it("lets findings go on in spite of vetoes", findings(VETO));
});

describe("an asset whose registration has expired", () => {
  it("is not matched with a demand once expired", demands(EXPIRY));
  it("is not requested once expired", requests(EXPIRY));
  it("is not had under a standing consent once expired", consents(EXPIRY));
  it("is not granted once expired; refusals and withdrawals go on", answers(EXPIRY));
  it("lets running grants rest once expired", grants(EXPIRY));
  it("lets clocks run on once expired", clocks(EXPIRY));
  it("lets the sides change their grant once expired", changes(EXPIRY));
  it("has corrections answered once expired", corrections(EXPIRY));
  it("lets disputes go on once expired", disputes(EXPIRY));
  it("lets findings go on once expired", findings(EXPIRY));

  it("has its grants in force again once it is registered anew", async () => {
    const id = await longGrant();
    await tests.expired();
    expect(await tests.inForce(id)).toBe(false);
    await tests.registeredAnew();
    expect(await tests.inForce(id)).toBe(true);
  });
});
