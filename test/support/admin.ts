// SPDX-License-Identifier: Apache-2.0
// The command suyuan-gateway as a process of its own.
import { type ChildProcess, spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const BIN = fileURLToPath(import.meta.resolve("@suyuan/gateway/bin"));

export interface Ran {
  readonly status: number | null;
  /** Each line of JSON on its output. */
  readonly lines: readonly Record<string, unknown>[];
  readonly said: string;
}

export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ran>;
}

/** Starts the command. */
export function begin(...args: readonly string[]): Running {
  const child = spawn(process.execPath, [BIN, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const closed = new Promise<number | null>((resolve) => child.once("close", resolve));
  const ended = Promise.all([text(child.stdout), text(child.stderr), closed]).then(
    ([out, said, status]) => ({ status, lines: linesOf(out), said }),
  );
  return { process: child, ended };
}

/** Runs the command to its end. */
export const run = (...args: readonly string[]): Promise<Ran> => begin(...args).ended;

const linesOf = (out: string): Record<string, unknown>[] =>
  out
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** The code in the line that refuses. */
export const refusedIn = ({ said }: Ran): string | undefined =>
  /"refused":"([a-z-]+)"/.exec(said)?.[1];
