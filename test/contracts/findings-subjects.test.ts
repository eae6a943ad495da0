// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big, told } from "./support/expect.ts";
import { beijing } from "./support/law.ts";
import { CLOCK, LimitTests, TEN } from "./support/limits.ts";
import { FINDING, SharedCaseTests, THURSDAY } from "./support/shared-cases.ts";
import { hash, idIn, ZeroHash } from "./support/world.ts";
import { publishYear } from "./support/years.ts";

const FINDINGS = "findingRegistry";

const tests = new LimitTests();

describe("recordLateness, of a registration", () => {
  it("is against the registrar, while its step is not done", async () => {
    const { authority, authorityHead, holder, holderHead } = tests.province;
    const asset = await tests.world.asset(holderHead);
    const acting = (by: typeof holderHead, fn: string, ...args: unknown[]) =>
      tests.world.bySeat(by, "assetRegistry", fn, asset, ...args);
    await tests.notLate(CLOCK.registration, asset, 0);
    await tests.does(acting(holderHead, "assess", hash("secrecy"), hash("privacy")));
    await tests.does(tests.world.act(holder.head, "assetRegistry", "approve", asset));
    await tests.at(THURSDAY, "09:00:00");
    await tests.does(acting(holderHead, "submit", authority.number));
    // Friday, Sunday the 28th, which is worked, and Monday.
    const due = "2025-09-30";
    await tests.before(due);
    await tests.notLate(CLOCK.registration, asset, beijing(due));
    await tests.at(due);
    const done = await tests.does(tests.record(CLOCK.registration, asset));
    const values = [authority.number, CLOCK.registration, 4103, beijing(due)];
    expect(done.events[0]?.args.toArray().slice(2)).toEqual(big(...values));
    await tests.does(acting(authorityHead, "accept"));
    const { due: next } = await tests.chain.read<{ due: bigint }>(
      "assetRegistry",
      "procedure",
      asset,
    );
    await tests.notLate(CLOCK.registration, asset, Number(next));
    await tests.chain.nextAt(Number(next));
    await tests.does(tests.record(CLOCK.registration, asset));
    const none = tests.record(CLOCK.registration, hash("none"));
    await tests.refused(none, "AssetRegistry__UnknownAsset", hash("none"));
  });
});

describe("recordLateness, of nothing", () => {
  it("refuses what has no such limit", async () => {
    for (const clock of [
      CLOCK.answer,
      CLOCK.delivery,
      CLOCK.disposal,
      CLOCK.rectification,
      CLOCK.correction,
    ]) {
      await tests.notLate(clock, hash("none"), 0);
    }
    await tests.notLate(CLOCK.receipt, tests.granted, 0);
    await tests.notLate(CLOCK.disposal, tests.granted, 0);
    await tests.notLate(CLOCK.rectification, tests.granted, 0);
    const dispute = await tests.disputed();
    await tests.notLate(CLOCK.correction, dispute, 0);
    await tests.notLate(CLOCK.correction, tests.granted, 0);
    for (const clock of [0, 8, 255]) {
      const act = tests.record(clock, tests.granted);
      await tests.refused(act, "FindingRegistry__UnknownClock", clock);
    }
  });
});

describe("recordLateness, of another organisation's", () => {
  it("is against a suspended one too, and against a successor", async () => {
    const { holder } = tests.province;
    const [answer, correction] = [await tests.begin("answer"), await tests.correction()];
    const { one } = await tests.department();
    await tests.does(tests.suspend(holder));
    await tests.at(TEN);
    await tests.chain.undone(async () => {
      const id = await tests.recorded(CLOCK.answer, answer);
      expect((await tests.list(FINDINGS, "findingOf", id))[2]).toBe(BigInt(holder.number));
    });
    const merge = tests.reform("merge", holder.number, one.number);
    await tests.does(merge);
    for (const [clock, subject] of [
      [CLOCK.answer, answer],
      [CLOCK.correction, correction],
    ] as const) {
      const id = await tests.recorded(clock, subject);
      expect((await tests.list(FINDINGS, "findingOf", id))[2]).toBe(BigInt(one.number));
    }
  });

  it("follows the finding's organisation from then on", async () => {
    const { holder } = tests.province;
    const subject = await tests.begin("correction");
    await tests.at(TEN);
    const id = await tests.recorded(CLOCK.correction, subject);
    const { one } = await tests.department();
    await tests.does(tests.reform("merge", holder.number, one.number));
    expect(await tests.chain.read(FINDINGS, "againstOf", id)).toBe(BigInt(one.number));
    expect((await tests.list(FINDINGS, "findingOf", id))[2]).toBe(BigInt(holder.number));
  });
});

