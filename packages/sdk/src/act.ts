// SPDX-License-Identifier: Apache-2.0
import type { ChainInfo, RelayAccount, Relayed, RelayRequest } from "@suyuan/api";
import {
  type AbiValue,
  type ContractName,
  type Deployment,
  FORWARD_GAS,
  type ForwarderDomain,
  forwardRequest,
  parseDeployment,
  signForward,
  type Signer,
} from "@suyuan/chain";

import { GatewayError } from "./errors.ts";
import type { GatewayClient } from "./gateway.ts";

/** An act on the chain: a function of one of the contracts. */
export interface Act {
  readonly contract: ContractName;
  readonly fn: string;
  readonly args: readonly AbiValue[];
  /** What the act may use; far above what most acts need unless given. */
  readonly gas?: number;
}

/** How long a signed act may wait to be carried out, in seconds. */
export const ACT_LIFETIME = 600;

/** The deployment that a gateway serves. @throws GatewayError `bad-answer` */
export function deploymentOf(info: ChainInfo): Deployment {
  try {
    return parseDeployment(info.deployment);
  } catch (cause) {
    throw new GatewayError("bad-answer", "the gateway names no usable deployment", { cause });
  }
}

/** The domain to sign for, held against the deployment: a signature for another contract is never made. */
function domainOf(account: RelayAccount, deployment: Deployment): ForwarderDomain {
  const { name, version, chainId, verifyingContract } = account.domain;
  const { address } = deployment.contracts.forwarder;
  const fits = chainId === deployment.chainId && verifyingContract === address;
  if (!fits || typeof name !== "string" || typeof version !== "string") {
    throw new GatewayError("bad-answer", "the gateway wants a signature for another forwarder");
  }
  return { name, version, chainId, verifyingContract: address };
}

/** For which forwarder an act is signed, as which one of its account, and until when it may be carried out. */
export interface SigningOptions {
  readonly deployment: Deployment;
  /** EIP-712 name and version of the deployment's forwarder. */
  readonly domain: Pick<ForwarderDomain, "name" | "version">;
  /** How many acts of the account were carried out before. */
  readonly nonce: number;
  /** The last moment, seconds since the epoch. */
  readonly deadline: number;
}

/**
 * Signs an act (ERC-2771) where no gateway need be in reach; whoever holds the result can carry it to the chain, once.
 * @throws ChainError `malformed` for arguments that do not fit the function
 */
export async function signAct(
  what: Act,
  signer: Signer,
  { deployment, domain: { name, version }, nonce, deadline }: SigningOptions,
): Promise<RelayRequest> {
  const { chainId, contracts } = deployment;
  const domain = { name, version, chainId, verifyingContract: contracts.forwarder.address };
  const of = { gas: FORWARD_GAS, ...what, from: signer.address, nonce, deadline };
  const signed = forwardRequest(deployment, of);
  const { nonce: _, ...request } = signed;
  return { request, signature: await signForward(signed, domain, signer) };
}

/**
 * Signs an act and lets the gateway carry it to the chain; the key stays here.
 * @throws GatewayError `act-refused` with the contract's error; ChainError `malformed` for arguments that do
 * not fit the function.
 */
export async function act(gateway: GatewayClient, what: Act, signer: Signer): Promise<Relayed> {
  const info = await gateway.chain();
  const deployment = deploymentOf(info);
  const account = await gateway.relayAccount(signer.address);
  const domain = domainOf(account, deployment);
  const now = Math.floor(Date.now() / 1_000);
  const deadline = Math.max(now, info.settled.time) + ACT_LIFETIME;
  const nonce = Number(account.nonce);
  return gateway.relay(await signAct(what, signer, { deployment, domain, nonce, deadline }));
}

/** One value of an event that an act raised. @throws GatewayError `bad-answer` when it is not there */
export function fromEvent(relayed: Relayed, event: string, value: string): number | string {
  const found = relayed.events.find(({ name }) => name === event)?.args[value];
  if (typeof found === "string" || typeof found === "number") return found;
  throw new GatewayError("bad-answer", `the act raised no event ${event} with ${value}`);
}
