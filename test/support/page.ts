// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** The verify page, as it is built. */
export const PAGE = join(ROOT, "packages/console/dist/verify.html");

/** What Vitest runs once before the test files of a project: builds the page by the project's own script. */
export function setup(): void {
  const script = join(ROOT, "scripts/build.ts");
  const { status, stderr } = spawnSync(process.execPath, [script], { encoding: "utf8" });
  if (status !== 0) throw new Error(`the page was not built: ${stderr}`);
}
