// SPDX-License-Identifier: Apache-2.0
// docs/spec/canonical.md
import { readCanonical, readJson } from "#reader";
import { fromUtf8, utf8 } from "./bytes.ts";
import { writeJson } from "./canonical/write.ts";
import { type Json, MAX_JSON_DEPTH, refuse } from "./canonical/rules.ts";
import type { ReadLimits } from "./canonical/strict.ts";

export type { Json, JsonObject } from "./canonical/rules.ts";
export { MAX_JSON_DEPTH };

/** What is read when nothing else is said: as much as an evidence file may hold. */
export const MAX_JSON_BYTES = 1_048_576;

export interface ParseLimits extends ReadLimits {
  /** Length of the input in bytes (in UTF-16 units for text); `MAX_JSON_BYTES` when left out. */
  readonly bytes?: number;
}

const BYTE_ORDER_MARK = "\ufeff";

/**
 * Reads JSON of which no two readers can see different things. White space is allowed.
 * @throws ProofError `too-large`, `invalid-utf8`, `byte-order-mark`, `malformed`, `trailing-bytes`,
 *   `duplicate-key`, `lone-surrogate`, `not-nfc`, `unsafe-number`, `too-deep`
 */
export function parseStrict(input: string | Uint8Array, limits: ParseLimits = {}): Json {
  return readJson(readText(input, limits), limits);
}

function readText(input: string | Uint8Array, { bytes = MAX_JSON_BYTES }: ParseLimits): string {
  if (input.length > bytes) refuse("too-large", `the JSON is longer than ${bytes} bytes`, []);
  const text = typeof input === "string" ? input : fromUtf8(input);
  if (text.startsWith(BYTE_ORDER_MARK)) {
    refuse("byte-order-mark", "the JSON begins with a byte order mark", []);
  }
  return text;
}

/**
 * Canonical JSON (RFC 8785) as text.
 * @param value plain JSON; nothing is left out or converted
 * @throws ProofError `malformed` (not plain JSON), `lone-surrogate`, `not-nfc`, `unsafe-number`, `too-deep`
 */
export function canonicalText(value: unknown): string {
  return writeJson(value);
}

/** `canonicalText` as UTF-8: the bytes that are hashed and signed. */
export function canonicalBytes(value: unknown): Uint8Array {
  return utf8(canonicalText(value));
}

/**
 * Reads bytes that must already be canonical.
 * @throws ProofError as `parseStrict`, and `not-canonical`
 */
export function parseCanonical(bytes: Uint8Array, limits: ParseLimits = {}): Json {
  return readCanonical(readText(bytes, limits), limits);
}
