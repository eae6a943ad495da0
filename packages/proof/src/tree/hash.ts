// SPDX-License-Identifier: Apache-2.0
import { concatBytes, requireLength } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { ProofError } from "../errors.ts";

/** Length of every hash of the tree, in bytes. */
export const HASH_BYTES = 32;

// RFC 9162, 2.1.1: one byte keeps leaves and inner nodes apart.
const LEAF_PREFIX = Uint8Array.of(0x00);
const NODE_PREFIX = Uint8Array.of(0x01);

/** The hash of an entry as a leaf: SHA-256(0x00 ‖ entry). */
export function leafHash(entry: Uint8Array, crypto: CryptoProvider = defaultCrypto): Uint8Array {
  return crypto.sha256(concatBytes(LEAF_PREFIX, entry));
}

/** The hash of an inner node: SHA-256(0x01 ‖ left ‖ right). Both children are 32 bytes. */
export function nodeHash(
  left: Uint8Array,
  right: Uint8Array,
  crypto: CryptoProvider = defaultCrypto,
): Uint8Array {
  return crypto.sha256(concatBytes(NODE_PREFIX, left, right));
}

/** The root of the tree without leaves: SHA-256 of nothing. */
export function emptyRoot(crypto: CryptoProvider = defaultCrypto): Uint8Array {
  return crypto.sha256(new Uint8Array(0));
}

/**
 * Hashes of other lengths are refused before they are hashed: with 31 and 33 bytes side by side
 * two different pairs would give one node.
 * @throws ProofError `wrong-length`
 */
export function requireHash(hash: Uint8Array): Uint8Array {
  requireLength(hash, HASH_BYTES, "a hash");
  return hash;
}

/** @throws ProofError `out-of-range` unless it is a whole number from 0 to 2^53 − 1 */
export function requireCount(value: number, name: string): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new ProofError("out-of-range", `the ${name} is not a whole number from 0 to 2^53 - 1`);
}

/** Half of a number of nodes, rounded down; right for all safe integers, unlike a 32-bit shift. */
export function half(value: number): number {
  return Math.floor(value / 2);
}
