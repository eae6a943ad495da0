// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { KIND, RIGHT, RightTests } from "./support/rights.ts";
import { CAPACITY, hash, type Organization, type Seat } from "./support/world.ts";

const RIGHTS = "rightRegistry";
const TOKEN = "rightToken";
const LAW = hash("law");

const tests = new RightTests();

let successor: Organization;
let successorHead: Seat;
beforeEach(async () => {
  const { authority } = tests.province;
  const { department, operatingBody } = CAPACITY;
  successor = await tests.world.admit(department | operatingBody, authority);
  successorHead = await tests.world.appointHead(successor);
});

const merge = async (from: number, into = successor.number) =>
  tests.does(tests.reform("merge", from, into));
const owner = async (right: string) => tests.chain.read<string>(TOKEN, "ownerOf", right);

describe("the holder of an asset, merged", () => {
  it("leaves everything to its successor", async () => {
    const { holder, holderHead, requester } = tests.province;
    await merge(holder.number);
    expect(await tests.holder()).toBe(BigInt(successor.number));
    const holding = await tests.holdingRight();
    expect((await tests.status(holding)).holder).toBe(BigInt(successor.number));
    expect(await owner(holding)).toBe(successor.head);
    const { holder: recorded } = await tests.struct(RIGHTS, "rightOf", holding);
    expect(recorded).toBe(BigInt(holder.number));
    await tests.does(tests.confer(successorHead));
    await tests.does(tests.acting(successorHead, "recordStage", tests.asset, 1, hash("report")));
    await tests.does(tests.offer(successorHead));
    await tests.does(tests.withdraw(successorHead));
    await tests.does(tests.offer(successorHead));
    await tests.does(tests.accept());
    expect(await tests.holder()).toBe(BigInt(requester.number));
    const gone = [holder.number, 3];
    await tests.refused(tests.confer(holderHead), "OrganizationRegistry__WrongStatus", ...gone);
  });

  it("leaves rights that run as they are, which an authority above the successor ends", async () => {
    const { authorityHead, holder } = tests.province;
    const running = await tests.right();
    const offered = await tests.offered();
    await merge(holder.number);
    expect((await tests.status(running)).inForce).toBe(true);
    const own = tests.acting(successorHead, "endRight", running, 1, LAW);
    const values = [running, successor.number];
    await tests.refused(own, "RightRegistry__GrantorMayNotEnd", ...values);
    await tests.does(tests.acting(successorHead, "endRight", offered, 1, LAW));
    await tests.does(tests.acting(authorityHead, "endRight", running, 1, LAW));
  });

  it("leaves its open offers, which are accepted as the successor's", async () => {
    const { holder, requester } = tests.province;
    const offered = await tests.offered();
    await tests.does(tests.offer());
    await merge(holder.number);
    await tests.does(tests.acting(tests.companyHead, "acceptRight", offered));
    expect((await tests.status(offered)).inForce).toBe(true);
    const offer = await tests.list(RIGHTS, "offerOf", tests.asset);
    expect(offer.slice(0, 2)).toEqual(big(successor.number, requester.number));
    const done = await tests.does(tests.accept());
    const event = done.events.find(({ name }) => name === "TransferAccepted");
    const moved = big(tests.asset, successor.number, requester.number, hash("agreement"));
    expect(event?.args.toArray()).toEqual(moved);
    expect(await tests.holder()).toBe(BigInt(requester.number));
  });
});

describe("the holder of two assets, split", () => {
  it("lets each follow its own assignment, and the rest the keeper", async () => {
    const { authorityHead, holder, holderHead, requester, requesterHead } = tests.province;
    const second = await tests.world.asset(holderHead, authorityHead);
    const offered = await tests.offered(holderHead, { asset: second });
    const kept = await tests.offered(holderHead);
    await tests.does(tests.reform("assign", holder.number, [second], successor.number));
    await tests.does(tests.reform("split", holder.number, requester.number));
    const holders = [tests.asset, second].map((asset) =>
      tests.chain.read<bigint>("assetRegistry", "holderOf", asset),
    );
    expect(await Promise.all(holders)).toEqual(big(requester.number, successor.number));
    for (const right of [offered, kept]) {
      await tests.does(tests.acting(tests.companyHead, "acceptRight", right));
    }
    await tests.does(tests.confer(requesterHead));
    await tests.does(tests.confer(successorHead, { asset: second }));
    const values = [tests.asset, successor.number, requester.number];
    await tests.refused(tests.confer(successorHead), "RightRegistry__NotHolder", ...values);
  });
});

