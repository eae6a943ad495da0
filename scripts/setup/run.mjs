// SPDX-License-Identifier: Apache-2.0
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { relative } from "node:path";

import { PATHS, SIGNALS, SetupError } from "./project.mjs";

/** Runs a script under Node 24 in the foreground; its exit status or signal becomes ours. */
export function runTask(node, script, args, env) {
  if (!existsSync(script)) {
    throw new SetupError(`${relative(PATHS.root, script)} does not exist: this task cannot run.`);
  }
  return new Promise((resolve, reject) => {
    const child = spawn(node, [script, ...args], { cwd: PATHS.root, env, stdio: "inherit" });
    const forward = (signal) => {
      // Ctrl-C at a terminal reaches the whole group by itself; once is enough.
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    };
    for (const signal of SIGNALS) process.on(signal, forward);
    child.on("error", reject);
    child.on("close", (status, signal) => {
      for (const name of SIGNALS) process.removeListener(name, forward);
      if (signal !== null) process.kill(process.pid, signal);
      resolve(status ?? 1);
    });
  });
}
