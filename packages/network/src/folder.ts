// SPDX-License-Identifier: Apache-2.0
// A folder that is there as a whole or not at all, and files that nothing writes over.
import { randomBytes } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

import { Failure } from "./failure.ts";

export const OWNER_ONLY = 0o600;
export const ANYONE_READS = 0o644;

export interface NewFile {
  readonly path: string;
  readonly text: string;
  readonly mode: number;
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && "code" in error ? error.code : undefined;

function syncFolder(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function writeSynced(path: string, { text, mode }: Omit<NewFile, "path">): void {
  const handle = openSync(path, "wx", mode);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A neighbour that nobody else has, on the same file system. */
const neighbourOf = (path: string): string => `${path}.part-${randomBytes(6).toString("hex")}`;

const unwritable = (path: string, cause: unknown): Failure =>
  new Failure(
    "file-unwritable",
    { zh: `无法写入 ${path}：${String(cause)}`, en: `${path} cannot be written: ${String(cause)}` },
    cause,
  );

/**
 * Makes a folder with these files, whole or not at all. An empty folder may be in its place.
 * @throws Failure `folder-not-empty` with nothing changed, `file-unwritable`
 */
export function makeFolder(path: string, files: readonly NewFile[]): void {
  const made = neighbourOf(path);
  try {
    const folders = new Set([made, ...files.map((file) => dirname(join(made, file.path)))]);
    for (const folder of folders) mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const file of files) writeSynced(join(made, file.path), file);
    for (const folder of folders) syncFolder(folder);
    // Onto a folder with anything in it the system does not rename.
    renameSync(made, path);
    syncFolder(dirname(path));
  } catch (cause) {
    rmSync(made, { recursive: true, force: true });
    if (!["ENOTEMPTY", "EEXIST", "ENOTDIR"].includes(String(codeOf(cause)))) {
      throw unwritable(path, cause);
    }
    throw new Failure(
      "folder-not-empty",
      {
        zh: `${path} 已经存在，其中可能有密钥。没有写入任何内容：请用 --dir 另指定一个。`,
        en: `${path} is there already, and may hold keys. Nothing was written: name another with --dir.`,
      },
      cause,
    );
  }
}

/**
 * Writes a file that is not there yet, whole or not at all.
 * @throws Failure `file-exists` with nothing changed, `file-unwritable`
 */
export function makeFile({ path, ...file }: NewFile): void {
  const made = neighbourOf(path);
  try {
    writeSynced(made, file);
    // Unlike a rename, a link never takes the place of what is there.
    linkSync(made, path);
    syncFolder(dirname(path));
  } catch (cause) {
    if (codeOf(cause) !== "EEXIST") throw unwritable(path, cause);
    throw new Failure(
      "file-exists",
      {
        zh: `${path} 已经存在。没有写入任何内容。`,
        en: `${path} is there already. Nothing was written.`,
      },
      cause,
    );
  } finally {
    removeIfThere(made);
  }
}

/** Puts a file in the place of another, whole or not at all. @throws Failure `file-unwritable` */
export function replaceFile({ path, ...file }: NewFile): void {
  const made = neighbourOf(path);
  try {
    writeSynced(made, file);
    renameSync(made, path);
    syncFolder(dirname(path));
  } catch (cause) {
    removeIfThere(made);
    throw unwritable(path, cause);
  }
}

function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
  }
}

/** @throws Failure `file-unreadable` */
export function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new Failure(
      "file-unreadable",
      { zh: `无法读取 ${path}：${String(cause)}`, en: `${path} cannot be read: ${String(cause)}` },
      cause,
    );
  }
}
