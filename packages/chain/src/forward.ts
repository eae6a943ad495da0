// SPDX-License-Identifier: Apache-2.0
import { TypedDataEncoder } from "ethers";
import { fromHex, toHex, type Hex } from "@suyuan/proof";

import type { Deployment } from "./deployment.ts";
import { ChainError } from "./errors.ts";
import type { ForwarderDomain } from "./facts/types.ts";
import { toQuantity } from "./hex.ts";
import { encodeCall, type FunctionCall, type LedgerReader } from "./ledger.ts";
import { ACTING_CONTRACTS } from "./names.ts";
import type { Signer } from "./signer.ts";
import type { Receipt, Writer } from "./writer.ts";

/** An act that an account signs and somebody else sends (ERC-2771). */
export interface ForwardRequest {
  readonly from: Hex;
  readonly to: Hex;
  readonly value: 0;
  readonly gas: number;
  readonly nonce: number;
  /** Refused after this moment, seconds since the epoch. */
  readonly deadline: number;
  readonly data: Hex;
}

/** What {@link forwardRequest} makes a request of. */
export interface ForwardAct extends FunctionCall {
  readonly from: Hex;
  readonly gas: number;
  readonly nonce: number;
  readonly deadline: number;
}

/** The struct that OpenZeppelin's ERC2771Forwarder verifies. */
export const FORWARD_TYPES = {
  ForwardRequest: [
    { name: "from", type: "address" },
    { name: "to", type: "address" },
    { name: "value", type: "uint256" },
    { name: "gas", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint48" },
    { name: "data", type: "bytes" },
  ],
};

/** Gas that a relayed call may use unless the request says otherwise; every act of the contracts needs less. */
export const FORWARD_GAS = 1_000_000;

/** Makes the request for one act. @throws ChainError `malformed` when arguments do not fit the ABI. */
export function forwardRequest(deployment: Deployment, act: ForwardAct): ForwardRequest {
  const { from, gas, nonce, deadline } = act;
  const to = deployment.contracts[act.contract].address;
  return { from, to, value: 0, gas, nonce, deadline, data: encodeCall(act) };
}

/** EIP-712 typed data of a request, in the shape that wallets take. */
export function forwardTypedData(
  request: ForwardRequest,
  domain: ForwarderDomain,
): {
  readonly domain: ForwarderDomain;
  readonly types: typeof FORWARD_TYPES;
  readonly primaryType: "ForwardRequest";
  readonly message: ForwardRequest;
} {
  return { domain, types: FORWARD_TYPES, primaryType: "ForwardRequest", message: request };
}

/** Signs a request; the result is r ‖ s ‖ v. */
export async function signForward(
  request: ForwardRequest,
  domain: ForwarderDomain,
  signer: Signer,
): Promise<Hex> {
  const digest = TypedDataEncoder.hash({ ...domain }, FORWARD_TYPES, request);
  return toHex(await signer.sign(fromHex(digest)));
}

/**
 * Runs the act as its contract would, without sending anything, so that a refusal has its reason: the
 * forwarder itself swallows it. The signature is not looked at.
 * @throws ChainError `reverted`; `malformed` when the target is not a contract of the ledger.
 */
export async function simulateForward(
  client: LedgerReader,
  request: Pick<ForwardRequest, "from" | "to" | "data" | "gas">,
): Promise<void> {
  const { contracts } = client.deployment;
  if (!ACTING_CONTRACTS.some((name) => contracts[name].address === request.to)) {
    throw new ChainError("malformed", `${request.to} is not a contract of the ledger`);
  }
  const call = {
    from: contracts.forwarder.address,
    to: request.to,
    // ERC-2771: the forwarder appends the account on whose behalf it calls.
    data: request.data + request.from.slice(2),
    gas: toQuantity(request.gas),
  };
  await client.rpc("eth_call", [call, "latest"]);
}

/**
 * Relays a signed request and waits until it is mined.
 * @throws ChainError `reverted` with the contract's own error, or with the forwarder's when the signature,
 * nonce or deadline does not hold.
 */
export async function executeForward(
  writer: Writer,
  request: Omit<ForwardRequest, "nonce">,
  signature: Hex,
): Promise<Receipt> {
  await simulateForward(writer.client, request);
  const { from, to, value, gas, deadline, data } = request;
  const argument = { from, to, value, gas, deadline, data, signature };
  return writer.send("forwarder", "execute", [argument]);
}
