// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { found, type FindingCode, FINDINGS, sentenceOf } from "./words.ts";

const CODES = Object.keys(FINDINGS) as FindingCode[];
const placesIn = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name).toSorted();

describe("what the doctor says", () => {
  it.each(CODES)("%s has the same values in both languages", (code) => {
    const { zh, en } = FINDINGS[code];
    expect(placesIn(zh).filter((name) => !placesIn(en).includes(name))).toEqual([]);
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).not.toMatch(/\p{Script=Han}/u);
  });

  it("holds the values, and marks what was left out", () => {
    const values = { host: "127.0.0.1", port: 80 };
    expect(sentenceOf(found("port-free", values), "en")).toBe("127.0.0.1:80 can be listened on");
    expect(sentenceOf(found("port-free", values), "zh")).toBe("127.0.0.1:80 可用");
    expect(sentenceOf(found("port-free"), "zh")).toBe("?:? 可用");
  });
});
