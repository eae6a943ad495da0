// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";

import { buildsOf } from "./build-info.ts";
import { execute, linesOr, type Problems } from "./run.ts";

const builds = new Map<string, Promise<Problems>>();

/**
 * Compiles the contracts once, whichever checks want them: two builds at a time would write the same files. Where
 * what is here comes from several builds, all is compiled again in one, so that Slither sees every contract together
 * with those that inherit from it.
 */
export function buildContracts(root: string): Promise<Problems> {
  const begun = builds.get(root) ?? build(root);
  builds.set(root, begun);
  return begun;
}

async function build(root: string): Promise<Problems> {
  const problems = await hardhat(root, "build", "--quiet");
  if (problems.length > 0 || buildsOf(join(root, "artifacts")) <= 1) return problems;
  return hardhat(root, "build", "--quiet", "--force");
}

async function hardhat(root: string, ...args: readonly string[]): Promise<Problems> {
  const program = join(root, "node_modules/hardhat/dist/src/cli.js");
  const { status, output } = await execute(process.execPath, [program, ...args], root);
  return status === 0 ? [] : linesOr(output, "the contracts do not compile");
}
