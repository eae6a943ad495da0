// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { LawSuite, word } from "./support/law.ts";

const tests = new LawSuite();
const HOUR = 3600;
const KEY = word("answer.conditional.days");
const SOURCE = word("O809:21");
const NONE = `0x${"0".repeat(64)}`;
const GREATEST = 2n ** 128n - 1n;

const set = (value: number | bigint, from = 0, mark = 1, source = SOURCE, key = KEY) =>
  tests.act("ruleBook", "setRule", key, value, mark, source, from);
const withdraw = (key = KEY) => tests.act("ruleBook", "withdrawRule", key);
const valueAt = (time: number) => tests.chain.read<bigint>("ruleBook", "valueAt", KEY, time);
const ruleAt = (time: number) => tests.list("ruleBook", "ruleAt", KEY, time);
const version = (index: number) => tests.list("ruleBook", "ruleVersion", KEY, index);
const versions = () => tests.chain.read<bigint>("ruleBook", "ruleVersions", KEY);
const stranger = () => tests.chain.newAccount();
const refused = (fn: string, args: unknown[], error: string, ...values: (number | string)[]) =>
  tests.refused(tests.act("ruleBook", fn, ...args), `RuleBook__${error}`, ...values);

describe("setRule", () => {
  it("holds from this block on", async () => {
    const { time, events } = await tests.chain.does(set(10));
    expect(events.map(({ name, args }) => [name, args.toArray()])).toEqual([
      ["RuleSet", big(KEY, 10, 1, SOURCE, time)],
    ]);
    expect(await valueAt(time)).toBe(10n);
    expect(await ruleAt(time + HOUR)).toEqual(big(10, 1, SOURCE, time));
    await refused("valueAt", [KEY, time - 1], "UnknownRule", KEY, time - 1);
    await refused("ruleAt", [KEY, time - 1], "UnknownRule", KEY, time - 1);
  });

  it("holds from a moment to come, and what held before until then", async () => {
    const { time } = await tests.chain.does(set(10));
    const from = time + HOUR;
    const other = word("O900:1");
    const { events } = await tests.chain.does(set(15, from, 2, other));
    expect(events[0]?.args.toArray()).toEqual(big(KEY, 15, 2, other, from));
    expect(await valueAt(from - 1)).toBe(10n);
    expect(await valueAt(from)).toBe(15n);
    expect(await ruleAt(from - 1)).toEqual(big(10, 1, SOURCE, time));
    expect(await ruleAt(from)).toEqual(big(15, 2, other, from));
    expect(await versions()).toBe(2n);
  });

  it("takes the first version for a moment to come", async () => {
    const from = (await tests.chain.now()) + HOUR;
    await tests.chain.does(set(15, from));
    await refused("valueAt", [KEY, from - 1], "UnknownRule", KEY, from - 1);
    expect(await valueAt(from)).toBe(15n);
  });

  it("keeps what held at any earlier moment", async () => {
    const times: number[] = [];
    for (let value = 1; value <= 9; value += 1) {
      times.push((await tests.chain.does(set(value))).time);
      await tests.chain.pass(HOUR);
    }
    for (const [index, time] of times.entries()) {
      expect(await valueAt(time)).toBe(BigInt(index + 1));
      expect(await valueAt(time + HOUR)).toBe(BigInt(index + 1));
      expect(await version(index)).toEqual(big(index + 1, 1, SOURCE, time));
    }
    expect(await versions()).toBe(9n);
    await refused("ruleVersion", [KEY, 9], "OutOfRange", 9, 9);
  });

  it("refuses a moment that is over", async () => {
    const now = (await tests.chain.now()) + HOUR;
    await tests.chain.nextAt(now);
    await tests.refused(set(10, now - 1), "RuleBook__InThePast", now - 1, now);
    await tests.chain.nextAt(now + 1);
    const { time } = await tests.chain.does(set(10, now + 1));
    expect(time).toBe(now + 1);
    expect(await valueAt(time)).toBe(10n);
  });

  it("refuses to begin before the newest version, and takes its place", async () => {
    const from = (await tests.chain.now()) + HOUR;
    await tests.chain.does(set(10, from));
    await tests.refused(set(11, from - 1), "RuleBook__BeforeNewest", from - 1, from);
    const now = (await tests.chain.now()) + 10;
    await tests.chain.nextAt(now);
    await tests.refused(set(11), "RuleBook__BeforeNewest", now, from);
    const other = word("O900:1");
    await tests.chain.does(set(12, from, 3, other));
    expect(await ruleAt(from)).toEqual(big(12, 3, other, from));
    expect(await versions()).toBe(1n);
  });

  it("refuses no key, no source and other marks", async () => {
    await tests.refused(set(10, 0, 1, SOURCE, NONE), "RuleBook__NoKey");
    await tests.refused(set(10, 0, 1, NONE), "RuleBook__NoSource");
    await tests.refused(set(10, 0, 0), "RuleBook__BadMark", 0);
    await tests.refused(set(10, 0, 4), "RuleBook__BadMark", 4);
    await tests.chain.does(set(10, 0, 3));
  });

  it("takes zero and the greatest value", async () => {
    const zero = await tests.chain.does(set(0));
    expect(await valueAt(zero.time)).toBe(0n);
    const greatest = await tests.chain.does(set(GREATEST, 0, 3));
    expect(await ruleAt(greatest.time)).toEqual(big(GREATEST, 3, SOURCE, greatest.time));
    expect(await ruleAt(zero.time)).toEqual(big(0, 1, SOURCE, zero.time));
  });

  it("refuses a caller without the role", async () => {
    const by = stranger();
    await tests.refused({ ...set(10), by }, "AccessManagedUnauthorized", by);
  });
});

