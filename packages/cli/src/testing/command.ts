// SPDX-License-Identifier: Apache-2.0
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What a child process did. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const PROGRAM = fileURLToPath(new URL("../../bin/suyuan.js", import.meta.url));

// What a person's own shell may have set must not decide a test.
const CLEAN = {
  LANG: "",
  LC_ALL: "",
  LC_MESSAGES: "",
  SUYUAN_KEY: "",
  SUYUAN_PASSPHRASE: "",
  SUYUAN_GATEWAY: "",
};

/** Runs the real command, its stdin closed. */
export async function suyuan(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const child = spawn(process.execPath, [PROGRAM, ...words], {
    env: { ...process.env, ...CLEAN, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const texts = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (texts.stdout += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (texts.stderr += chunk));
  const status = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { status, ...texts };
}
