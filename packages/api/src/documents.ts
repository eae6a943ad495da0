// SPDX-License-Identifier: Apache-2.0
// The document store: plain-word documents beside the commitments that chain and log hold.

/** What a document may be. Its first bytes, and what a form of it must hold, are looked at. */
export const DOCUMENT_MEDIA = [
  "application/json",
  "application/pdf",
  "application/ofd",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "image/jpeg",
  "image/png",
  "text/plain",
] as const;
export type DocumentMedia = (typeof DOCUMENT_MEDIA)[number];

/** Bytes of one document; of one that is JSON, which is read whole. */
export const MAX_DOCUMENT_BYTES = 33_554_432;
export const MAX_JSON_DOCUMENT_BYTES = 1_048_576;
/** Organisations that an owner may name besides, and holds on one document. */
export const MAX_READERS = 64;
export const MAX_HOLDS = 16;
/** Characters of the reference of a hold, such as the number of an official letter. */
export const MAX_REFERENCE = 120;

/** Headers beside a document: the salt of its commitment, and for a scope the root of its items. */
export const DOCUMENT_HEADERS = { salt: "Suyuan-Salt", items: "Suyuan-Items" } as const;

/** What a commitment can stand in: acts of the chain on one of these, or a statement in the log. */
export const DOCUMENT_SUBJECTS = [
  ...(["asset", "right", "case", "demand", "consent", "request", "grant", "change"] as const),
  ...(["return", "finding", "statement"] as const),
] as const;
export type DocumentSubject = (typeof DOCUMENT_SUBJECTS)[number];

/** By what a document is kept for so long; docs/documents.md says for how long. */
export const DOCUMENT_CLASSES = ["registration", "sharing", "case", "use"] as const;
export type DocumentClass = (typeof DOCUMENT_CLASSES)[number];

/** What is done with a document, and recorded. */
export const DOCUMENT_ACCESSES = [
  ...(["stored", "read", "readers", "held", "released", "erased"] as const),
] as const;

/** Which documents of an organisation are listed. */
export const DOCUMENT_STATES = ["kept", "due", "erased"] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];
