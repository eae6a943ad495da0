// SPDX-License-Identifier: Apache-2.0
// Limits that reach into a year whose holidays are not published yet. The chain's clock is moved to the last days of
// 2026, whose calendar is shipped; 2027 is published here.
import { describe, expect, it } from "vitest";

import { ProcedureTests } from "./support/procedures.ts";
import type { Province } from "./support/world.ts";
import { publishYear } from "./support/years.ts";

const HOUR = 3600;
const at = (day: string): number => Date.parse(`${day}T00:00:00+08:00`) / 1000;
const YEAR = 2027;

class LimitTests extends ProcedureTests {
  protected override async prepare(province: Province): Promise<void> {
    await super.prepare(province);
    // A Monday, two working days before the end of the year 2026.
    await province.chain.pass(at("2026-12-28") + HOUR - (await province.chain.now()));
  }

  /** Publishes 2027 with Mondays to Fridays as working days, but for some days from 1 January on. */
  async publish(holidays: number): Promise<void> {
    await this.does(publishYear(this.world, YEAR, holidays));
  }
}

const tests = new LimitTests();
const PUBLISH = ["assess", "approve", "submit", "accept", "review", "publish"] as const;

describe("given a limit in a year that is not published", () => {
  it("is provisional, and the end of the days that are no weekend", async () => {
    const id = await tests.draft();
    const done = await tests.take(id, PUBLISH);
    const { noticeEnd, provisional } = await tests.procedure(id);
    // 29, 30, 31 December; 1, 4 to 8, 11 January: the end of Monday the 11th.
    expect(noticeEnd).toBe(BigInt(at("2027-01-12")));
    expect([provisional, done.events[0]?.args["provisional"]]).toEqual([true, true]);
  });

  it("is the later one once the year is published with holidays", async () => {
    const id = await tests.draft();
    await tests.take(id, PUBLISH);
    await tests.publish(3);
    const { noticeEnd, provisional } = await tests.procedure(id);
    // 29, 30, 31 December; 4 to 8, 11 and 12 January.
    expect(noticeEnd).toBe(BigInt(at("2027-01-13")));
    expect(provisional).toBe(false);
    await tests.chain.pass(at("2027-01-12") + HOUR - (await tests.chain.now()));
    expect(await tests.chain.read("assetRegistry", "noticeOpen", id)).toBe(true);
    const early = tests.step(id, "confirm");
    await tests.refused(early, "AssetRegistry__NoticeNotOver", id, noticeEnd);
    await tests.chain.nextAt(at("2027-01-13"));
    await tests.does(early);
  });

  it("stays when the year is published with the same days", async () => {
    const id = await tests.draft();
    await tests.take(id, PUBLISH);
    await tests.publish(0);
    expect((await tests.procedure(id)).noticeEnd).toBe(BigInt(at("2027-01-12")));
  });

  it.each([
    ["submit", "accept", "2027-01-01"],
    ["accept", "review", "2027-01-25"],
  ] as const)("makes the registrar of %s late by the later limit", async (last, next, weekdays) => {
    await tests.chain.pass(HOUR);
    const id = await tests.draft();
    if (last === "submit") {
      // Three working days after Tuesday the 29th reach into the new year.
      await tests.chain.pass(24 * HOUR);
    }
    await tests.takeTo(id, last);
    const before = (await tests.procedure(id)).due;
    expect(before).toBeGreaterThan(BigInt(at(weekdays)));
    await tests.publish(3);
    const { due } = await tests.procedure(id);
    expect(due).toBeGreaterThan(before);
    const lateAt = (time: bigint) =>
      tests.chain.undone(async () => {
        await tests.chain.nextAt(Number(time));
        return (await tests.does(tests.step(id, next))).events[0]?.args["late"] as unknown;
      });
    expect([await lateAt(before), await lateAt(due - 1n), await lateAt(due)]).toEqual([
      false,
      false,
      true,
    ]);
  });
});
