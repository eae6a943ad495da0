// SPDX-License-Identifier: Apache-2.0
// What a backup says of itself. It is written last: a folder without it is no backup.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Hex } from "@suyuan/proof";
import { StartRefusal } from "../../refusal.ts";
import { isKept, type KeptFolder } from "../folders.ts";
import type { StoreIdentity } from "../types.ts";
import type { RecordsWritten } from "./record-file.ts";

/** One database of a backup. */
export interface BackupFile extends RecordsWritten {
  readonly folder: KeptFolder;
  readonly file: string;
}

/** Where the log ended when the backup was taken. */
export interface BackupEnd {
  readonly size: number;
  readonly root: Hex;
  readonly writes: number;
}

export interface Manifest {
  readonly type: "suyuan/backup@1";
  /** Seconds since the epoch, by the machine that took it. */
  readonly taken: number;
  readonly store: StoreIdentity;
  readonly end: BackupEnd;
  readonly files: readonly BackupFile[];
}

export const MANIFEST = "manifest.json";
/** What a folder is called until it is whole. */
export const PART = ".part";

export const broken = (what: string, cause?: unknown): StartRefusal =>
  new StartRefusal("backup-broken", `the backup: ${what}`, cause);

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
const HASH = /^[0-9a-f]{64}$/;

/** @throws StartRefusal `backup-broken` */
export async function readManifest(from: string): Promise<Manifest> {
  let read: unknown;
  try {
    read = JSON.parse(await readFile(join(from, MANIFEST), "utf8"));
  } catch (cause) {
    throw broken(`${join(from, MANIFEST)} is missing or no JSON, so that it is unfinished`, cause);
  }
  if (!isManifest(read)) throw broken("its manifest is not one of a suyuan/backup@1");
  return read;
}

function isManifest(read: unknown): read is Manifest {
  const { type, taken, store, end, files } = (read ?? {}) as Partial<Manifest>;
  if (type !== "suyuan/backup@1" || !isCount(taken) || typeof store !== "object") return false;
  if (!isCount(end?.size) || !isCount(end?.writes) || typeof end?.root !== "string") return false;
  if (!Array.isArray(files) || !files.every(isFile)) return false;
  const folders = files.map(({ folder }) => folder);
  return folders.includes("db") && new Set(folders).size === folders.length;
}

/** A name that led out of the folder would be a path: it is the folder's own or none. */
function isFile(file: unknown): file is BackupFile {
  const found = (file ?? {}) as Partial<BackupFile>;
  const { folder, records, bytes, sha256 } = found;
  if (typeof folder !== "string" || !isKept(folder) || found.file !== fileOf(folder)) return false;
  return isCount(records) && isCount(bytes) && HASH.test(sha256 ?? "");
}

export const fileOf = (folder: KeptFolder): string => `${folder}.records`;
