// SPDX-License-Identifier: Apache-2.0
// Reads everything that is kept of documents, without a key: records by their sums, sealed bytes by the hash that their
// record names. Memory does not grow with their number or length.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Hex, toHex } from "@suyuan/proof";
import type { FsckParts } from "../store/fsck.ts";
import type { Database } from "../store/level.ts";
import { openDatabase } from "../store/open.ts";
import { isSummed, withoutSum } from "../store/sums.ts";
import { DocumentFiles, FILES } from "./files.ts";
import { decodeDocument, type DocumentRecord, isDocument } from "./records.ts";
import { RECORDS } from "./store.ts";

/** A record or file of a document that is not what was kept. */
export interface DocumentFault {
  /** Key of the record, or path of the file below the store's folder. */
  readonly record: string;
  readonly what: string;
  readonly document?: Hex;
}

/** What a check came to. */
export interface DocumentsChecked {
  /** Documents that are kept. */
  readonly documents: number;
  readonly faults: number;
}

/** How often the progress is told: once in so many documents. */
const STEP = 1_000;

type Parts = Pick<FsckParts, "progress"> & { readonly tell: (fault: DocumentFault) => void };

/**
 * Checks the documents beside the store in a folder. Nothing is changed.
 * @throws StartRefusal `store-in-use`, `store-altered`
 */
export async function checkDocuments(dir: string, parts: Parts): Promise<DocumentsChecked> {
  const path = join(dir, RECORDS);
  if (!existsSync(join(path, "CURRENT"))) return { documents: 0, faults: 0 };
  const database = await openDatabase(path, false, false);
  try {
    return await check(database, new DocumentFiles(join(dir, FILES)), parts);
  } finally {
    await database.close();
  }
}

async function check(
  database: Database,
  files: DocumentFiles,
  { tell, progress }: Parts,
): Promise<DocumentsChecked> {
  let [documents, faults] = [0, 0];
  const found = (fault: DocumentFault): void => {
    faults++;
    tell(fault);
  };
  for await (const [key, stored] of database.snapshot()) {
    if (!isSummed(key)) continue;
    const record = readRecord(key, stored);
    if (typeof record === "string") found({ record: `${RECORDS}/${key}`, what: record });
    if (typeof record !== "object" || record.erased) continue;
    if (++documents % STEP === 0) progress(FILES, documents);
    for (const fault of await faultsOf(files, record)) found({ ...fault, document: record.id });
  }
  return { documents, faults };
}

/** @returns the document that a record is, nothing for one of another kind, what is wrong with it */
function readRecord(key: string, stored: Uint8Array): DocumentRecord | string | undefined {
  try {
    const bytes = withoutSum(key, stored);
    return isDocument(key) ? decodeDocument(bytes) : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function faultsOf(files: DocumentFiles, { id, sealed }: DocumentRecord) {
  const faults: DocumentFault[] = [];
  const at = (end: string): string => `${FILES}/${id.slice(2)}.${end}`;
  if (!(await files.key(id))) faults.push({ record: at("key"), what: "is missing or no key" });
  const hash = await hashOf(files.content(id));
  if (hash === undefined) faults.push({ record: at("sealed"), what: "is missing" });
  else if (hash !== sealed) faults.push({ record: at("sealed"), what: "is not what was sealed" });
  return faults;
}

/** SHA-256 of a file; undefined when there is none. */
async function hashOf(content: AsyncIterable<Uint8Array>): Promise<Hex | undefined> {
  const hash = createHash("sha256");
  try {
    for await (const piece of content) hash.update(piece);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  return toHex(hash.digest());
}
