// SPDX-License-Identifier: Apache-2.0
// The Go programs beside this file: readers of C2SP logs that know nothing of this project.
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { need } from "../support/needs.ts";

const run = promisify(execFile);
const SOURCE = join(import.meta.dirname, "go-client");
const PROGRAMS = join(import.meta.dirname, "../../.tools/go-client");
const PATIENCE = 100_000;

export interface GoClientOptions {
  /** Prefix of the log, without a slash at its end. */
  readonly baseUrl: string;
  /** Verifier key of the log. */
  readonly vkey: string;
  /** An older checkpoint of the log, as signed note. */
  readonly previous?: string;
  /** Check the inclusion of each n-th entry and of the last; 1 when left out. */
  readonly every?: number;
}

/** What the program checked. */
export interface GoClientResult {
  readonly origin: string;
  readonly size: number;
  /** Base64. */
  readonly root: string;
  readonly entries: number;
  readonly inclusions: number;
  /** Size of the older checkpoint, and the length of the proof between the two. */
  readonly previous?: number;
  readonly consistency?: number;
  readonly tiles: number;
  readonly partial: number;
}

/** Go, or why a test cannot have it. */
export const go = need("go");

let built: Promise<string> | undefined;

/** Builds the programs once, beside the other tools; Go's own cache makes it quick the next time. */
async function programs(): Promise<string> {
  const args = ["build", "-mod=readonly", "-o", `${PROGRAMS}/`, "./..."];
  await run(go.program, args, { cwd: SOURCE, timeout: PATIENCE });
  return PROGRAMS;
}

async function runProgram(name: string, args: readonly string[]): Promise<string> {
  built ??= programs();
  const program = join(await built, name);
  const { stdout } = await run(program, args, { timeout: PATIENCE, maxBuffer: 1 << 24 });
  return stdout;
}

/** Reads and checks the whole log; rejects with what the program says is wrong. */
export async function runGoClient(options: GoClientOptions): Promise<GoClientResult> {
  const { baseUrl, vkey, previous, every = 1 } = options;
  const folder = await mkdtemp(join(tmpdir(), "suyuan-checkpoint-"));
  const file = join(folder, "checkpoint");
  try {
    if (previous !== undefined) await writeFile(file, previous);
    const older = previous === undefined ? [] : ["-previous", file];
    const args = ["-url", baseUrl, "-vkey", vkey, "-every", String(every), ...older];
    return JSON.parse(await runProgram("c2sp-client", args)) as GoClientResult;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Judges the vectors of a folder; gives a line for each one it reads: format, name, "keeps" or "refuses". */
export async function runGoVectors(folder: string): Promise<readonly string[]> {
  const lines = await runProgram("judge", [folder]);
  return lines.trimEnd().split("\n");
}
