// SPDX-License-Identifier: Apache-2.0
import { spawn } from "node:child_process";

type Env = Readonly<Record<string, string>>;

/** Runs a program with its output in plain sight. */
export function runVisibly(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Env = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const merged = { ...process.env, ...env };
    const child = spawn(command, args, {
      cwd,
      env: merged,
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.on("error", reject);
    child.on("close", (status) => {
      resolve(status ?? 1);
    });
  });
}

/** The same, and keeps the output to count from; shown at once, or as a whole where another program runs beside it. */
export function runAndKeep(
  command: string,
  args: readonly string[],
  cwd: string,
  shown: "at once" | "at the end" = "at once",
): Promise<{ status: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (chunk: Buffer): void => {
      if (shown === "at once") process.stdout.write(chunk);
      output += chunk.toString();
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", reject);
    child.on("close", (status) => {
      if (shown === "at the end") process.stdout.write(output);
      resolve({ status: status ?? 1, output });
    });
  });
}
