// SPDX-License-Identifier: Apache-2.0
import { CHECK_NAMES, RIGHT_KINDS, STATEMENT_KINDS } from "@suyuan/proof";
import { describe, expect, it } from "vitest";

import { fileWords, LANGUAGES, subjectSentence, verdictWords } from "./index.ts";

const CHINESE = /\p{Script=Han}/u;
const sorted = (names: readonly string[]): string[] => names.toSorted();

describe.each(LANGUAGES)("given the words in %s", (language) => {
  const words = verdictWords(language);
  const isChinese = language === "zh";

  it("names every check, kind and right, and nothing else", () => {
    expect(sorted(Object.keys(words.checks))).toEqual(sorted(Object.values(CHECK_NAMES).flat()));
    expect(sorted(Object.keys(words.kinds))).toEqual(sorted(STATEMENT_KINDS));
    expect(sorted(Object.keys(words.rights))).toEqual(sorted(Object.keys(RIGHT_KINDS)));
    for (const record of [words.checks, words.kinds, words.rights, words.groups, words.states]) {
      for (const word of Object.values(record)) expect(CHINESE.test(word), word).toBe(isChinese);
    }
  });

  it("writes moments with where they count from", () => {
    const expected = isChinese ? "2100-01-01 07:59:59 +08:00" : "2099-12-31 23:59:59 UTC";
    expect(words.timeOf(4_102_444_799)).toBe(expected);
  });

  it("says what is wrong with a file, with its values", () => {
    const values = { path: "P", limit: 7, reason: "R", value: "V" };
    for (const [code, say] of Object.entries(fileWords(language))) {
      expect(CHINESE.test(say(values)), code).toBe(isChinese);
      expect(say(values), code).toMatch(/[PV]/u);
    }
  });

  it("says what a certificate and a history claim", () => {
    const id = "0x01";
    const log = { origin: "log.example", id } as const;
    const right = subjectSentence(words, {
      ...{ kind: "right", of: "use", id, asset: "0x02", organization: 31, time: 0 },
    });
    expect(right).toContain("31");
    expect(right).toContain(words.rights.use);
    const about = { kind: "history", of: "grant", id, entries: 17, size: 18, log } as const;
    expect(subjectSentence(words, about)).toMatch(/log\.example.*17|17.*log\.example/u);
  });
});
