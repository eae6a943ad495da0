// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { OrganizationTests } from "./support/organizations.ts";
import { CAPACITY, type Organization } from "./support/world.ts";

const PARENT = 4;
const tests = new OrganizationTests();

const move = (by: Organization | string, one: Organization, below: Organization | number) =>
  tests.by(
    typeof by === "string" ? by : by.head,
    "changeParent",
    one.number,
    typeof below === "number" ? below : below.number,
  );
const parentOf = async (one: Organization) => (await tests.standing(one))[PARENT];
const children = async (...list: Organization[]) =>
  Promise.all(list.map(async (one) => (await tests.bounds(one))[0]));

/** A chain of authorities, each below the one before. */
async function chainBelow(first: Organization, steps: number): Promise<Organization[]> {
  const list = [first];
  for (let i = 0; i < steps; i++) {
    list.push(await tests.world.admit(CAPACITY.authority, list.at(-1), 5));
  }
  return list;
}

describe("changeParent", () => {
  it("moves for an authority above both, or which is the new parent, and keeps the past", async () => {
    const { city, otherCity, office, province } = tests;
    const root = province.authority;
    const before = await children(root, city, otherCity);
    const done = await tests.does(move(root, office, otherCity));
    expect(done.events[0]?.name).toBe("ParentChanged");
    expect(done.events[0]?.args.toArray()).toEqual(
      big(office.number, city.number, otherCity.number),
    );
    expect(await parentOf(office)).toBe(otherCity.number);
    expect(await children(root, city, otherCity)).toEqual([before[0], 1, 1]);
    const parentAt = async (time: number) =>
      ((await tests.told<bigint>("standingAt", office.number, time)) >> 56n) & 0xffffffffn;
    expect(await parentAt(done.time - 1)).toBe(BigInt(city.number));
    expect(await parentAt(done.time)).toBe(BigInt(otherCity.number));
    expect(await tests.told("isAbove", city.number, office.number)).toBe(false);
    await tests.does(move(root, office, root));
    expect(await children(root, city, otherCity)).toEqual([Number(before[0]) + 1, 1, 0]);
  });

  it("refuses an authority beside or below, a department, and a stranger", async () => {
    const { city, otherCity, office, bureau, province, chain } = tests;
    const above = "OrganizationRegistry__NotAbove";
    await tests.refused(move(otherCity, office, otherCity), above, otherCity.number, office.number);
    await tests.refused(move(city, office, otherCity), above, city.number, otherCity.number);
    await tests.refused(move(city, city, otherCity), above, city.number, city.number);
    await tests.refused(
      move(bureau, office, otherCity),
      "OrganizationRegistry__MissingCapacity",
      ...[bureau.number, CAPACITY.authority],
    );
    const stranger = move(chain.newAccount(), office, otherCity);
    await tests.refused(stranger, "OrganizationRegistry__UnknownOrganization", 0);
    const { account } = province.authorityHead;
    const seat = [province.authority.number, account, province.authority.head];
    const bySeat = move(account, office, otherCity);
    await tests.refused(bySeat, "OrganizationRegistry__NotHead", ...seat);
  });

  it("refuses itself and what lies below it", async () => {
    const { city, otherCity, province } = tests;
    const root = province.authority;
    const circular = "OrganizationRegistry__Circular";
    const deep = await chainBelow(city, 2);
    for (const below of deep) {
      await tests.refused(move(root, city, below), circular, city.number, below.number);
    }
    await tests.refused(
      move(root, otherCity, otherCity),
      circular,
      ...Array<number>(2).fill(otherCity.number),
    );
  });

  it("refuses a parent of a lower level, without capacity, suspended, abolished or unknown", async () => {
    const { city, otherCity, office, bureau, province, world } = tests;
    const root = province.authority;
    const county = await world.admit(CAPACITY.authority, otherCity, 4);
    const level = move(root, city, county);
    await tests.refused(level, "OrganizationRegistry__BadLevel", 3, 4);
    await tests.refused(
      move(root, office, bureau),
      "OrganizationRegistry__MissingCapacity",
      ...[bureau.number, CAPACITY.authority],
    );
    const unknown = ["OrganizationRegistry__NotAbove", root.number, 999] as const;
    await tests.refused(move(root, office, 999), ...unknown);
    const none = ["OrganizationRegistry__NotAbove", root.number, 0] as const;
    await tests.refused(move(root, office, 0), ...none);
    const status = "OrganizationRegistry__WrongStatus";
    await tests.suspend(county, otherCity);
    await tests.refused(move(root, office, county), status, county.number, 2);
    await tests.does(tests.by(otherCity.head, "abolish", otherCity.number, county.number));
    await tests.refused(move(root, office, county), status, county.number, 3);
  });

  it("moves a suspended organisation, which stays so, and no abolished one", async () => {
    const { city, otherCity, office, province } = tests;
    const root = province.authority;
    await tests.suspend(office, city);
    await tests.does(move(root, office, otherCity));
    expect((await tests.standing(office))[0]).toBe(2);
    await tests.does(tests.by(otherCity.head, "resumeOrganization", office.number));
    await tests.does(tests.by(otherCity.head, "abolish", otherCity.number, office.number));
    const again = move(root, office, city);
    await tests.refused(again, "OrganizationRegistry__WrongStatus", office.number, 3);
  });

  it("moves what has others below it no deeper, but as deep or higher", async () => {
    const { city, otherCity, province, world } = tests;
    const root = province.authority;
    const district = await world.admit(CAPACITY.authority, city, 3);
    const deeper = await world.admit(CAPACITY.authority, district, 3);
    const town = await world.admit(CAPACITY.department, district, 5);
    const values = [otherCity.number, 1];
    await tests.does(move(root, town, otherCity));
    const sinks = move(root, otherCity, city);
    await tests.refused(sinks, "OrganizationRegistry__MovesDeeper", ...values);
    await tests.does(move(root, town, deeper));
    await tests.does(move(root, otherCity, city));
    await tests.does(move(root, deeper, otherCity));
    await tests.does(move(root, deeper, root));
    expect(await tests.told("isAbove", root.number, town.number)).toBe(true);
    expect(await tests.told("isAbove", city.number, town.number)).toBe(false);
  });

  it("refuses beyond the greatest depth", async () => {
    const { office, province } = tests;
    const list = await chainBelow(province.authority, 8);
    const [before, lowest] = [list[7] ?? office, list[8] ?? office];
    const town = await tests.world.admit(CAPACITY.department, province.authority, 5);
    const act = move(province.authority, town, lowest);
    await tests.refused(act, "OrganizationRegistry__TooDeep", lowest.number, 8);
    await tests.does(move(province.authority, town, before));
    expect(await tests.told("isAbove", province.authority.number, town.number)).toBe(true);
  });
});

