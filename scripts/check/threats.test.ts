// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { threatProblems } from "./threats.ts";

const ATTACKERS = [
  ...["Outsider", "Member", "Department", "Log operator", "Gateway administrator"],
  ...["Leader of a follower", "Validator minority", "Validator majority", "Thief of a seat's key"],
];
const TEST = "`test/e2e/doors` › lets nobody in";
const row = (outcome = "cannot", test = TEST): string =>
  `| come in | ${outcome} | a door | ${test} |`;
const section = (name: string, ...rows: readonly string[]): string =>
  [
    `## ${name}`,
    "| What they try | Outcome | What carries it | Test |",
    "| ------ | --- | --- | --- |",
    ...rows,
  ].join("\n");

const FILES: Readonly<Record<string, string>> = {
  "test/e2e/doors.test.ts": 'it("lets nobody in"); it(`is shut ${label}`)',
};
const problemsOf = (...more: readonly string[]): string[] => {
  const whole = ATTACKERS.map((name) => section(name, row(), row("can", "–")));
  return threatProblems([...whole, ...more].join("\n"), (path) => FILES[path]);
};

describe("the page on attackers", () => {
  it("passes when every test that it names is there", () => {
    expect(problemsOf()).toEqual([]);
    expect(problemsOf(row("can"), row("cannot", "`test/e2e/doors` › is shut"))).toEqual([]);
  });

  it.each([
    [row("may"), 'has the outcome "may"'],
    [row("cannot", "–"), "names no test for what cannot be done"],
    [row("cannot", "doors"), "names no test as"],
    [row("cannot", "`test/e2e/windows` › lets nobody in"), "windows.test.ts, which is not there"],
    [row("can", "`test/e2e/doors` › lets somebody in"), "is not there: lets somebody in"],
    [row("can", "`test/e2e/doors` › lets nobody"), "is not there: lets nobody"],
  ])("is refused for %s", (wrong, problem) => {
    expect(problemsOf(wrong)).toEqual([expect.stringContaining(problem)]);
  });

  it.each(ATTACKERS)("is refused without what the %s cannot do, or can", (name) => {
    for (const [outcome, other] of [
      ["cannot", row("can")],
      ["can", row()],
    ] as const) {
      const text = ATTACKERS.map((one) =>
        one === name ? section(one, other) : section(one, row(), row("can")),
      );
      const problems = threatProblems(text.join("\n"), (path) => FILES[path]);
      expect(problems).toEqual([
        `docs/threats.md: says nothing that the attacker "${name}" ${outcome} do`,
      ]);
    }
  });
});
