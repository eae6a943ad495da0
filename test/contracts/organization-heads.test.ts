// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { OrganizationTests } from "./support/organizations.ts";
import { DAY, hash, HEAD_DELAYS, type Organization } from "./support/world.ts";

const ZERO_ADDRESS = `0x${"0".repeat(40)}`;
const { rotation } = HEAD_DELAYS;

const tests = new OrganizationTests();

let newHead = "";
beforeEach(() => {
  newHead = tests.chain.newAccount();
});

const propose = (one: Organization, account = newHead, by = one.head) =>
  tests.by(by, "proposeHead", one.number, account);
const take = (one: Organization, account = newHead) => tests.by(account, "takeHead", one.number);
const stop = (one: Organization, by: string) => tests.by(by, "stopHead", one.number);
const NOBODY = [ZERO_ADDRESS, 0n, 0n, false];
const headOf = (one: Organization) => tests.told("headAt", one.number, 2 ** 48 - 1);

describe("proposeHead, takeHead", () => {
  it("hands over after the delay to the proposed account, who alone acts from then on", async () => {
    const { office, chain } = tests;
    const proposed = await tests.does(propose(office));
    const from = proposed.time + rotation;
    expect(proposed.events[0]?.args.toArray()).toEqual(big(office.number, newHead, from));
    expect(await tests.pending(office)).toEqual([newHead, BigInt(from), 0n, false]);
    expect(await tests.told("organizationOf", newHead)).toBe(BigInt(office.number));
    await tests.does(tests.own(office, "rename", hash("still")));

    await chain.nextAt(from);
    const done = await tests.does(take(office));
    expect(done.events[0]?.name).toBe("HeadChanged");
    expect(done.events[0]?.args.toArray()).toEqual(big(office.number, office.head, newHead));
    expect(await tests.pending(office)).toEqual(NOBODY);
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

  it("refuses an account that is zero or another's, and keeps it from others until it takes over", async () => {
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
    // Else whoever sees the proposal could stop every change of heads, by seats in an organisation of its own.
    const taken = tests.own(bureau, "appointSeat", ...seat);
    await tests.refused(taken, "OrganizationRegistry__AccountTaken", newHead, office.number);
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
    expect((await tests.pending(office))[1]).toBe(BigInt(first + rotation));
    expect((await tests.pending(bureau))[1]).toBe(BigInt(second + DAY));
  });

  it("refuses a delay that ends after every moment there is", async () => {
    const { office, world } = tests;
    await world.setRule("head.rotation.seconds", 2 ** 48);
    const { error } = await tests.chain.refusal(propose(office));
    expect(error).toBe("SafeCastOverflowedUintDowncast");
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
        expect(await tests.pending(office)).toEqual(NOBODY);
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
    expect(await tests.pending(root)).toEqual(NOBODY);
    await tests.refused(stopRoot, "OrganizationRegistry__NoHeadPending", root.number);
    await tests.refused(stop(root, root.head), "OrganizationRegistry__NoHeadPending", root.number);
  });
});
