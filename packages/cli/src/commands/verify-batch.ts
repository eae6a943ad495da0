// SPDX-License-Identifier: Apache-2.0
import { availableParallelism } from "node:os";

import type { Judgement } from "../batch/judgement.ts";
import { batchPaths } from "../batch/paths.ts";
import { Tally } from "../batch/tally.ts";
import { judgeAll } from "../batch/threads.ts";
import { InputError } from "../failure.ts";
import type { Messages } from "../messages/index.ts";
import { readTrust } from "../input/policy.ts";
import { argument, needed, text } from "../input/values.ts";
import type { Output } from "../output/output.ts";
import type { Run } from "./run.ts";

/** More threads than this wait for the disk. */
const MOST_THREADS = 16;
const INTERVAL_MS = 200;

/** One line of JSON; the reason why a file cannot be judged is put into words here. */
function lineOf(judgement: Judgement, { failures }: Messages): string {
  if (!("error" in judgement)) return `${JSON.stringify(judgement)}\n`;
  const { code, values } = judgement.error;
  const error = { code, sentence: failures[code](values) };
  return `${JSON.stringify({ ...judgement, error })}\n`;
}

/** Draws how far it has come, a few times a second, where a person watches. */
function progressOf(out: Output, total: number): (done: number) => void {
  let last = 0;
  return (done) => {
    const now = Date.now();
    if (!out.interactive || (now - last < INTERVAL_MS && done < total)) return;
    last = now;
    const percent = Math.floor((100 * done) / total);
    out.progress(out.messages.progress(String(done), String(total), percent));
    if (done === total) out.progress("");
  };
}

/** Judges every file of a batch, one line each, and then the whole. @returns the worst exit status */
export async function verifyBatch(run: Run): Promise<number> {
  const { out } = run;
  if (text(run, "file") ?? text(run, "salt")) throw new InputError("batch-without-data");
  const policy = await readTrust(needed(run, "policy"));
  const { files, leftOut } = await batchPaths(argument(run));
  const tally = new Tally();
  const progress = progressOf(out, files.length);
  const threads = Math.min(availableParallelism(), MOST_THREADS);
  for await (const portion of judgeAll(files, policy, threads)) {
    for (const judgement of portion) tally.take(judgement);
    await out.stream(portion.map((judgement) => lineOf(judgement, out.messages)).join(""));
    progress(tally.files);
  }
  const summary = { ...tally.summary, leftOut };
  await out.stream(`${JSON.stringify({ summary })}\n`);
  out.note(out.messages.batchIs(summary));
  return tally.worst;
}
