// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { lawProblems, type Named } from "./law.ts";

const NAMED: Named = {
  words: new Set(["register", "AssetRegistry__Frozen"]),
  rules: new Set(["change.days"]),
  testFile: (name) => (name === "assets" ? 'it("refuses what is frozen")' : undefined),
};
const CARRIES = "`register`: `AssetRegistry__Frozen`, rule `change.days` of the `RuleBook`";
const TEST = "`assets` › refuses what is frozen";

const row = (carries = CARRIES, mark = "C", test = TEST): string =>
  `| 3 | secrets are out | ${carries} | ${mark} | ${test} |`;
const ROWS = Array<string>(40).fill(row());
const problemsOf = (...rows: string[]): string[] =>
  lawProblems(["| Art | What | Carries | Mark | Test |", ...ROWS, ...rows].join("\n"), NAMED);

describe("the page on the law", () => {
  it("passes when all that it names is there", () => {
    expect(problemsOf()).toEqual([]);
  });

  it.each([
    [row("`registerAll`"), "names `registerAll`"],
    [row("`AssetRegistry__Thawed`"), "names `AssetRegistry__Thawed`"],
    [row("rule `change.weeks`"), "names `change.weeks`"],
    [row(CARRIES, "X"), 'has the mark "X"'],
    [row(CARRIES, "C", "none"), "names no test"],
    [row(CARRIES, "C", "`rights` › refuses what is frozen"), "rights.test.ts, which is not there"],
    [row(CARRIES, "C", "`assets` › refuses what is thawed"), "that is not there: refuses what is"],
  ])("is refused for %s", (wrong, problem) => {
    expect(problemsOf(wrong)).toEqual([expect.stringContaining(problem)]);
  });

  it("is refused when hardly a row is found", () => {
    expect(lawProblems(row(), NAMED)).toEqual(["docs/law.md: only 1 rows were found"]);
  });
});
