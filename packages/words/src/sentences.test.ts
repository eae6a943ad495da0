// SPDX-License-Identifier: Apache-2.0
import { CHECK_CODES, type FactName, type Reason } from "@suyuan/proof";
import { describe, expect, it } from "vitest";

import { sentenceOf, verdictSentence } from "./sentences.ts";
import { capital, factOf, reasonOf } from "./sentences/parts.ts";
import { timeEn, timeZh } from "./times.ts";

const CJK = /\p{Script=Han}/u;
const EXITS = [0, 10, 11, 12] as const;
const KINDS = ["delivery", "history", "right", "grant"] as const;
const T = 1_785_000_000;

describe("sentences", () => {
  it.each(CHECK_CODES)("say in Chinese and English what %s means", (code) => {
    const moments = { time: T, at: T, lower: T, upper: T, from: T };
    const { zh, en } = sentenceOf({
      code,
      values: { seat: 1, count: 2, threshold: 3, ...moments },
    });
    expect(zh).toMatch(CJK);
    expect(zh).toMatch(/。$/);
    expect(en).not.toMatch(CJK);
    expect(en).toMatch(/^[A-Z\d].*\.$/);
  });

  it("say of a back-dated delivery when the grant ended and when it was logged", () => {
    const values = { fact: "grant", reason: "ended", at: T + 1_300, lower: T + 1_500 };
    const { zh, en } = sentenceOf({ code: "ended-before-logged", values });
    expect(en).toContain("The grant had ended as of 2026-07-25 17:41:40 UTC");
    expect(en).toContain("logged after 2026-07-25 17:45:00 UTC");
    expect(zh).toContain("授权自 2026-07-26 01:41:40 +08:00 起已终止");
  });

  it("call a block final for QBFT alone, and never one of Clique", () => {
    const values = { number: 9, hash: "0x01", count: 3, of: 4, needed: 3 };
    const sealed = sentenceOf({ code: "sealed", values });
    expect(sealed.en).toContain("is final: 3 of the policy's 4 validators sealed it");
    expect(sealed.zh).toContain("最终");
    const buried = sentenceOf({ code: "buried", values: { ...values, following: 8, signers: 4 } });
    expect(buried.en).toContain("buried under 8 following headers by 4 distinct authorised");
    expect(`${buried.en} ${buried.zh}`).not.toMatch(/final|最终|undefined/);
    expect(sentenceOf({ code: "sealed-weaker", values }).en).toContain("weaker than QBFT");
  });
});

describe("a verdict as a whole", () => {
  const whole = (exit: (typeof EXITS)[number], kind?: (typeof KINDS)[number]) =>
    verdictSentence({ exit, ...(kind && { subject: { kind } as never }) });

  it.each(EXITS)("is summed up for exit status %i, on each kind of file", (exit) => {
    for (const kind of KINDS) {
      const { zh, en } = whole(exit, kind);
      expect(zh).toMatch(CJK);
      expect(en).toMatch(/\.$/);
      expect(en.startsWith("Verified")).toBe(exit === 0);
    }
    expect(whole(exit)).toEqual(whole(exit, "delivery"));
  });

  it("of a history does not say of its entries' signers that they were entitled", () => {
    expect(whole(0, "delivery").en).toContain("its signers were entitled");
    expect(whole(0, "history").en).not.toContain("entitled");
    expect(whole(0, "history").zh).not.toContain("签署有权");
  });

  it("says what a certificate certifies", () => {
    expect(whole(0, "right").en).toContain("held the right at that moment");
    expect(whole(0, "grant").en).toContain("the grant was in force at that moment");
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
    const known: readonly Reason[] = ["none", "ended", "compromised"];
    const other = reasonOf({ reason: "other" });
    for (const reason of known) expect(reasonOf({ reason })).not.toEqual(other);
    expect(reasonOf({ reason: "toString" })).toBe(other);
    expect(factOf({ fact: "seat" satisfies FactName, number: 3 }).en).toBe("seat 3");
    expect(factOf({ fact: "grant" satisfies FactName }).en).toBe("the grant");
    expect(factOf({}).en).toBe("the fact");
    expect(capital("the fact")).toBe("The fact");
  });
});
