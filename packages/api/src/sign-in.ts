// SPDX-License-Identifier: Apache-2.0

/** What stands in every sign-in message (EIP-4361) beside its own values. */
export const SIGN_IN = {
  statement: "Act at this Suyuan gateway as the seat named below. Nothing is sent to the chain.",
  /** Followed by the number of the seat whose account signs. */
  seat: "urn:suyuan:seat:",
  /** Followed by the number of the organisation at whose head the account is. */
  head: "urn:suyuan:head:",
} as const;

/** What a token of an organisation may be used for. */
export const TOKEN_SCOPES = ["read", "submit", "relay"] as const;

/** With what every token of an organisation begins, so that it is found where it should not be. */
export const TOKEN_PREFIX = "suyuan_";

/** Seconds from the beginning of a token's validity to its end, at most. */
export const MAX_TOKEN_SECONDS = 366 * 86_400;
/** Tokens that one organisation may have. */
export const MAX_TOKENS = 50;
/** Characters of a sign-in message, and of the name of a token. */
export const MAX_MESSAGE_LENGTH = 2_000;
export const MAX_TOKEN_NAME = 80;
