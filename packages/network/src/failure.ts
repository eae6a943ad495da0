// SPDX-License-Identifier: Apache-2.0
import type { Language } from "@suyuan/words";

/** One sentence in each language. */
export type Told = Readonly<Record<Language, string>>;

/** Every reason for which the command does nothing, or says that something is not as it should be. */
export const FAILURE_CODES = [
  "usage",
  "folder-not-empty",
  "file-exists",
  "file-unreadable",
  "file-unwritable",
  "key-malformed",
  "key-differs",
  "key-open",
  "node-twice",
  "hosts-differ",
  "host-malformed",
  "network-malformed",
  "network-differs",
  "policy-malformed",
  "policy-of-other-chain",
  "range-not-next",
  "address-unknown",
  "transition-not-next",
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/** Thrown with a stable code; what is told says what is wrong and what to do. The message is the English of it. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly code: FailureCode;
  readonly told: Told;

  constructor(code: FailureCode, told: Told, cause?: unknown) {
    super(told.en, { cause });
    this.code = code;
    this.told = told;
  }
}
