// SPDX-License-Identifier: Apache-2.0
// anvil writes its state over the old one, so that a kill in between leaves half a file. A whole copy stands
// beside it, made whenever what was written can be read.
import { existsSync, readFileSync, statSync } from "node:fs";

import { writeWhole } from "../whole-file.ts";

/** Thrown when neither the state nor its copy can be read; both are left as they are. */
export class KeptStateError extends Error {
  override readonly name = "KeptStateError";
}

const copyOf = (stateFile: string): string => `${stateFile}.kept`;

function wholeText(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const text = readFileSync(path, "utf8");
  try {
    JSON.parse(text);
    return text;
  } catch {
    return undefined;
  }
}

/** Puts the copy in the place of a state that was cut while it was written. */
export function restoreState(stateFile: string): void {
  if (!existsSync(stateFile) && !existsSync(copyOf(stateFile))) return;
  if (wholeText(stateFile) !== undefined) return;
  const kept = wholeText(copyOf(stateFile));
  if (kept === undefined) {
    throw new KeptStateError(
      `The chain's state in ${stateFile} was cut while it was written, and there is no copy of it.`,
    );
  }
  writeWhole(stateFile, kept);
}

/** Copies the state while the chain runs. @returns what ends it */
export function keepState(stateFile: string, everyMs: number): () => void {
  let copied = 0;
  const copy = () => {
    if (!existsSync(stateFile)) return;
    const { mtimeMs } = statSync(stateFile);
    if (mtimeMs === copied) return;
    const text = wholeText(stateFile);
    if (text === undefined) return;
    writeWhole(copyOf(stateFile), text);
    copied = mtimeMs;
  };
  const timer = setInterval(copy, everyMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    copy();
  };
}

/** The time of the newest block in a kept state, seconds since the epoch; undefined if nothing is kept. */
export function lastBlockTime(stateFile: string): number | undefined {
  const text = wholeText(stateFile);
  if (text === undefined) return undefined;
  const { blocks } = JSON.parse(text) as { blocks: { header: { timestamp: string } }[] };
  return blocks.reduce((last, { header }) => Math.max(last, Number(header.timestamp)), 0);
}
