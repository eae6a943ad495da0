// SPDX-License-Identifier: Apache-2.0
// What is known of documents beside their sealed content, as records of a database of its own. Times in keys have a
// fixed width, so that lists are in the order of time.
import { createHash } from "node:crypto";
import type {
  Disposal,
  DocumentAccess,
  DocumentActor,
  DocumentClass,
  DocumentHold,
  DocumentMedia,
  DocumentSubject,
} from "@suyuan/api";
import { canonicalBytes, fromUtf8, type Hex, toHex, utf8 } from "@suyuan/proof";

/** A thing of the index. */
export interface Party {
  readonly kind: Exclude<DocumentSubject, "statement">;
  readonly id: Hex;
}

/** A document as it is recorded. */
export interface DocumentRecord {
  readonly id: Hex;
  readonly commitment: Hex;
  readonly subject: DocumentSubject;
  readonly thing: Hex;
  /** The organisation that made the commitment, by the act; see `ownerNow`. */
  readonly owner: number;
  /** Whose sides are the parties, and by whose id successors of the owner are found. */
  readonly party: Party;
  readonly class: DocumentClass;
  readonly mediaType: DocumentMedia;
  readonly bytes: number;
  /** SHA-256 of the sealed bytes: whether a copy is whole can be told without a key. */
  readonly sealed: Hex;
  readonly stored: number;
  readonly by: DocumentActor;
  readonly readers: readonly number[];
  readonly holds: readonly DocumentHold[];
  readonly erased?: Disposal;
}

/** Which documents of an organisation: those of a class that are kept, or all that were erased. */
export type ListName = DocumentClass | "erased";

const LETTERS: Readonly<Record<ListName, string>> = {
  ...{ registration: "r", sharing: "s", case: "c", use: "u", erased: "e" },
};
const ID_DIGITS = 32;
const TIME_DIGITS = 10;
const COUNT_DIGITS = 10;
const LAST = "~";

const bare = (hex: Hex): string => hex.slice(2);
const fixed = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");

/** Where a document stands in lists: by when it was stored, and its id. */
export const placeOf = ({ stored, id }: Pick<DocumentRecord, "stored" | "id">): string =>
  fixed(stored, TIME_DIGITS) + bare(id).slice(0, ID_DIGITS);

export const KEYS = {
  document: (id: Hex) => `f/${bare(id)}`,
  /** One access, by its number. */
  access: (id: Hex, n: number) => `u/${bare(id)}/${fixed(n, COUNT_DIGITS)}`,
  /** Bytes that an organisation keeps. */
  used: (owner: number) => `p/q/${owner}`,
  /** Ids of documents by their commitment, by what they belong to, and of an organisation. */
  commitment: (word: Hex, place: string) => `c/${bare(word)}/${place}`,
  thing: (subject: DocumentSubject, thing: Hex, place: string) =>
    `p/t/${subject}.${bare(thing)}/${place}`,
  list: (owner: number, list: ListName, place: string) => `p/o/${owner}.${LETTERS[list]}/${place}`,
} as const;

/** Whether the key is that of a document's record. */
export const isDocument = (key: string): boolean => key.startsWith("f/");

/** Half-open ranges of keys. */
export const RANGES = {
  documents: { gte: "f/", lt: `f/${LAST}` },
  accesses: (id: Hex, after: number) => ({
    gt: KEYS.access(id, after),
    lt: `u/${bare(id)}/${LAST}`,
  }),
  /** What stands in a list behind a place, and before another. */
  list: (of: (place: string) => string, after: string, before: string = LAST) => ({
    gt: of(after),
    lt: of(before),
  }),
} as const;

/** A place before which everything was stored before a moment. */
export const placeAt = (time: number): string => fixed(Math.max(0, time), TIME_DIGITS);

export const accessNumber = (key: string): number => Number.parseInt(key.slice(-COUNT_DIGITS), 16);

export const encode = (value: DocumentRecord | Omit<DocumentAccess, "n"> | number): Uint8Array =>
  utf8(JSON.stringify(value));
export const decodeDocument = (bytes: Uint8Array): DocumentRecord =>
  JSON.parse(fromUtf8(bytes)) as DocumentRecord;
export const decodeAccess = (bytes: Uint8Array): Omit<DocumentAccess, "n"> =>
  JSON.parse(fromUtf8(bytes)) as Omit<DocumentAccess, "n">;
export const decodeNumber = (bytes: Uint8Array | undefined): number =>
  bytes === undefined ? 0 : Number(fromUtf8(bytes));

/**
 * The id of a document: of the organisation that committed to it, and the word. Whoever repeats another's word on the
 * chain gets a document of its own, and no hand on the other's.
 */
export const documentId = (owner: number, commitment: Hex): Hex =>
  toHex(
    createHash("sha256")
      .update(canonicalBytes({ type: "suyuan/document@1", owner, commitment }))
      .digest(),
  );
