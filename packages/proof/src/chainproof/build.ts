// SPDX-License-Identifier: Apache-2.0
// From a node's JSON to the header's own bytes, for nodes that do not hand those out.
import { equalBytes, fromHex, type Hex, isHex } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { ProofError } from "../errors.ts";
import { decodeHeader, encodeHeader, untilMissing } from "./header.ts";
import { blockHash } from "./seals/hashes.ts";
import type { BftKind, ConsensusKind, HeaderBytes } from "./seals/types.ts";

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

type Told = Readonly<Record<string, unknown>>;

function textOf(block: Told, name: string): string | undefined {
  const value = block[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string" && /^0x[0-9a-fA-F]*$/.test(value)) return value.toLowerCase();
  throw new ProofError("header-invalid", `${name} of the block is not hex`, { path: name });
}

// Nodes tell scalars in hex; client libraries as numbers or decimals. The hash settles what is meant.
function scalarOf(block: Told, name: string): bigint | undefined {
  const value = block[name];
  const isNumber = typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
  if (isNumber || (typeof value === "string" && /^[0-9]{1,78}$/.test(value))) return BigInt(value);
  const text = textOf(block, name);
  if (text !== undefined && !/^0x[0-9a-f]{1,64}$/.test(text)) {
    throw new ProofError("header-invalid", `${name} of the block is no number`, { path: name });
  }
  return text === undefined ? undefined : BigInt(text);
}

/** A header as its chain hashes it. */
export interface BlockHeaderBytes {
  readonly bytes: Uint8Array;
  /** The block's hash. */
  readonly hash: Hex;
  /** The rule by which it is the block's hash: `none` when it covers all bytes. */
  readonly kind: "none" | BftKind;
}

const KINDS = ["none", "qbft", "ibft2", "ibft1"] as const;

function hashBy(
  kind: ConsensusKind,
  block: HeaderBytes,
  crypto: CryptoProvider,
): Uint8Array | undefined {
  try {
    return blockHash(kind, block, crypto);
  } catch (error) {
    if (error instanceof ProofError) return undefined;
    throw error;
  }
}

/**
 * The header given by `debug_getRawHeader`, when one of the rules of docs/spec/seals.md gives the
 * block's hash for it.
 * @param told the hash of the block as the node tells it
 * @throws ProofError `header-invalid`, `rlp-invalid`, `invalid-hex`
 */
export function headerFromRaw(
  bytes: Uint8Array,
  told: Hex,
  crypto: CryptoProvider = defaultCrypto,
): BlockHeaderBytes {
  const block = { bytes, header: decodeHeader(bytes) };
  const expected = fromHex(told, 32);
  for (const kind of KINDS) {
    const hash = hashBy(kind, block, crypto);
    if (hash !== undefined && equalBytes(hash, expected)) return { bytes, hash: told, kind };
  }
  throw new ProofError("header-invalid", "the header has another hash than the block");
}

/**
 * Rebuilds a header from the answer to `eth_getBlockByNumber`, up to the first field that is not
 * there, and gives it only when one of the rules of docs/spec/seals.md gives the block's hash for it.
 * @throws ProofError `header-invalid`, `rlp-invalid`
 */
export function headerFromRpc(
  block: Told,
  crypto: CryptoProvider = defaultCrypto,
): BlockHeaderBytes {
  const fields: Record<string, bigint | Uint8Array> = {};
  for (const [ours, theirs] of Object.entries(BYTES)) {
    const text = textOf(block, theirs);
    if (text !== undefined) fields[ours] = fromHex(text);
  }
  for (const [ours, theirs] of Object.entries(SCALARS)) {
    const value = scalarOf(block, theirs);
    if (value !== undefined) fields[ours] = value;
  }
  const told = textOf(block, "hash");
  if (told === undefined || !isHex(told, 32)) {
    throw new ProofError("header-invalid", "the block names no hash", { path: "hash" });
  }
  return headerFromRaw(encodeHeader(untilMissing(fields)), told, crypto);
}
