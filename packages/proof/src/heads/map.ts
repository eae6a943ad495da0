// SPDX-License-Identifier: Apache-2.0
import { concatBytes, fromHex, type Hex, uintBytes } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { ProofError } from "../errors.ts";
import { HASH_BYTES, requireCount, requireHash } from "../tree/hash.ts";

/** What a chain of entries runs along. */
export type SubjectKind = "asset" | "grant";

/** Where the chain of one subject stands: its last entry, and how many there are. */
export interface Head {
  /** The number of entries, from 1. */
  readonly n: number;
  /** Leaf hash of the last one, 32 bytes. */
  readonly leafHash: Uint8Array;
  /** Index of the last one in the log. */
  readonly index: number;
}

/** A head under its key, as the map holds it. */
export interface HeadsLeaf extends Head {
  readonly key: Uint8Array;
}

/** Bits of a key, and so the greatest depth of the map. */
export const HEADS_DEPTH = 8 * HASH_BYTES;

/** The hash of a subtree without leaves; nothing known hashes to it. */
export const EMPTY_HEADS: Uint8Array = new Uint8Array(HASH_BYTES);

const KIND_BYTE: Readonly<Record<SubjectKind, number>> = { asset: 0x01, grant: 0x02 };
const LEAF_PREFIX = Uint8Array.of(0x02);
const NODE_PREFIX = Uint8Array.of(0x03);
const COUNT_BYTES = 8;

/** The key of a subject: SHA-256(kind ‖ 32-byte id). */
export function headsKey(
  kind: SubjectKind,
  subject: Hex,
  crypto: CryptoProvider = defaultCrypto,
): Uint8Array {
  const id = fromHex(subject, HASH_BYTES);
  return crypto.sha256(concatBytes(Uint8Array.of(KIND_BYTE[kind]), id));
}

/** The bytes that a leaf's hash is taken over: 0x02 ‖ key ‖ n ‖ last leaf hash ‖ last index. */
export function headsLeafBytes({ key, n, leafHash, index }: HeadsLeaf): Uint8Array {
  return concatBytes(
    LEAF_PREFIX,
    requireHash(key),
    uintBytes(requireOrdinal(n), COUNT_BYTES),
    requireHash(leafHash),
    uintBytes(requireCount(index, "index"), COUNT_BYTES),
  );
}

function requireOrdinal(n: number): number {
  if (requireCount(n, "ordinal") > 0) return n;
  throw new ProofError("out-of-range", "a head has at least one entry");
}

/** The hash of a subtree that holds one leaf, wherever it hangs. */
export function headsLeafHash(leaf: HeadsLeaf, crypto: CryptoProvider = defaultCrypto): Uint8Array {
  return crypto.sha256(headsLeafBytes(leaf));
}

/** The hash of a subtree that holds two leaves or more: SHA-256(0x03 ‖ left ‖ right). */
export function headsNodeHash(
  left: Uint8Array,
  right: Uint8Array,
  crypto: CryptoProvider = defaultCrypto,
): Uint8Array {
  return crypto.sha256(concatBytes(NODE_PREFIX, left, right));
}

/** Bit `depth` of a key, counted from the most significant bit of its first byte. */
export function keyBit(key: Uint8Array, depth: number): 0 | 1 {
  return (((key[depth >> 3] ?? 0) >> (7 - (depth & 7))) & 1) === 1 ? 1 : 0;
}

/** Whether a subtree's hash says that it is empty. */
export function isEmptyHeads(hash: Uint8Array): boolean {
  return hash.every((byte) => byte === 0);
}
