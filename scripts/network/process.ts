// SPDX-License-Identifier: Apache-2.0
// Processes that outlive the command that starts them. A pid file alone proves nothing: the number may belong to
// somebody else by now, so that the process's command line must name the node's folder too.
import { spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { writeWhole } from "../../deploy/whole-file.ts";
import { NetworkError } from "./errors.ts";
import type { NodePaths } from "./state.ts";

const STOP_MS = 30_000;
const PAUSE_MS = 50;
const LOG_TAIL = 1_200;

function commandLine(pid: number): string {
  if (existsSync("/proc/self/cmdline")) {
    try {
      return readFileSync(`/proc/${String(pid)}/cmdline`, "utf8").replaceAll("\0", " ");
    } catch {
      return "";
    }
  }
  return spawnSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" }).stdout;
}

function pidIn(file: string): number | undefined {
  try {
    const { pid } = JSON.parse(readFileSync(file, "utf8")) as { pid?: unknown };
    return Number.isSafeInteger(pid) && Number(pid) > 1 ? Number(pid) : undefined;
  } catch {
    return undefined;
  }
}

/** The node's process, if it runs. */
export function runningPid({ pid: file, folder }: NodePaths): number | undefined {
  const pid = pidIn(file);
  if (pid === undefined) return undefined;
  return commandLine(pid).includes(`--datadir ${folder} `) ? pid : undefined;
}

/** The last that the node wrote into its log. */
export const lastWords = ({ log }: NodePaths): string =>
  existsSync(log) ? readFileSync(log, "utf8").slice(-LOG_TAIL).trim() : "";

/** Starts a node's program; its arguments begin with `--datadir` and the node's folder. */
export function launch(
  program: string,
  args: readonly string[],
  paths: NodePaths,
  variables: Readonly<Record<string, string>> = {},
): void {
  const log = openSync(paths.log, "a", 0o600);
  try {
    const env = { ...process.env, ...variables };
    const child = spawn(program, args, { detached: true, stdio: ["ignore", log, log], env });
    // Without a process there is an error event, and the wait for its answer says what is wrong.
    child.on("error", () => undefined);
    if (child.pid === undefined) throw new NetworkError(`${program} cannot be started.`);
    writeWhole(paths.pid, JSON.stringify({ pid: child.pid }));
    child.unref();
  } finally {
    closeSync(log);
  }
}

/**
 * Ends a node and waits until it is gone.
 * @param kill at once, without letting it save anything
 * @returns whether it ran
 */
export async function terminate(paths: NodePaths, kill: boolean): Promise<boolean> {
  const pid = runningPid(paths);
  if (pid !== undefined) {
    process.kill(pid, kill ? "SIGKILL" : "SIGTERM");
    if (!(await isGone(paths))) {
      process.kill(pid, "SIGKILL");
      if (!(await isGone(paths))) throw new NetworkError(`Process ${String(pid)} cannot be ended.`);
    }
  }
  rmSync(paths.pid, { force: true });
  return pid !== undefined;
}

async function isGone(paths: NodePaths): Promise<boolean> {
  const end = Date.now() + STOP_MS;
  while (Date.now() < end) {
    if (runningPid(paths) === undefined) return true;
    await sleep(PAUSE_MS);
  }
  return false;
}
