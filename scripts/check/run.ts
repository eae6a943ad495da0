// SPDX-License-Identifier: Apache-2.0
import { spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";

/** What one check found: no problem, no line. */
export type Problems = readonly string[];

/** A check that could not be made; the sentence names what it needs. */
export interface Skipped {
  readonly skipped: string;
}

export interface Check {
  readonly name: string;
  readonly run: () => Problems | Skipped | Promise<Problems | Skipped>;
}

export interface Finished {
  readonly status: number;
  readonly output: string;
}

/** Runs a program to its end and keeps what it wrote. */
export function execute(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    const merged = { ...process.env, ...env };
    const child = spawn(command, args, { cwd, env: merged, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error) => {
      resolve({ status: 127, output: error.message });
    });
    child.on("close", (status) => {
      resolve({ status: status ?? 1, output });
    });
  });
}

/** A check by a tool from node_modules. A tool that is not there is a problem, never a pass. */
export function byTool(root: string, name: string, tool: string, args: readonly string[]): Check {
  return {
    name,
    run: async () => {
      const link = join(root, "node_modules", ".bin", tool);
      if (!existsSync(link)) return [`${tool} is not installed`];
      const { status, output } = await execute(
        process.execPath,
        [realpathSync(link), ...args],
        root,
      );
      return status === 0 ? [] : linesOr(output, `${tool} ended with status ${String(status)}`);
    },
  };
}

/** The lines of a tool's output, or the given sentence when it said nothing. */
export function linesOr(output: string, otherwise: string): Problems {
  const lines = output.trim().split("\n").filter(Boolean);
  return lines.length === 0 ? [otherwise] : lines;
}
