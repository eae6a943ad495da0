// SPDX-License-Identifier: Apache-2.0
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const SCRIPT = join(import.meta.dirname, "../../scripts/needs.ts");

/**
 * What Vitest runs once before the test files of a project: builds geth where it was never built, which takes minutes.
 * Where it cannot be had, the tests say so themselves.
 */
export async function setup(): Promise<void> {
  await promisify(execFile)(process.execPath, [SCRIPT, "geth"]).catch(() => undefined);
}
