// SPDX-License-Identifier: Apache-2.0
// commits.log: one line after each synced write. The lines are not synced, its beginning is. LevelDB drops a cut tail of
// its own log without a word; a store that ends before this file's last line has lost what was acknowledged.
import { existsSync } from "node:fs";
import { type FileHandle, open, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Hex } from "@suyuan/proof";
import { syncFolder } from "./names.ts";

/** How far the store had come after a write. */
export interface Committed {
  /** Writes so far, this one among them. */
  readonly writes: number;
  readonly size: number;
  readonly root: Hex;
}

const FILE = "commits.log";
const LINE = /^([0-9]{1,15}) ([0-9]{1,15}) (0x[0-9a-f]{64})$/;
/** Lines after which the file begins anew with its last one. */
const MAX_LINES = 10_000;

export const commitsPath = (dir: string): string => join(dir, FILE);
export const hasCommits = (dir: string): boolean => existsSync(commitsPath(dir));

const lineOf = ({ writes, size, root }: Committed): string => `${writes} ${size} ${root}\n`;

/** Every whole line; nothing for one that cannot be read. A torn one at the end counts for nothing. */
export async function committedLines(dir: string): Promise<(Committed | undefined)[]> {
  if (!hasCommits(dir)) return [];
  const text = await readFile(commitsPath(dir), "utf8");
  const lines = text.slice(0, text.lastIndexOf("\n") + 1).split("\n");
  return lines.slice(0, -1).map((line) => {
    const [, writes, size, root] = LINE.exec(line) ?? [];
    if (root === undefined) return undefined;
    return { writes: Number(writes), size: Number(size), root: root as Hex };
  });
}

/** The last whole line; a torn one at the end was never acknowledged by this file. */
export async function lastCommitted(dir: string): Promise<Committed | undefined> {
  return (await committedLines(dir)).findLast((line) => line !== undefined);
}

/** Appends to the file; begins it anew now and then, by a rename that leaves it whole at any moment. */
export class CommitsLog {
  readonly #dir: string;
  #file: FileHandle;
  #lines = 1;

  private constructor(dir: string, file: FileHandle) {
    this.#dir = dir;
    this.#file = file;
  }

  static async begin(dir: string, last: Committed): Promise<CommitsLog> {
    return new CommitsLog(dir, await fresh(dir, last));
  }

  async append(committed: Committed): Promise<void> {
    if (this.#lines >= MAX_LINES) {
      await this.#file.close();
      this.#file = await fresh(this.#dir, committed);
      this.#lines = 1;
      return;
    }
    await this.#file.write(lineOf(committed));
    this.#lines++;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

/**
 * Begins the file anew. It is synced before it takes its name, and the name before it is used: else lost power
 * could leave an empty file beside a log that has entries, and no start would take that.
 */
async function fresh(dir: string, last: Committed): Promise<FileHandle> {
  const next = `${commitsPath(dir)}.next`;
  await writeFile(next, lineOf(last), { mode: 0o600, flush: true });
  await rename(next, commitsPath(dir));
  await syncFolder(dir);
  return await open(commitsPath(dir), "a");
}
