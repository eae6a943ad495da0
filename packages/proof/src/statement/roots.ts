// SPDX-License-Identifier: Apache-2.0
// Lists that a statement binds by count and root: RFC 9162 trees whose leaf data is given here.
import { compareBytes, concatBytes, fromHex, type Hex, toHex } from "../bytes.ts";
import { canonicalBytes } from "../canonical.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import type { Digest } from "../digest.ts";
import { emptyRoot, leafHash, nodeHash } from "../tree/hash.ts";
import type { StatementRef } from "./types.ts";

/**
 * The levels of the tree over a list held whole, leaves first, root last. Pairing level by level, the
 * last of an odd level rising alone, gives the tree that RFC 9162, 2.1.1 describes from the top.
 * @param items the leaf data, in order
 */
export function listLevels(
  items: readonly Uint8Array[],
  crypto: CryptoProvider = defaultCrypto,
): readonly (readonly Uint8Array[])[] {
  let level = items.map((item) => leafHash(item, crypto));
  const levels = [level];
  while (level.length > 1) {
    const above: Uint8Array[] = [];
    for (const [at, left] of level.entries()) {
      if (at % 2 === 1) continue;
      const right = level[at + 1];
      above.push(right === undefined ? left : nodeHash(left, right, crypto));
    }
    levels.push(above);
    level = above;
  }
  return levels;
}

/** The root over a list held whole (RFC 9162, 2.1.1). */
export function listRoot(
  items: readonly Uint8Array[],
  crypto: CryptoProvider = defaultCrypto,
): Uint8Array {
  return listLevels(items, crypto).at(-1)?.[0] ?? emptyRoot(crypto);
}

/** Root of the sources of derived data; leaf data is log ‖ id. */
export function sourcesRoot(
  sources: readonly StatementRef[],
  crypto: CryptoProvider = defaultCrypto,
): Hex {
  const items = sources.map(({ log, id }) => concatBytes(fromHex(log), fromHex(id)));
  return toHex(listRoot(items, crypto));
}

/** Root of the parts of a delivery, in the order handed over; leaf data is the canonical digest. */
export function partsRoot(parts: readonly Digest[], crypto: CryptoProvider = defaultCrypto): Hex {
  return toHex(listRoot(parts.map(canonicalBytes), crypto));
}

/** Root of the deliveries of a reconciliation, whatever order they are given in; leaf data is the id. */
export function deliveriesRoot(ids: readonly Hex[], crypto: CryptoProvider = defaultCrypto): Hex {
  const sorted = ids.map((id) => fromHex(id, 32)).sort(compareBytes);
  return toHex(listRoot(sorted, crypto));
}
