// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { LawSuite, word } from "./support/law.ts";

const tests = new LawSuite();
const HOUR = 3600;
const ID = 7;
const SOURCE = word("SzMeasures");
const NONE = `0x${"0".repeat(64)}`;

const ordinary = {
  ...{ effect: 2, assessed: true, reviewed: false, acceptDays: 3, reviewDays: 20, noticeDays: 10 },
  ...{ name: word("change"), id: ID, mark: 2, source: SOURCE, from: 0 },
};
type Version = typeof ordinary;

const fields = (one: Version): unknown[] => [
  one.effect,
  one.assessed,
  one.reviewed,
  one.acceptDays,
  one.reviewDays,
  one.noticeDays,
  one.name,
];
const shown = (one: Version): unknown[] =>
  fields(one).map((field) => (typeof field === "number" ? BigInt(field) : field));
const set = (other: Partial<Version> = {}) => {
  const one = { ...ordinary, ...other };
  return tests.act("ruleBook", "setType", one.id, fields(one), one.mark, one.source, one.from);
};
const typeAt = (time: number) => tests.list("ruleBook", "typeAt", ID, time);
const sourceAt = (time: number) => tests.list("ruleBook", "typeSourceAt", ID, time);
const versions = () => tests.chain.read<bigint>("ruleBook", "typeVersions", ID);
const refused = (fn: string, args: unknown[], error: string, ...values: number[]) =>
  tests.refused(tests.act("ruleBook", fn, ...args), `RuleBook__${error}`, ...values);

describe("setType", () => {
  it("gives back every field, with mark and source, at any moment", async () => {
    const first = await tests.chain.does(set());
    await tests.chain.pass(HOUR);
    const changed = { effect: 6, assessed: false, reviewed: true, noticeDays: 0 };
    const later = { ...ordinary, ...changed, name: word("other"), mark: 3, source: word("O1:1") };
    const second = await tests.chain.does(set(later));

    expect(second.events).toMatchObject([{ name: "TypeSet" }]);
    expect(second.events[0]?.args.toArray(true)).toEqual([
      ...big(ID),
      shown(later),
      ...big(3, word("O1:1"), second.time),
    ]);
    expect(await typeAt(second.time - 1)).toEqual(shown(ordinary));
    expect(await typeAt(second.time)).toEqual(shown(later));
    expect(await sourceAt(second.time - 1)).toEqual(big(2, SOURCE, first.time));
    expect(await sourceAt(second.time)).toEqual(big(3, word("O1:1"), second.time));
    expect(await versions()).toBe(2n);
    const [type, ...cited] = await tests.list("ruleBook", "typeVersion", ID, 0);
    expect(Array.from(type as Iterable<unknown>)).toEqual(shown(ordinary));
    expect(cited).toEqual(big(2, SOURCE, first.time));
    await refused("typeVersion", [ID, 2], "OutOfRange", 2, 2);
  });

  it("is unknown before its first version, and beside it", async () => {
    const { time } = await tests.chain.does(set());
    await refused("typeAt", [ID, time - 1], "UnknownType", ID, time - 1);
    await refused("typeSourceAt", [ID, time - 1], "UnknownType", ID, time - 1);
    await refused("typeAt", [ID + 1, time], "UnknownType", ID + 1, time);
  });

  it("keeps the greatest numbers apart", async () => {
    const most = 65_535;
    for (const field of ["acceptDays", "reviewDays", "noticeDays"] as const) {
      const one = { ...ordinary, acceptDays: 0, reviewDays: 0, noticeDays: 0, [field]: most };
      const { time } = await tests.chain.does(set(one));
      expect(await typeAt(time)).toEqual(shown(one));
    }
    const all = { acceptDays: most, reviewDays: most, noticeDays: most, effect: 6, mark: 3 };
    const { time } = await tests.chain.does(set({ ...all, id: 255 }));
    expect(await tests.list("ruleBook", "typeAt", 255, time)).toEqual(
      shown({ ...ordinary, ...all }),
    );
  });

  it("refuses no number, no name and no source", async () => {
    await tests.refused(set({ id: 0 }), "RuleBook__NoKey");
    await tests.refused(set({ name: NONE }), "RuleBook__NoName", ID);
    await tests.refused(set({ source: NONE }), "RuleBook__NoSource");
  });

  it("refuses other effects and marks", async () => {
    for (const effect of [0, 7])
      await tests.refused(set({ effect }), "RuleBook__BadEffect", effect);
    for (const mark of [0, 4]) await tests.refused(set({ mark }), "RuleBook__BadMark", mark);
    for (const effect of [1, 2, 3, 4, 5, 6]) await tests.chain.does(set({ effect }));
  });

  it("refuses a moment that is over, and one before the newest version", async () => {
    const now = (await tests.chain.now()) + HOUR;
    await tests.chain.nextAt(now);
    await tests.refused(set({ from: now - 1 }), "RuleBook__InThePast", now - 1, now);
    const from = now + HOUR;
    await tests.chain.does(set({ from }));
    await tests.refused(set({ from: from - 1 }), "RuleBook__BeforeNewest", from - 1, from);
    await tests.chain.does(set({ from, effect: 3 }));
    expect(await versions()).toBe(1n);
    expect((await typeAt(from))[0]).toBe(3n);
  });

  it("refuses a caller without the role", async () => {
    const by = tests.chain.newAccount();
    await tests.refused({ ...set(), by }, "AccessManagedUnauthorized", by);
  });
});

describe("withdrawType", () => {
  const withdraw = () => tests.act("ruleBook", "withdrawType", ID);

  it("takes away a version that has not begun", async () => {
    const { time } = await tests.chain.does(set());
    const from = time + HOUR;
    await tests.chain.does(set({ from, effect: 3, name: word("other") }));
    const { events } = await tests.chain.does(withdraw());
    expect(events.map(({ name, args }) => [name, args.toArray()])).toEqual([
      ["TypeWithdrawn", big(ID, from)],
    ]);
    expect(await typeAt(from)).toEqual(shown(ordinary));
    expect(await versions()).toBe(1n);
  });

  it("refuses one that holds, none at all, and a caller without the role", async () => {
    const now = (await tests.chain.now()) + 10;
    await tests.chain.nextAt(now);
    await tests.refused(withdraw(), "RuleBook__AlreadyBegun", 0, now);
    const { time } = await tests.chain.does(set());
    await tests.chain.nextAt(time + 5);
    await tests.refused(withdraw(), "RuleBook__AlreadyBegun", time, time + 5);
    const by = tests.chain.newAccount();
    await tests.chain.does(set({ from: time + HOUR }));
    await tests.refused({ ...withdraw(), by }, "AccessManagedUnauthorized", by);
  });
});
