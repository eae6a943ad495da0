// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";

import { execute, linesOr, type Problems } from "./run.ts";

const builds = new Map<string, Promise<Problems>>();

/** Compiles the contracts once, whichever checks want them: two builds at a time would write the same files. */
export function buildContracts(root: string): Promise<Problems> {
  const begun = builds.get(root) ?? build(root);
  builds.set(root, begun);
  return begun;
}

async function build(root: string): Promise<Problems> {
  const program = join(root, "node_modules/hardhat/dist/src/cli.js");
  const { status, output } = await execute(process.execPath, [program, "build", "--quiet"], root);
  return status === 0 ? [] : linesOr(output, "the contracts do not compile");
}