describe("the holder of rights, merged or split", () => {
  it("lets the successor accept, waive, and confer from them", async () => {
    const { centre } = tests.province;
    const { organization } = tests.companyHead;
    const [running, another] = [await tests.right(), await tests.right()];
    const offered = await tests.offered();
    await merge(organization);
    expect((await tests.status(running)).holder).toBe(BigInt(successor.number));
    expect(await owner(running)).toBe(successor.head);
    await tests.does(tests.acting(successorHead, "acceptRight", offered));
    await tests.does(tests.acting(successorHead, "waive", another));
    await tests.does(tests.confer(successorHead, { parent: running, to: centre.number }));
  });

  it("lets each right follow its own assignment", async () => {
    const { authority } = tests.province;
    const { organization } = tests.companyHead;
    const keeper = await tests.world.admit(CAPACITY.operatingBody, authority);
    const [one, other] = [await tests.right(), await tests.right()];
    await tests.does(tests.reform("assign", organization, [one], successor.number));
    await tests.does(tests.reform("split", organization, keeper.number));
    expect(await owner(one)).toBe(successor.head);
    expect(await owner(other)).toBe(keeper.head);
    const values = [other, successor.number, keeper.number];
    const act = tests.acting(successorHead, "waive", other);
    await tests.refused(act, "RightRegistry__NotRightHolder", ...values);
    await tests.does(tests.acting(successorHead, "waive", one));
  });
});

describe("the department to which an asset was offered, merged", () => {
  it("lets its successor accept", async () => {
    const { requester } = tests.province;
    await tests.does(tests.offer());
    await merge(requester.number);
    await tests.does(tests.accept(successorHead));
    expect(await tests.holder()).toBe(BigInt(successor.number));
  });

  it("is refused as part of the holder, or of what is no department", async () => {
    const { holder, holderHead, requester } = tests.province;
    const bureau = await tests.world.admit(CAPACITY.authority, tests.province.authority);
    const bureauHead = await tests.world.appointHead(bureau);
    await tests.does(tests.offer());
    await tests.chain.undone(async () => {
      await merge(requester.number, holder.number);
      const act = tests.accept(holderHead);
      await tests.refused(act, "RightRegistry__SameOrganization", holder.number);
      await tests.does(tests.withdraw());
    });
    await merge(requester.number, bureau.number);
    const values = [bureau.number, KIND.holding];
    await tests.refused(tests.accept(bureauHead), "RightRegistry__BadRecipient", ...values);
  });
});

describe("both sides of an offered right, merged into one", () => {
  it("cannot accept from themselves", async () => {
    const { holder } = tests.province;
    const offered = await tests.offered();
    await merge(holder.number);
    await merge(tests.companyHead.organization);
    const act = tests.acting(successorHead, "acceptRight", offered);
    await tests.refused(act, "RightRegistry__SameOrganization", successor.number);
  });
});

describe("an abolished holder", () => {
  it("leaves an asset without a holder, whose offers are void", async () => {
    const { authorityHead, holder } = tests.province;
    const offered = await tests.offered();
    const running = await tests.right();
    await tests.does(tests.offer());
    await tests.does(tests.reform("abolish", holder.number));
    expect(await tests.holder()).toBe(0n);
    await tests.refused(tests.accept(), "RightRegistry__OfferVoid", 0);
    const accept = tests.acting(tests.companyHead, "acceptRight", offered);
    await tests.refused(accept, "RightRegistry__OfferVoid", 0);
    await expect(owner(await tests.holdingRight())).rejects.toThrow("RightToken__NoOwner");
    expect((await tests.status(running)).inForce).toBe(true);
    await tests.does(tests.acting(authorityHead, "endRight", running, 1, LAW));
  });

  it("leaves a right without a holder, and its token without an owner", async () => {
    const running = await tests.right();
    await tests.does(tests.reform("abolish", tests.companyHead.organization));
    const { holder, state } = await tests.status(running);
    expect([holder, state]).toEqual(big(0, RIGHT.inForce));
    await expect(owner(running)).rejects.toThrow("RightToken__NoOwner");
    const values = [running, successor.number, 0];
    const act = tests.acting(successorHead, "waive", running);
    await tests.refused(act, "RightRegistry__NotRightHolder", ...values);
  });
});
