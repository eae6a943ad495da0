// SPDX-License-Identifier: Apache-2.0
import {
  type BlockHeaderBytes,
  headerFromRaw,
  headerFromRpc,
  type Hex,
  ProofError,
} from "@suyuan/proof";

import { ChainError } from "./errors.ts";
import { asHex, asInteger } from "./hex.ts";

/** A block's header with what the node calls its block. */
export interface RawHeader {
  /** RLP bytes, seals and all. */
  readonly raw: Uint8Array;
  readonly number: number;
  readonly hash: Hex;
  /** Seconds since the epoch. */
  readonly time: number;
  /** The rule by which the hash is the header's: `none` when it covers all bytes (docs/spec/seals.md). */
  readonly kind: BlockHeaderBytes["kind"];
}

/**
 * The header of a block as the node tells it, from its own bytes where it gives those.
 * @throws ChainError `bad-answer` when it has not the block's hash by any rule of docs/spec/seals.md
 */
export function readHeader(
  block: Readonly<Record<string, unknown>>,
  given: Uint8Array | undefined,
): RawHeader {
  const hash = asHex(block["hash"], "hash", 32);
  const { bytes, kind } = bound(() => (given ? headerFromRaw(given, hash) : headerFromRpc(block)));
  const number = asInteger(block["number"], "number");
  return { raw: bytes, number, hash, time: asInteger(block["timestamp"], "timestamp"), kind };
}

function bound(read: () => BlockHeaderBytes): BlockHeaderBytes {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof ProofError)) throw cause;
    const message = "the header of the node's block does not have the block's hash";
    throw new ChainError("bad-answer", message, { cause });
  }
}
