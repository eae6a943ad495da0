// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";

import { ensureInstalled } from "./install.mjs";
import { withLock } from "./lock.mjs";
import { ensureNode } from "./node.mjs";
import { PATHS, SetupError, compileCacheFor, homeFor, say } from "./project.mjs";
import { runTask } from "./run.mjs";
import { TASKS } from "./tasks.mjs";

/** Makes the machine ready (no-op when it is) and hands over to the task under Node 24. */
export async function main([name, ...args]) {
  try {
    process.exitCode = await prepareAndRun(name, args);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(`failed / 失败: ${error.message}`);
    process.exitCode = 1;
  }
}

async function prepareAndRun(name, args) {
  const task = TASKS[name];
  if (task === undefined) {
    throw new SetupError(`no task "${String(name)}"; known: ${Object.keys(TASKS).join(", ")}`);
  }
  const begun = Date.now();
  const env = { ...process.env, ...homeFor(process.env, PATHS.tools) };
  const node = await prepare(env);
  const setupTime = String(Date.now() - begun);
  const own = { PATH: node.path(env), SUYUAN_SETUP_MS: setupTime };
  const taskEnv = { ...compileCacheFor(PATHS.tools), ...env, ...own, ...task.env };
  return runTask(node.binary, join(PATHS.root, task.script), [...task.args, ...args], taskEnv);
}

async function prepare(env) {
  const ready = { env, wait: false };
  const node = await ensureNode(ready);
  if (node !== undefined && (await ensureInstalled(node, ready))) return node;
  return withLock(join(PATHS.tools, "setup.lock"), async () => {
    const work = { env, wait: true };
    const brought = await ensureNode(work);
    await ensureInstalled(brought, work);
    return brought;
  });
}
