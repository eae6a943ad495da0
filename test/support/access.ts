// SPDX-License-Identifier: Apache-2.0
// Signing in as any client would that has read EIP-4361: the message is put together here, by hand.
import { PATHS } from "@suyuan/api";
import type { Signer } from "@suyuan/chain";
import { getAddress, getBytes, hashMessage, hexlify } from "ethers";
import { type Answer, read } from "./http.ts";

/** What a gateway with access is configured with. */
export const ACCESS = { domain: "gateway.test", uri: "https://gateway.test/v1" };

interface Where {
  readonly url: string;
}

/** What stands in a message, each to be set otherwise. */
export interface MessageParts {
  readonly domain: string;
  readonly address: string;
  readonly statement: string;
  readonly uri: string;
  readonly version: string;
  readonly chainId: string;
  readonly nonce: string;
  readonly issuedAt: string;
  readonly expirationTime: string;
  readonly resource: string;
}

/** A request with a token or without. */
export async function call(
  method: "GET" | "POST" | "DELETE",
  url: string,
  { token, body }: { readonly token?: string; readonly body?: unknown } = {},
): Promise<Answer> {
  const headers = {
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(body !== undefined && { "content-type": "application/json" }),
  };
  const content = body === undefined ? null : JSON.stringify(body);
  return read(await fetch(url, { method, headers, body: content }));
}

const at = (seconds: number): string => new Date(Date.now() + seconds * 1_000).toISOString();

/** What a right message says, with a fresh nonce. */
export async function partsFor(
  { url }: Where,
  account: string,
  resource: string,
): Promise<MessageParts> {
  const { json } = await call("POST", url + PATHS.signInNonce);
  const { domain, uri, chainId, nonce } = json as Record<string, string>;
  return {
    ...({ domain, uri, nonce } as Pick<MessageParts, "domain" | "uri" | "nonce">),
    ...{ chainId: String(chainId), version: "1", resource, address: getAddress(account) },
    statement: "Act at this Suyuan gateway as the seat named below. Nothing is sent to the chain.",
    ...{ issuedAt: at(0), expirationTime: at(300) },
  };
}

/** The text of a message (EIP-4361). */
export const textOf = (parts: MessageParts): string =>
  [
    `${parts.domain} wants you to sign in with your Ethereum account:`,
    parts.address,
    "",
    parts.statement,
    "",
    `URI: ${parts.uri}`,
    `Version: ${parts.version}`,
    `Chain ID: ${parts.chainId}`,
    `Nonce: ${parts.nonce}`,
    `Issued At: ${parts.issuedAt}`,
    `Expiration Time: ${parts.expirationTime}`,
    "Resources:",
    `- ${parts.resource}`,
  ].join("\n");

/** A signature of a text (EIP-191). */
export const personalSign = async (text: string, signer: Signer): Promise<string> =>
  hexlify(await signer.sign(getBytes(hashMessage(text))));

/** Sends a message with a signature of it. */
export async function sendMessage(
  { url }: Where,
  message: string,
  signature: string,
): Promise<Answer> {
  return call("POST", url + PATHS.signIn, { body: { message, signature } });
}

/** Signs in as a seat, with what is to be otherwise; the answer as it is. */
export async function trySignIn(
  where: Where,
  { number, account }: { readonly number: number; readonly account: Signer },
  change: Partial<MessageParts> = {},
): Promise<Answer> {
  const parts = await partsFor(where, account.address, `urn:suyuan:seat:${number}`);
  const text = textOf({ ...parts, ...change });
  return sendMessage(where, text, await personalSign(text, account));
}

/** The token of a new session of a seat. */
export async function tokenFor(
  where: Where,
  seat: { readonly number: number; readonly account: Signer },
): Promise<string> {
  const { status, json, text } = await trySignIn(where, seat);
  const token = json?.["token"];
  if (status === 200 && typeof token === "string") return token;
  throw new Error(`the seat was not signed in: ${text}`);
}
