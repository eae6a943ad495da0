// SPDX-License-Identifier: Apache-2.0
// Puts the document store together, where the configuration asks for one, and ends what a kill left unfinished.
import { join } from "node:path";
import type { Config } from "../config/schema.ts";
import { DOCUMENT_QUOTA_BYTES, DOCUMENTS_AT_ONCE } from "../constraints.ts";
import type { IndexStore } from "../indexing/index-store.ts";
import { StartRefusal } from "../refusal.ts";
import type { Cursors } from "../services/cursors.ts";
import type { Sights } from "../services/sight.ts";
import type { ActQueue } from "../store/acts.ts";
import type { Snapshot } from "../store/folders.ts";
import { Database } from "../store/level.ts";
import type { LogStore } from "../store/types.ts";
import { Contents } from "./content.ts";
import { Custody } from "./custody.ts";
import { Documents } from "./documents.ts";
import { DocumentFiles, FILES } from "./files.ts";
import { Keys } from "./keys.ts";
import { DocumentLists } from "./lists.ts";
import { yearsOf } from "./retention.ts";
import type { DocumentParts } from "./shared.ts";
import { CommitmentSource } from "./source.ts";
import { DocumentStore, RECORDS } from "./store.ts";
import { Turns } from "./turns.ts";

export interface DocumentGround {
  readonly config: Config;
  readonly index: IndexStore;
  readonly store: LogStore;
  readonly sights: Sights;
  readonly cursors: Cursors;
  /** Seconds since the epoch. */
  readonly now: () => number;
}

/** What routes call. */
export interface DocumentServices {
  readonly documents: Documents;
  readonly custody: Custody;
  readonly lists: DocumentLists;
  /** What the log is to be told of documents. */
  readonly acts: readonly ActQueue[];
  /** The records as they are at one moment. */
  snapshot(): Snapshot;
  close(): Promise<void>;
}

export const filesOf = ({ dir }: Pick<Config, "dir">): Promise<DocumentFiles> =>
  DocumentFiles.open(join(dir, FILES));

/** Opens the records of documents. @throws StartRefusal `store-altered` */
export async function recordsOf({ dir }: Pick<Config, "dir">): Promise<DocumentStore> {
  const path = join(dir, RECORDS);
  try {
    return await DocumentStore.open(await Database.open(path, true, true));
  } catch (cause) {
    throw new StartRefusal("store-altered", `the records at ${path} cannot be read`, cause);
  }
}

/** @returns undefined where the configuration has no documents @throws StartRefusal `document-keys`, `store-altered` */
export async function openDocuments(ground: DocumentGround): Promise<DocumentServices | undefined> {
  const { config, index, store: log, sights, cursors, now } = ground;
  if (!config.documents) return undefined;
  const keys = await Keys.open(config.documents.keys);
  const files = await filesOf(config);
  const store = await recordsOf(config);
  await sweep(files, store);
  const parts: DocumentParts = {
    ...{ store, sights, now, turns: new Turns(), years: yearsOf(config.documents.years) },
    contents: new Contents(files, keys),
    source: new CommitmentSource(index, log),
    quota: config.documents.quotaBytes ?? DOCUMENT_QUOTA_BYTES,
    atOnce: DOCUMENTS_AT_ONCE,
  };
  return {
    documents: new Documents(parts),
    custody: new Custody(parts),
    lists: new DocumentLists(parts, index, cursors),
    acts: [store.acts],
    snapshot: () => store.snapshot(),
    close: () => store.close(),
  };
}

/**
 * Destroys files of which no record says that they are kept: of a document that was never acknowledged, or whose
 * disposal is recorded.
 */
export async function sweep(files: DocumentFiles, store: DocumentStore): Promise<void> {
  for await (const id of files.ids()) {
    const record = await store.get(id);
    if (!record || record.erased) await files.destroy(id);
  }
}
