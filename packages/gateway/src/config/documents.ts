// SPDX-License-Identifier: Apache-2.0
// The part of the configuration that says how documents are kept.
import type { DocumentClass } from "@suyuan/api";
import type { z } from "@suyuan/api/zod";
import { object, path, whole } from "./checks.ts";

const MAX_YEARS = 100;
/** Order 809, Art 29: three years and more. */
const LEAST_YEARS = 3;

type Years = z.ZodExactOptional<z.ZodInt>;
const years = (least: number): Years => whole(least, MAX_YEARS).exactOptional();

const CLASSES = {
  registration: years(1),
  sharing: years(LEAST_YEARS),
  case: years(LEAST_YEARS),
  use: years(LEAST_YEARS),
} satisfies Record<DocumentClass, Years>;

/** How documents beside commitments are kept. */
export const Documents = object({
  keys: path("the file of keys that documents' own keys are wrapped with"),
  quotaBytes: whole(1, Number.MAX_SAFE_INTEGER)
    .exactOptional()
    .describe("bytes that each organisation may keep"),
  years: object(CLASSES)
    .exactOptional()
    .describe("years for which documents of a class are kept, where others than usual"),
});
