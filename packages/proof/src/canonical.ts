// SPDX-License-Identifier: Apache-2.0
// docs/spec/canonical.md
import canonicalize from "canonicalize";
import { equalBytes, fromUtf8, utf8 } from "./bytes.ts";
import { requireJson } from "./canonical/check.ts";
import { Parser } from "./canonical/parser.ts";
import { type Json, MAX_JSON_DEPTH, refuse } from "./canonical/rules.ts";

export type { Json, JsonObject } from "./canonical/rules.ts";
export { MAX_JSON_DEPTH };

/** What is read when nothing else is said: as much as an evidence file may hold. */
export const MAX_JSON_BYTES = 1_048_576;

export interface ParseLimits {
  /** Length of the input in bytes (in UTF-16 units for text); `MAX_JSON_BYTES` when left out. */
  readonly bytes?: number;
  /** Containers inside containers; `MAX_JSON_DEPTH` when left out. */
  readonly depth?: number;
  /**
   * Values of any kind, so that a long file of small ones does not fill the memory; without a bound when
   * left out, since `bytes` bounds them then.
   */
  readonly values?: number;
}

const BYTE_ORDER_MARK = "\ufeff";

/**
 * Reads JSON of which no two readers can see different things. White space is allowed.
 * @throws ProofError `too-large`, `invalid-utf8`, `byte-order-mark`, `malformed`, `trailing-bytes`,
 *   `duplicate-key`, `lone-surrogate`, `not-nfc`, `unsafe-number`, `too-deep`
 */
export function parseStrict(input: string | Uint8Array, limits: ParseLimits = {}): Json {
  const { bytes = MAX_JSON_BYTES, depth = MAX_JSON_DEPTH, values = Infinity } = limits;
  if (input.length > bytes) refuse("too-large", `the JSON is longer than ${bytes} bytes`, []);
  const text = typeof input === "string" ? input : fromUtf8(input);
  if (text.startsWith(BYTE_ORDER_MARK)) {
    refuse("byte-order-mark", "the JSON begins with a byte order mark", []);
  }
  return new Parser(text, depth, values).whole();
}

/**
 * Canonical JSON (RFC 8785) as text.
 * @param value plain JSON; nothing is left out or converted
 * @throws ProofError `malformed` (not plain JSON), `lone-surrogate`, `not-nfc`, `unsafe-number`, `too-deep`
 */
export function canonicalText(value: unknown): string {
  requireJson(value);
  return canonicalize(value) ?? refuse("malformed", "the value has no JSON", []);
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
  const value = parseStrict(bytes, limits);
  if (!equalBytes(canonicalBytes(value), bytes)) {
    refuse("not-canonical", "the JSON is not in its canonical form (RFC 8785)", []);
  }
  return value;
}
