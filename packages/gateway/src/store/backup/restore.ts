// SPDX-License-Identifier: Apache-2.0
// Makes a store of a backup. It takes its name only when every sum was right and the store was checked.
import { rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { StartRefusal } from "../../refusal.ts";
import { CommitsLog } from "../commits.ts";
import { syncFolder } from "../names.ts";
import { fsck, type FsckParts, type FsckSummary } from "../fsck.ts";
import { Database, type Write } from "../level.ts";
import type { StoreIdentity } from "../types.ts";
import { type BackupFile, broken, type Manifest, readManifest } from "./manifest.ts";
import { readRecords, RecordFileError, type RecordsWritten } from "./record-file.ts";
import { makePart } from "./write.ts";

/** Records, or bytes of them, that one write takes. */
const WRITE_RECORDS = 2_000;
const WRITE_BYTES = 8_388_608;

/**
 * Makes a store in a folder that is not there yet. With faults, it stays beside under the name of an unfinished one.
 * @throws StartRefusal `backup-broken`, `target-taken`, `store-foreign`
 */
export async function restoreBackup(
  from: string,
  to: string,
  parts: FsckParts,
): Promise<{ readonly manifest: Manifest; readonly checked: FsckSummary }> {
  const manifest = await readManifest(from);
  requireOurs(manifest.store, parts.identity);
  const part = await makePart(to);
  for (const file of manifest.files) await restoreFile(from, part, file, parts.progress);
  const { size, root, writes } = manifest.end;
  await (await CommitsLog.begin(part, { writes, size, root })).close();
  const checked = await fsck(part, parts);
  if (checked.size !== size || checked.root !== root)
    throw broken(`it holds ${checked.size} entries, its manifest names ${size}`);
  if (checked.faults > 0) return { manifest, checked };
  await syncFolder(part);
  await rename(part, to);
  await syncFolder(dirname(to));
  return { manifest, checked };
}

function requireOurs(found: StoreIdentity, ours: StoreIdentity): void {
  for (const member of ["type", "origin", "chainId", "exchangeLog"] as const) {
    if (found[member] === ours[member]) continue;
    const what = `the backup has ${member} ${String(found[member])}, the configuration ${String(ours[member])}`;
    throw new StartRefusal("store-foreign", what);
  }
}

async function restoreFile(
  from: string,
  part: string,
  file: BackupFile,
  progress: FsckParts["progress"],
): Promise<void> {
  const database = await Database.open(join(part, file.folder), true);
  try {
    const found = await copyRecords(join(from, file.file), database, (records) => {
      progress(`restore ${file.folder}`, records);
    });
    for (const name of ["records", "bytes", "sha256"] as const) {
      if (found[name] !== file[name])
        throw broken(`${file.file} has ${name} ${found[name]}, its manifest names ${file[name]}`);
    }
  } finally {
    await database.close();
  }
}

async function copyRecords(
  path: string,
  database: Database,
  progress: (records: number) => void,
): Promise<RecordsWritten> {
  let waiting: Write[] = [];
  let bytes = 0;
  let records = 0;
  const source = readRecords(path);
  for (;;) {
    const next = await source.next().catch((cause: unknown) => {
      throw causeOf(path, cause);
    });
    const isFull = waiting.length >= WRITE_RECORDS || bytes >= WRITE_BYTES;
    if (next.done === true || isFull) {
      await database.write(waiting);
      progress((records += waiting.length));
      waiting = [];
      bytes = 0;
    }
    if (next.done === true) return next.value;
    waiting.push(next.value);
    bytes += next.value[1].length;
  }
}

function causeOf(path: string, cause: unknown): unknown {
  if (cause instanceof RecordFileError) return broken(`${path}: ${cause.message}`, cause);
  const { code } = cause as NodeJS.ErrnoException;
  return code === "ENOENT" ? broken(`${path} is missing`, cause) : cause;
}
