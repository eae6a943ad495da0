// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { OrganizationTests } from "./support/organizations.ts";
import { CAPACITY, DAY, HEAD_DELAYS, type Organization } from "./support/world.ts";

const ZERO_ADDRESS = `0x${"0".repeat(40)}`;
const { replacement } = HEAD_DELAYS;

const tests = new OrganizationTests();

let newHead = "";
beforeEach(() => {
  newHead = tests.chain.newAccount();
});

const propose = (one: Organization, account = newHead, by = one.head) =>
  tests.by(by, "proposeHead", one.number, account);
const replace = (one: Organization, by: string, account = newHead) =>
  tests.by(by, "replaceHead", one.number, account);
const take = (one: Organization, account = newHead) => tests.by(account, "takeHead", one.number);
const stop = (one: Organization, by: string) => tests.by(by, "stopHead", one.number);
const NOBODY = [ZERO_ADDRESS, 0n, 0n, false];
const headOf = (one: Organization) => tests.told("headAt", one.number, 2 ** 48 - 1);

describe("replaceHead", () => {
  it("hands over after the longer delay, on order of the authority above", async () => {
    const { office, city, chain } = tests;
    for (const suspended of [false, true]) {
      await chain.undone(async () => {
        if (suspended) await tests.suspend(office, city);
        const done = await tests.does(replace(office, city.head));
        const from = done.time + replacement;
        const values = big(office.number, newHead, city.number, from);
        expect(done.events[0]?.name).toBe("HeadReplacementOrdered");
        expect(done.events[0]?.args.toArray()).toEqual(values);
        expect(await tests.pending(office)).toEqual([...big(newHead, from, city.number), true]);
        await chain.nextAt(from - 1);
        await tests.refused(take(office), "OrganizationRegistry__TooEarly", office.number, from);
        await tests.does(take(office));
        expect(await headOf(office)).toBe(newHead);
      });
    }
  });

  it("refuses anybody else, also an authority further above, and an account that is another's", async () => {
    const { office, bureau, city, province } = tests;
    for (const by of [office.head, bureau.head, province.authority.head]) {
      const values = [city.number, by, city.head];
      await tests.refused(replace(office, by), "OrganizationRegistry__NotHead", ...values);
    }
    const values = [bureau.head, bureau.number];
    const act = replace(office, city.head, bureau.head);
    await tests.refused(act, "OrganizationRegistry__AccountTaken", ...values);
    const nobody = replace({ ...office, number: 999 }, city.head);
    await tests.refused(nobody, "OrganizationRegistry__UnknownOrganization", 999);
    await tests.suspend(city, province.authority);
    const suspended = ["OrganizationRegistry__WrongStatus", city.number, 2] as const;
    await tests.refused(replace(office, city.head), ...suspended);
  });

  it("takes the place of a rotation, which the present head cannot bring back", async () => {
    const { office, city, chain } = tests;
    const thief = chain.newAccount();
    await tests.does(propose(office, thief));
    await chain.pass(2 * DAY);
    await tests.does(replace(office, city.head));
    await chain.pass(2 * DAY);
    const values = [office.number, newHead];
    await tests.refused(
      take(office, thief),
      "OrganizationRegistry__NotNewHead",
      ...[office.number, thief, newHead],
    );
    const acts = [propose(office, thief), stop(office, office.head)];
    for (const act of acts) {
      await tests.refused(act, "OrganizationRegistry__ReplacementPending", ...values);
    }
    const again = await tests.does(replace(office, city.head));
    expect((await tests.pending(office))[1]).toBe(BigInt(again.time + replacement));
  });

  it("is stopped by the authority that ordered it, or by one above that", async () => {
    const { office, city, chain, province } = tests;
    for (const by of [city.head, province.authority.head]) {
      await tests.does(replace(office, city.head));
      await tests.does(stop(office, by));
      expect(await tests.pending(office)).toEqual(NOBODY);
    }
    await tests.does(replace(office, city.head));
    const bodies = [
      [tests.bureau.head, "MissingCapacity", tests.bureau.number, CAPACITY.authority],
      [tests.otherCity.head, "NotAbove", tests.otherCity.number, city.number],
      [chain.newAccount(), "UnknownOrganization", 0],
    ] as const;
    for (const [by, error, ...values] of bodies) {
      await tests.refused(stop(office, by), `OrganizationRegistry__${error}`, ...values);
    }
    const seat = await tests.world.appointHead(city);
    const values = [city.number, seat.account, city.head];
    await tests.refused(stop(office, seat.account), "OrganizationRegistry__NotHead", ...values);
  });

  it("leaves a root to the administrator, and to whom it comes to lie below", async () => {
    const { world, chain, city } = tests;
    const root = await world.admit(CAPACITY.department);
    const other = tests.province.authority;
    const order = (by: string, one = root) => tests.by(by, "replaceRootHead", one.number, newHead);
    await tests.refused(order(root.head), "AccessManagedUnauthorized", root.head);
    await tests.refused(replace(root, root.head), "OrganizationRegistry__IsRoot", root.number);
    const parent = [city.number, other.number];
    await tests.refused(order(chain.admin, city), "OrganizationRegistry__NotRoot", ...parent);
    const done = await tests.does(order(chain.admin));
    expect(done.events[0]?.args.toArray()).toEqual(
      big(root.number, newHead, 0, done.time + replacement),
    );
    await tests.refused(stop(root, other.head), "OrganizationRegistry__IsRoot", root.number);
    await chain.undone(() => tests.does(tests.restricted("stopRootHead", root.number)));
    await tests.does(tests.restricted("changeTree", root.number, other.number));
    const moved = ["OrganizationRegistry__NotRoot", root.number, other.number] as const;
    await tests.refused(tests.restricted("stopRootHead", root.number), ...moved);
    await tests.does(stop(root, other.head));
  });

  it("refuses whatever was pending once the organisation is abolished", async () => {
    const { office, city, chain } = tests;
    await tests.does(replace(office, city.head));
    await chain.pass(replacement);
    await tests.does(tests.by(city.head, "abolish", city.number, office.number));
    const status = ["OrganizationRegistry__WrongStatus", office.number, 3] as const;
    await tests.refused(take(office), ...status);
    await tests.refused(replace(office, city.head), ...status);
  });
});
