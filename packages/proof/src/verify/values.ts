// SPDX-License-Identifier: Apache-2.0
// What stands beside a code, for whoever puts it into words.

/** What a code speaks of: names, numbers, seconds since the epoch, hex. */
export type Values = Readonly<Record<string, string | number>>;

/** Why a fact was not, or no longer, in force. */
export type Reason =
  | "none"
  | "not-begun"
  | "ended"
  | "expired"
  | "compromised"
  | "suspended"
  | "abolished"
  | "cancelled"
  | "unconfirmed"
  | "other";

/** A fact that holds from one moment to another. */
export type FactName =
  | "seat"
  | "allowance"
  | "organization"
  | "holder"
  | "custodian"
  | "provider"
  | "recipient"
  | "signer"
  | "asset"
  | "grant"
  | "source"
  | "scope"
  | "operator";
