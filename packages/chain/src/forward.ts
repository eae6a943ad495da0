// SPDX-License-Identifier: Apache-2.0
import { TypedDataEncoder } from "ethers";
import { fromHex, toHex, type Hex } from "@suyuan/proof";

import type { Deployment } from "./deployment.ts";
import { ChainError } from "./errors.ts";
import type { ForwarderDomain } from "./facts/types.ts";
import { asInteger, toQuantity } from "./hex.ts";
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

const TRANSACTION_GAS = 21_000;
const ZERO_GAS = 4;
const BYTE_GAS = 16;

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
  const call = callOf(client, request);
  const gas = toQuantity(request.gas + gasBefore(call.data));
  await client.rpc("eth_call", [{ ...call, gas }, "latest"]);
}

/**
 * Gas that the act itself needs as things stand, without sending anything: what a request must ask for at least.
 * @throws ChainError `reverted` with the contract's error
 */
export async function gasOfForward(
  client: LedgerReader,
  request: Pick<ForwardRequest, "from" | "to" | "data">,
): Promise<number> {
  const call = callOf(client, request);
  const estimate = asInteger(await client.rpc("eth_estimateGas", [call]), "gas estimate");
  return estimate - gasBefore(call.data);
}

/** EIP-2028: what a transaction pays before it runs, and a call inside of one does not. */
function gasBefore(data: Hex): number {
  const bytes = fromHex(data);
  const zeros = bytes.filter((byte) => byte === 0).length;
  return TRANSACTION_GAS + ZERO_GAS * zeros + BYTE_GAS * (bytes.length - zeros);
}

/** ERC-2771: the forwarder appends the account on whose behalf it calls. */
const callOf = (
  { deployment }: LedgerReader,
  { from, to, data }: Pick<ForwardRequest, "from" | "to" | "data">,
) => {
  const appended: Hex = `${data}${from.slice(2)}`;
  return { from: deployment.contracts.forwarder.address, to, data: appended };
};

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
