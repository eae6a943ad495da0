// SPDX-License-Identifier: Apache-2.0
// From a node's JSON to the header's own bytes, for nodes that do not hand those out.
import { equalBytes, fromHex, type Hex, toHex } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { ProofError } from "../errors.ts";
import { type BlockHeader, encodeHeader, headerHash } from "./header.ts";

/** Names of the JSON-RPC block object, by ours. */
const BYTES = {
  parentHash: "parentHash",
  ommersHash: "sha3Uncles",
  coinbase: "miner",
  stateRoot: "stateRoot",
  transactionsRoot: "transactionsRoot",
  receiptsRoot: "receiptsRoot",
  logsBloom: "logsBloom",
  extraData: "extraData",
  mixHash: "mixHash",
  nonce: "nonce",
  withdrawalsRoot: "withdrawalsRoot",
  parentBeaconBlockRoot: "parentBeaconBlockRoot",
  requestsHash: "requestsHash",
} as const;
const SCALARS = {
  difficulty: "difficulty",
  number: "number",
  gasLimit: "gasLimit",
  gasUsed: "gasUsed",
  time: "timestamp",
  baseFee: "baseFeePerGas",
  blobGasUsed: "blobGasUsed",
  excessBlobGas: "excessBlobGas",
} as const;

function textOf(block: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = block[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string" && /^0x[0-9a-fA-F]*$/.test(value)) return value.toLowerCase();
  throw new ProofError("header-invalid", `${name} of the block is not hex`, { path: name });
}

/**
 * Rebuilds a header from the answer to `eth_getBlockByNumber`, and gives it only when its
 * keccak-256 is the block's hash.
 * @throws ProofError `header-invalid`
 */
export function headerFromRpc(
  block: Readonly<Record<string, unknown>>,
  crypto: CryptoProvider = defaultCrypto,
): { readonly bytes: Uint8Array; readonly hash: Hex } {
  const fields: Record<string, bigint | Uint8Array> = {};
  for (const [ours, theirs] of Object.entries(BYTES)) {
    const text = textOf(block, theirs);
    if (text !== undefined) fields[ours] = fromHex(text);
  }
  for (const [ours, theirs] of Object.entries(SCALARS)) {
    const text = textOf(block, theirs);
    if (text !== undefined) fields[ours] = BigInt(text);
  }
  const bytes = encodeHeader(fields as unknown as BlockHeader);
  const hash = headerHash(bytes, crypto);
  const told = textOf(block, "hash");
  if (told === undefined || !equalBytes(hash, fromHex(told, 32))) {
    throw new ProofError("header-invalid", "the rebuilt header has another hash than the block");
  }
  return { bytes, hash: toHex(hash) };
}
