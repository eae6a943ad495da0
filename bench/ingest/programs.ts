// SPDX-License-Identifier: Apache-2.0
// The Go programs of bench/peers, and others that run beside a measurement.
import { type ChildProcess, execFile, spawn, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { need } from "../../test/support/needs.ts";

const execute = promisify(execFile);
const SOURCES = join(import.meta.dirname, "../peers");
const PROGRAMS = join(import.meta.dirname, "../../.tools/bench");
const PATIENCE_MS = 600_000;

/** A program of bench/peers, built; Go's own cache makes it quick the next time. */
export async function goProgram(name: "load" | "postgres" | "tessera"): Promise<string> {
  const program = join(PROGRAMS, name);
  const args = ["build", "-mod=readonly", "-o", program, "."];
  await execute(need("go").program, args, { cwd: join(SOURCES, name), timeout: PATIENCE_MS });
  return program;
}

/** Runs a program to its end; gives what it printed. @throws with what it said when it failed */
export async function output(program: string, args: readonly string[]): Promise<string> {
  const { stdout } = await execute(program, args, { timeout: PATIENCE_MS, maxBuffer: 1 << 24 });
  return stdout;
}

/** A program that serves until it is stopped. */
export interface Serving {
  /** The first line that it printed. */
  readonly said: string;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts a server that prints a line when it is ready. @throws when it ends before */
export async function serve(
  program: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<Serving> {
  const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "close");
  const said = await Promise.race([firstLine(child), ended.then(() => undefined)]);
  if (said === undefined) throw new Error(`${program} ended before it was ready`);
  const stop = async (signal: NodeJS.Signals = "SIGTERM") => {
    child.kill(signal);
    await ended;
  };
  return { said, stop };
}

async function firstLine({ stdout }: ChildProcess): Promise<string | undefined> {
  if (stdout === null) return undefined;
  const lines = createInterface({ input: stdout });
  const [line] = (await once(lines, "line")) as [string];
  return line;
}
