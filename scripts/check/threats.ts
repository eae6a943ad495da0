// SPDX-License-Identifier: Apache-2.0
// docs/threats.md is a promise: each attacker is there, with what they cannot do and what they can, and every test that
// a row names exists.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { Check } from "./run.ts";

const PAGE = "docs/threats.md";
const ATTACKERS = [
  "Outsider",
  "Member",
  "Department",
  "Log operator",
  "Gateway administrator",
  "Leader of a follower",
  "Validator minority",
  "Validator majority",
  "Thief of a seat's key",
] as const;
const OUTCOMES = ["cannot", "can"] as const;
const CELLS = 4;
/** What stands for a test where nothing prevents what is tried, so that there is nothing to show. */
const NONE = "–";

interface Row {
  readonly line: number;
  readonly attacker: string;
  readonly outcome: string;
  readonly test: string;
}

function rowsOf(text: string): Row[] {
  let attacker = "";
  return text.split("\n").flatMap((line, index) => {
    attacker = /^## (.+)$/u.exec(line)?.[1] ?? attacker;
    const cells = line.split("|").map((cell) => cell.trim());
    const [, tried = "", outcome = "", , test = ""] = cells;
    const isRow = cells.length === CELLS + 2 && outcome !== "Outcome" && !/^-+$/u.test(tried);
    return isRow ? [{ line: index + 1, attacker, outcome, test }] : [];
  });
}

function testProblem({ outcome, test }: Row, textOf: TextOf): string[] {
  if (test === NONE) return outcome === "can" ? [] : ["names no test for what cannot be done"];
  const [, path = "", title = ""] = /^`([\w./-]+)` › (.+)$/u.exec(test) ?? [];
  if (title === "") return ["names no test as `file` › title"];
  const text = textOf(`${path}.test.ts`);
  if (text === undefined) return [`names ${path}.test.ts, which is not there`];
  const isThere = [`"${title}"`, `\`${title}\``, `\`${title} \${`].some((one) =>
    text.includes(one),
  );
  return isThere ? [] : [`names a test of ${path} that is not there: ${title}`];
}

/** The text of a file by its path from the root; undefined where there is none. */
type TextOf = (path: string) => string | undefined;

/** What the page says that is not so. */
export function threatProblems(text: string, textOf: TextOf): string[] {
  const rows = rowsOf(text);
  const lacking = ATTACKERS.flatMap((attacker) =>
    OUTCOMES.filter(
      (outcome) => !rows.some((row) => row.attacker === attacker && row.outcome === outcome),
    ).map((outcome) => `${PAGE}: says nothing that the attacker "${attacker}" ${outcome} do`),
  );
  const wrong = rows.flatMap((row) => {
    const known = OUTCOMES.some((one) => one === row.outcome);
    const problems = known ? testProblem(row, textOf) : [`has the outcome "${row.outcome}"`];
    return problems.map((problem) => `${PAGE}:${String(row.line)}: ${problem}`);
  });
  return [...lacking, ...wrong];
}

/** The page on attackers against the tests. */
export function threatsCheck(root: string): Check {
  const textOf: TextOf = (path) => {
    const whole = join(root, path);
    return existsSync(whole) ? readFileSync(whole, "utf8") : undefined;
  };
  return {
    name: "threats",
    run: () => threatProblems(readFileSync(join(root, PAGE), "utf8"), textOf),
  };
}
