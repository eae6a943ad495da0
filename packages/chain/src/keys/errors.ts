// SPDX-License-Identifier: Apache-2.0

/** What can be wrong with a key file. */
export type KeyFileErrorCode =
  /** The passphrase does not open it. */
  | "wrong-passphrase"
  /** It is no key file, or not one that was written whole. */
  | "malformed"
  /** It cannot be read or written. */
  | "unreadable"
  /** There is a file of that name already; key files are never overwritten. */
  | "exists";

/** The error of everything that has to do with key files. */
export class KeyFileError extends Error {
  override readonly name = "KeyFileError";
  readonly code: KeyFileErrorCode;

  constructor(code: KeyFileErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
