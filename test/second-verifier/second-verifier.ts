// SPDX-License-Identifier: Apache-2.0
// Runs the verifier in Python over many files at once.
import { spawn, spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { need } from "../support/needs.ts";

export const python = need("second-verifier");
const FOLDER = dirname(fileURLToPath(import.meta.url));
const ENVIRONMENT = { ...process.env, PYTHONPATH: FOLDER, PYTHONDONTWRITEBYTECODE: "1" };

/** What is to be judged; `policy` is what the verifier trusts. */
export interface Question {
  readonly file: unknown;
  readonly policy: unknown;
  readonly updates?: unknown;
  readonly data?: unknown;
}

/** Headers alone, the block's own first, to be judged by their seals. */
export interface Headers {
  readonly consensus: unknown;
  readonly headers: readonly string[];
}

/** A verdict of the second verifier; without checks where the policy was refused. */
export interface Answer {
  readonly exit: number;
  readonly refused?: string;
  /** Of headers alone: the code of the check. */
  readonly seals?: string;
  readonly checks?: readonly {
    readonly name: string;
    readonly state: string;
    readonly code: string;
  }[];
}

/** The second verifier's answers, in the order of the questions. */
export async function answersTo(
  questions: readonly (Question | Headers)[],
): Promise<readonly Answer[]> {
  const running = spawn(python.program, [join(FOLDER, "batch.py")], { env: ENVIRONMENT });
  running.stdin.end(questions.map((one) => `${JSON.stringify(one)}\n`).join(""));
  running.stderr.pipe(process.stderr);
  running.stdout.setEncoding("utf8");
  let text = "";
  for await (const part of running.stdout) text += String(part);
  const lines = text.split("\n").filter((line) => line !== "");
  if (lines.length !== questions.length) throw new Error("the second verifier ended early");
  return lines.map((line) => JSON.parse(line) as Answer);
}

/** What the second verifier makes of one vector of a part: "refused", or what it found. */
export interface Said {
  readonly format: string;
  readonly side: "valid" | "invalid";
  readonly rule: string;
  readonly said: unknown;
}

/** Its word on every vector of the parts that it reads. */
export function wordsOnParts(): readonly Said[] {
  const script = join(FOLDER, "part_vectors.py");
  const ran = spawnSync(python.program, [script], { env: ENVIRONMENT, maxBuffer: 2 ** 26 });
  const lines = ran.stdout.toString().split("\n").slice(0, -1);
  if (ran.status !== 0) throw new Error(ran.stderr.toString());
  return lines.map((line) => {
    const [format, side, rule, said] = JSON.parse(line) as [string, Said["side"], string, unknown];
    return { format, side, rule, said };
  });
}

/** The command as an auditor runs it. */
export function runCommand(...args: readonly string[]): { exit: number | null; printed: string } {
  const ran = spawnSync(python.program, ["-m", "second_verifier", ...args], { env: ENVIRONMENT });
  return { exit: ran.status, printed: ran.stdout.toString() };
}
