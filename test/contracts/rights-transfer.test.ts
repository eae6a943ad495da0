// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big, told } from "./support/expect.ts";
import { relay } from "./support/relay.ts";
import { ACT, BASIS, KIND, RIGHT, RightTests, SUSPENDED } from "./support/rights.ts";
import { DAY, hash, OFFICE, ZeroHash } from "./support/world.ts";

const RIGHTS = "rightRegistry";
const ASSETS = "assetRegistry";
const RELAY_LIMIT = 35_000;
const [DRAFT, CHANGE] = [1, 2];

const tests = new RightTests();

/** The requester's open case on the asset. */
const firstCase = () =>
  tests.chain.read<string>(
    "caseRegistry",
    "openCaseOf",
    tests.asset,
    tests.province.requester.number,
  );
const openChange = () =>
  tests.world.bySeat(tests.province.holderHead, ASSETS, "open", tests.asset, CHANGE, hash("2nd"));
const offerOf = () => tests.list(RIGHTS, "offerOf", tests.asset);

describe("offerTransfer", () => {
  it("offers for the holder, and puts a second offer in the place of the first", async () => {
    const { authority, holder, requester } = tests.province;
    const first = await tests.does(tests.offer());
    expect(told(first)[0]).toEqual([
      "TransferOffered",
      ...big(tests.asset, holder.number, requester.number, hash("agreement")),
    ]);
    const answer = big(holder.number, requester.number, first.time, hash("agreement"));
    expect(await offerOf()).toEqual(answer);
    const second = await tests.does(tests.offer(undefined, authority.number, hash("another")));
    const replaced = big(holder.number, authority.number, second.time, hash("another"));
    expect(await offerOf()).toEqual(replaced);
    const values = [tests.asset, requester.number, authority.number];
    await tests.refused(tests.accept(), "RightRegistry__NotRecipient", ...values);
    expect(await tests.holder()).toBe(BigInt(holder.number));
  });

  it("refuses whoever does not hold it, and another office", async () => {
    const { authority, holder, requester, requesterHead } = tests.province;
    const values = [tests.asset, requester.number, holder.number];
    const act = tests.offer(requesterHead, authority.number);
    await tests.refused(act, "RightRegistry__NotHolder", ...values);
    const office = [tests.chief.number, OFFICE.chiefDataOfficer, 1 << OFFICE.headOfDataOffice];
    await tests.refused(tests.offer(tests.chief), "OrganizationRegistry__WrongOffice", ...office);
    await tests.does(tests.suspend(holder));
    const status = [holder.number, SUSPENDED];
    await tests.refused(tests.offer(), "OrganizationRegistry__WrongStatus", ...status);
  });

  it("refuses to offer it to the holder or to nobody, and wants a document", async () => {
    const { holder, requester } = tests.province;
    const own = tests.offer(undefined, holder.number);
    await tests.refused(own, "RightRegistry__SameOrganization", holder.number);
    await tests.refused(tests.offer(undefined, 0), "RightRegistry__BadRecipient", 0, KIND.holding);
    const bare = tests.offer(undefined, requester.number, ZeroHash);
    await tests.refused(bare, "RightRegistry__NoCommitment");
  });

  it("refuses a draft, and an asset that is unknown", async () => {
    const { holderHead, requester } = tests.province;
    const draft = await tests.world.asset(holderHead);
    const of = (asset: string) => tests.offer(holderHead, requester.number, hash("a"), asset);
    await tests.refused(of(draft), "AssetRegistry__WrongState", draft, DRAFT);
    const none = hash("none");
    await tests.refused(of(none), "AssetRegistry__UnknownAsset", none);
  });

  it("refuses while the asset is frozen, vetoed or in a procedure, and once it expired", async () => {
    const { holder } = tests.province;
    const { chain, asset } = tests;
    await chain.undone(async () => {
      await tests.disputed();
      await tests.refused(tests.offer(), "AssetRegistry__Frozen", asset);
    });
    await chain.undone(async () => {
      const until = (await chain.now()) + DAY;
      await tests.does(tests.veto(ACT.transfer, until));
      const values = [asset, ACT.transfer, holder.number, until];
      await tests.refused(tests.offer(), "AssetRegistry__Vetoed", ...values);
      await chain.nextAt(until);
      await tests.does(tests.offer());
    });
    await chain.undone(async () => {
      await tests.does(openChange());
      await tests.refused(tests.offer(), "AssetRegistry__WrongStage", asset, 1);
    });
    await chain.undone(async () => {
      const until = await tests.expire();
      const act = tests.offer(await tests.world.appointHead(holder));
      await tests.refused(act, "AssetRegistry__Expired", asset, until);
    });
    await chain.undone(async () => {
      await tests.does(tests.veto(ACT.conferring, (await chain.now()) + DAY));
      await tests.does(tests.offer());
    });
  });
});

