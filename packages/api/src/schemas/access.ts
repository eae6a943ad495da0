// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { MAX_MESSAGE_LENGTH, MAX_TOKEN_NAME, TOKEN_SCOPES } from "../sign-in.ts";
import { Count, Seconds, SignatureBytes } from "./common.ts";

/** What a sign-in message must say. */
export const SignInNonce = z.strictObject({
  nonce: z.string().describe("for one sign-in"),
  expires: Seconds.describe("the first moment at which the nonce is worth nothing"),
  domain: z.string(),
  uri: z.string(),
  chainId: Count,
});

export const SignInRequest = z.strictObject({
  message: z
    .string()
    .max(MAX_MESSAGE_LENGTH)
    .describe("EIP-4361, exactly as its fields are written there"),
  signature: SignatureBytes.describe("personal_sign (EIP-191) of the message"),
});

export const SignedIn = z.strictObject({
  token: z.string().describe("to be sent as Authorization: Bearer"),
  expires: Seconds.describe("the first moment at which the token is worth nothing"),
  organization: Count,
  seat: Count.optional().describe("absent for the account at the head of the organisation"),
});

const Scopes = z
  .array(z.enum(TOKEN_SCOPES))
  .min(1)
  .max(TOKEN_SCOPES.length)
  .refine((scopes) => new Set(scopes).size === scopes.length, "names a scope twice");

/** Control characters, named in a way that every reader of a JSON schema knows. */
const CONTROL = String.raw`\u0000-\u001f\u007f-\u009f`;
const NAME = new RegExp(`^[^${CONTROL}]+$`);

export const TokenRequest = z.strictObject({
  name: z.string().max(MAX_TOKEN_NAME).regex(NAME, "must be of visible characters"),
  scopes: Scopes,
  expires: Seconds.describe("the first moment at which the token is worth nothing"),
});

/** A token of an organisation, without its secret. */
export const TokenRow = z.strictObject({
  id: z.string(),
  ...TokenRequest.shape,
  created: Seconds,
  by: Count.describe("the seat that issued it; 0 for the head of the organisation"),
});

export const TokenIssued = z.strictObject({
  ...TokenRow.shape,
  token: z.string().describe("shown this once"),
});

export const TokenList = z.strictObject({ items: z.array(TokenRow) });

/** Nothing more to say. */
export const Done = z.strictObject({ done: z.literal(true) });

export type SignInNonce = z.infer<typeof SignInNonce>;
export type SignInRequest = z.infer<typeof SignInRequest>;
export type SignedIn = z.infer<typeof SignedIn>;
export type TokenRequest = z.infer<typeof TokenRequest>;
export type TokenRow = z.infer<typeof TokenRow>;
export type TokenIssued = z.infer<typeof TokenIssued>;
export type TokenList = z.infer<typeof TokenList>;
export type Done = z.infer<typeof Done>;
