// SPDX-License-Identifier: Apache-2.0
// docs/law.md is a promise: what it names must be there. Its rows name functions and errors of the contracts, keys
// of the rule book, and tests.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { Check } from "./run.ts";

const PAGE = "docs/law.md";
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

function rowsOf(page: string): Row[] {
  return page.split("\n").flatMap((text, index) => {
    const cells = text.split("|").map((cell) => cell.trim());
    const [, , , carries = "", mark = "", test = ""] = cells;
    return cells.length === 7 && test !== "Test" && !/^-+$/u.test(test)
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
export function lawProblems(page: string, named: Named): string[] {
  const rows = rowsOf(page);
  const few = rows.length < LEAST_ROWS ? [`${PAGE}: only ${rows.length} rows were found`] : [];
  const wrong = rows.flatMap((row) => {
    const mark = MARK.test(row.mark) ? [] : [`has the mark "${row.mark}", not C, P or U`];
    const problems = [...strangersIn(row, named), ...mark, ...testProblem(row, named)];
    return problems.map((problem) => `${PAGE}:${row.line}: ${problem}`);
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

/** The page on the law against the sources. */
export function lawCheck(root: string): Check {
  const page = (): string => readFileSync(join(root, PAGE), "utf8");
  return { name: "law", run: () => lawProblems(page(), namedIn(root)) };
}
