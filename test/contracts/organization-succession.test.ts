// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { OrganizationTests } from "./support/organizations.ts";
import { CAPACITY, hash, type Organization, ZeroHash } from "./support/world.ts";

const tests = new OrganizationTests();
const [A, B, C] = [hash("an asset"), hash("a grant"), hash("a right")];

const merge = (by: Organization, one: Organization, into: Organization) =>
  tests.by(by.head, "merge", by.number, one.number, into.number);
const assign = (by: Organization, one: Organization, subjects: string[], to: Organization | 0) =>
  tests.by(by.head, "assign", by.number, one.number, subjects, to === 0 ? 0 : to.number);
const split = (by: Organization, one: Organization, keeper: Organization) =>
  tests.by(by.head, "split", by.number, one.number, keeper.number);
const abolish = (by: Organization, one: Organization) =>
  tests.by(by.head, "abolish", by.number, one.number);

describe("merge", () => {
  it("ends an organisation, and another stands in its place from then on", async () => {
    const { city, otherCity, office, bureau, province } = tests;
    expect(await tests.follow(office)).toBe(office.number);
    const done = await tests.does(merge(city, office, bureau));
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
    await tests.does(merge(province.authority, bureau, otherCity));
    await tests.does(merge(province.authority, otherCity, province.authority));
    expect(await tests.follow(office)).toBe(province.authority.number);
  });

  it("refuses an authority beside or below, another head, a department, a suspended authority", async () => {
    const { city, otherCity, office, bureau, province } = tests;
    const above = "OrganizationRegistry__NotAbove";
    const values = [otherCity.number, office.number];
    await tests.refused(merge(otherCity, office, otherCity), above, ...values);
    await tests.refused(merge(city, city, city), above, city.number, city.number);
    await tests.refused(merge(city, office, otherCity), above, city.number, otherCity.number);
    const foreign = merge({ ...city, head: office.head }, office, bureau);
    const heads = [city.number, office.head, city.head];
    await tests.refused(foreign, "OrganizationRegistry__NotHead", ...heads);
    await tests.refused(
      merge(office, bureau, office),
      "OrganizationRegistry__MissingCapacity",
      ...[office.number, CAPACITY.authority],
    );
    await tests.suspend(city, province.authority);
    const suspended = merge(city, office, bureau);
    await tests.refused(suspended, "OrganizationRegistry__WrongStatus", city.number, 2);
    await tests.does(merge(province.authority, office, bureau));
  });

  it("refuses a successor that is itself, suspended, abolished, unknown or being split", async () => {
    const { city, office, bureau } = tests;
    const itself = Array<number>(2).fill(office.number);
    await tests.refused(merge(city, office, office), "OrganizationRegistry__Circular", ...itself);
    const unknown = { ...office, number: 999 };
    const above = [city.number, 999];
    await tests.refused(merge(city, office, unknown), "OrganizationRegistry__NotAbove", ...above);
    const status = "OrganizationRegistry__WrongStatus";
    const third = await tests.department();
    await tests.does(assign(city, third, [A], bureau));
    const whole = ["OrganizationRegistry__BeingSplit", third.number, 1] as const;
    await tests.refused(merge(city, office, third), ...whole);
    await tests.suspend(bureau, city);
    await tests.refused(merge(city, office, bureau), status, bureau.number, 2);
    await tests.does(abolish(city, bureau));
    await tests.refused(merge(city, office, bureau), status, bureau.number, 3);
  });

  it("refuses while others lie below it, or its subjects are assigned", async () => {
    const { city, otherCity, office, bureau, province } = tests;
    const root = province.authority;
    const children = ["OrganizationRegistry__HasChildren", city.number, 2] as const;
    await tests.refused(merge(root, city, otherCity), ...children);
    await tests.does(assign(city, office, [A, B], bureau));
    const whole = ["OrganizationRegistry__BeingSplit", office.number, 2] as const;
    await tests.refused(merge(city, office, bureau), ...whole);
    await tests.refused(abolish(city, office), ...whole);
    await tests.does(assign(city, office, [A, B], 0));
    await tests.does(merge(city, office, bureau));
    await tests.does(abolish(city, bureau));
    await tests.does(merge(root, city, otherCity));
  });

  it("ends a suspended organisation, whose suspension is over with it, and none twice", async () => {
    const { city, office, bureau } = tests;
    await tests.suspend(office, city);
    const done = await tests.does(merge(city, office, bureau));
    const value = await tests.told<bigint>("standingAt", office.number, done.time);
    expect([value & 0xffn, value >> 120n]).toEqual([3n, 0n]);
    const status = ["OrganizationRegistry__WrongStatus", office.number, 3] as const;
    for (const act of [merge(city, office, bureau), abolish(city, office)]) {
      await tests.refused(act, ...status);
    }
    const nobody = merge(city, { ...office, number: 999 }, bureau);
    await tests.refused(nobody, "OrganizationRegistry__UnknownOrganization", 999);
  });

  it("lets a chain have eight steps, and no ninth", async () => {
    const { city, office } = tests;
    const list = [office];
    for (let i = 0; i < 9; i++) list.push(await tests.department());
    for (let i = 0; i < 8; i++) {
      const [one, next] = [list[i] ?? office, list[i + 1] ?? office];
      await tests.does(merge(city, one, next));
      expect(await tests.bounds(next)).toEqual([0, 0, i + 1]);
    }
    const [last, beyond] = [list[8] ?? office, list[9] ?? office];
    for (const one of list.slice(0, 9)) expect(await tests.follow(one)).toBe(last.number);
    const most = ["OrganizationRegistry__TooManySuccessions", last.number, 8] as const;
    await tests.refused(merge(city, last, beyond), ...most);
    await tests.refused(split(city, last, beyond), ...most);
    await tests.refused(assign(city, last, [A], beyond), ...most);
    await tests.does(merge(city, beyond, last));
    expect(await tests.bounds(last)).toEqual([0, 0, 8]);
    await tests.does(abolish(city, last));
    expect(await tests.follow(office)).toBe(0);
  });
});

