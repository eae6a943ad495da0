// SPDX-License-Identifier: Apache-2.0
import type { HttpErrorMeaning } from "./types.ts";

/** What can be wrong with a request before anything in it is understood. */
export const REQUEST_ERRORS = {
  "malformed-json": {
    status: 400,
    title: "Not one JSON value",
    why: "The body is not exactly one JSON value in UTF-8.",
    remedy:
      "Send one JSON object encoded in UTF-8 without a byte order mark and with nothing after it.",
  },
  "duplicate-key": {
    status: 400,
    title: "A key stands twice",
    why: "An object names one key twice, so that two readers could see two different statements.",
    remedy: "Send each key once.",
  },
  "lone-surrogate": {
    status: 400,
    title: "Half a character",
    why: "A string holds a surrogate without its partner, which has no UTF-8 form.",
    remedy: "Repair the string where the detail says.",
  },
  "not-nfc": {
    status: 400,
    title: "Text not normalised",
    why: "A string is not in Unicode normalisation form C, so that equal looking texts would differ.",
    remedy: "Normalise all strings to NFC before signing.",
  },
  "unsafe-number": {
    status: 400,
    title: "Number not a safe integer",
    why: "A number is a fraction, has an exponent, is minus zero or lies beyond 2^53 - 1.",
    remedy: "Send plain integers within 2^53 - 1; send larger ones as the format says, as strings.",
  },
  "too-deep": {
    status: 400,
    title: "Nested too deep",
    why: "Containers inside containers exceed the depth that any format here has.",
    remedy: "Send the format as its specification shows it.",
  },
  "unknown-field": {
    status: 400,
    title: "Unknown field",
    why: "The object has a field that its format does not have; nobody could say what it means.",
    remedy: "Leave out the field that the detail names.",
  },
  "missing-field": {
    status: 400,
    title: "Field missing",
    why: "A field that the format requires is not there.",
    remedy: "Add the field that the detail names.",
  },
  "invalid-field": {
    status: 400,
    title: "Field of a wrong form",
    why: "A field has a wrong type, length, range or form.",
    remedy: "Correct the field that the detail names as its specification says.",
  },
  "unknown-kind": {
    status: 400,
    title: "Unknown kind of statement",
    why: "`type` is none of the kinds and versions that this gateway knows.",
    remedy: "Use one of the types in docs/spec/statement.md.",
  },
  "body-too-large": {
    status: 413,
    title: "Body too large",
    why: "The body is longer than the limit of this path.",
    remedy: "Send less at once; many statements go as lines of application/x-ndjson.",
  },
  "body-too-slow": {
    status: 408,
    title: "Body too slow",
    why: "The body did not arrive in the time that it has; a body of lines stood still for longer than it may.",
    remedy: "Send it again; ask for a connection that is not slowed down on the way.",
  },
  "too-many-headers": {
    status: 431,
    title: "Too many headers",
    why: "The request has more headers than are read, and those behind would not have been seen.",
    remedy: "Send fewer than fifty headers, 16 KiB in all.",
  },
  "line-too-long": {
    status: 413,
    title: "Line too long",
    why: "One line of the NDJSON body is longer than a statement may be.",
    remedy:
      "Put one statement on a line and keep large lists as documents with a count and a root.",
  },
  "too-many-lines": {
    status: 413,
    title: "Too many lines",
    why: "The NDJSON body has more lines than one request may have; the lines before were handled.",
    remedy: "Send the remaining lines in another request.",
  },
  "unsupported-media-type": {
    status: 415,
    title: "Media type not taken here",
    why: "The Content-Type is not one that this path reads, or the body is compressed.",
    remedy:
      "Send application/json, or application/x-ndjson where the path takes lines, uncompressed.",
  },
  "unknown-path": {
    status: 404,
    title: "No such path",
    why: "The gateway has nothing at this path.",
    remedy: "See /v1/openapi.json for the paths that exist.",
  },
  "method-not-allowed": {
    status: 405,
    title: "Method not allowed",
    why: "The path exists, but not for this method.",
    remedy: "Use a method that the Allow header names.",
  },
  "invalid-parameter": {
    status: 400,
    title: "Parameter of a wrong form",
    why: "An identifier or number in the path does not have the form that it must have.",
    remedy: "Ids are 0x and 64 lower-case hexadecimal digits; numbers are plain decimals from 1.",
  },
  "invalid-tile-path": {
    status: 400,
    title: "Not a tile path",
    why: "The path is not the one way in which C2SP tlog-tiles writes a tile's place.",
    remedy: "Write level, index groups of three digits and partial width as tlog-tiles says.",
  },
} as const satisfies Record<string, HttpErrorMeaning>;
