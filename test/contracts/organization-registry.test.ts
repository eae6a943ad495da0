// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import type { Act } from "./support/chain.ts";
import { big } from "./support/expect.ts";
import { Suite } from "./support/suite.ts";
import { CAPACITY, hash, OFFICE, type Organization, ZeroHash } from "./support/world.ts";

const REGISTRY = "organizationRegistry";

const tests = new Suite();

const byHead = (one: Organization, fn: string, ...args: unknown[]): Act =>
  tests.world.act(one.head, REGISTRY, fn, one.number, ...args);

describe("suspendOrganization, resumeOrganization", () => {
  const suspend = (one: Organization, by: string) =>
    tests.world.act(by, REGISTRY, "suspendOrganization", one.number);
  const resume = (one: Organization, by: string) =>
    tests.world.act(by, REGISTRY, "resumeOrganization", one.number);

  it("does each for the head of the authority above, and keeps the dates", async () => {
    const { authority, holder } = tests.province;
    const suspended = await tests.does(suspend(holder, authority.head));
    const resumed = await tests.does(resume(holder, authority.head));
    const suspendedSince = async (time: number) =>
      (await tests.chain.read<bigint>(REGISTRY, "standingAt", holder.number, time)) >> 120n;
    expect(suspended.events[0]?.name).toBe("OrganizationSuspended");
    expect(resumed.events[0]?.name).toBe("OrganizationResumed");
    const [before, after] = [suspended.time - 1, resumed.time - 1];
    const since = BigInt(suspended.time);
    expect(await Promise.all([before, after].map(suspendedSince))).toEqual([since, since]);
    expect(await suspendedSince(resumed.time)).toBe(0n);
    const again = await tests.does(suspend(holder, authority.head));
    expect(await Promise.all([after, resumed.time].map(suspendedSince))).toEqual(
      big(suspended.time, again.time),
    );
    expect((await tests.list(REGISTRY, "standing", holder.number))[0]).toBe(2n);
  });

  it("refuses anybody else, also an authority further above", async () => {
    const { authority, holder, requester } = tests.province;
    for (const by of [holder.head, requester.head, tests.chain.admin]) {
      const values = [authority.number, by, authority.head];
      await tests.refused(suspend(holder, by), "OrganizationRegistry__NotHead", ...values);
    }
    const city = await tests.world.admit(CAPACITY.authority, authority, 3);
    const county = await tests.world.admit(CAPACITY.department, city, 4);
    await tests.refused(
      suspend(county, authority.head),
      "OrganizationRegistry__NotHead",
      ...[city.number, authority.head, city.head],
    );
    await tests.does(suspend(county, city.head));
    await tests.does(suspend(city, authority.head));
    const values = [city.number, 2];
    await tests.refused(resume(county, city.head), "OrganizationRegistry__WrongStatus", ...values);
  });

  it("leaves a root to the administrator", async () => {
    const { authority, holder } = tests.province;
    const { admin } = tests.chain;
    const root = (fn: string, by = admin, number = authority.number) =>
      tests.world.act(by, REGISTRY, fn, number);
    const values = [authority.number];
    await tests.refused(
      suspend(authority, authority.head),
      "OrganizationRegistry__IsRoot",
      ...values,
    );
    const { head } = authority;
    await tests.refused(root("suspendRoot", head), "AccessManagedUnauthorized", head);
    await tests.refused(root("resumeRoot", head), "AccessManagedUnauthorized", head);
    const parent = [holder.number, authority.number];
    const below = root("suspendRoot", admin, holder.number);
    await tests.refused(below, "OrganizationRegistry__NotRoot", ...parent);
    await tests.refused(root("resumeRoot"), "OrganizationRegistry__WrongStatus", ...values, 1);
    await tests.does(root("suspendRoot"));
    await tests.refused(root("suspendRoot"), "OrganizationRegistry__WrongStatus", ...values, 2);
    await tests.refused(resume(authority, head), "OrganizationRegistry__IsRoot", ...values);
    await tests.does(root("resumeRoot"));
    await tests.does(suspend(holder, head));
    const suspended = root("resumeRoot", admin, holder.number);
    await tests.refused(suspended, "OrganizationRegistry__NotRoot", ...parent);
  });

  it("refuses to suspend twice, and to resume what is active or unknown", async () => {
    const { authority, holder } = tests.province;
    const { number } = holder;
    await tests.refused(
      resume(holder, authority.head),
      "OrganizationRegistry__WrongStatus",
      number,
      1,
    );
    await tests.does(suspend(holder, authority.head));
    const again = suspend(holder, authority.head);
    await tests.refused(again, "OrganizationRegistry__WrongStatus", number, 2);
    const nobody = suspend({ ...holder, number: 999 }, authority.head);
    await tests.refused(nobody, "OrganizationRegistry__UnknownOrganization", 999);
  });

  it("leaves a suspended organisation nothing that it can do", async () => {
    const { world, chain } = tests;
    const { authority, holder, holderHead } = tests.province;
    const until = (await chain.now()) + 1000;
    const account = chain.newAccount();
    const acts = [
      byHead(holder, "rename", hash("other")),
      byHead(holder, "proposeHead", account),
      byHead(holder, "appointSeat", OFFICE.receiver, account, until, ZeroHash),
      world.act(holder.head, REGISTRY, "endSeat", holderHead.number),
      world.act(holder.head, REGISTRY, "reportCompromised", holderHead.number, await chain.now()),
      world.act(
        holderHead.account,
        REGISTRY,
        "appointSystemSeat",
        holder.number,
        account,
        until,
        1,
      ),
      world.register(holderHead),
    ];
    await tests.does(suspend(holder, authority.head));
    for (const act of acts) {
      await tests.refused(act, "OrganizationRegistry__WrongStatus", holder.number, 2);
    }
    expect(await chain.read(REGISTRY, "hasCapacity", holder.number, 1)).toBe(false);
    await tests.does(resume(holder, authority.head));
    expect(await chain.read(REGISTRY, "hasCapacity", holder.number, 1)).toBe(true);
    for (const act of acts.slice(4)) await chain.undone(() => tests.does(act));
  });
});

describe("rename", () => {
  it("gives another name, and keeps the one before", async () => {
    const { holder } = tests.province;
    const nameAt = (time: number) => tests.chain.read(REGISTRY, "nameAt", holder.number, time);
    const done = await tests.does(byHead(holder, "rename", hash("second name")));
    expect(done.events[0]?.args.toArray()).toEqual(big(holder.number, hash("second name")));
    expect(await nameAt(done.time)).toBe(hash("second name"));
    expect(await nameAt(done.time - 1)).toBe(hash(`name ${holder.number}`));
    expect(await nameAt(0)).toBe(ZeroHash);
    await tests.refused(byHead(holder, "rename", ZeroHash), "OrganizationRegistry__NoName");
  });

  it("refuses anybody else", async () => {
    const { authority, holder, holderHead } = tests.province;
    for (const head of [authority.head, holderHead.account]) {
      const values = [holder.number, head, holder.head];
      const act = byHead({ ...holder, head }, "rename", hash("other"));
      await tests.refused(act, "OrganizationRegistry__NotHead", ...values);
    }
  });
});
