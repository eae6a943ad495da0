// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import {
  DOCUMENT_ACCESSES,
  DOCUMENT_CLASSES,
  DOCUMENT_MEDIA,
  DOCUMENT_STATES,
  DOCUMENT_SUBJECTS,
  MAX_HOLDS,
  MAX_READERS,
  MAX_REFERENCE,
} from "../documents.ts";
import { Bytes32, Count, Seconds } from "./common.ts";
import { PageQuery } from "./queries.ts";

const NUMBER = /^[1-9][0-9]{0,9}$/;
// Written out for readers of the OpenAPI document, whose patterns know no classes of Unicode.
const VISIBLE = /^[^\u0000-\u001f\u007f-\u009f]+$/u;

const bytes32 = z.string().regex(/^0x[0-9a-f]{64}$/, "must be 0x and 64 lower-case digits");

/** Which commitment a document opens. */
export const DocumentQuery = z.strictObject({
  subject: z.enum(DOCUMENT_SUBJECTS).describe("what the commitment stands in"),
  thing: bytes32.describe("its id"),
  commitment: bytes32.describe("the word that chain or log holds"),
});

/** What stands beside a document in the headers. */
export const DocumentHeaders = z.strictObject({
  "Suyuan-Salt": bytes32.optional().describe("absent where a plain hash was committed to"),
  "Suyuan-Items": bytes32.optional().describe("of a scope: the root of its items"),
});

/** Which documents are listed: by a commitment, by what they belong to, or of an organisation. */
export const DocumentsQuery = z.strictObject({
  ...PageQuery,
  commitment: bytes32.optional(),
  subject: z.enum(DOCUMENT_SUBJECTS).optional().describe("with thing"),
  thing: bytes32.optional().describe("with subject"),
  organization: z
    .string()
    .regex(NUMBER, "must be the number of an organisation")
    .optional()
    .describe("the caller's own unless given"),
  state: z.enum(DOCUMENT_STATES).optional().describe("of an organisation: kept unless given"),
});

/** Who did something: a seat, the head of an organisation, or a token; nobody's name where nobody signs in. */
export const DocumentActor = z.strictObject({
  organization: Count.optional(),
  seat: Count.optional(),
  token: z.string().optional(),
});

export const DocumentHold = z.strictObject({
  id: z.string(),
  ...{ by: DocumentActor, at: Seconds, reference: z.string() },
});

/** What is attested of a document that was destroyed. */
export const Disposal = z.strictObject({
  ...{ at: Seconds, by: DocumentActor },
  class: z.enum(DOCUMENT_CLASSES),
  years: Count.describe("for which it had to be kept"),
  due: Seconds.describe("from when on it could be erased"),
  rule: z.string().describe("by which rule"),
});

/** A document without its content. */
export const DocumentView = z.strictObject({
  id: Bytes32,
  commitment: Bytes32,
  subject: z.enum(DOCUMENT_SUBJECTS),
  thing: Bytes32,
  owner: Count.describe("the organisation that made the commitment"),
  class: z.enum(DOCUMENT_CLASSES),
  mediaType: z.enum(DOCUMENT_MEDIA),
  bytes: Count,
  stored: Seconds,
  due: Seconds.describe("from when on it may be erased"),
  readers: z.array(Count).describe("organisations that the owner named"),
  holds: z.array(DocumentHold).max(MAX_HOLDS),
  erased: Disposal.optional(),
});

export const DocumentPage = z.strictObject({
  items: z.array(DocumentView),
  next: z.string().optional(),
});

/** One thing that was done with a document. */
export const DocumentAccess = z.strictObject({
  ...{ n: Count, at: Seconds, by: DocumentActor },
  what: z.enum(DOCUMENT_ACCESSES),
});

export const DocumentAccessPage = z.strictObject({
  items: z.array(DocumentAccess),
  next: z.string().optional(),
});

export const DocumentReaders = z.strictObject({
  organizations: z
    .array(z.int().min(1).max(0xffff_ffff))
    .max(MAX_READERS)
    .refine((all) => new Set(all).size === all.length, "names an organisation twice"),
});

export const HoldRequest = z.strictObject({
  reference: z
    .string()
    .max(MAX_REFERENCE)
    .regex(VISIBLE, "must be of visible characters")
    .describe("such as the number of an official letter; nothing confidential"),
});

export const AccessesQuery = z.strictObject(PageQuery);

export type DocumentQuery = z.infer<typeof DocumentQuery>;
export type DocumentsQuery = z.infer<typeof DocumentsQuery>;
export type DocumentActor = z.infer<typeof DocumentActor>;
export type DocumentHold = z.infer<typeof DocumentHold>;
export type Disposal = z.infer<typeof Disposal>;
export type DocumentView = z.infer<typeof DocumentView>;
export type DocumentPage = z.infer<typeof DocumentPage>;
export type DocumentAccess = z.infer<typeof DocumentAccess>;
export type DocumentAccessPage = z.infer<typeof DocumentAccessPage>;
export type DocumentReaders = z.infer<typeof DocumentReaders>;
export type HoldRequest = z.infer<typeof HoldRequest>;
