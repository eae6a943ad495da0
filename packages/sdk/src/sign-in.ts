// SPDX-License-Identifier: Apache-2.0
// Signing in: a message that names the gateway (EIP-4361), signed with the key of a seat, for a token that is
// worth something for a while.
import { SIGN_IN, type SignedIn, type SignInNonce } from "@suyuan/api";
import type { Signer } from "@suyuan/chain";
import { fromHex, type Hex, toHex } from "@suyuan/proof";
import { hashMessage } from "ethers";
import { createSiweMessage } from "viem/siwe";

import { GatewayError } from "./errors.ts";
import type { GatewayClient } from "./gateway.ts";

/** As whom: a seat, or the head of an organisation, by its number. */
export type SignInAs = { readonly seat: number } | { readonly head: number };

export interface SignInOptions {
  /** How the gateway calls itself, where that is not the host of its address. */
  readonly domain?: string;
}

/** Seconds for which a message may be used. */
const LIFETIME = 300;
/** Seconds before a token's end from which the next one is asked for. */
const EARLY = 30;
const MILLISECONDS = 1_000;

/**
 * Signs in; the key stays here. What is signed names the gateway that was meant: a foreign one could otherwise
 * hand the signature on.
 * @throws GatewayError `bad-answer` when the gateway calls itself otherwise, `sign-in-refused`
 */
export async function signIn(
  gateway: GatewayClient,
  signer: Signer,
  as: SignInAs,
  options: SignInOptions = {},
): Promise<SignedIn> {
  const asked = await gateway.signInNonce();
  const domain = options.domain ?? new URL(gateway.url).host;
  if (asked.domain !== domain) {
    const message = `the gateway calls itself ${asked.domain}, not ${domain}: nothing is signed`;
    throw new GatewayError("bad-answer", message);
  }
  const message = messageOf(asked, signer.address, as);
  const signature = await signer.sign(fromHex(hashMessage(message)));
  return gateway.signIn({ message, signature: toHex(signature) });
}

function messageOf(
  { domain, uri, chainId, nonce }: SignInNonce,
  address: Hex,
  as: SignInAs,
): string {
  const issuedAt = new Date();
  const resource = "seat" in as ? `${SIGN_IN.seat}${as.seat}` : `${SIGN_IN.head}${as.head}`;
  return createSiweMessage({
    ...{ domain, uri, chainId, nonce, address, issuedAt },
    ...{ version: "1", statement: SIGN_IN.statement, resources: [resource] },
    expirationTime: new Date(issuedAt.getTime() + LIFETIME * MILLISECONDS),
  });
}

/**
 * A token for {@link GatewayOptions} that is always a fresh one: signs in when it is first needed, and again before
 * it ends.
 */
export function sessionOf(
  gateway: GatewayClient,
  signer: Signer,
  as: SignInAs,
  options: SignInOptions = {},
): () => Promise<string> {
  let session: Promise<SignedIn> | undefined;
  /** When the next one is needed, seconds since the epoch; never while one is asked for. */
  let until = 0;
  const renewed = async (): Promise<SignedIn> => {
    until = Number.POSITIVE_INFINITY;
    try {
      const signedIn = await signIn(gateway, signer, as, options);
      until = signedIn.expires - EARLY;
      return signedIn;
    } catch (error) {
      until = 0;
      throw error;
    }
  };
  return async () => {
    if (!session || until <= Date.now() / MILLISECONDS) session = renewed();
    return (await session).token;
  };
}
