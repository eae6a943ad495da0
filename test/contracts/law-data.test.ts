// SPDX-License-Identifier: Apache-2.0
import { decodeBytes32String, toUtf8String } from "ethers";
import { describe, expect, it } from "vitest";

import { type LawOverrides, lawCalls } from "../../deploy/law/load.ts";
import findingFile from "../../deploy/law/findings.json" with { type: "json" };
import ruleFile from "../../deploy/law/rules.json" with { type: "json" };
import typeFile from "../../deploy/law/types.json" with { type: "json" };
import { beijing, LawSuite, word } from "./support/law.ts";
import { isWorked, NOTICES } from "./support/notices.ts";

const tests = new LawSuite();
const DAY = 86_400;

/** Typed from the articles: key, value, mark, source. */
const RULES = `
registration.accept.days 3 P RegMeasures:10
registration.review.days 20 P RegMeasures:11
registration.notice.days 10 P RegMeasures:12
registration.validity.years 3 C RegMeasures:15
registration.renewal.days 60 P RegMeasures:15
registration.originals.years 30 C SzMeasures
answer.unconditional.days 1 C O809:21
answer.conditional.days 10 C O809:21
answer.extension.days 10 C O809:21
delivery.days 20 C O809:22
receipt.days 10 U Suyuan
disposal.days 20 U Suyuan
disposal.kinds 510 U Suyuan
reasons.refusal 510 U Suyuan
reasons.suspension 510 U Suyuan
reasons.end 510 U Suyuan
change.days 10 C O809:17
change.extension.days 5 C O809:17
change.review.days 2 C O809:17
correction.days 10 C O809:26
records.years 3 C O809:29
findings.39 1022 C O809:39
findings.40 254 C O809:40
findings.41 14 C O809:41
veto.longest.days 90 U Suyuan
head.rotation.seconds 259200 U Suyuan
head.replacement.seconds 604800 U Suyuan
council.voting.delay.seconds 86400 U Suyuan
council.voting.period.seconds 604800 U Suyuan
council.delay.seconds 259200 U Suyuan
council.majority.numerator 1 U Suyuan
council.majority.denominator 2 U Suyuan
council.qualified.numerator 2 U Suyuan
council.qualified.denominator 3 U Suyuan`;

/** Typed from the articles: number, name, effect, assessed, reviewed, days to accept, review and notice, mark. */
const TYPES = `
1 first 1 true true 3 20 10 P
2 change 2 true true 3 20 10 P
3 correction 3 false true 3 20 10 P
4 renewal 4 false true 3 20 10 U
5 cancellation 5 false true 3 10 0 P
6 licence 6 false true 3 20 10 U
7 transfer 6 false true 3 20 10 U
8 objection 6 false true 3 20 0 U`;

const MARKS = ["", "C", "P", "U"];
const table = (text: string): string[] => text.trim().split("\n");

describe("the calendars", () => {
  it.each([
    [2024, 366, 251],
    [2025, 365, 248],
    [2026, 365, 248],
  ])("agree with the notice of %i on every day", async (year, length, workingDays) => {
    await tests.load([year]);
    const begin = beijing(`${year}-01-01`);
    let worked = 0;
    for (let day = 0; day < length; day += 1) {
      const date = new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10);
      const time = begin + day * DAY + ((day * 7919) % DAY);
      const answer = await tests.list("workCalendar", "isWorkingDay", time);
      expect([date, ...answer]).toEqual([date, isWorked(date), false]);
      worked += isWorked(date) ? 1 : 0;
    }
    expect(worked).toBe(workingDays);
    const [, , source] = await tests.list("workCalendar", "yearOf", year);
    expect(toUtf8String(String(source)).replaceAll("\0", "")).toBe(NOTICES[year]?.number);
  });
});

describe("the rules", () => {
  it("have the values, marks and sources typed by hand", async () => {
    await tests.load();
    const now = await tests.chain.now();
    for (const line of table(RULES)) {
      const key = line.split(" ")[0] ?? "";
      const [value, mark, source] = await tests.list("ruleBook", "ruleAt", word(key), now);
      const cited = decodeBytes32String(String(source));
      expect(`${key} ${String(value)} ${MARKS[Number(mark)] ?? ""} ${cited}`).toBe(line);
    }
    expect(ruleFile.rules.map(({ key }) => key)).toEqual(
      table(RULES).map((line) => line.split(" ")[0]),
    );
  });

  it("name a known source, a unit that the key bears, and both titles", () => {
    const known = Object.keys(ruleFile.sources);
    for (const { key, unit, source, en, zh } of [...ruleFile.rules, ...typesWithUnit()]) {
      expect(known).toContain(source.split(":")[0]);
      expect([en.length > 0, /\p{Script=Han}/u.test(zh)], key).toEqual([true, true]);
      if (key.endsWith(".years")) expect(unit).toBe("years");
      if (key.endsWith(".seconds")) expect(unit).toBe("seconds");
      if (key.endsWith(".days")) expect(["days", "working days"]).toContain(unit);
    }
  });
});

