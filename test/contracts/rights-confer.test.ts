// SPDX-License-Identifier: Apache-2.0
import { AbiCoder, keccak256 } from "ethers";
import { describe, expect, it } from "vitest";

import { big, told } from "./support/expect.ts";
import { ACT, BASIS, KIND, RIGHT, RightTests, type Terms } from "./support/rights.ts";
import { DAY, hash, OFFICE, type Seat, ZeroHash } from "./support/world.ts";

const RIGHTS = "rightRegistry";

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
    const id = idOf(1);
    const facts = [KIND.operating, BASIS.authorisation, done.time, tests.until];
    const commitments = [hash("scope"), hash("agreement")];
    expect(told(done)[0]).toEqual([
      "RightOffered",
      ...big(id, tests.asset, company, holder.number, ZeroHash, ...facts, ...commitments),
    ]);
    const answer = big(tests.asset, ZeroHash, ...commitments, company, holder.number, ...facts, 1);
    expect(await tests.list(RIGHTS, "rightOf", id)).toEqual(answer);
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
    expect(told(done)[0]).toEqual(["RightAccepted", ...big(id, tests.asset, company)]);
    const answer = [...big(RIGHT.inForce, company, tests.until, 0), true];
    expect(await tests.list(RIGHTS, "rightStatus", id)).toEqual(answer);
    const at = async (time: number) =>
      (await tests.chain.read<bigint>(RIGHTS, "stateAt", id, time)) & 0xffn;
    expect([await at(done.time - 1), await at(done.time)]).toEqual(
      big(RIGHT.offered, RIGHT.inForce),
    );
    const again = [id, RIGHT.inForce];
    await tests.refused(accept(tests.companyHead, id), "RightRegistry__WrongState", ...again);
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
