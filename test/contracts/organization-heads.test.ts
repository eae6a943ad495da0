// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { OrganizationTests } from "./support/organizations.ts";
import { CAPACITY, DAY, hash, HEAD_DELAYS, type Organization } from "./support/world.ts";

const ZERO_ADDRESS = `0x${"0".repeat(40)}`;
const { rotation, replacement } = HEAD_DELAYS;

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
const pending = (one: Organization) =>
  tests.list("organizationRegistry", "pendingHead", one.number);
const NOBODY = [ZERO_ADDRESS, 0n, 0n, false];
const headOf = (one: Organization) => tests.told("headAt", one.number, 2 ** 48 - 1);

describe("proposeHead, takeHead", () => {
  it("hands over after the delay to the proposed account, who alone acts from then on", async () => {
    const { office, chain } = tests;
    const proposed = await tests.does(propose(office));
    const from = proposed.time + rotation;
    expect(proposed.events[0]?.args.toArray()).toEqual(big(office.number, newHead, from));
    expect(await pending(office)).toEqual([newHead, BigInt(from), 0n, false]);
    expect(await tests.told("organizationOf", newHead)).toBe(0n);
    await tests.does(tests.own(office, "rename", hash("still")));

    await chain.nextAt(from);
    const done = await tests.does(take(office));
    expect(done.events[0]?.name).toBe("HeadChanged");
    expect(done.events[0]?.args.toArray()).toEqual(big(office.number, office.head, newHead));
    expect(await pending(office)).toEqual(NOBODY);
    expect(await tests.told("organizationOf", newHead)).toBe(BigInt(office.number));
    expect(await tests.told("headAt", office.number, done.time)).toBe(newHead);
    expect(await tests.told("headAt", office.number, done.time - 1)).toBe(office.head);
    const values = [office.number, office.head, newHead];
    const act = tests.own(office, "rename", hash("other"));
    await tests.refused(act, "OrganizationRegistry__NotHead", ...values);
    await tests.does(tests.own({ ...office, head: newHead }, "rename", hash("other")));
    await tests.refused(take(office), "OrganizationRegistry__NoHeadPending", office.number);
  });

  it("refuses a second early, another account, and the present head", async () => {
    const { office, chain, city } = tests;
    const from = (await tests.does(propose(office))).time + rotation;
    for (const by of [office.head, city.head, chain.newAccount()]) {
      const values = [office.number, by, newHead];
      await tests.refused(take(office, by), "OrganizationRegistry__NotNewHead", ...values);
    }
    await chain.nextAt(from - 1);
    await tests.refused(take(office), "OrganizationRegistry__TooEarly", office.number, from);
  });

  it("refuses a proposal by anybody but the head", async () => {
    const { office, city } = tests;
    const seat = await tests.world.appointHead(office);
    for (const by of [city.head, seat.account, newHead]) {
      const values = [office.number, by, office.head];
      await tests.refused(propose(office, newHead, by), "OrganizationRegistry__NotHead", ...values);
    }
  });

  it("lets a second proposal take the place of the first, and wait anew", async () => {
    const { office, chain } = tests;
    const second = chain.newAccount();
    await tests.does(propose(office));
    await chain.pass(2 * DAY);
    const from = (await tests.does(propose(office, second))).time + rotation;
    const values = [office.number, newHead, second];
    await tests.refused(take(office), "OrganizationRegistry__NotNewHead", ...values);
    await chain.nextAt(from - 1);
    await tests.refused(
      take(office, second),
      "OrganizationRegistry__TooEarly",
      values[0] ?? 0,
      from,
    );
    await tests.does(take(office, second));
  });

  it("refuses an account that is zero or another's, at once and when it takes over", async () => {
    const { office, bureau, city, chain } = tests;
    await tests.refused(propose(office, ZERO_ADDRESS), "SuyuanBase__ZeroAddress");
    for (const one of [bureau, city]) {
      const values = [one.head, one.number];
      await tests.refused(
        propose(office, one.head),
        "OrganizationRegistry__AccountTaken",
        ...values,
      );
    }
    await tests.does(propose(office));
    const until = (await chain.now()) + 10 * DAY;
    const seat = [4, newHead, until, hash("key")];
    await chain.undone(async () => {
      await tests.does(tests.own(bureau, "appointSeat", ...seat));
      await chain.pass(rotation);
      const values = [newHead, bureau.number];
      await tests.refused(take(office), "OrganizationRegistry__AccountTaken", ...values);
    });
    await tests.does(tests.own(office, "appointSeat", ...seat));
    await chain.pass(rotation);
    await tests.does(take(office));
  });

  it("counts another delay for later proposals only", async () => {
    const { office, bureau, world, chain } = tests;
    const first = (await tests.does(propose(office))).time;
    await world.setRule("head.rotation.seconds", DAY);
    const other = chain.newAccount();
    const second = (await tests.does(propose(bureau, other))).time;
    expect((await pending(office))[1]).toBe(BigInt(first + rotation));
    expect((await pending(bureau))[1]).toBe(BigInt(second + DAY));
  });

  it("refuses both while the organisation is suspended", async () => {
    const { office, city, chain } = tests;
    const status = ["OrganizationRegistry__WrongStatus", office.number, 2] as const;
    await tests.does(propose(office));
    await chain.pass(rotation);
    await tests.suspend(office, city);
    await tests.refused(propose(office), ...status);
    await tests.refused(take(office), ...status);
    await tests.does(tests.by(city.head, "resumeOrganization", office.number));
    await tests.does(take(office));
  });
});

