// SPDX-License-Identifier: Apache-2.0
import { Parser } from "./parser.ts";
import { type Json, MAX_JSON_DEPTH, refuse } from "./rules.ts";
import { writeJson } from "./write.ts";

/** What bounds a text besides its length. */
export interface ReadLimits {
  /** Containers inside containers; `MAX_JSON_DEPTH` when left out. */
  readonly depth?: number;
  /**
   * Values of any kind, so that a long file of small ones does not fill the memory; without a bound when left out,
   * since the length bounds them then.
   */
  readonly values?: number;
}

/** Reads JSON by our own reader alone. @throws ProofError as `parseStrict` */
export function readJson(
  text: string,
  { depth = MAX_JSON_DEPTH, values = Infinity }: ReadLimits,
): Json {
  return new Parser(text, depth, values).whole();
}

/** Reads JSON that must be canonical. @throws ProofError as `parseCanonical` */
export function readCanonical(text: string, limits: ReadLimits): Json {
  const value = readJson(text, limits);
  // Of two texts in UTF-8 the bytes are the same exactly when the texts are.
  if (writeJson(value) !== text) {
    refuse("not-canonical", "the JSON is not in its canonical form (RFC 8785)", []);
  }
  return value;
}
