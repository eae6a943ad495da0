// SPDX-License-Identifier: Apache-2.0
import { encodeRlp, keccak256 } from "ethers";

import { ChainError } from "./errors.ts";
import { asHex, asInteger, asQuantity } from "./hex.ts";
import { fromHex, type Hex } from "@suyuan/proof";

/** A block's header as its hash covers it. */
export interface RawHeader {
  /** RLP bytes. */
  readonly raw: Uint8Array;
  readonly number: number;
  readonly hash: Hex;
  /** Seconds since the epoch. */
  readonly time: number;
}

type Kind = "bytes" | "quantity";

/** Header fields in the order of the yellow paper and the later EIPs that append to it. */
const FIELDS: readonly (readonly [name: string, kind: Kind])[] = [
  ["parentHash", "bytes"],
  ["sha3Uncles", "bytes"],
  ["miner", "bytes"],
  ["stateRoot", "bytes"],
  ["transactionsRoot", "bytes"],
  ["receiptsRoot", "bytes"],
  ["logsBloom", "bytes"],
  ["difficulty", "quantity"],
  ["number", "quantity"],
  ["gasLimit", "quantity"],
  ["gasUsed", "quantity"],
  ["timestamp", "quantity"],
  ["extraData", "bytes"],
  ["mixHash", "bytes"],
  ["nonce", "bytes"],
  ["baseFeePerGas", "quantity"],
  ["withdrawalsRoot", "bytes"],
  ["blobGasUsed", "quantity"],
  ["excessBlobGas", "quantity"],
  ["parentBeaconBlockRoot", "bytes"],
  ["requestsHash", "bytes"],
];

function field(value: unknown, name: string, kind: Kind): string {
  if (kind === "bytes") return asHex(value, name);
  const quantity = asQuantity(value, name);
  if (quantity === 0n) return "0x";
  const digits = quantity.toString(16);
  return `0x${digits.length % 2 === 0 ? "" : "0"}${digits}`;
}

/** RLP of the header that a block's JSON describes; fields end at the first that the chain does not have. */
export function encodeHeader(block: Readonly<Record<string, unknown>>): Uint8Array {
  const end = FIELDS.findIndex(([name]) => block[name] === undefined || block[name] === null);
  const present = end === -1 ? FIELDS : FIELDS.slice(0, end);
  return fromHex(encodeRlp(present.map(([name, kind]) => field(block[name], name, kind))));
}

/**
 * Binds header bytes to the hash that the node gives for the block.
 * @throws ChainError `bad-answer` when the bytes hash to something else.
 */
export function checkedHeader(
  raw: Uint8Array,
  block: Readonly<Record<string, unknown>>,
): RawHeader {
  const hash = asHex(block["hash"], "hash", 32);
  if (keccak256(raw) !== hash) {
    throw new ChainError(
      "bad-answer",
      "the header of the node's block does not have the block's hash",
    );
  }
  const number = asInteger(block["number"], "number");
  return { raw, number, hash, time: asInteger(block["timestamp"], "timestamp") };
}
