// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { OrganizationTests } from "./support/organizations.ts";
import { CAPACITY, hash, type Organization, ZeroHash } from "./support/world.ts";

const tests = new OrganizationTests();
const [A, B] = [hash("an asset"), hash("a grant")];

describe("merge", () => {
  it("ends an organisation, and another stands in its place from then on", async () => {
    const { city, otherCity, office, bureau, province } = tests;
    expect(await tests.follow(office)).toBe(office.number);
    const done = await tests.does(tests.merge(city, office, bureau));
    expect(done.events[0]?.name).toBe("OrganizationMerged");
    expect(done.events[0]?.args.toArray()).toEqual(big(office.number, bureau.number, city.number));
    const [status, , , , parent, successor] = await tests.standing(office);
    expect([status, parent, successor]).toEqual([3, city.number, bureau.number]);
    expect(await tests.follow(office)).toBe(bureau.number);
    expect(await tests.follow(office, ZeroHash)).toBe(bureau.number);
    expect(await tests.bounds(city)).toEqual([1, 0, 0]);
    expect(await tests.bounds(bureau)).toEqual([0, 0, 1]);
    const before = await tests.told<bigint>("standingAt", office.number, done.time - 1);
    expect([before & 0xffn, before >> 88n]).toEqual([1n, 0n]);
    await tests.does(tests.merge(province.authority, bureau, otherCity));
    await tests.does(tests.merge(province.authority, otherCity, province.authority));
    expect(await tests.follow(office)).toBe(province.authority.number);
  });

  it("refuses an authority beside or below, another head, a department, a suspended authority", async () => {
    const { city, otherCity, office, bureau, province } = tests;
    const above = "OrganizationRegistry__NotAbove";
    const values = [otherCity.number, office.number];
    await tests.refused(tests.merge(otherCity, office, otherCity), above, ...values);
    await tests.refused(tests.merge(city, city, city), above, city.number, city.number);
    await tests.refused(tests.merge(city, office, otherCity), above, city.number, otherCity.number);
    const foreign = tests.merge({ ...city, head: office.head }, office, bureau);
    const heads = [city.number, office.head, city.head];
    await tests.refused(foreign, "OrganizationRegistry__NotHead", ...heads);
    await tests.refused(
      tests.merge(office, bureau, office),
      "OrganizationRegistry__MissingCapacity",
      ...[office.number, CAPACITY.authority],
    );
    await tests.suspend(city, province.authority);
    const suspended = tests.merge(city, office, bureau);
    await tests.refused(suspended, "OrganizationRegistry__WrongStatus", city.number, 2);
    await tests.does(tests.merge(province.authority, office, bureau));
  });

  it("refuses a successor that is itself, suspended, abolished, unknown or being split", async () => {
    const { city, office, bureau } = tests;
    const itself = Array<number>(2).fill(office.number);
    await tests.refused(
      tests.merge(city, office, office),
      "OrganizationRegistry__Circular",
      ...itself,
    );
    const unknown = { ...office, number: 999 };
    const above = [city.number, 999];
    await tests.refused(
      tests.merge(city, office, unknown),
      "OrganizationRegistry__NotAbove",
      ...above,
    );
    const status = "OrganizationRegistry__WrongStatus";
    const third = await tests.department();
    await tests.does(tests.assign(city, third, [A], bureau));
    const whole = ["OrganizationRegistry__BeingSplit", third.number, 1] as const;
    await tests.refused(tests.merge(city, office, third), ...whole);
    await tests.suspend(bureau, city);
    await tests.refused(tests.merge(city, office, bureau), status, bureau.number, 2);
    await tests.does(tests.abolish(city, bureau));
    await tests.refused(tests.merge(city, office, bureau), status, bureau.number, 3);
  });

  it("refuses a company as the heir of a department", async () => {
    const { city, office, province } = tests;
    const { department, authority, ...others } = CAPACITY;
    const lacks = "OrganizationRegistry__MissingCapacity";
    for (const capacity of [...Object.values(others), 0b111100]) {
      const one = await province.world.admit(capacity, city, 4);
      const values = [one.number, department] as const;
      await tests.refused(tests.merge(city, office, one), lacks, ...values);
      await tests.refused(tests.split(city, office, one), lacks, ...values);
      await tests.refused(tests.assign(city, office, [A], one), lacks, ...values);
    }
    for (const capacity of [department | 32, authority | 32]) {
      const one = await province.world.admit(capacity, city, 4);
      await tests.does(tests.assign(city, office, [A], one));
    }
  });

  it("refuses a company as the heir of an authority, which may hold what a department held", async () => {
    const { city, otherCity, office, province } = tests;
    const { operatingBody, department } = CAPACITY;
    const root = province.authority;
    const company = await province.world.admit(operatingBody, root, 3);
    await tests.does(tests.merge(root, office, otherCity));
    const values = [company.number, department] as const;
    const act = tests.merge(root, otherCity, company);
    await tests.refused(act, "OrganizationRegistry__MissingCapacity", ...values);
    await tests.does(tests.merge(root, otherCity, city));
  });

  it("takes any successor of a company", async () => {
    const { city, bureau, province } = tests;
    const one = await province.world.admit(CAPACITY.operatingBody, city, 4);
    const other = await province.world.admit(CAPACITY.operatingBody, city, 4);
    await tests.does(tests.merge(city, one, other));
    await tests.does(tests.merge(city, other, bureau));
    expect(await tests.follow(one)).toBe(bureau.number);
  });

  it("refuses while others lie below it, or its subjects are assigned", async () => {
    const { city, otherCity, office, bureau, province } = tests;
    const root = province.authority;
    const children = ["OrganizationRegistry__HasChildren", city.number, 2] as const;
    await tests.refused(tests.merge(root, city, otherCity), ...children);
    await tests.does(tests.assign(city, office, [A, B], bureau));
    const whole = ["OrganizationRegistry__BeingSplit", office.number, 2] as const;
    await tests.refused(tests.merge(city, office, bureau), ...whole);
    await tests.refused(tests.abolish(city, office), ...whole);
    await tests.does(tests.assign(city, office, [A, B], 0));
    await tests.does(tests.merge(city, office, bureau));
    await tests.does(tests.abolish(city, bureau));
    await tests.does(tests.merge(root, city, otherCity));
  });

  it("ends a suspended organisation, whose suspension is over with it, and none twice", async () => {
    const { city, office, bureau } = tests;
    await tests.suspend(office, city);
    const done = await tests.does(tests.merge(city, office, bureau));
    const value = await tests.told<bigint>("standingAt", office.number, done.time);
    expect([value & 0xffn, value >> 120n]).toEqual([3n, 0n]);
    const status = ["OrganizationRegistry__WrongStatus", office.number, 3] as const;
    for (const act of [tests.merge(city, office, bureau), tests.abolish(city, office)]) {
      await tests.refused(act, ...status);
    }
    const nobody = tests.merge(city, { ...office, number: 999 }, bureau);
    await tests.refused(nobody, "OrganizationRegistry__UnknownOrganization", 999);
  });

  it("lets a chain have eight steps, and no ninth", async () => {
    const { city, office } = tests;
    const list = [office];
    for (let i = 0; i < 9; i++) list.push(await tests.department());
    for (let i = 0; i < 8; i++) {
      const [one, next] = [list[i] ?? office, list[i + 1] ?? office];
      await tests.does(tests.merge(city, one, next));
      expect(await tests.bounds(next)).toEqual([0, 0, i + 1]);
    }
    const [last, beyond] = [list[8] ?? office, list[9] ?? office];
    for (const one of list.slice(0, 9)) expect(await tests.follow(one)).toBe(last.number);
    const most = ["OrganizationRegistry__TooManySuccessions", last.number, 8] as const;
    await tests.refused(tests.merge(city, last, beyond), ...most);
    await tests.refused(tests.split(city, last, beyond), ...most);
    await tests.refused(tests.assign(city, last, [A], beyond), ...most);
    await tests.does(tests.merge(city, beyond, last));
    expect(await tests.bounds(last)).toEqual([0, 0, 8]);
    await tests.does(tests.abolish(city, last));
    expect(await tests.follow(office)).toBe(0);
  });
});

