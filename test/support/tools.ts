// SPDX-License-Identifier: Apache-2.0
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

import { setup as compiled } from "./compiled.ts";

const SCRIPT = join(import.meta.dirname, "../../scripts/needs.ts");

/** Builds a geth where it was never built, which takes minutes. Where it cannot be had, the tests say so themselves. */
const built = async (name: string): Promise<unknown> =>
  promisify(execFile)(process.execPath, [SCRIPT, name]).catch(() => undefined);

/** The second one differs in one package, and finds the others built. */
const geth = async (): Promise<void> => {
  await built("geth");
  await built("geth-moved-clock");
};

/** What Vitest runs once before the test files of a project: the contracts and geth, at the same time. */
export async function setup(): Promise<void> {
  await Promise.all([compiled(), geth()]);
}
