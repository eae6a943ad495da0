// SPDX-License-Identifier: Apache-2.0
// docs/spec/grant.md says what each member means.
import type { Hex } from "../bytes.ts";
import type { ChainFrame, DisclosedDocument } from "../evidence/types.ts";
import type { DisclosedScope } from "../scope.ts";
import type { GrantContracts } from "../storage/reader.ts";

/** Who gave whom the use of which asset, for what. */
export interface GrantClaim {
  /** The id of the grant, which is that of the request. */
  readonly grant: Hex;
  readonly asset: Hex;
  /** Who was the giving and the receiving side at the moment, or stood in its place. */
  readonly provider: number;
  readonly recipient: number;
  /** The code of the purpose. */
  readonly purpose: number;
  /** The moment, in seconds since the epoch. */
  readonly time: number;
}

/** What a certificate may say beside, for people. */
export interface GrantExtras {
  /** The names of both sides at the moment. */
  readonly providerName?: string;
  readonly recipientName?: string;
  /** The name of the log that the exchanges stood in at the moment. */
  readonly origin?: string;
  readonly documents?: readonly DisclosedDocument[];
  /** What the grant covered at the moment, laid open. */
  readonly scope?: DisclosedScope;
}

export interface GrantCertificate extends ChainFrame<GrantContracts>, GrantClaim, GrantExtras {
  readonly type: "suyuan/grant@1";
}

/** The longest certificate that is read, in bytes. */
export const MAX_GRANT_BYTES = 1_048_576;
/** The longest history of states that is read. */
export const MAX_STATES = 128;
