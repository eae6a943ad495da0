// SPDX-License-Identifier: Apache-2.0
// Runs the verifier in Python over many files at once.
import { spawn, spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

import { need } from "../support/needs.ts";

export const python = need("second-verifier");
const FOLDER = dirname(fileURLToPath(import.meta.url));
const ENVIRONMENT = { ...process.env, PYTHONPATH: FOLDER, PYTHONDONTWRITEBYTECODE: "1" };

/** What is to be judged; `policy` is what the verifier trusts. */
export interface Question {
  readonly file: unknown;
  readonly policy: unknown;
  readonly data?: unknown;
}

/** A verdict of the second verifier; without checks where the policy was refused. */
export interface Answer {
  readonly exit: number;
  readonly refused?: string;
  readonly checks?: readonly {
    readonly name: string;
    readonly state: string;
    readonly code: string;
  }[];
}

/** The second verifier's answers, in the order of the questions. */
export async function answersTo(questions: readonly Question[]): Promise<readonly Answer[]> {
  const running = spawn(python.program, ["-m", "second_verifier", "-"], { env: ENVIRONMENT });
  running.stdin.end(questions.map((one) => `${JSON.stringify(one)}\n`).join(""));
  running.stderr.pipe(process.stderr);
  running.stdout.setEncoding("utf8");
  let text = "";
  for await (const part of running.stdout) text += String(part);
  const lines = text.split("\n").filter((line) => line !== "");
  if (lines.length !== questions.length) throw new Error("the second verifier ended early");
  return lines.map((line) => JSON.parse(line) as Answer);
}

/** The command as an auditor runs it. */
export function runCommand(...args: readonly string[]): { exit: number | null; printed: string } {
  const ran = spawnSync(python.program, ["-m", "second_verifier", ...args], { env: ENVIRONMENT });
  return { exit: ran.status, printed: ran.stdout.toString() };
}
