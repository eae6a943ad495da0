// SPDX-License-Identifier: Apache-2.0
// docs/spec/right.md says what each member means.
import type { Hex } from "../bytes.ts";
import type { RightKind } from "../codes.ts";
import type { ChainFrame, DisclosedDocument } from "../evidence/types.ts";
import type { RightContracts } from "../storage/reader.ts";

/** Who held which right in an asset at a moment. */
export interface RightClaim {
  readonly asset: Hex;
  /** The right's id. */
  readonly right: Hex;
  readonly kind: RightKind;
  /** Who held it, or stood in the holder's place. */
  readonly organization: number;
  /** The moment, in seconds since the epoch. */
  readonly time: number;
}

export interface RightCertificate extends ChainFrame<RightContracts>, RightClaim {
  readonly type: "suyuan/right@1";
  /** The organisation's name at that moment. */
  readonly name?: string;
  /** The scope of the right, and the document on which it rests. */
  readonly documents?: readonly DisclosedDocument[];
}

/** The longest certificate that is read, in bytes. */
export const MAX_RIGHT_BYTES = 1_048_576;