describe("acceptTransfer", () => {
  it("moves the holder from this moment on, and closes the offer", async () => {
    const { holder, requester, requesterHead } = tests.province;
    const { chain, asset } = tests;
    await tests.does(tests.offer());
    const done = await tests.does(tests.accept());
    const moved = [asset, holder.number, requester.number];
    expect(told(done)).toEqual([
      ["HolderMoved", ...big(...moved)],
      ["TransferAccepted", ...big(...moved, hash("agreement"))],
    ]);
    expect(await tests.holder()).toBe(BigInt(requester.number));
    const at = async (time: number) => chain.read<bigint>(ASSETS, "holderAt", asset, time);
    expect([await at(done.time - 1), await at(done.time)]).toEqual(
      big(holder.number, requester.number),
    );
    expect(await offerOf()).toEqual([...big(0, 0, 0), ZeroHash]);
    expect(await chain.read(RIGHTS, "transferCount", asset)).toBe(1n);
    await tests.refused(tests.accept(), "RightRegistry__NoOffer", asset);
    const former = [asset, holder.number, requester.number];
    await tests.refused(tests.offer(), "RightRegistry__NotHolder", ...former);
    await tests.does(tests.offer(requesterHead, holder.number, hash("back")));
    await tests.does(tests.accept(tests.province.holderHead));
    expect(await tests.holder()).toBe(BigInt(holder.number));
    const right = await tests.struct(RIGHTS, "rightOf", await tests.holdingRight());
    const [kind, basis] = big(KIND.holding, BASIS.derived);
    const [grantor] = big(requester.number);
    expect(right).toMatchObject({ kind, basis, grantor, basisCommitment: hash("back") });
  });

  it("refuses without an offer, and whoever it was not made to", async () => {
    const { authority, authorityHead, holder, holderHead, requester } = tests.province;
    await tests.refused(tests.accept(), "RightRegistry__NoOffer", tests.asset);
    await tests.does(tests.offer());
    for (const by of [authorityHead, holderHead]) {
      const values = [tests.asset, by.organization, requester.number];
      await tests.refused(tests.accept(by), "RightRegistry__NotRecipient", ...values);
    }
    expect([authority.number, holder.number]).not.toContain(requester.number);
    const receiver = await tests.world.appoint(requester, OFFICE.receiver);
    const office = [receiver.number, OFFICE.receiver, 1 << OFFICE.headOfDataOffice];
    await tests.refused(tests.accept(receiver), "OrganizationRegistry__WrongOffice", ...office);
  });

  it("refuses whoever is no department, also one to which it was offered", async () => {
    const { centreHead } = tests.province;
    for (const by of [tests.companyHead, centreHead]) {
      await tests.does(tests.offer(undefined, by.organization));
      const values = [by.organization, KIND.holding];
      await tests.refused(tests.accept(by), "RightRegistry__BadRecipient", ...values);
    }
  });

  it("refuses while a hindrance came after the offer, and accepts once it is gone", async () => {
    const { authorityHead, holder, holderHead } = tests.province;
    const { chain, asset } = tests;
    await tests.does(tests.offer());
    await chain.undone(async () => {
      const id = await tests.disputed(tests.companyHead);
      await tests.refused(tests.accept(), "AssetRegistry__Frozen", asset);
      await tests.does(tests.onCase(authorityHead, "dismiss", id, hash("decision")));
      await tests.does(tests.accept());
    });
    await chain.undone(async () => {
      const until = (await chain.now()) + DAY;
      await tests.does(tests.veto(ACT.transfer, until));
      const values = [asset, ACT.transfer, holder.number, until];
      await tests.refused(tests.accept(), "AssetRegistry__Vetoed", ...values);
      const lift = [asset, ACT.transfer, hash("decision")];
      await tests.does(tests.world.bySeat(authorityHead, ASSETS, "liftVeto", ...lift));
      await tests.does(tests.accept());
    });
    await chain.undone(async () => {
      await tests.does(openChange());
      await tests.refused(tests.accept(), "AssetRegistry__WrongStage", asset, 1);
      await tests.does(tests.world.bySeat(holderHead, ASSETS, "withdraw", asset));
      await tests.does(tests.accept());
    });
  });

  it("refuses while whoever offered is suspended", async () => {
    const { authority, holder } = tests.province;
    await tests.does(tests.offer());
    await tests.does(tests.suspend(holder));
    await tests.refused(tests.accept(), "RightRegistry__OfferVoid", holder.number);
    const resume = ["organizationRegistry", "resumeOrganization", holder.number] as const;
    await tests.does(tests.world.act(authority.head, ...resume));
    await tests.does(tests.accept());
  });

  it("leaves rights that run as they are, and lets the new holder confer the next", async () => {
    const { holder, holderHead, requester, requesterHead } = tests.province;
    const running = await tests.right();
    const offered = await tests.offered();
    await tests.transfer();
    expect(await tests.status(running)).toMatchObject({ inForce: true });
    const { grantor } = await tests.chain.read<{ grantor: bigint }>(RIGHTS, "rightOf", running);
    expect(grantor).toBe(BigInt(holder.number));
    const late = tests.acting(tests.companyHead, "acceptRight", offered);
    await tests.refused(late, "RightRegistry__OfferVoid", requester.number);
    const values = [tests.asset, holder.number, requester.number];
    await tests.refused(tests.confer(holderHead), "RightRegistry__NotHolder", ...values);
    const next = await tests.right(undefined, requesterHead);
    expect(await tests.status(next)).toMatchObject({ state: BigInt(RIGHT.inForce), inForce: true });
  });
});