describe("withdrawRule", () => {
  it("takes away a version that has not begun, and lets an earlier one be set", async () => {
    const { time } = await tests.chain.does(set(10));
    const from = time + HOUR;
    await tests.chain.does(set(15, from));
    const { events } = await tests.chain.does(withdraw());
    expect(events.map(({ name, args }) => [name, args.toArray()])).toEqual([
      ["RuleWithdrawn", big(KEY, from)],
    ]);
    expect(await valueAt(from)).toBe(10n);
    expect(await versions()).toBe(1n);
    await tests.chain.does(set(12, from - 1));
    expect(await valueAt(from)).toBe(12n);
  });

  it("takes away the only version, and a rule is unknown again", async () => {
    const from = (await tests.chain.now()) + HOUR;
    await tests.chain.does(set(15, from));
    await tests.chain.does(withdraw());
    await refused("valueAt", [KEY, from], "UnknownRule", KEY, from);
    expect(await versions()).toBe(0n);
    await refused("ruleVersion", [KEY, 0], "OutOfRange", 0, 0);
    const { time } = await tests.chain.does(set(5));
    expect(await valueAt(time)).toBe(5n);
  });

  it("takes away one after the other, but not what holds", async () => {
    const { time } = await tests.chain.does(set(1));
    for (const [place, value] of [2, 3, 4].entries()) {
      await tests.chain.does(set(value, time + HOUR * (place + 1)));
    }
    for (const left of [3n, 2n, 1n]) {
      await tests.chain.does(withdraw());
      expect(await versions()).toBe(left);
      expect(await valueAt(time + 9 * HOUR)).toBe(left);
    }
    const now = (await tests.chain.now()) + 10;
    await tests.chain.nextAt(now);
    await tests.refused(withdraw(), "RuleBook__AlreadyBegun", time, now);
  });

  it("refuses from the first second of a version on", async () => {
    const from = (await tests.chain.now()) + HOUR;
    await tests.chain.does(set(15, from));
    await tests.chain.nextAt(from);
    await tests.refused(withdraw(), "RuleBook__AlreadyBegun", from, from);
    expect(await valueAt(from)).toBe(15n);
  });

  it("takes it away in the last second before", async () => {
    const from = (await tests.chain.now()) + HOUR;
    await tests.chain.does(set(15, from));
    await tests.chain.nextAt(from - 1);
    await tests.chain.does(withdraw());
    expect(await versions()).toBe(0n);
  });

  it("refuses where there is no version, and a caller without the role", async () => {
    const now = (await tests.chain.now()) + 10;
    await tests.chain.nextAt(now);
    await tests.refused(withdraw(), "RuleBook__AlreadyBegun", 0, now);
    const by = stranger();
    await tests.chain.does(set(15, now + HOUR));
    await tests.refused({ ...withdraw(), by }, "AccessManagedUnauthorized", by);
  });
});
