// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import type { ErrorCode } from "./errors.ts";

/** What a value lacks to have the form of a schema. */
export interface ShapeFault {
  readonly code: Extract<ErrorCode, "unknown-field" | "missing-field" | "invalid-field">;
  /** Member names and indices joined by dots; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

export type Shaped<T> = { readonly data: T } | { readonly fault: ShapeFault };

/** Compares a value with a schema; the first fault, in the words of the closed list. */
export function readShape<T>(schema: z.ZodType<T>, value: unknown): Shaped<T> {
  const { data, error } = schema.safeParse(value, { reportInput: true });
  if (!error) return { data };
  const [issue] = error.issues;
  if (!issue) return { fault: { code: "invalid-field", path: "", message: "has another form" } };
  const { path, message } = issue;
  if (issue.code === "unrecognized_keys") {
    const names = [...path, ...issue.keys.slice(0, 1)];
    return { fault: { code: "unknown-field", path: names.join("."), message } };
  }
  const isMissing = issue.code === "invalid_type" && issue.input === undefined;
  return {
    fault: { code: isMissing ? "missing-field" : "invalid-field", path: path.join("."), message },
  };
}
