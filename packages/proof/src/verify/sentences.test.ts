// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { STATEMENT_KINDS } from "../codes.ts";
import { GRANT, T } from "../testing/story.ts";
import { verdictOn } from "../testing/verdicts.ts";
import { World } from "../testing/world.ts";
import { CHECK_CODES, sentenceOf, verdictSentence } from "./sentences.ts";
import { verify } from "./verify.ts";
import { capital, factOf, reasonOf, REASONS, timeEn, timeZh } from "./words.ts";

const CJK = /[\u4e00-\u9fff]/;

describe("sentences", () => {
  it.each(CHECK_CODES)("say in Chinese and English what %s means", (code) => {
    const moments = { time: T, at: T, lower: T, upper: T, from: T };
    const { zh, en } = sentenceOf(code, { seat: 1, count: 2, threshold: 3, ...moments });
    expect(zh).toMatch(CJK);
    expect(zh).toMatch(/。$/);
    expect(en).not.toMatch(CJK);
    expect(en).toMatch(/^[A-Z\d].*\.$/);
  });

  it.each([0, 10, 11, 12] as const)("sum a verdict up for exit status %i", (exit) => {
    const { zh, en } = verdictSentence(exit);
    expect(zh).toMatch(CJK);
    expect(en).toMatch(/\.$/);
  });

  it("name every value: nothing is left undefined in any line of the story", async () => {
    const world = await World.tell();
    for (const kind of STATEMENT_KINDS) {
      for (const { sentence } of verify(world.evidence(kind), world.policy()).checks) {
        expect(`${sentence.zh}${sentence.en}`).not.toMatch(/undefined|NaN|不明时间|unknown time/);
      }
    }
  });

  it("say of a back-dated delivery when the grant ended and when it was logged", async () => {
    const verdict = await verdictOn({
      chain: (chain) => {
        chain.grantState(GRANT, [[T - 9, { state: 2, until: T + 1_300 }]]);
      },
    });
    const line = verdict.checks.find(({ name }) => name === "grant");
    expect(line?.sentence.en).toContain("The grant had ended as of 2026-07-25 17:41:40 UTC");
    expect(line?.sentence.en).toContain("logged after 2026-07-25 17:45:00 UTC");
    expect(line?.sentence.zh).toContain("授权自 2026-07-26 01:41:40 +08:00 起已终止");
  });
});

describe("words", () => {
  it("tell a moment in Beijing time and in UTC", () => {
    const moment = Date.UTC(2025, 8, 25, 16, 30, 5) / 1_000;
    expect(timeZh(moment)).toBe("2025-09-26 00:30:05 +08:00");
    expect(timeEn(moment)).toBe("2025-09-25 16:30:05 UTC");
  });

  it.each([undefined, "soon", -1, Infinity, Number.NaN])("know that %s is no moment", (value) => {
    expect(timeZh(value)).toBe("不明时间");
    expect(timeEn(value)).toBe("an unknown time");
  });

  it("know the reasons and the facts, and get along with others", () => {
    for (const reason of Object.keys(REASONS)) {
      expect(reasonOf({ reason })).toBe(REASONS[reason as keyof typeof REASONS]);
    }
    expect(reasonOf({ reason: "toString" })).toBe(REASONS.other);
    expect(factOf({ fact: "seat", number: 3 }).en).toBe("seat 3");
    expect(factOf({ fact: "grant" }).en).toBe("the grant");
    expect(factOf({}).en).toBe("the fact");
    expect(capital("the fact")).toBe("The fact");
  });
});
