// SPDX-License-Identifier: Apache-2.0
import { DOCUMENT_MEDIA } from "../documents.ts";
import type { ErrorCode } from "../errors.ts";
import {
  AccessesQuery,
  DocumentAccessPage,
  DocumentHeaders,
  DocumentPage,
  DocumentQuery,
  DocumentReaders,
  DocumentsQuery,
  DocumentView,
  HoldRequest,
} from "../schemas/documents.ts";
import { INPUT, json, type Operation, plain } from "./operation.ts";

const OFF = "documents-off" satisfies ErrorCode;
const ONE = ["invalid-parameter", OFF, "unknown-document"] as const satisfies ErrorCode[];

const view = json("DocumentView", DocumentView, "the document without its content");
const content = (description: string) => DOCUMENT_MEDIA.map((media) => plain(media, description));

const reading: readonly Operation[] = [
  {
    path: "documents",
    method: "get",
    id: "listDocuments",
    summary: "Documents by a commitment, by what they belong to, or of an organisation",
    query: DocumentsQuery,
    answers: {
      "200": [json("DocumentPage", DocumentPage, "as far as the caller may know of them")],
    },
    codes: ["invalid-parameter", OFF],
  },
  {
    path: "document",
    method: "get",
    id: "readDocument",
    summary: "A document without its content, or the record of its disposal",
    answers: { "200": [view] },
    codes: ONE,
  },
  {
    path: "documentContent",
    method: "get",
    id: "readDocumentContent",
    summary: "The content of a document; its salt stands in the header Suyuan-Salt",
    answers: { "200": content("as it was stored") },
    codes: [...ONE, "document-erased", "document-damaged"],
  },
  {
    path: "documentAccesses",
    method: "get",
    id: "listDocumentAccesses",
    summary: "Who did what with a document, for its owner and for auditors",
    query: AccessesQuery,
    answers: { "200": [json("DocumentAccessPage", DocumentAccessPage, "oldest first")] },
    codes: ONE,
  },
];

const writing: readonly Operation[] = [
  {
    path: "documents",
    method: "post",
    id: "storeDocument",
    summary: "Store the document that a commitment of one's organisation was made to",
    query: DocumentQuery,
    headers: DocumentHeaders,
    body: content("the document"),
    answers: {
      "200": [json("DocumentView", DocumentView, "it was there before")],
      "201": [json("DocumentView", DocumentView, "it is sealed and on disk")],
    },
    codes: [
      ...INPUT,
      ...(["invalid-parameter", OFF, "unknown-commitment", "document-differs"] as const),
      ...(["document-type", "document-too-large", "document-quota", "document-erased"] as const),
      ...(["busy", "store-failed"] as const),
    ],
  },
  {
    path: "documentReaders",
    method: "post",
    id: "nameDocumentReaders",
    summary: "Name the organisations that may read a document besides; all of them at once",
    body: [json("DocumentReaders", DocumentReaders, "instead of those named before")],
    answers: { "200": [view] },
    codes: [...INPUT, ...ONE, "document-erased"],
  },
  {
    path: "documentHolds",
    method: "post",
    id: "holdDocument",
    summary: "Place a legal hold, as an authority above the owner or an auditor",
    body: [json("HoldRequest", HoldRequest, "why, by a reference")],
    answers: { "201": [view] },
    codes: [...INPUT, ...ONE, "document-erased", "hold-limit"],
  },
  {
    path: "documentHold",
    method: "delete",
    id: "releaseDocument",
    summary: "Release a hold that one's organisation placed, or one below it",
    answers: { "200": [view] },
    codes: [...ONE, "unknown-hold"],
  },
  {
    path: "document",
    method: "delete",
    id: "eraseDocument",
    summary: "Destroy a document that is due; its commitment and the record of its disposal remain",
    answers: { "200": [view] },
    codes: [...ONE, "document-not-due", "document-held", "document-erased"],
  },
];

export const DOCUMENT_OPERATIONS: readonly Operation[] = [...reading, ...writing];
