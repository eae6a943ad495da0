// SPDX-License-Identifier: Apache-2.0
import type { FailureCode } from "./messages/failures.ts";

export type { FailureCode };

/** Names and numbers that the sentence of a failure speaks of. */
export type FailureValues = Readonly<Record<string, string | number>>;

/** Wrong usage or input that cannot be read: exit status 2. The sentence is chosen by the code, in each language. */
export class InputError extends Error {
  override readonly name = "InputError";
  readonly code: FailureCode;
  readonly values: FailureValues;

  constructor(code: FailureCode, values: FailureValues = {}, cause?: unknown) {
    super(code, { cause });
    this.code = code;
    this.values = values;
  }
}
