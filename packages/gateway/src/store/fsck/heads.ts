// SPDX-License-Identifier: Apache-2.0
// Third pass: the heads map from its root, and what its nodes were before checkpoints that are not anchored.
import { decodeHeadsNode, EMPTY_HEADS, equalBytes, fromHex, headsHash } from "@suyuan/proof";
import { KEYS, RANGES, undoSize } from "../keys.ts";
import { LeafCounts } from "./counts.ts";
import { withoutSum } from "../sums.ts";
import type { State } from "./state.ts";

interface Awaited {
  readonly hash: Uint8Array;
  /** False below a broken node, whose word for its children counts for nothing. */
  readonly isTold: boolean;
}

/** Compares every node of the map with the hash that the node above it names. */
export async function checkMap({ database, faults, crypto, map }: State): Promise<void> {
  const awaited = new Map<string, Awaited>();
  const expect = (path: string, hash: Uint8Array, isTold: boolean): void => {
    if (!equalBytes(hash, EMPTY_HEADS)) awaited.set(path, { hash, isTold });
  };
  if (map) expect("", fromHex(map.root), true);
  const counts = new LeafCounts((path) => {
    // Where nodes are missing, every branch above them counts more.
    if (isWhole) faults.at(KEYS.heads(path), "counts other leaves than it has");
  });
  let isWhole = true;
  let leaves = 0;
  for await (const [key, bytes] of database.entries({ gte: "h/", lt: "h/~" })) {
    const path = key.slice(2);
    const above = awaited.get(path);
    awaited.delete(path);
    const node = faults.try(key, () => decodeHeadsNode(withoutSum(key, bytes)));
    const fits = node && above && equalBytes(above.hash, headsHash(node, crypto));
    if (node && !fits && (above?.isTold ?? isWhole))
      faults.at(key, "is not what the heads map says");
    isWhole &&= fits === true;
    if (node) counts.take(path, node);
    leaves += node?.branch ? 0 : 1;
    if (!node?.branch) continue;
    expect(`${path}0`, node.branch.left, fits === true);
    expect(`${path}1`, node.branch.right, fits === true);
  }
  isWhole &&= awaited.size === 0;
  counts.end();
  for (const [path, { isTold }] of awaited) if (isTold) faults.at(KEYS.heads(path), "is missing");
  if (isWhole && leaves !== (map?.count ?? 0))
    faults.at(
      KEYS.heads(""),
      `the map has ${leaves} leaves, its heads entry counts ${map?.count ?? 0}`,
    );
}

/** Checks what nodes of the map were. */
export async function checkUndo({ database, faults, size }: State): Promise<void> {
  for await (const [key, stored] of database.entries(RANGES.undo)) {
    faults.try(key, () => {
      const value = withoutSum(key, stored);
      if (value.length > 0) decodeHeadsNode(value);
      if (undoSize(key) > size) throw new Error("belongs to a checkpoint beyond the log");
    });
  }
}
