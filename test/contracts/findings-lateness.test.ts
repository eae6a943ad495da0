// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import type { Act } from "./support/chain.ts";
import { big, told } from "./support/expect.ts";
import { beijing } from "./support/law.ts";
import { CLOCK, LIMIT, type LimitName, LimitTests, TEN } from "./support/limits.ts";
import { FINDING } from "./support/shared-cases.ts";
import { hash, ZeroHash } from "./support/world.ts";

const FINDINGS = "findingRegistry";
const KINDS = Object.keys(LIMIT) as LimitName[];

const tests = new LimitTests();

describe("recordLateness, of what is not done", () => {
  it.each(KINDS)("records it from the first moment after its limit on: %s", async (kind) => {
    const { clock, code, by, due } = LIMIT[kind];
    const subject = await tests.begin(kind);
    await tests.before(due);
    await tests.notLate(clock, subject, beijing(due));
    const time = await tests.at(due);
    const done = await tests.does(tests.record(clock, subject));
    const id = tests.latenessId(clock, subject, beijing(due));
    const against = tests.province[by].number;
    const values = [id, subject, against, clock, code, beijing(due)];
    expect(told(done)).toEqual([["LatenessRecorded", ...big(...values)]]);
    const found = await tests.list(FINDINGS, "findingOf", id);
    const facts = [subject, ZeroHash, against, 0, code, 1, clock, time, beijing(due)];
    expect(found.slice(0, 9)).toEqual(big(...facts));
    expect(await tests.list(FINDINGS, "findingStatus", id)).toEqual(big(FINDING.open, 0, 0, 0, 0));
    expect(await tests.chain.read(FINDINGS, "latenessFindingOf", clock, subject)).toBe(id);
  });

  it.each(KINDS)("records it once, whoever asks: %s", async (kind) => {
    const { clock, due } = LIMIT[kind];
    const subject = await tests.begin(kind);
    await tests.at(due);
    const id = await tests.recorded(clock, subject);
    await tests.chain.pass(7 * 86_400);
    for (const by of [tests.chain.deployer, tests.province.authorityHead.account]) {
      const values = [clock, subject, id];
      const again = tests.record(clock, subject, by);
      await tests.refused(again, "FindingRegistry__RecordedAlready", ...values);
    }
    await tests.refused(tests.annul(id), "FindingRegistry__StillLate", id, beijing(due));
  });
});

describe("recordLateness, of what is done", () => {
  const done: [LimitName, (id: string) => Act][] = [
    ["answer", (id) => tests.grant(id)],
    ["answer", (id) => tests.refuse(id)],
    ["correction", (id) => tests.correct(id)],
    ["correction", (id) => tests.reject(id)],
    [
      "disposal",
      (id) => tests.acting(tests.province.requesterHead, "recordDisposal", id, hash("record")),
    ],
    [
      "rectification",
      (id) => tests.acting(tests.province.requesterHead, "reportRectified", id, hash("evidence")),
    ],
  ];

  it.each(done)("keeps the limit in its last second: %s", async (kind, act) => {
    const { clock, due } = LIMIT[kind];
    const subject = await tests.begin(kind);
    await tests.before(due);
    await tests.does(act(subject));
    await tests.at(due);
    await tests.mined();
    await tests.notLate(clock, subject, beijing(due));
    await tests.chain.pass(30 * 86_400);
    await tests.notLate(clock, subject, beijing(due));
  });

  it.each(done)("records it a second later, though it is done: %s", async (kind, act) => {
    const { clock, code, by, due } = LIMIT[kind];
    const subject = await tests.begin(kind);
    await tests.at(due);
    await tests.does(act(subject));
    const found = (await tests.does(tests.record(clock, subject))).events[0]?.args.toArray();
    const id = tests.latenessId(clock, subject, beijing(due));
    const against = tests.province[by].number;
    expect(found).toEqual(big(id, subject, against, clock, code, beijing(due)));
  });
});

describe("recordLateness, of another run", () => {
  it("records a late return for gaps and a late answer after it, each once", async () => {
    const { holderHead, requesterHead } = tests.province;
    const subject = await tests.begin("answer");
    await tests.at(TEN);
    await tests.does(tests.acting(holderHead, "returnForGaps", subject, hash("gaps")));
    const first = await tests.recorded(CLOCK.answer, subject);
    const resubmit = [subject, hash("scope 2")];
    await tests.at("2025-10-16", "09:00:00");
    await tests.does(tests.acting(requesterHead, "resubmit", ...resubmit));
    await tests.notLate(CLOCK.answer, subject, beijing("2025-10-31"));
    await tests.at("2025-10-31");
    const second = await tests.recorded(CLOCK.answer, subject);
    expect(second).not.toBe(first);
    const again = tests.record(CLOCK.answer, subject);
    const values = [CLOCK.answer, subject, second];
    await tests.refused(again, "FindingRegistry__RecordedAlready", ...values);
    // The first run is over; what is known now is of the second.
    const stands = [first, beijing("2025-10-31")];
    await tests.refused(tests.annul(first), "FindingRegistry__StillLate", ...stands);
  });

  it("is not late by what an earlier run was", async () => {
    const { holderHead, requesterHead } = tests.province;
    const subject = await tests.begin("answer");
    await tests.at(TEN);
    await tests.does(tests.acting(holderHead, "returnForGaps", subject, hash("gaps")));
    await tests.at("2025-10-16", "09:00:00");
    const resubmit = [subject, hash("scope 2")];
    await tests.does(tests.acting(requesterHead, "resubmit", ...resubmit));
    await tests.before("2025-10-31");
    await tests.does(tests.grant(subject));
    await tests.notLate(CLOCK.answer, subject, beijing("2025-10-31"));
  });
});

describe("recordLateness, against nobody", () => {
  it("is refused where whoever owed the answer was abolished, and nobody took its place", async () => {
    const { due } = LIMIT.answer;
    const subject = await tests.begin("answer");
    await tests.at(due);
    await tests.does(tests.reform("abolish", tests.province.holder.number));
    await tests.refused(tests.record(CLOCK.answer, subject), "FindingRegistry__Gone", 0, 0);
  });
});
