// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { findings, withoutReason } from "./slither.ts";

const finding = (impact: string, id = "1") => ({
  id,
  impact,
  check: "unused-return",
  description: "A.b()\n\tignores what C.d() returns\n",
});
const report = (...detectors: ReturnType<typeof finding>[]): string =>
  JSON.stringify({ success: true, error: null, results: { detectors } });

describe("findings", () => {
  it.each(["High", "Medium"])("reports a finding of impact %s", (impact) => {
    const line = `${impact} unused-return: A.b() ignores what C.d() returns`;
    expect(findings(report(finding(impact)), "")).toEqual([line]);
  });

  it.each(["Low", "Informational", "Optimization"])("passes over impact %s", (impact) => {
    expect(findings(report(finding(impact)), "")).toEqual([]);
  });

  it("reports once what was found in two builds", () => {
    expect(findings(report(finding("High"), finding("High")), "")).toHaveLength(1);
    expect(findings(report(finding("High"), finding("High", "2")), "")).toHaveLength(2);
  });

  it("takes an analysis that broke for a problem", () => {
    expect(findings(undefined, "no such file")).toEqual(["no such file"]);
    const broken = { success: false, error: "no AST", results: {} };
    expect(findings(JSON.stringify(broken), "")).toEqual(["no AST"]);
  });
});

describe("withoutReason", () => {
  const exclusion = "  // slither-disable-next-line timestamp";

  it("accepts an exclusion below its reason", () => {
    expect(withoutReason("a.sol", `  // Days, not seconds.\n${exclusion}\n  x;`)).toEqual([]);
  });

  it.each(["  x;", "", exclusion])("refuses one below %j", (above) => {
    expect(withoutReason("a.sol", `// Why.\n${above}\n${exclusion}`).join()).toContain("a.sol:3");
  });
});
