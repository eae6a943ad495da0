// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { countFile, linesOf } from "./report.ts";

const source = "contract A {\n  if (x) return;\n  y = 1;\n}\n";
const at = (text: string, tag: string) => {
  const startUtf16 = source.indexOf(text);
  return { tag, startUtf16, endUtf16: startUtf16 + text.length };
};
const statements = [at("if (x) return;", "1"), at("return;", "2"), at("y = 1;", "3")];
const count = (...tags: string[]) =>
  countFile({
    path: "A.sol",
    source,
    statements,
    lines: new Map([
      [2, tags.includes("1") ? 1 : 0],
      [3, tags.includes("3") ? 1 : 0],
    ]),
    run: new Map(tags.map((tag) => [tag, 1])),
  });

describe("countFile", () => {
  it("misses nothing where all was run", () => {
    const whole = { lines: 2, linesRun: 2, statements: 3, statementsRun: 3, missing: [] };
    expect(count("1", "2", "3")).toEqual({ path: "A.sol", ...whole });
  });

  it("names a statement that was not run on a line that was", () => {
    expect(count("1", "3")).toMatchObject({ linesRun: 2, statementsRun: 2 });
    expect(linesOf(count("1", "3"))).toEqual(["not run: A.sol:2: return;"]);
  });

  it("names each line once, in order", () => {
    expect(count()).toMatchObject({ linesRun: 0, statementsRun: 0 });
    expect(count().missing).toEqual(["2: if (x) return; … return;", "3: y = 1;"]);
  });
});
