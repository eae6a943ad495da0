// SPDX-License-Identifier: Apache-2.0
import type { HttpErrorMeaning } from "./types.ts";

/** Who asks, and what may be answered. Things of others are answered as absent ones, by their own codes. */
export const ACCESS_ERRORS = {
  "not-signed-in": {
    status: 401,
    title: "Nobody has signed in",
    why: "This is answered to seats and systems only, and the request is nobody's, or no longer theirs.",
    remedy: "Sign in as a seat, or send a token of your organisation that is valid now.",
  },
  "not-allowed": {
    status: 403,
    title: "Not for this caller",
    why: "That this exists is known to every member, but what was asked for is not this caller's to have.",
    remedy: "Ask as a seat or with a token for which docs/access.md names this.",
  },
  "access-open": {
    status: 409,
    title: "Nobody signs in here",
    why: "This gateway listens on its own machine only and asks nobody who they are.",
    remedy: "Leave the token out, or set access in the gateway's configuration.",
  },
  "sign-in-message": {
    status: 422,
    title: "Not the message to sign",
    why: "The message is not the EIP-4361 message of this gateway, or the clock of its maker is wrong.",
    remedy:
      "Make it of what /v1/sign-in/nonce names, with the present time and an end within ten minutes.",
  },
  "sign-in-nonce": {
    status: 422,
    title: "Nonce worth nothing",
    why: "The nonce is not of this gateway since its start, is older than five minutes, or was used.",
    remedy: "Ask for another nonce and sign a new message.",
  },
  "sign-in-refused": {
    status: 401,
    title: "Not signed in",
    why: "The signature is not by the account of a seat in force of an organisation in force that the message names; accounts that are contracts cannot sign in.",
    remedy: "Sign with the key of the seat that the message names, while both are in force.",
  },
  "unknown-token": {
    status: 404,
    title: "No such token",
    why: "The organisation has no token with this id that is valid now.",
    remedy: "List the organisation's tokens.",
  },
  "token-limit": {
    status: 422,
    title: "Token not possible",
    why: "The organisation has as many tokens as it may, or the end lies in the past or beyond 366 days.",
    remedy: "Revoke tokens that nobody uses, or set an earlier end.",
  },
  "rate-limited": {
    status: 429,
    title: "Too many requests",
    why: "This address or organisation has asked for more in a short time than it may.",
    remedy: "Wait as long as Retry-After says.",
  },
} as const satisfies Record<string, HttpErrorMeaning>;
