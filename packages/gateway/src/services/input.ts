// SPDX-License-Identifier: Apache-2.0
// From bytes to a statement with its signatures. What the proof library refuses gets the gateway's code.
import type { ErrorCode } from "@suyuan/api";
import {
  type Json,
  parseSignatures,
  parseStatement,
  parseStrict,
  ProofError,
  type ProofErrorCode,
  type Signature,
  type Statement,
} from "@suyuan/proof";
import { Refusal } from "../refusal.ts";

export interface Submitted {
  readonly statement: Statement;
  readonly signatures: readonly Signature[];
}

const CODES: Partial<Record<ProofErrorCode, ErrorCode>> = {
  malformed: "malformed-json",
  "invalid-utf8": "malformed-json",
  "byte-order-mark": "malformed-json",
  "trailing-bytes": "malformed-json",
  "duplicate-key": "duplicate-key",
  "lone-surrogate": "lone-surrogate",
  "not-nfc": "not-nfc",
  "unsafe-number": "unsafe-number",
  "too-deep": "too-deep",
  "too-large": "body-too-large",
  "unknown-field": "unknown-field",
  "missing-field": "missing-field",
  "unknown-type": "unknown-kind",
  "high-s": "signature-high-s",
  "unrecoverable-signature": "invalid-signature",
  "signature-seat": "signature-seat",
  "signature-count": "signature-count",
  "batch-mismatch": "batch-mismatch",
  "batch-path": "batch-path",
  "entry-too-large": "entry-too-large",
};

/** The gateway's code for one of the proof library. */
export function codeOfProof(code: string): ErrorCode {
  return new Map<string, ErrorCode>(Object.entries(CODES)).get(code) ?? "invalid-field";
}

/** What the proof library refused, as a refusal of the gateway. Codes without their own are `invalid-field`. */
export function asRefusal(error: unknown): unknown {
  if (!(error instanceof ProofError)) return error;
  const { code, message, path } = error;
  const details = path ? { path, cause: error } : { cause: error };
  return new Refusal(codeOfProof(code), message, details);
}

/** Runs what may throw a ProofError. @throws Refusal in its place */
export function refusing<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw asRefusal(error);
  }
}

/** One JSON object with exactly these members. @throws Refusal */
export function exactObject<K extends string>(json: Json, members: readonly K[]): Record<K, Json> {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new Refusal("invalid-field", "the body must be a JSON object");
  }
  const found = new Map(Object.entries(json));
  const unknown = [...found.keys()].find((key) => !members.some((member) => member === key));
  if (unknown !== undefined)
    throw new Refusal("unknown-field", `there is no field ${unknown} here`, { path: unknown });
  const missing = members.find((member) => !found.has(member));
  if (missing !== undefined)
    throw new Refusal("missing-field", `the field ${missing} is missing`, { path: missing });
  return Object.fromEntries(found) as Record<K, Json>;
}

/** JSON as strict as it must be before anything is signed over it. @throws Refusal */
export function strictJson(bytes: Uint8Array): Json {
  return refusing(() => parseStrict(bytes));
}

/** Reads `{"statement", "signatures"}`. @throws Refusal */
export function parseSubmission(bytes: Uint8Array): Submitted {
  const { statement, signatures } = exactObject(strictJson(bytes), ["statement", "signatures"]);
  return refusing(() => ({
    statement: parseStatement(statement, "statement"),
    signatures: parseSignatures(signatures, "signatures"),
  }));
}