describe("assign", () => {
  const assigned = async (one: Organization, subject: string) =>
    Number(await tests.told("assignmentOf", one.number, subject));

  it("notes subjects, again and back until the split", async () => {
    const { city, office, bureau } = tests;
    const third = await tests.department();
    const done = await tests.does(assign(city, office, [A, B, A], bureau));
    expect(done.events[0]?.name).toBe("SubjectsAssigned");
    const [one, to, by, subjects] = done.events[0]?.args.toArray() ?? [];
    expect([one, to, by]).toEqual(big(office.number, bureau.number, city.number));
    expect(Array.from(subjects as Iterable<string>)).toEqual([A, B, A]);
    expect(await tests.bounds(office)).toEqual([0, 2, 0]);
    await tests.does(assign(city, office, [A, C], third));
    expect(await tests.bounds(office)).toEqual([0, 3, 0]);
    expect(await assigned(office, A)).toBe(third.number);
    await tests.does(assign(city, office, [A, hash("never assigned")], 0));
    expect(await tests.bounds(office)).toEqual([0, 2, 0]);
    expect(await assigned(office, A)).toBe(0);
    expect(await tests.follow(office, B)).toBe(office.number);
  });

  it("takes a hundred subjects at once; refuses none, more, and zero", async () => {
    const { city, office, bureau } = tests;
    const many = (count: number) => Array.from({ length: count }, (_, i) => hash(`subject ${i}`));
    for (const count of [0, 101]) {
      const act = assign(city, office, many(count), bureau);
      await tests.refused(act, "OrganizationRegistry__BadCount", count, 100);
    }
    const zero = assign(city, office, [A, ZeroHash], bureau);
    await tests.refused(zero, "OrganizationRegistry__NoSubject");
    await tests.does(assign(city, office, many(100), bureau));
    expect(await tests.bounds(office)).toEqual([0, 100, 0]);
  });

  it("refuses somebody who may not, and a successor that may not be", async () => {
    const { city, otherCity, office, bureau } = tests;
    const above = "OrganizationRegistry__NotAbove";
    const beside = assign(otherCity, office, [A], 0);
    await tests.refused(beside, above, otherCity.number, office.number);
    const away = assign(city, office, [A], otherCity);
    await tests.refused(away, above, city.number, otherCity.number);
    const itself = Array<number>(2).fill(office.number);
    const own = assign(city, office, [A], office);
    await tests.refused(own, "OrganizationRegistry__Circular", ...itself);
    await tests.suspend(bureau, city);
    const suspended = ["OrganizationRegistry__WrongStatus", bureau.number, 2] as const;
    await tests.refused(assign(city, office, [A], bureau), ...suspended);
    await tests.does(assign(city, office, [A], city));
  });
});

