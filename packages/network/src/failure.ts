// SPDX-License-Identifier: Apache-2.0

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
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/** Thrown with a stable code; the message says what is wrong and what to do. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