/** The types as rows like those of the rules, to look at what both have. */
function typesWithUnit() {
  return typeFile.types.map(({ name, source, en, zh }) => ({
    key: name,
    unit: "",
    source,
    en,
    zh,
  }));
}

describe("the registration types", () => {
  it("proceed as typed by hand", async () => {
    await tests.load();
    const now = await tests.chain.now();
    for (const line of table(TYPES)) {
      const id = Number(line.split(" ")[0]);
      const found = await tests.list("ruleBook", "typeAt", id, now);
      const [mark] = await tests.list("ruleBook", "typeSourceAt", id, now);
      const name = decodeBytes32String(String(found.pop()));
      expect([id, name, ...found, MARKS[Number(mark)]].map(String).join(" ")).toBe(line);
    }
    expect(typeFile.types).toHaveLength(table(TYPES).length);
  });
});

describe("a decision of those who found the ledger", () => {
  const argsOf = (overrides: LawOverrides, fn: string) =>
    lawCalls(overrides)
      .filter((call) => call.fn === fn)
      .map(({ args }) => args);

  it("takes the place of what is shipped, marked as theirs unless it cites", () => {
    const shipped = argsOf({}, "setRule");
    const key = word("registration.accept.days");
    const rules = [{ key: "registration.accept.days", value: 5 }];
    const changed = argsOf({ rules }, "setRule");
    expect(changed).toHaveLength(shipped.length);
    expect(changed[0]).toEqual([key, 5, 3, word("founding decision"), 0]);
    expect(changed.slice(1)).toEqual(shipped.slice(1));
    const cited = [
      { key: "registration.accept.days", value: 5, mark: "C", source: "P1:2" } as const,
    ];
    expect(argsOf({ rules: cited }, "setRule")[0]).toEqual([key, 5, 1, word("P1:2"), 0]);
  });

  it("comes after what is shipped, if it is new", async () => {
    const type = {
      ...{ id: 9, name: "pledge", effect: 6, assessed: false, reviewed: true },
      ...{ acceptDays: 1, reviewDays: 2, noticeDays: 3 },
    };
    const overrides = { rules: [{ key: "city.own.days", value: 7 }], types: [type] };
    const [rule] = argsOf(overrides, "setRule").slice(-1);
    expect(rule).toEqual([word("city.own.days"), 7, 3, word("founding decision"), 0]);
    const [added] = argsOf(overrides, "setType").slice(-1);
    await tests.does("ruleBook", "setType", ...(added ?? []));
    const now = await tests.chain.now();
    expect(await tests.list("ruleBook", "typeAt", 9, now)).toEqual([
      6n,
      false,
      true,
      1n,
      2n,
      3n,
      word("pledge"),
    ]);
  });

  it("refuses a word that does not fit, and a mark that is none", () => {
    const key = "a".repeat(32);
    expect(() => lawCalls({ rules: [{ key, value: 1 }] })).toThrow(RangeError);
    expect(lawCalls({ rules: [{ key: key.slice(1), value: 1 }] })).toHaveLength(46);
    const mark = "X" as "C";
    expect(() => lawCalls({ rules: [{ key: "a", value: 1, mark }] })).toThrow(RangeError);
  });
});

describe("the findings", () => {
  it("are the items of Order 809, Arts 39 to 41, each with its title", () => {
    const items = [
      [3900, 9],
      [4000, 7],
      [4100, 3],
    ] as const;
    const codes = items.flatMap(([article, last]) =>
      Array.from({ length: last }, (_, place) => article + 1 + place),
    );
    expect(findingFile.findings.map(({ code }) => code)).toEqual(codes);
    for (const { code, mark, source, en, zh } of findingFile.findings) {
      const article = Math.floor(code / 100);
      expect(source).toBe(`O809:${article}(${code % 100})`);
      expect(["C", "P", "U"]).toContain(mark);
      expect([en.length, zh.length].every((length) => length > 0)).toBe(true);
    }
  });

  it("are known to the rule book, item by item", () => {
    for (const [key, last] of [
      ["findings.39", 9],
      ["findings.40", 7],
      ["findings.41", 3],
    ] as const) {
      const rule = ruleFile.rules.find((one) => one.key === key);
      expect(rule?.value).toBe(2 ** (last + 1) - 2);
    }
  });

  it("name a code for each limit", () => {
    const codes = [3904, 3904, 4004, 4007, 3906, 4103, 4007];
    expect(findingFile.clocks.map(({ clock, code }) => [clock, code])).toEqual(
      codes.map((code, place) => [place + 1, code]),
    );
  });
});
