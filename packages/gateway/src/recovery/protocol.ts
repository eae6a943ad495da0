// SPDX-License-Identifier: Apache-2.0
import type { Hex } from "@suyuan/proof";

/** Who signed this statement alone? */
export interface Question {
  /** Of the statement. */
  readonly id: Hex;
  /** The statement as canonical text. */
  readonly text: string;
  /** The signature, 65 bytes. */
  readonly value: Hex;
}

/** An account for each question of a message, or nothing where none can be recovered. */
export type Answers = readonly (Hex | null)[];
