// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The tool cannot be had here; the message names what is needed. */
export class Missing extends Error {}

/** Where PATH leads for a program's name, if anywhere. */
export function onPath(name: string, path: string = process.env["PATH"] ?? ""): string | undefined {
  return path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

/** Can this file be started? */
export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Runs a program to its end; true if it ended well. What it says goes to standard error. */
export function succeeds(
  command: string,
  args: readonly string[],
  seconds: number,
  env: Readonly<Record<string, string>> = {},
): boolean {
  const timeout = seconds * 1000;
  const options = { stdio: ["ignore", 2, 2] as ["ignore", 2, 2], timeout };
  const { status } = spawnSync(command, args, { ...options, env: { ...process.env, ...env } });
  return status === 0;
}
