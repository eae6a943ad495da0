// SPDX-License-Identifier: Apache-2.0
// Takes a backup of a store that is in use: all snapshots at one moment, then each to a file, the manifest last.
import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { StartRefusal } from "../../refusal.ts";
import { syncFolder } from "../names.ts";
import { KEPT_FOLDERS, type KeptFolder, type Snapshot, type Snapshots } from "../folders.ts";
import { KEYS } from "../keys.ts";
import { decodeNumber, decodeTip } from "../records.ts";
import { withoutSum } from "../sums.ts";
import type { StoreIdentity } from "../types.ts";
import {
  type BackupEnd,
  type BackupFile,
  broken,
  fileOf,
  type Manifest,
  MANIFEST,
  PART,
} from "./manifest.ts";
import { RecordWriter } from "./record-file.ts";

export interface BackupParts {
  readonly snapshots: Snapshots;
  readonly identity: StoreIdentity;
  /** Seconds since the epoch. */
  readonly now: () => number;
  /** Told now and then how many records of a folder are written. */
  readonly progress: (folder: string, records: number) => void;
  /** Ends it early: nothing of it is left then. */
  readonly signal: AbortSignal;
}

const STEP = 50_000;

/**
 * Writes a backup into a folder that is not there yet.
 * @throws StartRefusal `target-taken`; the reason of `signal`; an error of the file system
 */
export async function writeBackup(to: string, parts: BackupParts): Promise<Manifest> {
  const part = await makePart(to);
  // All at one moment, before the first record is read.
  const taken = KEPT_FOLDERS.flatMap((folder) => {
    const take = parts.snapshots[folder];
    return take ? [{ folder, snapshot: take() }] : [];
  });
  try {
    const manifest = await writeAll(part, taken, parts);
    await rename(part, to);
    await syncFolder(dirname(to));
    return manifest;
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  } finally {
    for (const { snapshot } of taken) await snapshot.close();
  }
}

/** Makes the folder in which something is made until it is whole. @throws StartRefusal `target-taken` */
export async function makePart(to: string): Promise<string> {
  const part = to + PART;
  if (existsSync(to)) throw new StartRefusal("target-taken", `${to} is there already`);
  try {
    await mkdir(part, { mode: 0o700 });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why = code === "EEXIST" ? `${part} was left unfinished` : String(cause);
    throw new StartRefusal("target-taken", why, cause);
  }
  return part;
}

async function writeAll(
  part: string,
  taken: readonly { readonly folder: KeptFolder; readonly snapshot: Snapshot }[],
  parts: BackupParts,
): Promise<Manifest> {
  const end = new EndReader();
  const files: BackupFile[] = [];
  for (const { folder, snapshot } of taken)
    files.push(await writeFolder(part, folder, snapshot, { ...parts, end }));
  const manifest: Manifest = {
    ...{ type: "suyuan/backup@1", taken: parts.now(), store: parts.identity },
    ...{ end: end.value(), files },
  };
  const text = `${JSON.stringify(manifest, undefined, 2)}\n`;
  await writeFile(join(part, MANIFEST), text, { mode: 0o600, flush: true });
  await syncFolder(part);
  return manifest;
}

async function writeFolder(
  part: string,
  folder: KeptFolder,
  snapshot: Snapshot,
  { end, progress, signal }: BackupParts & { readonly end: EndReader },
): Promise<BackupFile> {
  const file = fileOf(folder);
  const writer = await RecordWriter.create(join(part, file));
  let records = 0;
  try {
    for await (const record of snapshot) {
      signal.throwIfAborted();
      if (folder === "db") end.see(record);
      await writer.add(record);
      if (++records % STEP === 0) progress(folder, records);
    }
  } catch (error) {
    await writer.abandon();
    throw error;
  }
  progress(folder, records);
  return { folder, file, ...(await writer.end()) };
}

/** Finds, among the records of the log, where it ends. */
class EndReader {
  #tip: Pick<BackupEnd, "size" | "root"> | undefined;
  #writes = 0;

  see([key, stored]: readonly [string, Uint8Array]): void {
    if (key === KEYS.tip) this.#tip = decodeTip(withoutSum(key, stored));
    if (key === KEYS.writes) this.#writes = decodeNumber(withoutSum(key, stored));
  }

  value(): BackupEnd {
    if (!this.#tip) throw broken("the store has no tip");
    const { size, root } = this.#tip;
    return { size, root, writes: this.#writes };
  }
}
