// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { OrganizationTests } from "./support/organizations.ts";
import { hash, type Organization, ZeroHash } from "./support/world.ts";

const tests = new OrganizationTests();
const [A, B, C] = [hash("an asset"), hash("a grant"), hash("a right")];

describe("assign", () => {
  const assigned = async (one: Organization, subject: string) =>
    Number(await tests.told("assignmentOf", one.number, subject));

  it("notes subjects, again and back until the split", async () => {
    const { city, office, bureau } = tests;
    const third = await tests.department();
    const done = await tests.does(tests.assign(city, office, [A, B, A], bureau));
    expect(done.events[0]?.name).toBe("SubjectsAssigned");
    const values: unknown[] = done.events[0]?.args.toArray() ?? [];
    expect(values.slice(0, 3)).toEqual(big(office.number, bureau.number, city.number));
    expect(Array.from(values[3] as Iterable<string>)).toEqual([A, B, A]);
    expect(await tests.bounds(office)).toEqual([0, 2, 0]);
    await tests.does(tests.assign(city, office, [A, C], third));
    expect(await tests.bounds(office)).toEqual([0, 3, 0]);
    expect(await assigned(office, A)).toBe(third.number);
    await tests.does(tests.assign(city, office, [A, hash("never assigned")], 0));
    expect(await tests.bounds(office)).toEqual([0, 2, 0]);
    expect(await assigned(office, A)).toBe(0);
    expect(await tests.follow(office, B)).toBe(office.number);
  });

  it("takes a hundred subjects at once; refuses none, more, and zero", async () => {
    const { city, office, bureau } = tests;
    const many = (count: number) => Array.from({ length: count }, (_, i) => hash(`subject ${i}`));
    for (const count of [0, 101]) {
      const act = tests.assign(city, office, many(count), bureau);
      await tests.refused(act, "OrganizationRegistry__BadCount", count, 100);
    }
    const zero = tests.assign(city, office, [A, ZeroHash], bureau);
    await tests.refused(zero, "OrganizationRegistry__NoSubject");
    await tests.does(tests.assign(city, office, many(100), bureau));
    expect(await tests.bounds(office)).toEqual([0, 100, 0]);
  });

  it("refuses somebody who may not, and a successor that may not be", async () => {
    const { city, otherCity, office, bureau } = tests;
    const above = "OrganizationRegistry__NotAbove";
    const beside = tests.assign(otherCity, office, [A], 0);
    await tests.refused(beside, above, otherCity.number, office.number);
    const away = tests.assign(city, office, [A], otherCity);
    await tests.refused(away, above, city.number, otherCity.number);
    const itself = Array<number>(2).fill(office.number);
    const own = tests.assign(city, office, [A], office);
    await tests.refused(own, "OrganizationRegistry__Circular", ...itself);
    await tests.suspend(bureau, city);
    const suspended = ["OrganizationRegistry__WrongStatus", bureau.number, 2] as const;
    await tests.refused(tests.assign(city, office, [A], bureau), ...suspended);
    await tests.does(tests.assign(city, office, [A], city));
  });
});

describe("split", () => {
  it("lets each subject go its way, the rest to the keeper, and on through later mergers", async () => {
    const { city, office, bureau } = tests;
    const [third, fourth] = [await tests.department(), await tests.department()];
    await tests.does(tests.assign(city, office, [A], bureau));
    await tests.does(tests.assign(city, office, [B], third));
    const done = await tests.does(tests.split(city, office, fourth));
    expect(done.events[0]?.name).toBe("OrganizationSplit");
    expect(done.events[0]?.args.toArray()).toEqual(big(office.number, fourth.number, city.number));
    expect((await tests.standing(office))[5]).toBe(fourth.number);
    expect(await tests.follow(office, A)).toBe(bureau.number);
    expect(await tests.follow(office, B)).toBe(third.number);
    expect(await tests.follow(office, C)).toBe(fourth.number);
    expect(await tests.follow(office, ZeroHash)).toBe(fourth.number);
    for (const one of [bureau, third, fourth]) expect(await tests.bounds(one)).toEqual([0, 0, 1]);
    await tests.does(tests.merge(city, bureau, third));
    await tests.does(tests.abolish(city, fourth));
    expect(await tests.follow(office, A)).toBe(third.number);
    expect(await tests.follow(office, C)).toBe(0);
    const late = tests.assign(city, office, [A], third);
    await tests.refused(late, "OrganizationRegistry__WrongStatus", office.number, 3);
  });

  it("follows an assignment of the second split of a chain, and not one of the first", async () => {
    const { city, office, bureau } = tests;
    const third = await tests.department();
    await tests.does(tests.merge(city, office, bureau));
    const successor = await tests.department();
    await tests.does(tests.assign(city, bureau, [A], third));
    await tests.does(tests.split(city, bureau, successor));
    expect(await tests.follow(office, A)).toBe(third.number);
    expect(await tests.follow(office, B)).toBe(successor.number);
  });

  it("lets an organisation that is being split succeed nobody, until all is taken back", async () => {
    const { city, office, bureau } = tests;
    const third = await tests.department();
    await tests.does(tests.assign(city, office, [A, B], bureau));
    const acts = [
      tests.merge(city, third, office),
      tests.split(city, third, office),
      tests.assign(city, third, [C], office),
    ];
    const whole = ["OrganizationRegistry__BeingSplit", office.number] as const;
    for (const act of acts) await tests.refused(act, ...whole, 2);
    await tests.does(tests.assign(city, office, [A], 0));
    for (const act of acts) await tests.refused(act, ...whole, 1);
    await tests.does(tests.assign(city, office, [B], 0));
    for (const act of acts) await tests.chain.undone(() => tests.does(act));
  });

  it("refuses somebody who may not, a keeper that may not be, and others below it", async () => {
    const { city, otherCity, office, bureau, province } = tests;
    const root = province.authority;
    const above = "OrganizationRegistry__NotAbove";
    const beside = tests.split(otherCity, office, otherCity);
    await tests.refused(beside, above, otherCity.number, office.number);
    const itself = Array<number>(2).fill(office.number);
    await tests.refused(
      tests.split(city, office, office),
      "OrganizationRegistry__Circular",
      ...itself,
    );
    const children = ["OrganizationRegistry__HasChildren", city.number, 2] as const;
    await tests.refused(tests.split(root, city, otherCity), ...children);
    await tests.suspend(bureau, city);
    const suspended = ["OrganizationRegistry__WrongStatus", bureau.number, 2] as const;
    await tests.refused(tests.split(city, office, bureau), ...suspended);
  });
});
