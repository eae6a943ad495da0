// SPDX-License-Identifier: Apache-2.0
// Relayed acts: the account signs (ERC-2771, EIP-712), another one sends.
import type { Act, Done, TestChain } from "./chain.ts";

const TYPES = {
  EIP712Domain: [
    { name: "name", type: "string" },
    { name: "version", type: "string" },
    { name: "chainId", type: "uint256" },
    { name: "verifyingContract", type: "address" },
  ],
  ForwardRequest: [
    { name: "from", type: "address" },
    { name: "to", type: "address" },
    { name: "value", type: "uint256" },
    { name: "gas", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint48" },
    { name: "data", type: "bytes" },
  ],
} as const;

const GAS = "3000000";
const HOUR = 3600;

export interface RelayOptions {
  /** Who signs; the act's own account unless a test forges. */
  readonly signer?: string;
  /** Who sends, and could be anybody. */
  readonly relayer?: string;
  readonly deadline?: number;
}

/** What the relayer sends for an act, signed. */
export async function relayed(
  chain: TestChain,
  act: Act,
  { signer = act.by, relayer = chain.admin, deadline }: RelayOptions = {},
): Promise<Act> {
  const nonce = String(await chain.read<bigint>("forwarder", "nonces", act.by));
  const request = {
    from: act.by,
    to: chain.addresses[act.contract],
    value: "0",
    gas: GAS,
    nonce,
    deadline: String(deadline ?? (await chain.now()) + HOUR),
    data: chain.encode(act),
  };
  const chainId: unknown = await chain.provider.request({ method: "eth_chainId", params: [] });
  const verifyingContract = chain.addresses.forwarder;
  const domain = { name: "Suyuan", version: "1", chainId: Number(chainId), verifyingContract };
  const data = { types: TYPES, domain, primaryType: "ForwardRequest", message: request };
  const signature = await chain.signTyped(signer, data);
  const { nonce: _, ...sent } = request;
  return { by: relayer, contract: "forwarder", fn: "execute", args: [{ ...sent, signature }] };
}

/** Does an act by relay. */
export async function relay(chain: TestChain, act: Act, options?: RelayOptions): Promise<Done> {
  return chain.does(await relayed(chain, act, options));
}