describe("abolish", () => {
  it("ends an organisation in whose place nobody stands", async () => {
    const { city, office } = tests;
    const done = await tests.does(tests.abolish(city, office));
    expect(done.events[0]?.name).toBe("OrganizationAbolished");
    expect(done.events[0]?.args.toArray()).toEqual(big(office.number, city.number));
    const [status, , , , , successor] = await tests.standing(office);
    expect([status, successor]).toEqual([3, 0]);
    expect(await tests.follow(office)).toBe(0);
    expect(await tests.follow({ ...office, number: 999 })).toBe(0);
    expect(await tests.follow({ ...office, number: 0 })).toBe(0);
  });

  it("refuses somebody who may not, and others below it", async () => {
    const { city, otherCity, office, province } = tests;
    const values = [otherCity.number, office.number];
    await tests.refused(
      tests.abolish(otherCity, office),
      "OrganizationRegistry__NotAbove",
      ...values,
    );
    const own = [office.number, CAPACITY.authority];
    await tests.refused(
      tests.abolish(office, office),
      "OrganizationRegistry__MissingCapacity",
      ...own,
    );
    const children = ["OrganizationRegistry__HasChildren", city.number, 2] as const;
    await tests.refused(tests.abolish(province.authority, city), ...children);
  });
});

describe("mergeRoot, assignRoot, splitRoot, abolishRoot", () => {
  const acts = (one: Organization, to: Organization) =>
    [
      ["mergeRoot", one.number, to.number],
      ["assignRoot", one.number, [A], to.number],
      ["splitRoot", one.number, to.number],
      ["abolishRoot", one.number],
    ] as const;

  it("does each for the administrator", async () => {
    const { office, world, chain } = tests;
    const root = await world.admit(CAPACITY.authority);
    const followed = [office.number, root.number, office.number, 0];
    for (const [index, [fn, ...args]] of acts(root, office).entries()) {
      await chain.undone(async () => {
        const done = await tests.does(tests.restricted(fn, ...args));
        const by = fn === "abolishRoot" ? 1 : 2;
        expect([fn, done.events[0]?.args[by]]).toEqual([fn, 0n]);
        expect([fn, await tests.follow(root)]).toEqual([fn, followed[index]]);
      });
    }
    await tests.does(tests.restricted("assignRoot", root.number, [A], tests.bureau.number));
    await tests.does(tests.restricted("splitRoot", root.number, office.number));
    expect(await tests.follow(root, A)).toBe(tests.bureau.number);
  });

  it("refuses anybody else, what is no root, and what is abolished", async () => {
    const { city, office, bureau, world } = tests;
    const root = await world.admit(CAPACITY.authority);
    for (const [fn, ...args] of acts(root, office)) {
      const act = tests.by(root.head, fn, ...args);
      await tests.refused(act, "AccessManagedUnauthorized", root.head);
    }
    for (const [fn, ...args] of acts(office, bureau)) {
      const values = [office.number, city.number];
      const act = tests.restricted(fn, ...args);
      await tests.refused(act, "OrganizationRegistry__NotRoot", ...values);
    }
    await tests.does(tests.restricted("abolishRoot", root.number));
    for (const [fn, ...args] of acts(root, office)) {
      const act = tests.restricted(fn, ...args);
      await tests.refused(act, "OrganizationRegistry__WrongStatus", root.number, 3);
    }
    const whole = tests.restricted("abolishRoot", tests.province.authority.number);
    const { error } = await tests.chain.refusal(whole);
    expect(error).toBe("OrganizationRegistry__HasChildren");
  });
});

