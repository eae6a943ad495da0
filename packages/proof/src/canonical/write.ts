// SPDX-License-Identifier: Apache-2.0
import canonicalize from "canonicalize";
import { requireJson } from "./check.ts";
import { refuse } from "./rules.ts";

/** Canonical JSON. @throws ProofError see `canonicalText` */
export function writeJson(value: unknown): string {
  // RFC 8785 writes names, texts and numbers as JSON.stringify does: it only asks for an order of members.
  const text = requireJson(value) ? JSON.stringify(value) : canonicalize(value);
  return text ?? refuse("malformed", "the value has no JSON", []);
}