describe("changeTree", () => {
  it("moves an organisation, also a root, into another tree for the administrator", async () => {
    const { city, office, province, world } = tests;
    const [department, other] = [await world.admit(1), await world.admit(CAPACITY.authority)];
    const root = province.authority;
    const count = await children(root);
    await tests.does(tests.restricted("changeTree", office.number, other.number));
    expect(await parentOf(office)).toBe(other.number);
    expect(await children(city, other)).toEqual([1, 1]);
    const done = await tests.does(tests.restricted("changeTree", department.number, root.number));
    expect(done.events[0]?.args.toArray()).toEqual(big(department.number, 0, root.number));
    expect(await children(root)).toEqual([Number(count[0]) + 1]);
  });

  it("refuses within one tree, anybody else, and a root with others below it", async () => {
    const { city, otherCity, office, province, world } = tests;
    const root = province.authority;
    const other = await world.admit(CAPACITY.authority);
    const within = tests.restricted("changeTree", office.number, otherCity.number);
    await tests.refused(within, "OrganizationRegistry__SameTree", office.number, root.number);
    const below = tests.restricted("changeTree", root.number, city.number);
    await tests.refused(below, "OrganizationRegistry__SameTree", root.number, root.number);
    const act = tests.by(root.head, "changeTree", office.number, other.number);
    await tests.refused(act, "AccessManagedUnauthorized", root.head);
    const [count] = await children(root);
    const whole = tests.restricted("changeTree", root.number, other.number);
    await tests.refused(whole, "OrganizationRegistry__MovesDeeper", root.number, count ?? 0);
    const nobody = tests.restricted("changeTree", 999, other.number);
    await tests.refused(nobody, "OrganizationRegistry__UnknownOrganization", 999);
    const nowhere = tests.restricted("changeTree", office.number, 999);
    await tests.refused(nowhere, "OrganizationRegistry__UnknownOrganization", 999);
  });
});