describe("withdrawTransfer", () => {
  it("withdraws for the holder, also while frozen", async () => {
    const { holder, requester } = tests.province;
    await tests.does(tests.offer());
    await tests.disputed(tests.companyHead);
    const done = await tests.does(tests.withdraw());
    expect(done.events[0]?.args.toArray()).toEqual(
      big(tests.asset, holder.number, requester.number),
    );
    await tests.refused(tests.accept(), "RightRegistry__NoOffer", tests.asset);
    await tests.refused(tests.withdraw(), "RightRegistry__NoOffer", tests.asset);
  });

  it("refuses another organisation", async () => {
    const { holder, requester, requesterHead } = tests.province;
    await tests.does(tests.offer());
    const values = [tests.asset, requester.number, holder.number];
    await tests.refused(tests.withdraw(requesterHead), "RightRegistry__NotHolder", ...values);
  });
});

describe("both acts together", () => {
  it("are possible by relay, for little more after an account's first", async () => {
    const { chain, province } = tests;
    await relay(chain, tests.offer());
    await relay(chain, tests.withdraw());
    await relay(chain, tests.dispute());
    await relay(chain, tests.onCase(province.requesterHead, "withdrawCase", await firstCase()));
    for (const act of [tests.offer(), tests.accept()]) {
      const direct = await chain.undone(async () => (await tests.does(act)).gas);
      expect((await relay(chain, act)).gas - direct).toBeLessThanOrEqual(RELAY_LIMIT);
    }
    expect(await tests.holder()).toBe(BigInt(tests.province.requester.number));
  });
});
