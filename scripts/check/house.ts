// SPDX-License-Identifier: Apache-2.0
// The house's own rules, which no ready-made tool knows.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { projectFiles, topLevel } from "./files.ts";
import type { Check } from "./run.ts";

const TOP_LEVEL = new Set([
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "LICENSE",
  "README.md",
  "README.zh-CN.md",
  "SECURITY.md",
  "bench",
  "contracts",
  "deploy",
  "docs",
  "package-lock.json",
  "package.json",
  "packages",
  "scripts",
  "test",
]);
const CONFIG = /^\.|^(?:[\w.-]+\.config\.[jt]s|tsconfig\.json|knip\.json|cspell\.json)$/u;

const SPDX = "// SPDX-License-Identifier: Apache-2.0";
const CODE = /\.(?:[cm]?[jt]s|tsx|sol)$/u;
const GENERATED = "packages/chain/src/generated/";

const CEILING_LINES = 300;
const MEDIAN_LINES = 100;

// What an auditor reads before trusting it: lines of code, and no golf. Histories count apart.
const SECOND_VERIFIER = "test/second-verifier/second_verifier/";
const HISTORIES = `${SECOND_VERIFIER}history.py`;
const SECOND_VERIFIER_LINES = { files: 1_200, histories: 54 } as const;
const PYTHON_WIDTH = 100;

// Put together here, so that this file does not name one either.
const REGISTRY_HOSTS = [
  ["registry", "npmjs", "org"],
  ["registry", "npmmirror", "com"],
  ["registry", "yarnpkg", "com"],
  ["files", "pythonhosted", "org"],
  ["proxy", "golang", "org"],
].map((parts) => parts.join("."));

/** Only what the layout names lies at the top level. */
export function strangersAtTop(names: readonly string[]): string[] {
  return names
    .filter((name) => !TOP_LEVEL.has(name) && !CONFIG.test(name))
    .map((name) => `${name}: does not belong at the top level`);
}

/** Every source file begins with its licence. A program's interpreter line may stand before it. */
export function withoutLicence(path: string, text: string): string[] {
  const [first = "", second = ""] = text.split("\n");
  const line = first.startsWith("#!") ? second : first;
  return line === SPDX ? [] : [`${path}:1: the first line must be "${SPDX}"`];
}

/** Source files stay small: a ceiling for each and a median over all. */
export function tooLong(sizes: ReadonlyMap<string, number>): string[] {
  const over = [...sizes].filter(([, lines]) => lines > CEILING_LINES);
  const sorted = [...sizes.values()].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const problems = over.map(([path, n]) => `${path}: ${n} lines, the ceiling is ${CEILING_LINES}`);
  if (median > MEDIAN_LINES) {
    problems.push(`the median source file has ${median} lines, at most ${MEDIAN_LINES} wanted`);
  }
  return problems;
}

const DOCSTRING = /^[ ]*"""(?:(?!""").|\n)*"""$/gmu;

/** Lines of Python that are neither blank nor comment nor docstring. */
function linesOfCode(text: string): number {
  const lines = text.replaceAll(DOCSTRING, "").split("\n");
  return lines.filter((line) => /^\s*[^\s#]/u.test(line)).length;
}

/** Together the sources of the second verifier stay short, and none of their lines is long. */
export function tooLongPython(
  sources: ReadonlyMap<string, string>,
  most: { readonly files: number; readonly histories: number } = SECOND_VERIFIER_LINES,
): string[] {
  const sums = { files: 0, histories: 0 };
  for (const [path, text] of sources)
    sums[path === HISTORIES ? "histories" : "files"] += linesOfCode(text);
  const over = (["files", "histories"] as const)
    .filter((part) => sums[part] > most[part])
    .map((p) => `${SECOND_VERIFIER} (${p}): ${sums[p]} lines of code, at most ${most[p]}`);
  const wide = [...sources].filter(([, text]) =>
    text.split("\n").some((line) => Array.from(line).length > PYTHON_WIDTH),
  );
  return [...over, ...wide.map(([path]) => `${path}: a line of more than ${PYTHON_WIDTH}`)];
}

/** No committed file ties the project to one package registry. */
export function registryHosts(path: string, text: string): string[] {
  return REGISTRY_HOSTS.filter((host) => text.includes(host)).map(
    (host) => `${path}: names the registry ${host}`,
  );
}

const read = (root: string, path: string): string => readFileSync(join(root, path), "utf8");
const isTest = (path: string): boolean => /^test\/|\/testing\/|\.test\.(?:ts|mjs)$/u.test(path);

/** The checks of this file over the project at `root`. */
export function houseChecks(root: string): Check[] {
  const files = projectFiles(root);
  const code = files.filter((path) => CODE.test(path) && !path.startsWith(GENERATED));
  const sources = code.filter((path) => !isTest(path));
  const python = files.filter((path) => path.startsWith(SECOND_VERIFIER) && path.endsWith(".py"));
  const pages = new Map(python.map((path) => [path, read(root, path)]));
  const lines = (path: string): number => read(root, path).trimEnd().split("\n").length;
  return [
    { name: "top level", run: () => strangersAtTop(topLevel(root)) },
    { name: "licence lines", run: () => code.flatMap((p) => withoutLicence(p, read(root, p))) },
    { name: "file sizes", run: () => tooLong(new Map(sources.map((p) => [p, lines(p)]))) },
    { name: "size of the second verifier", run: () => tooLongPython(pages) },
    { name: "no registry host", run: () => files.flatMap((p) => registryHosts(p, read(root, p))) },
  ];
}
