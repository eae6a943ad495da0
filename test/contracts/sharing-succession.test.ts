// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";

import { SharingTests } from "./support/sharing.ts";
import { CAPACITY, type Organization, type Seat } from "./support/world.ts";

const REASON = 41;
const [ACTIVE, SUSPENDED, ENDED] = [1, 2, 3];

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
const suspend = (by: Seat) => tests.acting(by, "suspend", id, REASON);
const resume = (by: Seat) => tests.acting(by, "resume", id);
const end = (by: Seat) => tests.acting(by, "end", id, REASON);
const state = async () => Number((await tests.list("sharingRegistry", "grantStatus", id))[0]);

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
    expect(await state()).toBe(ACTIVE);
    const values = [id, successor.number];
    await tests.refused(end(successorHead), "SharingRegistry__ProviderMayNotEnd", ...values);
    await tests.does(suspend(successorHead));
    expect(await state()).toBe(SUSPENDED);
    await tests.does(resume(successorHead));
    await tests.does(suspend(successorHead));
    await tests.does(end(successorHead));
    expect(await state()).toBe(ENDED);
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
    expect(await state()).toBe(ACTIVE);
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
