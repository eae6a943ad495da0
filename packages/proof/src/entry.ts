// SPDX-License-Identifier: Apache-2.0
// docs/spec/log.md
import { utf8 } from "./bytes.ts";
import { canonicalBytes, canonicalText, parseCanonical } from "./canonical.ts";
import { failAt, memberOf } from "./canonical/fields.ts";
import { ProofError } from "./errors.ts";
import { readEntry, readHeadsEntry } from "./entry/read.ts";
import type { Entry, HeadsEntry, SeenBlock } from "./entry/types.ts";

/** Longest leaf, in bytes: what the length of an entry bundle can say. */
export const MAX_ENTRY_BYTES = 65_535;
/** `logged` is at most this many seconds after the time of the anchor's block. */
export const ANCHOR_LATE = 60;
/** An anchor's transaction holds until `seen.time` of its heads entry and this many seconds. */
export const ANCHOR_LAG = 60;
/** A statement's time is at most this many seconds before `logged`: seven days. */
export const STATEMENT_MAX_AGE = 604_800;
/** And at most this many seconds after it. */
export const STATEMENT_MAX_AHEAD = 300;

/** Which rule on times an entry breaks. */
export type EntryTimeFault = "seen-after-logged" | "statement-too-old" | "statement-ahead";

/**
 * An entry as the bytes of its leaf.
 * @param written canonical JSON of what `parseStatement` and `parseSignatures` gave, where it is there already:
 *   nothing is read again then
 * @throws ProofError as {@link parseEntry}
 */
export function encodeEntry(entry: Entry, written?: Written): Uint8Array {
  if (written === undefined) return withinLimit(canonicalBytes(readEntry(entry, "")));
  const { logged, seen, chain } = entry;
  const before = `"chain":${canonicalText(chain)},"logged":${logged},"seen":${canonicalText(seen)}`;
  const signed = `"signatures":${written.signatures},"statement":${written.statement}`;
  return withinLimit(utf8(`{${before},${signed},"type":"suyuan/entry@1"}`));
}

interface Written {
  readonly statement: string;
  readonly signatures: string;
}

/** A heads entry as the bytes of its leaf. @throws ProofError as {@link parseHeadsEntry} */
export function encodeHeadsEntry(entry: HeadsEntry): Uint8Array {
  return withinLimit(canonicalBytes(readHeadsEntry(entry, "")));
}

/**
 * Reads an entry, which must be canonical. Signatures and times are not judged.
 * @throws ProofError `entry-too-large`, `entry-chain`, `signature-count`, `signature-seat`, and as
 *   `parseCanonical`, `parseStatement` and `parseSignature` do
 */
export function parseEntry(bytes: Uint8Array): Entry {
  return readEntry(parseCanonical(withinLimit(bytes)), "");
}

/**
 * Reads a heads entry, which must be canonical.
 * @throws ProofError `entry-too-large`, and as `parseCanonical` and the readers of fields do
 */
export function parseHeadsEntry(bytes: Uint8Array): HeadsEntry {
  return readHeadsEntry(parseCanonical(withinLimit(bytes)), "");
}

/**
 * Reads any leaf of the log.
 * @throws ProofError `unknown-type`, and as {@link parseEntry} and {@link parseHeadsEntry}
 */
export function parseLeaf(bytes: Uint8Array): Entry | HeadsEntry {
  const json = parseCanonical(withinLimit(bytes));
  const type = memberOf(json, "type");
  if (type === "suyuan/entry@1") return readEntry(json, "");
  if (type === "suyuan/heads@1") return readHeadsEntry(json, "");
  return failAt("unknown-type", "is no leaf of this log", "type");
}

/** The first rule on times that an entry breaks by itself; undefined when it keeps them. */
export function entryTimeFault(entry: {
  readonly logged: number;
  readonly seen: SeenBlock;
  readonly statement?: { readonly time: number };
}): EntryTimeFault | undefined {
  const { logged, seen, statement } = entry;
  if (seen.time > logged) return "seen-after-logged";
  if (statement === undefined) return undefined;
  if (statement.time < logged - STATEMENT_MAX_AGE) return "statement-too-old";
  if (statement.time > logged + STATEMENT_MAX_AHEAD) return "statement-ahead";
  return undefined;
}

function withinLimit(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= MAX_ENTRY_BYTES) return bytes;
  const message = `the entry has ${bytes.length} bytes, more than ${MAX_ENTRY_BYTES}`;
  throw new ProofError("entry-too-large", message);
}
