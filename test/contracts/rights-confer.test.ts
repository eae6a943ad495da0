// SPDX-License-Identifier: Apache-2.0
import { AbiCoder, keccak256 } from "ethers";
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { take } from "./support/registration.ts";
import { ACT, BASIS, KIND, RIGHT, RightTests, type Terms } from "./support/rights.ts";
import { DAY, hash, OFFICE, type Seat, ZeroHash } from "./support/world.ts";

const RIGHTS = "rightRegistry";
const ASSETS = "assetRegistry";
const CANCELLATION = 5;
const DEPTH = 8;

const tests = new RightTests();

const accept = (by: Seat, right: string) => tests.acting(by, "acceptRight", right);
const runs = async (right: string) => (await tests.status(right)).inForce;
const head = () => tests.province.holderHead;

/** The id by its published definition, with another ABI coder than the contract's. */
const idOf = (serial: number) => {
  const types = ["uint256", "address", "string", "bytes32", "uint64"];
  const address = tests.chain.addresses.rightRegistry;
  const values = [31_337, address, "right", tests.asset, serial];
  return keccak256(AbiCoder.defaultAbiCoder().encode(types, values));
};

describe("confer", () => {
  it("offers an operating right as it was conferred, with an id of its own", async () => {
    const { holder, requester } = tests.province;
    const company = tests.companyHead.organization;
    const done = await tests.does(tests.confer());
    const [event] = done.events;
    const id = idOf(1);
    const facts = [KIND.operating, BASIS.authorisation, done.time, tests.until];
    const commitments = [hash("scope"), hash("agreement")];
    expect([event?.name, ...(event?.args.toArray() ?? [])]).toEqual([
      "RightOffered",
      ...big(id, tests.asset, company, holder.number, ZeroHash, ...facts, ...commitments),
    ]);
    const told = big(tests.asset, ZeroHash, ...commitments, company, holder.number, ...facts, 1);
    expect(await tests.list(RIGHTS, "rightOf", id)).toEqual(told);
    expect(await tests.list(RIGHTS, "rightStatus", id)).toEqual([
      ...big(RIGHT.offered, company, tests.until, 0),
      false,
    ]);
    const second = await tests.offered(undefined, { to: requester.number });
    expect(second).toBe(idOf(2));
    expect(await tests.chain.read(RIGHTS, "rightCount", tests.asset)).toBe(2n);
    expect(await tests.chain.read(RIGHTS, "rightId", tests.asset, 2)).toBe(second);
  });

  it("offers a use right to a department, a company and a centre", async () => {
    const { centreHead, requesterHead } = tests.province;
    for (const to of [requesterHead, tests.companyHead, centreHead]) {
      expect(await runs(await tests.right(to, undefined, { kind: KIND.use }))).toBe(true);
    }
  });

  it("refuses whoever does not hold the asset, and another office", async () => {
    const { authorityHead, holder, requesterHead } = tests.province;
    for (const by of [requesterHead, authorityHead, tests.companyHead]) {
      const values = [tests.asset, by.organization, holder.number];
      await tests.refused(tests.confer(by), "RightRegistry__NotHolder", ...values);
    }
    const office = [tests.chief.number, OFFICE.chiefDataOfficer, 1 << OFFICE.headOfDataOffice];
    await tests.refused(tests.confer(tests.chief), "OrganizationRegistry__WrongOffice", ...office);
  });

  it("refuses another kind, and a recipient that may not hold it", async () => {
    const { centre, holder, requester } = tests.province;
    for (const kind of [0, KIND.holding, 4]) {
      await tests.refused(tests.confer(head(), { kind }), "RightRegistry__BadKind", kind);
    }
    const recipients: [number, number][] = [
      [KIND.operating, centre.number],
      [KIND.operating, 999],
      [KIND.use, 0],
    ];
    for (const [kind, to] of recipients) {
      const act = tests.confer(head(), { kind, to });
      await tests.refused(act, "RightRegistry__BadRecipient", to, kind);
    }
    const own = tests.confer(head(), { to: holder.number });
    await tests.refused(own, "RightRegistry__SameOrganization", holder.number);
    await tests.does(tests.suspend(requester));
    const suspended = tests.confer(head(), { to: requester.number });
    const values = [requester.number, KIND.operating];
    await tests.refused(suspended, "RightRegistry__BadRecipient", ...values);
  });

  it("refuses a term in the past or without length", async () => {
    const now = (await tests.chain.now()) + 10;
    const terms: [number, number][] = [
      [now - 1, tests.until],
      [now + 5, now + 5],
      [now + 5, now],
      [0, now],
    ];
    for (const [from, until] of terms) {
      await tests.chain.undone(async () => {
        await tests.chain.nextAt(now);
        const act = tests.confer(head(), { from, until });
        await tests.refused(act, "RightRegistry__BadTerm", from || now, until);
      });
    }
    await tests.chain.nextAt(now);
    await tests.does(tests.confer(head(), { from: now, until: now + 1 }));
  });

  it("refuses a basis that does not fit, and wants both commitments", async () => {
    for (const basis of [0, BASIS.derived, 5]) {
      await tests.refused(tests.confer(head(), { basis }), "RightRegistry__BadBasis", basis);
    }
    for (const bare of [{ scope: ZeroHash }, { document: ZeroHash }] satisfies Terms[]) {
      await tests.refused(tests.confer(head(), bare), "RightRegistry__NoCommitment");
    }
    for (const basis of [BASIS.duty, BASIS.contract]) {
      await tests.does(tests.confer(head(), { basis }));
    }
  });

  it("refuses a draft, and an asset that is frozen, vetoed or expired", async () => {
    const { chain, asset } = tests;
    const { holder } = tests.province;
    const draft = await tests.world.asset(head());
    const early = tests.confer(head(), { asset: draft });
    await tests.refused(early, "AssetRegistry__WrongState", draft, 1);
    await chain.undone(async () => {
      await tests.disputed();
      await tests.refused(tests.confer(), "AssetRegistry__Frozen", asset);
    });
    await chain.undone(async () => {
      const until = (await chain.now()) + DAY;
      await tests.does(tests.veto(ACT.transfer, until));
      await tests.does(tests.confer());
      await tests.does(tests.veto(ACT.conferring, until));
      const values = [asset, ACT.conferring, holder.number, until];
      await tests.refused(tests.confer(), "AssetRegistry__Vetoed", ...values);
    });
    const expiry = await tests.expire();
    const late = tests.confer(await tests.world.appointHead(holder), { until: expiry + DAY });
    await tests.refused(late, "AssetRegistry__Expired", asset, expiry);
  });
});

