// SPDX-License-Identifier: Apache-2.0
// What a request asks for, and a grant covers, as one word: a commitment on the left, a tree of items
// on the right (docs/spec/grant.md, "Scope"). Either side can be laid open without the other.
import { concatBytes, fromHex, type Hex, requireLength, toHex } from "./bytes.ts";
import { canonicalBytes, type Json } from "./canonical.ts";
import { type CryptoProvider, defaultCrypto } from "./crypto.ts";
import { SALT_BYTES } from "./digest.ts";
import { HASH_BYTES, leafHash, nodeHash } from "./tree/hash.ts";

/** A hash beside the path from an item up to the root, and on which side of it it stands. */
export type ScopeStep = { readonly left: Hex } | { readonly right: Hex };

/** One item laid open: it stands in the tree of the scope's items. */
export interface DisclosedItem {
  readonly item: Json;
  readonly salt: Hex;
  /** From the leaf upwards. */
  readonly path: readonly ScopeStep[];
}

/** Both sides of a scope, and what of its items is laid open. */
export interface DisclosedScope {
  /** To basis, scenario and conditions: SHA-256(salt ‖ canonical document). */
  readonly commitment: Hex;
  /** The root of the tree of items (RFC 9162, 2.1.1). */
  readonly items: Hex;
  readonly disclosed?: readonly DisclosedItem[];
}

/** The word that stands for both sides: SHA-256(0x01 ‖ commitment ‖ items). */
export function scopeOf(
  { commitment, items }: Pick<DisclosedScope, "commitment" | "items">,
  crypto: CryptoProvider = defaultCrypto,
): Hex {
  return toHex(nodeHash(fromHex(commitment, HASH_BYTES), fromHex(items, HASH_BYTES), crypto));
}

/**
 * An item's leaf: SHA-256(0x00 ‖ salt ‖ canonical item).
 * @param salt 32 bytes of its own, so that no item is found by trying
 * @throws ProofError `wrong-length`, and as `canonicalBytes`
 */
export function itemLeaf(
  salt: Uint8Array,
  item: Json,
  crypto: CryptoProvider = defaultCrypto,
): Uint8Array {
  requireLength(salt, SALT_BYTES, "a salt");
  return leafHash(concatBytes(salt, canonicalBytes(item)), crypto);
}

/**
 * The root of the tree that an item laid open stands in.
 * @throws ProofError as `itemLeaf`
 */
export function itemsRootOf(
  { item, salt, path }: DisclosedItem,
  crypto: CryptoProvider = defaultCrypto,
): Hex {
  const leaf = itemLeaf(fromHex(salt, SALT_BYTES), item, crypto);
  const root = path.reduce(
    (hash, step) =>
      "left" in step
        ? nodeHash(fromHex(step.left, HASH_BYTES), hash, crypto)
        : nodeHash(hash, fromHex(step.right, HASH_BYTES), crypto),
    leaf,
  );
  return toHex(root);
}
