// SPDX-License-Identifier: Apache-2.0
import { AbiCoder, keccak256 } from "ethers";
import { describe, expect, it } from "vitest";

import { CaseTests } from "./support/cases.ts";
import { big, told } from "./support/expect.ts";
import { passNotice, take } from "./support/registration.ts";
import { CASE } from "./support/rights.ts";
import { CAPACITY, hash, OFFICE, ZeroHash } from "./support/world.ts";

const CASES = "caseRegistry";
const [OBJECTION, OWNERSHIP] = [1, 2];
const CANCELLATION = 5;
const MOST = 200;

const tests = new CaseTests();

/** The id by its published definition, with another ABI coder than the contract's. */
const idOf = (raiser: number, serial: number) => {
  const types = ["uint256", "address", "string", "uint32", "uint64"];
  const values = [31_337, tests.chain.addresses.caseRegistry, "case", raiser, serial];
  return keccak256(AbiCoder.defaultAbiCoder().encode(types, values));
};
const withdraw = (id: string, by = tests.companyHead) => tests.onCase(by, "withdrawCase", id);

describe("raiseObjection", () => {
  it("raises a case and freezes the asset", async () => {
    const { authority, holder } = tests.province;
    const { organization } = tests.companyHead;
    const done = await tests.does(tests.object());
    const id = idOf(organization, 1);
    const raised = [organization, OBJECTION, holder.number, authority.number, hash("grounds")];
    expect(told(done)).toEqual([
      ["CaseRaised", ...big(id, tests.notice, ...raised)],
      ["AssetFrozen", ...big(tests.notice, 1)],
    ]);
    const sides = [organization, holder.number, authority.number];
    const answer = [tests.notice, hash("grounds"), ...sides, OBJECTION, done.time, 1];
    expect(await tests.list(CASES, "caseOf", id)).toEqual(big(...answer));
    expect(await tests.caseStatus(id)).toEqual(big(CASE.open, 0, ZeroHash));
    expect(await tests.chain.read(CASES, "openCaseOf", tests.notice, organization)).toBe(id);
    expect(await tests.chain.read(CASES, "caseCount", organization)).toBe(1n);
    expect(await tests.frozen(tests.notice)).toBe(1n);
  });

  it("is open to whoever is active, whatever it is", async () => {
    const { authorityHead, centreHead, requesterHead } = tests.province;
    const all = [requesterHead, centreHead, authorityHead, tests.neighbourHead];
    for (const by of all) await tests.does(tests.object(by));
    expect(await tests.frozen(tests.notice)).toBe(BigInt(all.length));
  });

  it("refuses without a public notice, and once it is over", async () => {
    const draft = await tests.world.asset(tests.province.holderHead);
    for (const asset of [draft, tests.asset, hash("none")]) {
      const act = tests.object(undefined, asset);
      await tests.refused(act, "CaseRegistry__NoNotice", asset);
    }
    await passNotice(tests.chain, tests.notice);
    await tests.refused(tests.object(), "CaseRegistry__NoNotice", tests.notice);
  });

  it("is possible in the last second of the notice", async () => {
    const procedure = await tests.struct("assetRegistry", "procedure", tests.notice);
    await tests.chain.nextAt(Number(procedure["noticeEnd"]) - 1);
    await tests.does(tests.object());
  });

  it("refuses the applicant, another office and a suspended one, and wants grounds", async () => {
    const { centre, centreHead, holder, holderHead } = tests.province;
    const own = [tests.notice, holder.number];
    await tests.refused(tests.object(holderHead), "CaseRegistry__OwnAsset", ...own);
    const receiver = await tests.world.appoint(centre, OFFICE.receiver);
    const office = [receiver.number, OFFICE.receiver, 1 << OFFICE.headOfDataOffice];
    await tests.refused(tests.object(receiver), "OrganizationRegistry__WrongOffice", ...office);
    const bare = tests.object(centreHead, tests.notice, ZeroHash);
    await tests.refused(bare, "CaseRegistry__NoGrounds");
    await tests.does(tests.suspend(centre));
    const suspended = [centre.number, 2];
    await tests.refused(
      tests.object(centreHead),
      "OrganizationRegistry__WrongStatus",
      ...suspended,
    );
  });
});

describe("openOwnershipDispute", () => {
  it("raises a case over what is coded and what is a draft", async () => {
    const { holder, holderHead, requester } = tests.province;
    const draft = await tests.world.asset(holderHead);
    for (const [place, asset] of [tests.asset, draft].entries()) {
      const done = await tests.does(tests.dispute(undefined, asset));
      const raised = [requester.number, OWNERSHIP, holder.number, 0, hash("grounds")];
      const id = idOf(requester.number, place + 1);
      expect(done.events[0]?.args.toArray()).toEqual(big(id, asset, ...raised));
      expect(await tests.frozen(asset)).toBe(1n);
    }
    await tests.does(tests.dispute(tests.companyHead));
  });

  it("refuses the holder and whoever may not hold, and wants grounds", async () => {
    const { centreHead, holder, holderHead } = tests.province;
    const own = [tests.asset, holder.number];
    await tests.refused(tests.dispute(holderHead), "CaseRegistry__OwnAsset", ...own);
    const { organization } = centreHead;
    await tests.refused(tests.dispute(centreHead), "CaseRegistry__MayNotClaim", organization);
    const bare = tests.onCase(tests.companyHead, "openOwnershipDispute", tests.asset, ZeroHash);
    await tests.refused(bare, "CaseRegistry__NoGrounds");
    const office = [tests.chief.number, OFFICE.chiefDataOfficer, 1 << OFFICE.headOfDataOffice];
    const act = tests.dispute(tests.chief);
    await tests.refused(act, "OrganizationRegistry__WrongOffice", ...office);
  });

  it("refuses an asset that is unknown or cancelled", async () => {
    const { authorityHead, holder, holderHead } = tests.province;
    const none = hash("none");
    await tests.refused(tests.dispute(undefined, none), "CaseRegistry__NoAsset", none);
    const open = [tests.asset, CANCELLATION, hash("documents")];
    await tests.does(tests.world.bySeat(holderHead, "assetRegistry", "open", ...open));
    const parties = { applicant: holderHead, head: holder.head, registrar: authorityHead };
    const steps = ["approve", "submit", "accept", "review", "confirm"] as const;
    await take(tests.world, parties, tests.asset, steps);
    await tests.refused(tests.dispute(), "CaseRegistry__NoAsset", tests.asset);
  });

  it("raises it against a holder that was abolished, too", async () => {
    const { authority, holder } = tests.province;
    await tests.does(tests.reform("abolish", holder.number));
    const id = await tests.disputed();
    const { respondent } = await tests.struct(CASES, "caseOf", id);
    expect(respondent).toBe(BigInt(holder.number));
    expect(await tests.decider(id)).toBe(BigInt(authority.number));
  });
});

