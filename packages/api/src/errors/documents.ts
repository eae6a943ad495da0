// SPDX-License-Identifier: Apache-2.0
import type { HttpErrorMeaning } from "./types.ts";

/** The document store. What is another's is answered as what is not there. */
export const DOCUMENT_ERRORS = {
  "documents-off": {
    status: 409,
    title: "No document store here",
    why: "This gateway keeps no documents: its configuration names no keys for them.",
    remedy: "Set documents in the gateway's configuration, or ask another gateway.",
  },
  "unknown-document": {
    status: 404,
    title: "No such document",
    why: "There is no document with this id that the caller may know of.",
    remedy: "List the documents of the request, grant or other thing that it belongs to.",
  },
  "unknown-commitment": {
    status: 404,
    title: "No such commitment of the caller",
    why: "Neither chain nor log holds this commitment there as one that the caller's organisation made, as far as the index has come.",
    remedy:
      "Name what the commitment stands in and the word as it stands there; wait until the act is indexed.",
  },
  "document-differs": {
    status: 422,
    title: "Not the document committed to",
    why: "Salt and document together do not give the commitment.",
    remedy:
      "Send the very document with the salt that was made for it, and for a scope the root of its items.",
  },
  "document-type": {
    status: 415,
    title: "Not a document of this type",
    why: "The media type is not one that is kept, or the bytes are not of it.",
    remedy:
      "Send a PDF, OFD, PNG, JPEG, DOCX, XLSX, plain text in UTF-8 or JSON, under its own type.",
  },
  "document-too-large": {
    status: 413,
    title: "Document too large",
    why: "The document has more bytes than one may have.",
    remedy:
      "Commit to a document that names the large file by its digest, and keep that file yourself.",
  },
  "document-quota": {
    status: 422,
    title: "No room for more documents",
    why: "The organisation keeps as many bytes of documents here as it may.",
    remedy: "Erase what is due, or ask whoever runs the gateway for a larger quota.",
  },
  "document-erased": {
    status: 410,
    title: "Document erased",
    why: "The document was destroyed after its time; its commitment and the record of its disposal remain.",
    remedy: "Read the record of its disposal.",
  },
  "document-not-due": {
    status: 409,
    title: "Document must be kept",
    why: "The time for which a document of its class must be kept is not over.",
    remedy: "Wait for the moment that `due` of the document names.",
  },
  "document-held": {
    status: 409,
    title: "Document under legal hold",
    why: "A hold stands on the document; while it does, nobody erases it.",
    remedy: "Ask who placed the hold to release it.",
  },
  "document-damaged": {
    status: 500,
    title: "Document not readable",
    why: "What is kept of the document is not what was stored, or the key that it was sealed with is missing.",
    remedy:
      "Whoever runs the gateway restores it from a backup, or brings the key back; nothing of it is answered until then.",
  },
  "hold-limit": {
    status: 409,
    title: "Too many holds",
    why: "The document has as many holds as it may.",
    remedy: "Release one that is not needed any more.",
  },
  "unknown-hold": {
    status: 404,
    title: "No such hold of the caller",
    why: "No hold with this id stands on the document that the caller's organisation placed, or one below it.",
    remedy: "Read the document; it names its holds.",
  },
} as const satisfies Record<string, HttpErrorMeaning>;
