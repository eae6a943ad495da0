// SPDX-License-Identifier: Apache-2.0
import { type RefusalCode, refusalWords } from "./words.ts";

/** Thrown when a ledger is not founded; `about` is what the sentences in both languages speak of. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: RefusalCode;
  readonly about: string;

  constructor(code: RefusalCode, about: string, cause?: unknown) {
    super(refusalWords("en", code, about), { cause });
    this.code = code;
    this.about = about;
  }
}
