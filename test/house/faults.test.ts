// SPDX-License-Identifier: Apache-2.0
// docs/lifecycle.md says of each fault what happens and which test shows it: the tests that it names are there.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const PAGE = readFileSync(join(ROOT, "docs/lifecycle.md"), "utf8");
/** One test in a cell: its file, and its name without what is filled in. */
const NAMED = /`([^`]+\.test\.ts)` › “([^”]+)”/g;

interface Row {
  readonly fault: string;
  readonly happens: string;
  readonly tests: readonly { readonly file: string; readonly name: string }[];
}

/** The rows of the table below the heading "Faults". */
function rowsOf(page: string): Row[] {
  const [, after = ""] = page.split("\n## Faults\n");
  const [section = ""] = after.split("\n## ");
  const lines = section.split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map((line) => {
    const [, fault = "", happens = "", cell = ""] = line.split("|").map((text) => text.trim());
    const tests = [...cell.matchAll(NAMED)].map(([, file = "", name = ""]) => ({ file, name }));
    return { fault, happens, tests };
  });
}

/** What is wrong with a row. */
function wrongIn({ fault, happens, tests }: Row): string[] {
  if (happens === "") return [`${fault}: nothing is said to happen`];
  if (tests.length === 0) return [`${fault}: no test is named`];
  return tests.flatMap(({ file, name }) => {
    if (!existsSync(join(ROOT, file))) return [`${fault}: there is no ${file}`];
    const source = readFileSync(join(ROOT, file), "utf8");
    return source.includes(name) ? [] : [`${fault}: ${file} has no “${name}”`];
  });
}

/** The faults that the gateway is made for. */
const FAULTS = [
  ...[
    "kill",
    "lost power",
    "disk full",
    "read-only folder",
    "truncated last write",
    "byte flipped",
  ],
  ...["two gateways on one folder", "two gateways on one log key", "clock backwards"],
  ...["clock forwards", "node away", "node slow", "node silent", "wrong chain", "chain reset"],
  ...["blocks lost", "stuck transaction", "nonce gap", "two operators racing"],
  ...["out of file handles", "out of memory in a thread", "told to end"],
];

describe("the table of faults", () => {
  const rows = rowsOf(PAGE);
  it("has a row for each, and no other", () => {
    expect(rows.map(({ fault }) => fault)).toEqual(FAULTS);
  });
  it("names tests that are there", () => {
    expect(rows.flatMap(wrongIn)).toEqual([]);
  });
  it.each([
    ["| a | b | `test/faults/none.test.ts` › “x” |", "a: there is no test/faults/none.test.ts"],
    [
      "| a | b | `test/house/arrows.test.ts` › “no such name” |",
      "a: test/house/arrows.test.ts has no “no such name”",
    ],
    ["| a | b | tried by hand |", "a: no test is named"],
    ["| a |  | `test/house/arrows.test.ts` › “import arrows” |", "a: nothing is said to happen"],
  ])("refuses %s", (row, reason) => {
    const page = `\n## Faults\n\n| fault | what happens | test |\n| - | - | - |\n${row}\n`;
    expect(rowsOf(page).flatMap(wrongIn)).toEqual([reason]);
  });
});
