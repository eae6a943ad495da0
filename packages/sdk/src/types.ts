// SPDX-License-Identifier: Apache-2.0
import type { Signature, Statement } from "@suyuan/proof";

/** A statement and its signatures, as a gateway takes them. */
export interface SignedStatement {
  readonly statement: Statement;
  readonly signatures: readonly Signature[];
}