describe("given an abolished organisation", () => {
  it("refuses whatever anyone tries by or on it; its code and accounts stay taken", async () => {
    const { city, office, bureau, world, chain } = tests;
    const seat = await world.appointHead(office);
    await tests.does(tests.merge(city, office, bureau));
    const until = (await chain.now()) + 1000;
    const account = chain.newAccount();
    const appointment = [4, account, until, ZeroHash];
    const acts = [
      tests.own(office, "rename", hash("again")),
      tests.own(office, "proposeHead", account),
      tests.own(office, "appointSeat", ...appointment),
      tests.by(office.head, "endSeat", seat.number),
      tests.by(office.head, "reportCompromised", seat.number, await chain.now()),
      tests.by(seat.account, "appointSystemSeat", office.number, account, until, 1),
      tests.by(city.head, "suspendOrganization", office.number),
      tests.by(city.head, "resumeOrganization", office.number),
      tests.by(seat.account, "requireSeat", seat.number, seat.account, 4),
      world.register(seat),
    ];
    for (const act of acts) {
      await tests.refused(act, "OrganizationRegistry__WrongStatus", office.number, 3);
    }
    expect(await tests.told("hasCapacity", office.number, 1)).toBe(false);
    expect(await tests.told("organizationByCode", office.code)).toBe(BigInt(office.number));
    const admission = [city.number, office.code, hash("new"), 1, 4, 990_000, account];
    await tests.refused(
      tests.by(city.head, "admit", ...admission),
      "OrganizationRegistry__CodeTaken",
      ...[office.code, office.number],
    );
    const taken = tests.own(bureau, "appointSeat", 4, seat.account, until, ZeroHash);
    const values = [seat.account, office.number];
    await tests.refused(taken, "OrganizationRegistry__AccountTaken", ...values);
  });
});
