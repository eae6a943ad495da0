// SPDX-License-Identifier: Apache-2.0
import { bytesToNumber, concatBytes, uintBytes } from "../../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../../crypto.ts";
import { ProofError } from "../../errors.ts";
import { HASH_BYTES, requireHash } from "../../tree/hash.ts";
import {
  EMPTY_HEADS,
  type HeadsLeaf,
  headsLeafBytes,
  headsLeafHash,
  headsNodeHash,
} from "../map.ts";

/** A subtree with two leaves or more, by the hashes of its halves. */
export interface HeadsBranch {
  readonly left: Uint8Array;
  readonly right: Uint8Array;
  /** Leaves under it, 2 or more. Not part of the hash. */
  readonly count: number;
}

/** A subtree as it is stored: one leaf, or a branch. An empty subtree is not stored. */
export type HeadsNode =
  | { readonly leaf: HeadsLeaf; readonly branch?: never }
  | { readonly branch: HeadsBranch; readonly leaf?: never };

/** The hash of a stored subtree; of none, the empty one's. */
export function headsHash(
  node: HeadsNode | undefined,
  crypto: CryptoProvider = defaultCrypto,
): Uint8Array {
  if (node === undefined) return EMPTY_HEADS;
  if (node.leaf !== undefined) return headsLeafHash(node.leaf, crypto);
  return headsNodeHash(node.branch.left, node.branch.right, crypto);
}

/** The number of leaves of a stored subtree. */
export function headsCount(node: HeadsNode | undefined): number {
  return node?.branch?.count ?? (node === undefined ? 0 : 1);
}

/** @throws ProofError `node-missing` */
export function requireNode(node: HeadsNode | undefined, path: string): HeadsNode {
  if (node !== undefined) return node;
  throw new ProofError("node-missing", "the store lacks a node of the map", { path });
}

const LEAF_BYTES = 81;
const BRANCH_BYTES = 73;
const BRANCH_PREFIX = Uint8Array.of(0x03);
const COUNT_BYTES = 8;

/**
 * A node as bytes for a store. A leaf's are those its hash is taken over; a branch's are 0x03 ‖ left ‖
 * right ‖ count, the last 8 bytes outside the hash.
 */
export function encodeHeadsNode(node: HeadsNode): Uint8Array {
  if (node.leaf !== undefined) return headsLeafBytes(node.leaf);
  const { left, right, count } = node.branch;
  return concatBytes(
    BRANCH_PREFIX,
    requireHash(left),
    requireHash(right),
    uintBytes(count, COUNT_BYTES),
  );
}

/**
 * Reads what {@link encodeHeadsNode} wrote.
 * @throws ProofError `heads-node-malformed`, `out-of-range`
 */
export function decodeHeadsNode(bytes: Uint8Array): HeadsNode {
  const part = (start: number, length: number) => bytes.slice(start, start + length);
  const [first, second] = [part(1, HASH_BYTES), part(1 + HASH_BYTES, HASH_BYTES)];
  if (bytes[0] === 0x03 && bytes.length === BRANCH_BYTES) {
    const count = bytesToNumber(part(BRANCH_BYTES - COUNT_BYTES, COUNT_BYTES));
    return { branch: { left: first, right: second, count } };
  }
  if (bytes[0] !== 0x02 || bytes.length !== LEAF_BYTES) {
    throw new ProofError("heads-node-malformed", "the stored bytes are no node of a heads map");
  }
  return {
    leaf: {
      key: first,
      n: bytesToNumber(part(33, COUNT_BYTES)),
      leafHash: part(41, HASH_BYTES),
      index: bytesToNumber(part(73, COUNT_BYTES)),
    },
  };
}
