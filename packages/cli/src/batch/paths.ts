// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

import { InputError } from "../failure.ts";
import { unreadableAs } from "../input/files.ts";

/** What a batch is made of. */
export interface Paths {
  readonly files: readonly string[];
  /** Files of a folder that are no JSON, and so are not judged. */
  readonly leftOut: number;
}

async function inFolder(folder: string): Promise<Paths> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const all = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  const files = all.filter((path) => path.endsWith(".json")).sort();
  return { files, leftOut: all.length - files.length };
}

async function inList(path: string): Promise<Paths> {
  const text = await readFile(path, "utf8");
  const files = text.split(/\r?\n/u).filter((line) => line !== "");
  return { files, leftOut: 0 };
}

/**
 * The files of a batch: those in a folder and its folders that end in `.json`, in the order of their paths;
 * or those that a list names, one a line, in its order.
 * @throws InputError `file-unreadable`, `batch-empty`
 */
export async function batchPaths(path: string): Promise<Paths> {
  try {
    const found = await ((await stat(path)).isDirectory() ? inFolder(path) : inList(path));
    if (found.files.length === 0) throw new InputError("batch-empty", { path });
    return found;
  } catch (cause) {
    throw unreadableAs(path, cause);
  }
}
