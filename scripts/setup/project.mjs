// SPDX-License-Identifier: Apache-2.0
import { accessSync, constants, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Where things lie. `.tools` and `node_modules` are ours to make anew at any time. */
export const PATHS = {
  root,
  tools: join(root, ".tools"),
  modules: join(root, "node_modules"),
  lockfile: join(root, "package-lock.json"),
};

/** What may end us early. */
export const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

/** A failure whose message tells the reader what to do; shown without a stack. */
export class SetupError extends Error {}

/** Progress goes to standard error: standard output belongs to the task. */
export function say(text) {
  process.stderr.write(`[setup] ${text}\n`);
}

/** npm and several tools write below HOME; without a writable one they get a folder of ours. */
export function homeFor(env, tools) {
  if (env.HOME && isWritable(env.HOME)) return {};
  if (process.platform === "win32") return {};
  const home = join(tools, "home");
  mkdirSync(home, { recursive: true });
  return { HOME: home };
}

/** Programs that start often (a gateway after each kill) start in half the time when Node keeps what it compiled. */
export function compileCacheFor(tools) {
  return { NODE_COMPILE_CACHE: join(tools, "compile-cache") };
}

function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