describe("given a move, suspendOrganization", () => {
  it("is for the new authority above, and no more for the one before", async () => {
    const { city, otherCity, office, province } = tests;
    await tests.does(move(province.authority, office, otherCity));
    const by = (one: Organization) => tests.by(one.head, "suspendOrganization", office.number);
    const values = [otherCity.number, city.head, otherCity.head];
    await tests.refused(by(city), "OrganizationRegistry__NotHead", ...values);
    await tests.does(by(otherCity));
  });
});

describe("lowestCommonSuperior", () => {
  const lowestOf = async (a: Organization, b: Organization) => {
    const [one, other] = [
      await tests.told("lowestCommonSuperior", a.number, b.number),
      await tests.told("lowestCommonSuperior", b.number, a.number),
    ];
    expect(one).toBe(other);
    return Number(one);
  };

  it("is the lowest above both, or the one that lies above the other", async () => {
    const { city, otherCity, office, bureau, province } = tests;
    const root = province.authority;
    expect(await lowestOf(office, bureau)).toBe(city.number);
    expect(await lowestOf(office, otherCity)).toBe(root.number);
    expect(await lowestOf(city, otherCity)).toBe(root.number);
    expect(await lowestOf(office, province.holder)).toBe(root.number);
    expect(await lowestOf(office, city)).toBe(city.number);
    expect(await lowestOf(office, root)).toBe(root.number);
  });

  it("is the parent of an organisation and itself, and none where there is none", async () => {
    const { city, office, province, world } = tests;
    const other = await world.admit(CAPACITY.authority);
    const below = await world.admit(CAPACITY.department, other);
    const root = province.authority;
    expect(await lowestOf(office, office)).toBe(city.number);
    expect(await lowestOf(root, root)).toBe(0);
    expect(await lowestOf(root, other)).toBe(0);
    expect(await lowestOf(office, below)).toBe(0);
    expect(await lowestOf(office, { ...other, number: 999 })).toBe(0);
    expect(await lowestOf(office, { ...other, number: 0 })).toBe(0);
  });

  it("is found for two of the greatest depth", async () => {
    const list = await chainBelow(tests.province.authority, 7);
    const parent = list[7] ?? tests.city;
    const [a, b] = [
      await tests.world.admit(CAPACITY.department, parent, 5),
      await tests.world.admit(CAPACITY.department, parent, 5),
    ];
    expect(await lowestOf(a, b)).toBe(parent.number);
    expect(await lowestOf(a, tests.office)).toBe(tests.province.authority.number);
  });

  it("is none of an abolished organisation that has come to lie beyond that", async () => {
    const { province, office } = tests;
    const root = province.authority;
    const list = await chainBelow(root, 8);
    const [parent, lowest] = [list[7] ?? office, list[8] ?? office];
    const beside = (await chainBelow(list[6] ?? office, 1)).at(-1) ?? office;
    const [under, above] = [lowest.number, root.number];
    expect(await tests.told("isAbove", above, under)).toBe(true);
    await tests.does(tests.abolish(root, lowest));
    await tests.does(move(root, parent, beside));
    expect(await lowestOf(lowest, office)).toBe(0);
    expect(await tests.told("isAbove", above, under)).toBe(false);
  });
});
