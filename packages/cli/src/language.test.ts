// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { languageAsked, languageOfLocale } from "./language.ts";

describe("given a locale", () => {
  it.each([
    [{}, "en"],
    [{ LANG: "zh_CN.UTF-8" }, "zh"],
    [{ LANG: "ZH_TW" }, "zh"],
    [{ LANG: "C" }, "en"],
    [{ LC_ALL: "", LANG: "zh_CN" }, "zh"],
    [{ LC_ALL: "en_US", LC_MESSAGES: "zh_CN", LANG: "zh_CN" }, "en"],
  ])("%j means %s", (env, language) => {
    expect(languageOfLocale(env)).toBe(language);
  });
});

describe("given words of a command line", () => {
  it.each([
    [["verify", "--lang", "zh"], "zh"],
    [["--lang=en", "verify"], "en"],
    [["--lang", "fr"], undefined],
    [["--lang"], undefined],
    [[], undefined],
  ])("%j asks for %s", (argv, language) => {
    expect(languageAsked(argv)).toBe(language);
  });
});
