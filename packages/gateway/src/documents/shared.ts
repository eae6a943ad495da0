// SPDX-License-Identifier: Apache-2.0
// What storing, reading, holding and erasing documents have in common.
import type { DocumentActor, DocumentView } from "@suyuan/api";
import type { Hex } from "@suyuan/proof";
import type { Caller } from "../access/caller.ts";
import { Refusal } from "../refusal.ts";
import type { Sight, Sights } from "../services/sight.ts";
import { requireDocument } from "../services/sighted-documents.ts";
import type { Contents } from "./content.ts";
import type { DocumentRecord } from "./records.ts";
import { dueAt, type Years } from "./retention.ts";
import type { CommitmentSource } from "./source.ts";
import type { DocumentStore } from "./store.ts";
import type { Turns } from "./turns.ts";

export interface DocumentParts {
  readonly store: DocumentStore;
  readonly contents: Contents;
  readonly source: CommitmentSource;
  readonly sights: Sights;
  readonly years: Years;
  /** Changes of the documents of one owner come one after the other. */
  readonly turns: Turns;
  /** Bytes that each organisation may keep. */
  readonly quota: number;
  /** Documents that may come in at once. */
  readonly atOnce: number;
  /** Seconds since the epoch. */
  readonly now: () => number;
}

/** Who is recorded: nobody's name where nobody signs in. */
export function actorOf(caller: Caller): DocumentActor {
  if (caller.kind === "seat") return { organization: caller.organization, seat: caller.seat };
  if (caller.kind === "head") return { organization: caller.organization };
  if (caller.kind === "system") return { organization: caller.organization, token: caller.token };
  return {};
}

export const unknownDocument = (): Refusal =>
  new Refusal("unknown-document", "there is no such document");

/** From when on a document may be erased. */
export const dueOf = ({ years }: Pick<DocumentParts, "years">, record: DocumentRecord): number =>
  dueAt(record.stored, years[record.class]);

/** A document as it is shown. */
export function viewOf(parts: Pick<DocumentParts, "years">, record: DocumentRecord): DocumentView {
  const { sealed, by, party, readers, holds, ...told } = record;
  const due = dueOf(parts, record);
  return { ...told, readers: [...readers], holds: [...holds], due };
}

/** A document that a caller may know of. @throws Refusal `unknown-document` */
export async function seenDocument(
  { store }: Pick<DocumentParts, "store">,
  id: Hex,
  sight: Sight,
): Promise<DocumentRecord> {
  return requireDocument(sight, await store.get(id), unknownDocument);
}

/** @throws Refusal `document-erased` */
export function requireKept(record: DocumentRecord): DocumentRecord {
  if (!record.erased) return record;
  throw new Refusal("document-erased", `the document was destroyed at ${record.erased.at}`);
}
