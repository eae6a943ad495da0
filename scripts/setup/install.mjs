// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { npmCommand, runNpm } from "./npm.mjs";
import { PATHS, SetupError, say } from "./project.mjs";

const STAMP = join(PATHS.modules, ".suyuan-setup");

/** What an installation depends on: the lock file, and the Node that native parts were chosen for. */
export function stampOf(lockfile, nodeVersion, platform) {
  const digest = createHash("sha256").update(lockfile).digest("hex");
  return `${digest} node-${nodeVersion} ${platform}\n`;
}

/** True when node_modules is what the stamp says. A missing stamp is an install that never ended. */
export function isInstalled(stampFile, wanted) {
  return existsSync(stampFile) && readFileSync(stampFile, "utf8") === wanted;
}

/** Installs from the lock file when it changed. False if it must be done and may not be done now. */
export async function ensureInstalled(node, { env, wait }) {
  if (!existsSync(PATHS.lockfile)) throw new SetupError("package-lock.json is missing.");
  const platform = `${process.platform}-${process.arch}`;
  const wanted = stampOf(readFileSync(PATHS.lockfile), node.version, platform);
  if (isInstalled(STAMP, wanted)) return true;
  if (!wait) return false;
  say("installing packages from package-lock.json, about a minute / 正在安装依赖");
  rmSync(STAMP, { force: true });
  const npmEnv = { ...env, PATH: node.path(env) };
  const npm = npmCommand(node.binary, env);
  await runNpm(npm, ["ci"], { cwd: PATHS.root, env: npmEnv, watch: PATHS.modules });
  mkdirSync(PATHS.modules, { recursive: true });
  writeFileSync(STAMP, wanted);
  return true;
}
