// SPDX-License-Identifier: Apache-2.0
// Who may import whom among the contracts: interfaces ← libraries ← contracts ← mocks, and @openzeppelin.
// As a program: node scripts/check/solidity-imports.ts [root], one violation a line.
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";

import { projectFiles } from "./files.ts";

/** Each layer with what it may import, beside @openzeppelin. The rule of a layer is `sol-<layer>`. */
const LAYERS = {
  interfaces: ["interfaces"],
  libraries: ["interfaces", "libraries"],
  contracts: ["interfaces", "libraries", "contracts"],
  mocks: ["interfaces", "libraries", "contracts", "mocks"],
} as const;

type Layer = keyof typeof LAYERS;

/** The names of all rules here. Mocks stand last and may import every layer: they have none. */
export const SOLIDITY_RULES = [
  "sol-interfaces",
  "sol-libraries",
  "sol-contracts",
  "sol-only-openzeppelin",
] as const;

const COMMENTS = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/gu;
const IMPORTS = /\bimport\b[^;"']*["']([^"']+)["'][^;]*;/gu;

/** The paths that a Solidity source imports. */
export function importsOf(source: string): string[] {
  return [...source.replace(COMMENTS, "").matchAll(IMPORTS)].map((match) => match[1] ?? "");
}

/** Violations of one file's imports, as "rule: file → target". */
export function solidityViolations(path: string, source: string): string[] {
  const from = layerOf(path);
  if (from === undefined) return [];
  const allowed: readonly Layer[] = LAYERS[from];
  return importsOf(source).flatMap((target) => {
    if (target.startsWith("@openzeppelin/contracts/")) return [];
    const resolved = target.startsWith(".") ? posix.join(posix.dirname(path), target) : target;
    const to = layerOf(resolved);
    if (to === undefined) return [`sol-only-openzeppelin: ${path} → ${target}`];
    return allowed.includes(to) ? [] : [`sol-${from}: ${path} → ${resolved}`];
  });
}

/** All violations below `root`. */
export function solidityImportProblems(root: string): string[] {
  return projectFiles(root)
    .filter((path) => path.startsWith("contracts/") && path.endsWith(".sol"))
    .flatMap((path) => solidityViolations(path, readFileSync(join(root, path), "utf8")));
}

function layerOf(path: string): Layer | undefined {
  const [top, second, ...rest] = path.split("/");
  if (top !== "contracts" || second === undefined) return undefined;
  if (rest.length === 0) return "contracts";
  return second === "interfaces" || second === "libraries" || second === "mocks"
    ? second
    : undefined;
}

if (import.meta.main) {
  const problems = solidityImportProblems(process.argv[2] ?? ".");
  console.log(problems.join("\n"));
  process.exitCode = problems.length === 0 ? 0 : 1;
}
