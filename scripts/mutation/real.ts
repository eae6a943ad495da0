// SPDX-License-Identifier: Apache-2.0
// The slow way, for mutants that no test under Vitest noticed: each is written into the contracts, compiled as they are
// deployed, and put before the tests in Solidity.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import hre from "hardhat";

import { execute } from "../check/run.ts";
import { compile, contractTexts, type Trees } from "./ast.ts";
import { makeCopy } from "./copy.ts";
import type { Mutant } from "./find.ts";
import { mutated } from "./schema.ts";

const QUICK = { SUYUAN_DEEP: "0" };

/** The settings with which the contracts are deployed, but without what the compiler says of the source. */
function settings(): Record<string, unknown> {
  const own = hre.config.solidity.profiles["default"]?.compilers[0]?.settings as
    Record<string, unknown> | undefined;
  const code = { "*": { "*": ["evm.bytecode.object"] } };
  const metadata = { bytecodeHash: "none", appendCBOR: false };
  const { evmVersion, optimizer } = own ?? {};
  return { evmVersion, optimizer, metadata, outputSelection: code };
}

/** Mutants whose code is what it was: they change nothing, for example where a condition can never hold. */
export function equivalents(root: string, trees: Trees, mutants: readonly Mutant[]): Mutant[] {
  const [texts, wanted] = [contractTexts(root), settings()];
  const code = (changed: ReadonlyMap<string, string>): string =>
    JSON.stringify(compile(root, changed, wanted).contracts);
  const before = mutants.length === 0 ? "" : code(texts);
  return mutants.filter((one) => {
    const text = mutated(trees, one);
    return code(new Map(texts).set(one.path, text)) === before;
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
