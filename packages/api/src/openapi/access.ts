// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from "../errors.ts";
import {
  Done,
  SignedIn,
  SignInNonce,
  SignInRequest,
  TokenIssued,
  TokenList,
  TokenRequest,
} from "../schemas/access.ts";
import { INPUT, json, type Operation } from "./operation.ts";

const NO_ACCESS = "access-open" satisfies ErrorCode;

/** Who asks: sessions of seats, and tokens of organisations. */
export const ACCESS_OPERATIONS: readonly Operation[] = [
  {
    path: "signInNonce",
    method: "post",
    id: "beginSignIn",
    summary: "What the next sign-in message must say",
    answers: { "200": [json("SignInNonce", SignInNonce, "good for one sign-in")] },
    codes: [NO_ACCESS],
  },
  {
    path: "signIn",
    method: "post",
    id: "signIn",
    summary: "Sign in as a seat, or as the head of an organisation",
    body: [json("SignInRequest", SignInRequest, "a signed EIP-4361 message")],
    answers: { "200": [json("SignedIn", SignedIn, "signed in")] },
    codes: [
      ...INPUT,
      ...([NO_ACCESS, "sign-in-message", "sign-in-nonce", "sign-in-refused"] as const),
      ...(["busy", "chain-away"] as const),
    ],
  },
  {
    path: "signOut",
    method: "post",
    id: "signOut",
    summary: "End the session whose token is sent",
    answers: { "200": [json("Done", Done, "the token is worth nothing any more")] },
    codes: [NO_ACCESS],
  },
  {
    path: "tokens",
    method: "get",
    id: "listTokens",
    summary: "The tokens of the caller's organisation, without their secrets",
    answers: { "200": [json("TokenList", TokenList, "those that are valid now")] },
    codes: [NO_ACCESS],
  },
  {
    path: "tokens",
    method: "post",
    id: "issueToken",
    summary: "Issue a token for a system of the caller's organisation",
    body: [json("TokenRequest", TokenRequest, "what it may be used for, until when")],
    answers: { "201": [json("TokenIssued", TokenIssued, "its secret is shown this once")] },
    codes: [...INPUT, NO_ACCESS, "token-limit"],
  },
  {
    path: "token",
    method: "delete",
    id: "revokeToken",
    summary: "Revoke a token of the caller's organisation",
    answers: { "200": [json("Done", Done, "it is worth nothing any more")] },
    codes: ["invalid-parameter", NO_ACCESS, "unknown-token"],
  },
];