describe("stopHead", () => {
  it("stops a rotation for the present head and the authority above, until it is taken", async () => {
    const { office, city, chain } = tests;
    for (const by of [office.head, city.head]) {
      for (const passed of [0, rotation]) {
        await tests.does(propose(office));
        await chain.pass(passed + 1);
        const done = await tests.does(stop(office, by));
        expect(done.events[0]?.name).toBe("HeadStopped");
        expect(done.events[0]?.args.toArray()).toEqual(big(office.number, newHead, by));
        expect(await pending(office)).toEqual(NOBODY);
        await chain.pass(rotation);
        await tests.refused(take(office), "OrganizationRegistry__NoHeadPending", office.number);
      }
    }
    expect(await headOf(office)).toBe(office.head);
  });

  it("refuses anybody else, also the new head and an authority further above", async () => {
    const { office, bureau, city, province } = tests;
    await tests.does(propose(office));
    for (const by of [newHead, bureau.head, province.authority.head]) {
      const values = [city.number, by, city.head];
      await tests.refused(stop(office, by), "OrganizationRegistry__NotHead", ...values);
    }
    await tests.refused(
      tests.restricted("stopRootHead", office.number),
      "OrganizationRegistry__NotRoot",
      ...[office.number, city.number],
    );
  });

  it("leaves a suspended organisation's to the authority", async () => {
    const { office, city } = tests;
    await tests.does(propose(office));
    await tests.suspend(office, city);
    const act = stop(office, office.head);
    await tests.refused(act, "OrganizationRegistry__WrongStatus", office.number, 2);
    await tests.does(stop(office, city.head));
  });

  it("leaves a root's to its head and the administrator", async () => {
    const { chain, province, city } = tests;
    const root = province.authority;
    await tests.does(propose(root));
    const stopRoot = tests.restricted("stopRootHead", root.number);
    const foreign = tests.by(city.head, "stopRootHead", root.number);
    await tests.refused(foreign, "AccessManagedUnauthorized", city.head);
    await tests.refused(stop(root, city.head), "OrganizationRegistry__IsRoot", root.number);
    await chain.undone(() => tests.does(stop(root, root.head)));
    await tests.does(stopRoot);
    expect(await pending(root)).toEqual(NOBODY);
    await tests.refused(stopRoot, "OrganizationRegistry__NoHeadPending", root.number);
    await tests.refused(stop(root, root.head), "OrganizationRegistry__NoHeadPending", root.number);
  });
});

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
        expect(await pending(office)).toEqual([...big(newHead, from, city.number), true]);
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
    expect((await pending(office))[1]).toBe(BigInt(again.time + replacement));
  });

  it("is stopped by the authority that ordered it, or by one above that", async () => {
    const { office, city, chain, province } = tests;
    for (const by of [city.head, province.authority.head]) {
      await tests.does(replace(office, city.head));
      await tests.does(stop(office, by));
      expect(await pending(office)).toEqual(NOBODY);
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
