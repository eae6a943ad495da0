// SPDX-License-Identifier: Apache-2.0
// docs/law.md and docs/effects.md are promises: what they name must be there. Their rows name functions and errors of
// the contracts, keys of the rule book, and tests.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { Check } from "./run.ts";

/** The pages, and how many cells stand before what carries a rule. */
const PAGES = [
  { page: "docs/law.md", before: 2 },
  { page: "docs/effects.md", before: 3 },
] as const;
type Page = (typeof PAGES)[number];
const INTERFACES = "contracts/interfaces";
const RULES = "deploy/law/rules.json";
const TESTS = "test/contracts";
/** Fewer rows than this, and it is the reading that failed. */
const LEAST_ROWS = 40;
/** The marks of the domain's rules: confirmed, partial, unconfirmed. */
const MARK = /^[CPU]$/u;

/** What the page may name, as found in the sources. */
export interface Named {
  /** Functions and errors of the interfaces. */
  readonly words: ReadonlySet<string>;
  /** Keys of the rule book. */
  readonly rules: ReadonlySet<string>;
  /** The text of a file of tests; undefined where there is none. */
  readonly testFile: (name: string) => string | undefined;
}

/** One row: what carries a rule, its mark, and the test that fails without it. */
interface Row {
  readonly line: number;
  readonly carries: string;
  readonly mark: string;
  readonly test: string;
}

function rowsOf(text: string, before: number): Row[] {
  return text.split("\n").flatMap((line, index) => {
    const cells = line.split("|").map((cell) => cell.trim());
    const [carries = "", mark = "", test = ""] = cells.slice(before + 1);
    return cells.length === before + 5 && test !== "Test" && !/^-+$/u.test(test)
      ? [{ line: index + 1, carries, mark, test }]
      : [];
  });
}

/** Names in code: `confirm`, `AssetRegistry__Frozen`, `change.days`. */
const namesIn = (text: string): string[] =>
  [...text.matchAll(/`([^`]+)`/gu)].map(([, name = ""]) => name);

// A word that begins with a capital and is no error is the name of a contract.
const isContract = (name: string): boolean => /^[A-Z][A-Za-z]+$/u.test(name);

function strangersIn({ carries }: Row, { words, rules }: Named): string[] {
  return namesIn(carries)
    .filter((name) => !words.has(name) && !rules.has(name) && !isContract(name))
    .map((name) => `names \`${name}\`, which no interface and no rule has`);
}

function testProblem({ test }: Row, { testFile }: Named): string[] {
  const [, file = "", title = ""] = /^`([\w-]+)` › (.+)$/u.exec(test) ?? [];
  if (title === "") return ["names no test as `file` › title"];
  const text = testFile(file);
  if (text === undefined) return [`names ${TESTS}/${file}.test.ts, which is not there`];
  return text.includes(`("${title}`) ? [] : [`names a test of ${file} that is not there: ${title}`];
}

/** What a page on the law says that is not so. */
export function lawProblems(
  text: string,
  named: Named,
  { page, before }: Page = PAGES[0],
): string[] {
  const rows = rowsOf(text, before);
  const few = rows.length < LEAST_ROWS ? [`${page}: only ${rows.length} rows were found`] : [];
  const wrong = rows.flatMap((row) => {
    const mark = MARK.test(row.mark) ? [] : [`has the mark "${row.mark}", not C, P or U`];
    const problems = [...strangersIn(row, named), ...mark, ...testProblem(row, named)];
    return problems.map((problem) => `${page}:${row.line}: ${problem}`);
  });
  return [...few, ...wrong];
}

function namedIn(root: string): Named {
  const folder = join(root, INTERFACES);
  const sources = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  const words = sources.flatMap((text) =>
    [...text.matchAll(/\b(?:function|error) (\w+)/gu)].map(([, name = ""]) => name),
  );
  const { rules } = JSON.parse(readFileSync(join(root, RULES), "utf8")) as {
    rules: { key: string }[];
  };
  const testFile = (name: string): string | undefined => {
    const path = join(root, TESTS, `${name}.test.ts`);
    return existsSync(path) ? readFileSync(path, "utf8") : undefined;
  };
  return { words: new Set(words), rules: new Set(rules.map(({ key }) => key)), testFile };
}

/** The pages on the law against the sources. */
export function lawCheck(root: string): Check {
  const problemsOf = (page: Page): string[] =>
    lawProblems(readFileSync(join(root, page.page), "utf8"), namedIn(root), page);
  return { name: "law", run: () => PAGES.flatMap(problemsOf) };
}