describe("annulLateness", () => {
  const newYear = new SharedCaseTests(undefined, "2026-12-27T09:00:00+08:00");

  it("annuls what a calendar shows to have been none, and it may be recorded again", async () => {
    await newYear.at("2026-12-28", "09:00:00");
    const subject = await newYear.correction();
    await newYear.at("2027-01-12");
    const done = await newYear.does(newYear.record(CLOCK.correction, subject));
    const id = idIn(done, "LatenessRecorded");
    const act = newYear.world.act(newYear.chain.deployer, FINDINGS, "annulLateness", id);
    const values = [id, beijing("2027-01-12")];
    await newYear.refused(act, "FindingRegistry__StillLate", ...values);
    await newYear.does(publishYear(newYear.world, 2027, 3));
    const annulled = await newYear.does(act);
    const { number } = newYear.province.holder;
    const told_ = [id, subject, number, CLOCK.correction, 3906, beijing("2027-01-13")];
    expect(told(annulled)).toEqual([["LatenessAnnulled", ...big(...told_)]]);
    expect((await newYear.list(FINDINGS, "findingStatus", id))[0]).toBe(BigInt(FINDING.annulled));
    await newYear.refused(act, "FindingRegistry__WrongState", id, FINDING.annulled);
    await newYear.before("2027-01-13");
    const early = newYear.record(CLOCK.correction, subject);
    const due = [CLOCK.correction, subject, beijing("2027-01-13")];
    await newYear.refused(early, "FindingRegistry__NotLate", ...due);
    await newYear.does(early);
  });

  it("leaves what was recorded after the later end, too", async () => {
    await newYear.at("2026-12-28", "09:00:00");
    const subject = await newYear.correction();
    await newYear.at("2027-01-13");
    const done = await newYear.does(newYear.record(CLOCK.correction, subject));
    const id = idIn(done, "LatenessRecorded");
    await newYear.does(publishYear(newYear.world, 2027, 3));
    const act = newYear.world.act(newYear.chain.deployer, FINDINGS, "annulLateness", id);
    const values = [id, beijing("2027-01-13")];
    await newYear.refused(act, "FindingRegistry__StillLate", ...values);
    const again = newYear.record(CLOCK.correction, subject);
    const known = [CLOCK.correction, subject, id];
    await newYear.refused(again, "FindingRegistry__RecordedAlready", ...known);
  });

  it("refuses what is no lateness, unknown or dropped", async () => {
    const { authorityHead, holder } = tests.province;
    const args = [holder.number, 3901, ZeroHash, hash("grounds")];
    const open = await tests.does(tests.onFinding(authorityHead, "openFinding", ...args));
    const found = idIn(open, "FindingOpened");
    await tests.refused(tests.annul(found), "FindingRegistry__NoLateness", found);
    const none = hash("none");
    await tests.refused(tests.annul(none), "FindingRegistry__UnknownFinding", none);
    const subject = await tests.begin("correction");
    await tests.at(TEN);
    const id = await tests.recorded(CLOCK.correction, subject);
    await tests.does(tests.onFinding(authorityHead, "drop", id, hash("due reason")));
    await tests.refused(tests.annul(id), "FindingRegistry__WrongState", id, FINDING.dropped);
    const values = [CLOCK.correction, subject, id];
    const again = tests.record(CLOCK.correction, subject);
    await tests.refused(again, "FindingRegistry__RecordedAlready", ...values);
  });
});
