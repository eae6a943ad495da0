// SPDX-License-Identifier: Apache-2.0
// The slow way, for mutants that no test under Vitest noticed: each is written into the contracts, compiled as they are
// deployed, and put before the tests in Solidity.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import hre from "hardhat";

import { execute } from "../check/run.ts";
import { children, compile, contractTexts, type Trees } from "./ast.ts";
import { makeCopy } from "./copy.ts";
import type { Mutant } from "./find.ts";
import { mutated } from "./schema.ts";

const QUICK = { SUYUAN_DEEP: "0" };

/** The settings with which the contracts are deployed, but without what the compiler says of the source. */
function settings(paths: readonly string[]): Record<string, unknown> {
  const own = hre.config.solidity.profiles["default"]?.compilers[0]?.settings as
    Record<string, unknown> | undefined;
  const code = Object.fromEntries(paths.map((path) => [path, { "*": ["evm.bytecode.object"] }]));
  const metadata = { bytecodeHash: "none", appendCBOR: false };
  const { evmVersion, optimizer } = own ?? {};
  return { evmVersion, optimizer, metadata, outputSelection: code };
}

/** The sources whose code a source may be in: itself, and whatever imports it, also by others. */
export function dependents({ sources }: Trees, path: string): string[] {
  const found = new Set([path]);
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const source of sources) {
      const imports = children(source.tree).map((node) => node["absolutePath"]);
      if (imports.some((one) => found.has(String(one)))) found.add(source.path);
    }
  }
  return [...found].sort();
}

/** Mutants whose code is what it was: they change nothing, for example where a condition can never hold. */
export function equivalents(root: string, trees: Trees, mutants: readonly Mutant[]): Mutant[] {
  const texts = contractTexts(root);
  const codes = new Map<string, string>();
  const code = (path: string, changed: ReadonlyMap<string, string>): string =>
    JSON.stringify(compile(root, changed, settings(dependents(trees, path))).contracts);
  return mutants.filter((one) => {
    const before = codes.get(one.path) ?? code(one.path, texts);
    codes.set(one.path, before);
    return code(one.path, new Map(texts).set(one.path, mutated(trees, one))) === before;
  });
}

/** Mutants that the tests in Solidity notice. */
export async function noticedInSolidity(
  root: string,
  trees: Trees,
  mutants: readonly Mutant[],
): Promise<Mutant[]> {
  if (mutants.length === 0) return [];
  const texts = contractTexts(root);
  const copy = makeCopy(root, texts);
  const program = join(root, "node_modules/hardhat/dist/src/cli.js");
  const passes = async (): Promise<boolean> =>
    (await execute(process.execPath, [program, "test", "solidity"], copy, QUICK)).status === 0;
  try {
    if (!(await passes())) throw new Error("the tests in Solidity fail without any mutant");
    const noticed: Mutant[] = [];
    for (const one of mutants) {
      writeFileSync(join(copy, one.path), mutated(trees, one));
      if (!(await passes())) noticed.push(one);
      writeFileSync(join(copy, one.path), texts.get(one.path) ?? "");
    }
    return noticed;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
