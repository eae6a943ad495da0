// SPDX-License-Identifier: Apache-2.0
// Expected days are those of the vectors of the law: Order 809 and the State Council's notices.
import { describe, expect, it } from "vitest";
import type { IndexStore } from "../indexing/index-store.ts";
import type { Row } from "../indexing/types.ts";
import { Deadlines, versionAt } from "./deadlines.ts";

const BEIJING = 8 * 3_600;
const at = (date: string): number => Date.parse(`${date}Z`) / 1_000 - BEIJING;

/** A calendar in which Monday to Friday are worked, but for some days, and some others are made up. */
function year(number: number, but: readonly string[], also: readonly string[]): Row {
  const first = Date.UTC(number, 0, 1);
  let bits = 0n;
  for (let day = 0; day < 365; day++) {
    const date = new Date(first + day * 86_400_000);
    const name = date.toISOString().slice(0, 10);
    const isWeekday = date.getUTCDay() % 6 !== 0;
    if ((isWeekday && !but.includes(name)) || also.includes(name)) bits |= 1n << BigInt(day);
  }
  const [low, high] = [bits & ((1n << 256n) - 1n), bits >> 256n];
  const version = { version: 1, low: String(low), high: String(high), source: "", publishedAt: 1 };
  return { id: number, at: "0", versions: [version] };
}

function indexWith(years: readonly Row[], types: readonly Row[] = []): IndexStore {
  return {
    tip: () => ({ number: 1, hash: "0x01" }),
    list: () => Promise.resolve({ items: years }),
    row: ({ id }: { id: string }) => Promise.resolve(types.find((row) => String(row.id) === id)),
  } as unknown as IndexStore;
}

const OCTOBER = [
  "2025-10-01",
  "2025-10-02",
  "2025-10-03",
  "2025-10-06",
  "2025-10-07",
  "2025-10-08",
];
const MADE_UP = ["2025-09-28", "2025-10-11"];
const YEAR = year(2025, OCTOBER, MADE_UP);
const FIRST: Row = {
  ...{ id: 1, at: "0" },
  versions: [
    { from: 0, acceptDays: 3, reviewDays: 20, noticeDays: 10 },
    { from: at("2025-09-26T00:00"), acceptDays: 5, reviewDays: 20, noticeDays: 10 },
  ],
};
const OPENED = at("2025-09-25T10:00");
const STORED = at("2025-10-10T00:00");
const waiting = {
  type: 1,
  stage: 8,
  opened: OPENED,
  since: OPENED,
  due: STORED,
  provisional: true,
};

describe("given a procedure whose deadline was stored before the year was published", () => {
  it("gives the later of what was stored and what the calendar gives now", async () => {
    const index = indexWith([YEAR], [FIRST]);
    const deadlines = new Deadlines(index, () => OPENED);
    expect(await deadlines.ofProcedure(waiting)).toEqual({
      ...{ at: at("2025-10-16T00:00"), provisional: false, late: false, workingDays: 10 },
    });
  });

  it("stays provisional while the year is not published", async () => {
    const deadlines = new Deadlines(indexWith([], [FIRST]), () => OPENED);
    expect(await deadlines.ofProcedure(waiting)).toMatchObject({ provisional: true });
  });

  it("takes nothing from who has to act", async () => {
    const later = { ...waiting, due: at("2025-10-20T00:00") };
    const index = indexWith([YEAR], [FIRST]);
    const found = await new Deadlines(index, () => OPENED).ofProcedure(later);
    expect(found?.at).toBe(later.due);
  });
});

describe("given a deadline that is settled", () => {
  const fixed = { ...waiting, due: at("2025-10-16T00:00"), provisional: false };
  const index = indexWith([YEAR], [FIRST]);

  it.each([
    ["2025-10-15T23:59", { late: false, workingDays: 0 }],
    ["2025-10-14T09:00", { late: false, workingDays: 1 }],
    ["2025-10-16T00:00", { late: true, workingDays: 1 }],
    ["2025-10-18T09:00", { late: true, workingDays: 2 }],
  ])("counts working days at %s", async (now, expected) => {
    const deadlines = new Deadlines(index, () => at(now));
    expect(await deadlines.ofProcedure(fixed)).toMatchObject(expected);
  });

  it("is none where none runs", async () => {
    const deadlines = new Deadlines(index, () => OPENED);
    expect(await deadlines.ofProcedure({ ...fixed, due: 0 })).toBeNull();
    expect(await deadlines.at(0, false)).toBeNull();
  });
});

describe("given a rule with versions", () => {
  it("finds the one that holds, and none before the first", () => {
    expect(versionAt(FIRST, OPENED)?.["acceptDays"]).toBe(3);
    expect(versionAt(FIRST, at("2025-09-26T00:00"))?.["acceptDays"]).toBe(5);
    expect(versionAt({ id: 1, at: "0", versions: [{ from: 9 }] }, 8)).toBeUndefined();
    expect(versionAt(undefined, 8)).toBeUndefined();
  });
});
