// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { take } from "./support/registration.ts";
import { ACT, BASIS, KIND, RIGHT, RightTests, type Terms } from "./support/rights.ts";
import { DAY, hash } from "./support/world.ts";

const RIGHTS = "rightRegistry";
const ASSETS = "assetRegistry";
const CANCELLATION = 5;
const DEPTH = 8;

const tests = new RightTests();

const runs = async (right: string) => (await tests.status(right)).inForce;
const head = () => tests.province.holderHead;

describe("a right that runs", () => {
  it("goes on while its asset is frozen, vetoed or expired", async () => {
    const until = (await tests.chain.now()) + 1500 * DAY;
    const id = await tests.right(undefined, undefined, { until });
    await tests.disputed();
    expect(await runs(id)).toBe(true);
    await tests.does(tests.veto(ACT.conferring, (await tests.chain.now()) + DAY));
    expect(await runs(id)).toBe(true);
    await tests.expire();
    expect(await runs(id)).toBe(true);
    expect(await runs(await tests.holdingRight())).toBe(false);
  });

  it("runs no more once its term is over", async () => {
    const id = await tests.right();
    await tests.chain.pass(tests.until - (await tests.chain.now()) - 1);
    expect(await runs(id)).toBe(true);
    await tests.chain.pass(1);
    expect(await runs(id)).toBe(false);
    expect((await tests.status(id)).state).toBe(BigInt(RIGHT.inForce));
  });

  it("runs no more once the registration is cancelled", async () => {
    const { authorityHead, holder } = tests.province;
    const until = tests.beginning + 300 * DAY;
    const id = await tests.right(undefined, undefined, { until });
    const open = [tests.asset, CANCELLATION, hash("documents")];
    await tests.does(tests.world.bySeat(head(), ASSETS, "open", ...open));
    const parties = { applicant: head(), head: holder.head, registrar: authorityHead };
    const steps = ["approve", "submit", "accept", "review", "confirm"] as const;
    await take(tests.world, parties, tests.asset, steps);
    expect(await runs(id)).toBe(false);
    const holding = await tests.status(await tests.holdingRight());
    expect([holding.state, holding.inForce]).toEqual([BigInt(RIGHT.ended), false]);
    await tests.refused(tests.confer(), "AssetRegistry__WrongState", tests.asset, 3);
  });
});

describe("derived rights", () => {
  it("are conferred by whoever holds a right that runs, and once more from there", async () => {
    const { centre, centreHead, requesterHead } = tests.province;
    const parent = await tests.right();
    const id = await tests.right(centreHead, tests.companyHead, { parent });
    const facts = await tests.struct(RIGHTS, "rightOf", id);
    const [grantor, kind, basis] = big(tests.companyHead.organization, KIND.use, BASIS.derived);
    expect(facts).toMatchObject({ parent, grantor, kind, basis });
    const next = await tests.right(requesterHead, centreHead, { parent: id });
    expect([await runs(id), await runs(next)]).toEqual([true, true]);
    expect((await tests.status(id)).holder).toBe(BigInt(centre.number));
  });

  it("are refused where they would be wider, longer, elsewhere or another's", async () => {
    const { centre, holder, requesterHead } = tests.province;
    const { companyHead } = tests;
    const parent = await tests.right();
    const of = (other: Terms, by = companyHead) =>
      tests.confer(by, { parent, to: centre.number, ...other });
    const wider = [KIND.operating, KIND.operating];
    await tests.refused(of({ kind: KIND.operating }), "RightRegistry__WiderThanParent", ...wider);
    const until = tests.until + 1;
    await tests.refused(of({ until }), "RightRegistry__OutlivesParent", until, tests.until);
    for (const basis of [BASIS.duty, BASIS.authorisation, BASIS.contract]) {
      await tests.refused(of({ basis }), "RightRegistry__BadBasis", basis);
    }
    for (const by of [head(), requesterHead]) {
      const values = [parent, by.organization, companyHead.organization];
      await tests.refused(of({}, by), "RightRegistry__NotRightHolder", ...values);
    }
    const own = of({ to: companyHead.organization });
    const { organization } = companyHead;
    await tests.refused(own, "RightRegistry__SameOrganization", organization);
    const other = await tests.world.asset(head(), tests.province.authorityHead);
    const elsewhere = of({ asset: other });
    await tests.refused(elsewhere, "RightRegistry__OtherAsset", parent, tests.asset);
    await tests.does(of({ to: holder.number }));
  });

  it("are refused where the other right does not run", async () => {
    const { centre } = tests.province;
    const from = (await tests.chain.now()) + DAY;
    const ended = await tests.right();
    await tests.does(tests.acting(tests.companyHead, "waive", ended));
    const parents = [
      await tests.offered(),
      await tests.right(undefined, undefined, { from }),
      ended,
      hash("none"),
      await tests.holdingRight(),
    ];
    for (const parent of parents) {
      const act = tests.confer(tests.companyHead, { parent, to: centre.number });
      await tests.refused(act, "RightRegistry__NotRunning", parent);
    }
  });

  it("lie at most eight steps below the holding right", async () => {
    const sides = [tests.companyHead, tests.province.centreHead];
    let parent = await tests.right(sides[0], undefined, { kind: KIND.use });
    for (let depth = 2; depth <= DEPTH; depth++) {
      const [by, to] = [sides[depth % 2], sides[(depth + 1) % 2]];
      parent = await tests.right(to, by, { parent });
    }
    const by = sides[(DEPTH + 1) % 2];
    const act = tests.confer(by, { parent, to: tests.province.requester.number });
    await tests.refused(act, "RightRegistry__TooDeep", parent, DEPTH);
    expect(await runs(parent)).toBe(true);
  });

  it("end with the right from which they derive", async () => {
    const { centreHead, requesterHead } = tests.province;
    const parent = await tests.right();
    const id = await tests.right(centreHead, tests.companyHead, { parent });
    const next = await tests.right(requesterHead, centreHead, { parent: id });
    const offered = await tests.offered(tests.companyHead, {
      parent,
      to: requesterHead.organization,
    });
    await tests.does(tests.acting(tests.companyHead, "waive", parent));
    expect([await runs(id), await runs(next)]).toEqual([false, false]);
    expect((await tests.status(id)).state).toBe(BigInt(RIGHT.inForce));
    const late = tests.acting(requesterHead, "acceptRight", offered);
    await tests.refused(late, "RightRegistry__NotRunning", parent);
  });
});
