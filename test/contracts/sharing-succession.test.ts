// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";

import { REASON, SharingTests, STATUS } from "./support/sharing.ts";
import { CAPACITY, type Organization, type Seat } from "./support/world.ts";

const tests = new SharingTests();

let id = "";
let successor: Organization;
let successorHead: Seat;
beforeEach(async () => {
  id = await tests.newGrant();
  successor = await tests.world.admit(CAPACITY.department, tests.province.authority);
  successorHead = await tests.world.appointHead(successor);
});

const reform = async (fn: string, ...args: unknown[]) => {
  const { authority } = tests.province;
  const numbers = [authority.number, ...args];
  await tests.does(tests.world.act(authority.head, "organizationRegistry", fn, ...numbers));
};
const suspend = (by: Seat) => tests.acting(by, "suspend", id, REASON.suspension, 0);
const resume = (by: Seat) => tests.acting(by, "resume", id);
const end = (by: Seat) => tests.acting(by, "end", id, REASON.end);
const inForce = async () => (await tests.grantStatus(id))["inForce"];

describe("the provider of a grant, merged", () => {
  it("is stood for by its successor, who suspends, resumes and ends only what is suspended", async () => {
    const { holder } = tests.province;
    await tests.refused(
      suspend(successorHead),
      "SharingRegistry__NotEntitled",
      id,
      successor.number,
    );
    await reform("merge", holder.number, successor.number);
    expect(await inForce()).toBe(true);
    const values = [id, successor.number];
    await tests.refused(end(successorHead), "SharingRegistry__ProviderMayNotEnd", ...values);
    await tests.does(suspend(successorHead));
    expect(await inForce()).toBe(false);
    await tests.does(resume(successorHead));
    await tests.does(suspend(successorHead));
    await tests.does(end(successorHead));
    expect((await tests.requestOf(id))["status"]).toBe(STATUS.disposalDue);
  });

  it("leaves it to its successor to resume what it had suspended", async () => {
    const { holder, holderHead } = tests.province;
    await tests.does(suspend(holderHead));
    await tests.refused(
      resume(successorHead),
      "SharingRegistry__NotEntitled",
      id,
      successor.number,
    );
    await reform("merge", holder.number, successor.number);
    await tests.does(resume(successorHead));
    expect(await inForce()).toBe(true);
  });

  it("can do nothing itself any more", async () => {
    const { holder, holderHead } = tests.province;
    await reform("merge", holder.number, successor.number);
    const values = [holder.number, 3];
    await tests.refused(suspend(holderHead), "OrganizationRegistry__WrongStatus", ...values);
  });
});

describe("the provider of a grant, split", () => {
  it("is stood for by whom the grant was assigned to, and not by who keeps the rest", async () => {
    const { authority, holder } = tests.province;
    const keeper = await tests.world.admit(CAPACITY.department, authority);
    const keeperHead = await tests.world.appointHead(keeper);
    await reform("assign", holder.number, [id], successor.number);
    await reform("split", holder.number, keeper.number);
    await tests.refused(suspend(keeperHead), "SharingRegistry__NotEntitled", id, keeper.number);
    await tests.does(suspend(successorHead));
  });
});

describe("the provider of a grant, abolished", () => {
  it("is stood for by nobody, and the authority above still suspends and ends it", async () => {
    const { authorityHead, holder } = tests.province;
    await reform("abolish", holder.number);
    await tests.refused(
      suspend(successorHead),
      "SharingRegistry__NotEntitled",
      id,
      successor.number,
    );
    await tests.does(suspend(authorityHead));
    await tests.does(end(authorityHead));
  });
});

describe("the requester, merged", () => {
  it("is stood for by its successor, who ends the grant and withdraws what is open", async () => {
    const { requester } = tests.province;
    const open = await tests.newRequest();
    const withdraw = tests.acting(successorHead, "withdrawRequest", open);
    const values = [open, successor.number, requester.number];
    await tests.refused(withdraw, "SharingRegistry__NotRequester", ...values);
    await tests.refused(end(successorHead), "SharingRegistry__NotEntitled", id, successor.number);
    await reform("merge", requester.number, successor.number);
    await tests.does(withdraw);
    await tests.does(end(successorHead));
  });
});

describe("requester and holder, merged", () => {
  it("give themselves nothing: what was asked is refused, or withdrawn", async () => {
    const { holder, requester } = tests.province;
    const open = await tests.newRequest();
    await reform("merge", holder.number, successor.number);
    await reform("merge", requester.number, successor.number);
    const values = [tests.asset, successor.number];
    const grant = tests.grant(open, successorHead);
    await tests.refused(grant, "SharingRegistry__OwnAsset", ...values);
    await tests.does(tests.acting(successorHead, "withdrawRequest", open));
  });
});

describe("the holder of what is asked, merged", () => {
  it("is answered for by its successor, whose clock it is", async () => {
    const { holder } = tests.province;
    const open = await tests.newRequest();
    const foreign = [open, successor.number, holder.number];
    const refuse = tests.refuse(open, successorHead);
    await tests.refused(refuse, "SharingRegistry__NotAnswerer", ...foreign);
    await reform("merge", holder.number, successor.number);
    const [who] = await tests.list("sharingRegistry", "lateness", open, 1);
    expect(who).toBe(BigInt(successor.number));
    await tests.does(tests.grant(open, successorHead));
    expect(await tests.list("sharingRegistry", "partiesOf", open)).toEqual([
      BigInt(successor.number),
      BigInt(tests.province.requester.number),
    ]);
  });
});
