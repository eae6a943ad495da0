// SPDX-License-Identifier: Apache-2.0
// The part of the configuration that says how documents are kept.
import type { DocumentClass } from "@suyuan/api";
import { type Check, isObject, isText, isWhole } from "./checks.ts";

export interface DocumentsConfig {
  /** The file of keys that documents' own keys are wrapped with. */
  readonly keys: string;
  /** Bytes that each organisation may keep. */
  readonly quotaBytes?: number;
  /** Years for which documents of a class are kept, where others than usual. */
  readonly years?: Partial<Readonly<Record<DocumentClass, number>>>;
}

const MAX_YEARS = 100;
/** Order 809, Art 29: three years and more. */
const LEAST_YEARS = 3;

const isYears: Check = isObject(
  {},
  {
    registration: isWhole(1, MAX_YEARS),
    sharing: isWhole(LEAST_YEARS, MAX_YEARS),
    case: isWhole(LEAST_YEARS, MAX_YEARS),
    use: isWhole(LEAST_YEARS, MAX_YEARS),
  },
);

export const isDocuments: Check = isObject(
  { keys: isText },
  { quotaBytes: isWhole(1, Number.MAX_SAFE_INTEGER), years: isYears },
);
