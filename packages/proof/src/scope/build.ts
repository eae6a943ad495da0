// SPDX-License-Identifier: Apache-2.0
// Making a scope, and laying items of it open.
import { type Hex, toHex } from "../bytes.ts";
import type { Json } from "../canonical.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { ProofError } from "../errors.ts";
import { type DisclosedItem, itemLeaf, type ScopeStep } from "../scope.ts";
import { fromHex } from "../bytes.ts";
import { SALT_BYTES } from "../digest.ts";
import { emptyRoot, nodeHash } from "../tree/hash.ts";

/** An item and the salt of its own, 32 bytes. */
export interface ScopeItem {
  readonly item: Json;
  readonly salt: Hex;
}

interface Level {
  readonly hash: Uint8Array;
  /** For each leaf below, the steps from it up to here. */
  readonly paths: readonly (readonly ScopeStep[])[];
}

// RFC 9162, 2.1.1: the left part is the largest power of two below the number of leaves.
function treeOf(leaves: readonly Uint8Array[], crypto: CryptoProvider): Level {
  const [only] = leaves;
  if (only === undefined) return { hash: emptyRoot(crypto), paths: [] };
  if (leaves.length === 1) return { hash: only, paths: [[]] };
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const left = treeOf(leaves.slice(0, split), crypto);
  const right = treeOf(leaves.slice(split), crypto);
  const [beside, before] = [{ right: toHex(right.hash) }, { left: toHex(left.hash) }];
  return {
    hash: nodeHash(left.hash, right.hash, crypto),
    paths: [
      ...left.paths.map((path) => [...path, beside]),
      ...right.paths.map((path) => [...path, before]),
    ],
  };
}

const treeOver = (items: readonly ScopeItem[], crypto: CryptoProvider): Level =>
  treeOf(
    items.map(({ item, salt }) => itemLeaf(fromHex(salt, SALT_BYTES), item, crypto)),
    crypto,
  );

/** The root of the tree of items. @throws ProofError as `itemLeaf` */
export function itemsRoot(
  items: readonly ScopeItem[],
  crypto: CryptoProvider = defaultCrypto,
): Hex {
  return toHex(treeOver(items, crypto).hash);
}

/**
 * Lays some of a scope's items open.
 * @param places which ones, counted from 0
 * @throws ProofError `out-of-range` where there is no such item, and as `itemLeaf`
 */
export function discloseItems(
  items: readonly ScopeItem[],
  places: readonly number[],
  crypto: CryptoProvider = defaultCrypto,
): readonly DisclosedItem[] {
  const { paths } = treeOver(items, crypto);
  return places.map((place) => {
    const [item, path] = [items[place], paths[place]];
    if (item === undefined || path === undefined) {
      throw new ProofError("out-of-range", `there is no item ${place}`);
    }
    return { ...item, path };
  });
}