describe("a second case", () => {
  it("is refused of the same raiser on the same asset, until the first is closed", async () => {
    const first = await tests.disputed(tests.companyHead);
    const act = tests.dispute(tests.companyHead);
    await tests.refused(act, "CaseRegistry__OpenAlready", tests.asset, first);
    await tests.does(withdraw(first));
    const second = await tests.disputed(tests.companyHead);
    expect(second).toBe(idOf(tests.companyHead.organization, 2));
    expect(await tests.frozen(tests.asset)).toBe(1n);
  });

  it("freezes once more, if another raises it, or on another asset", async () => {
    await tests.disputed(tests.companyHead);
    await tests.disputed();
    await tests.objected();
    expect([await tests.frozen(tests.asset), await tests.frozen(tests.notice)]).toEqual([2n, 1n]);
  });

  it("is refused when two hundred are open", async () => {
    const { chain, asset } = tests;
    // As the registry would for two hundred organisations.
    const registry = chain.addresses.caseRegistry;
    await chain.provider.request({ method: "hardhat_impersonateAccount", params: [registry] });
    const freeze = tests.world.act(registry, "assetRegistry", "freeze", asset);
    for (let open = 0; open < MOST - 1; open++) await chain.fill(freeze);
    const first = await tests.disputed();
    const act = tests.dispute(tests.companyHead);
    await tests.refused(act, "AssetRegistry__TooManyFreezes", asset, MOST);
    await tests.does(tests.dismiss(tests.province.authorityHead, first));
    await tests.does(act);
  });
});

describe("withdrawCase", () => {
  it("withdraws for whoever raised it, and ends its freeze", async () => {
    const { organization } = tests.companyHead;
    const id = await tests.objected();
    const done = await tests.does(withdraw(id));
    expect(told(done)).toEqual([
      ["CaseWithdrawn", ...big(id, tests.notice, organization)],
      ["AssetUnfrozen", ...big(tests.notice, 0)],
    ]);
    expect(await tests.caseStatus(id)).toEqual(big(CASE.withdrawn, organization, ZeroHash));
    expect(await tests.chain.read(CASES, "openCaseOf", tests.notice, organization)).toBe(ZeroHash);
    const at = async (time: number) => tests.chain.read<bigint>(CASES, "stateAt", id, time);
    expect([await at(done.time - 1), (await at(done.time)) & 0xffn]).toEqual(
      big(CASE.open, CASE.withdrawn),
    );
  });

  it("withdraws for whoever stands in the raiser's place", async () => {
    const { authority } = tests.province;
    const successor = await tests.world.admit(CAPACITY.operatingBody, authority);
    const by = await tests.world.appointHead(successor);
    const id = await tests.objected();
    const values = [id, successor.number, tests.companyHead.organization];
    await tests.refused(withdraw(id, by), "CaseRegistry__NotRaiser", ...values);
    const merge = [tests.companyHead.organization, successor.number];
    await tests.does(tests.reform("merge", ...merge));
    await tests.does(withdraw(id, by));
    expect(await tests.caseStatus(id)).toEqual(big(CASE.withdrawn, successor.number, ZeroHash));
  });

  it("is nobody's, where the raiser was abolished and nobody stands in its place", async () => {
    const raised = [await tests.objected(), await tests.disputed(tests.companyHead)];
    await tests.does(tests.reform("abolish", tests.companyHead.organization));
    const { holderHead } = tests.province;
    for (const id of raised) {
      const values = [id, holderHead.organization, 0];
      await tests.refused(withdraw(id, holderHead), "CaseRegistry__NotRaiser", ...values);
    }
  });

  it("refuses another organisation, another office, and what is closed or unknown", async () => {
    const { authorityHead, holderHead } = tests.province;
    const id = await tests.objected();
    for (const by of [authorityHead, holderHead]) {
      const values = [id, by.organization, tests.companyHead.organization];
      await tests.refused(withdraw(id, by), "CaseRegistry__NotRaiser", ...values);
    }
    const none = hash("none");
    await tests.refused(withdraw(none), "CaseRegistry__UnknownCase", none);
    await tests.does(withdraw(id));
    await tests.refused(withdraw(id), "CaseRegistry__Closed", id, CASE.withdrawn);
    for (const view of ["caseOf", "caseStatus", "turnOf", "deadlineOf", "partiesOf", "deciderOf"]) {
      await expect(tests.chain.read(CASES, view, none)).rejects.toThrow("CaseRegistry__Unknown");
    }
  });
});