describe("acceptRight", () => {
  it("puts the right in force from this moment on", async () => {
    const id = await tests.offered();
    const done = await tests.does(accept(tests.companyHead, id));
    const company = tests.companyHead.organization;
    const [event] = done.events;
    expect([event?.name, ...(event?.args.toArray() ?? [])]).toEqual([
      "RightAccepted",
      ...big(id, tests.asset, company),
    ]);
    const told = [...big(RIGHT.inForce, company, tests.until, 0), true];
    expect(await tests.list(RIGHTS, "rightStatus", id)).toEqual(told);
    const at = async (time: number) =>
      (await tests.chain.read<bigint>(RIGHTS, "stateAt", id, time)) & 0xffn;
    expect([await at(done.time - 1), await at(done.time)]).toEqual(
      big(RIGHT.offered, RIGHT.inForce),
    );
    const again = [id, RIGHT.inForce];
    await tests.refused(
      accept(tests.companyHead, id),
      "RightRegistry__WrongState",
      ...again,
    );
  });

  it("lets a right begin later than it is accepted", async () => {
    const from = (await tests.chain.now()) + DAY;
    const id = await tests.right(undefined, undefined, { from });
    expect(await runs(id)).toBe(false);
    await tests.chain.pass(DAY);
    expect(await runs(id)).toBe(true);
  });

  it("refuses whoever it was not offered to, and a right that is unknown", async () => {
    const { holder } = tests.province;
    const id = await tests.offered();
    const company = tests.companyHead.organization;
    for (const by of [tests.province.requesterHead, head(), tests.neighbourHead]) {
      const values = [id, by.organization, company];
      await tests.refused(accept(by, id), "RightRegistry__NotRightHolder", ...values);
    }
    expect(holder.number).not.toBe(company);
    const none = hash("none");
    await tests.refused(accept(head(), none), "RightRegistry__UnknownRight", none);
    const holding = await tests.holdingRight();
    await tests.refused(accept(head(), holding), "RightRegistry__UnknownRight", holding);
  });

  it("refuses an offer whose term is over", async () => {
    const id = await tests.offered();
    await tests.chain.nextAt(tests.until);
    const act = accept(tests.companyHead, id);
    await tests.refused(act, "RightRegistry__Expired", id, tests.until);
  });

  it("refuses while a hindrance came after the offer, and accepts once it is gone", async () => {
    const { authority, authorityHead, holder } = tests.province;
    const { chain, asset, companyHead } = tests;
    const id = await tests.offered();
    const act = accept(companyHead, id);
    await chain.undone(async () => {
      const dispute = await tests.disputed();
      await tests.refused(act, "AssetRegistry__Frozen", asset);
      await tests.does(tests.onCase(authorityHead, "dismiss", dispute, hash("decision")));
      await tests.does(act);
    });
    await chain.undone(async () => {
      const until = (await chain.now()) + DAY;
      await tests.does(tests.veto(ACT.conferring, until));
      const values = [asset, ACT.conferring, holder.number, until];
      await tests.refused(act, "AssetRegistry__Vetoed", ...values);
      await chain.nextAt(until);
      await tests.does(act);
    });
    const resume = (number: number) =>
      tests.world.act(authority.head, "organizationRegistry", "resumeOrganization", number);
    await tests.does(tests.suspend(holder));
    await tests.refused(act, "RightRegistry__OfferVoid", holder.number);
    await tests.does(resume(holder.number));
    const company = { number: companyHead.organization };
    await tests.does(tests.suspend(company));
    await tests.refused(act, "OrganizationRegistry__WrongStatus", company.number, 2);
    await tests.does(resume(company.number));
    await tests.does(act);
  });
});

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
    await tests.refused(
      of({ kind: KIND.operating }),
      "RightRegistry__WiderThanParent",
      ...wider,
    );
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
    const late = accept(requesterHead, offered);
    await tests.refused(late, "RightRegistry__NotRunning", parent);
  });
});