describe("split", () => {
  it("lets each subject go its way, the rest to the keeper, and on through later mergers", async () => {
    const { city, office, bureau } = tests;
    const [third, fourth] = [await tests.department(), await tests.department()];
    await tests.does(assign(city, office, [A], bureau));
    await tests.does(assign(city, office, [B], third));
    const done = await tests.does(split(city, office, fourth));
    expect(done.events[0]?.name).toBe("OrganizationSplit");
    expect(done.events[0]?.args.toArray()).toEqual(big(office.number, fourth.number, city.number));
    expect((await tests.standing(office))[5]).toBe(fourth.number);
    expect(await tests.follow(office, A)).toBe(bureau.number);
    expect(await tests.follow(office, B)).toBe(third.number);
    expect(await tests.follow(office, C)).toBe(fourth.number);
    expect(await tests.follow(office, ZeroHash)).toBe(fourth.number);
    for (const one of [bureau, third, fourth]) expect(await tests.bounds(one)).toEqual([0, 0, 1]);
    await tests.does(merge(city, bureau, third));
    await tests.does(abolish(city, fourth));
    expect(await tests.follow(office, A)).toBe(third.number);
    expect(await tests.follow(office, C)).toBe(0);
    const late = assign(city, office, [A], third);
    await tests.refused(late, "OrganizationRegistry__WrongStatus", office.number, 3);
  });

  it("follows an assignment of the second split of a chain, and not one of the first", async () => {
    const { city, office, bureau } = tests;
    const third = await tests.department();
    await tests.does(merge(city, office, bureau));
    const successor = await tests.department();
    await tests.does(assign(city, bureau, [A], third));
    await tests.does(split(city, bureau, successor));
    expect(await tests.follow(office, A)).toBe(third.number);
    expect(await tests.follow(office, B)).toBe(successor.number);
  });

  it("lets an organisation that is being split succeed nobody, until all is taken back", async () => {
    const { city, office, bureau } = tests;
    const third = await tests.department();
    await tests.does(assign(city, office, [A, B], bureau));
    const acts = [
      merge(city, third, office),
      split(city, third, office),
      assign(city, third, [C], office),
    ];
    const whole = ["OrganizationRegistry__BeingSplit", office.number] as const;
    for (const act of acts) await tests.refused(act, ...whole, 2);
    await tests.does(assign(city, office, [A], 0));
    for (const act of acts) await tests.refused(act, ...whole, 1);
    await tests.does(assign(city, office, [B], 0));
    for (const act of acts) await tests.chain.undone(() => tests.does(act));
  });

  it("refuses somebody who may not, a keeper that may not be, and others below it", async () => {
    const { city, otherCity, office, bureau, province } = tests;
    const root = province.authority;
    const above = "OrganizationRegistry__NotAbove";
    const beside = split(otherCity, office, otherCity);
    await tests.refused(beside, above, otherCity.number, office.number);
    const itself = Array<number>(2).fill(office.number);
    await tests.refused(split(city, office, office), "OrganizationRegistry__Circular", ...itself);
    const children = ["OrganizationRegistry__HasChildren", city.number, 2] as const;
    await tests.refused(split(root, city, otherCity), ...children);
    await tests.suspend(bureau, city);
    const suspended = ["OrganizationRegistry__WrongStatus", bureau.number, 2] as const;
    await tests.refused(split(city, office, bureau), ...suspended);
  });
});

describe("abolish", () => {
  it("ends an organisation in whose place nobody stands", async () => {
    const { city, office } = tests;
    const done = await tests.does(abolish(city, office));
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
    await tests.refused(abolish(otherCity, office), "OrganizationRegistry__NotAbove", ...values);
    const own = [office.number, CAPACITY.authority];
    await tests.refused(abolish(office, office), "OrganizationRegistry__MissingCapacity", ...own);
    const children = ["OrganizationRegistry__HasChildren", city.number, 2] as const;
    await tests.refused(abolish(province.authority, city), ...children);
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
    await tests.does(merge(city, office, bureau));
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
