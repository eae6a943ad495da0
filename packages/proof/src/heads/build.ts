// SPDX-License-Identifier: Apache-2.0
import { compareBytes, equalBytes } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { ProofError } from "../errors.ts";
import { requireHash } from "../tree/hash.ts";
import { type HeadsLeaf, isEmptyHeads, keyBit } from "./map.ts";
import { type HeadsChange, mergeSorted, type ReadNode, splitAt } from "./build/merge.ts";
import { type HeadsBranch, type HeadsNode, requireNode } from "./build/nodes.ts";
import type { HeadsProof } from "./proof.ts";

/** The stored nodes of one map, each under its path: the bits from the root, as "0" and "1". */
export interface HeadsNodes {
  get(path: string): Promise<HeadsNode | undefined>;
  /** Many at once, in the order asked; an update asks once for each level of the map. */
  getMany?(paths: readonly string[]): Promise<readonly (HeadsNode | undefined)[]>;
}

/**
 * Puts heads into the map, new keys and known ones, in one pass over the sorted keys: each node on
 * the way to a changed key is read once, level by level. Writes nothing itself.
 * @throws ProofError `heads-update-repeated` (one key twice), `wrong-length`, `node-missing`
 */
export async function updateHeads(
  nodes: HeadsNodes,
  updates: readonly HeadsLeaf[],
  crypto: CryptoProvider = defaultCrypto,
): Promise<HeadsChange> {
  const sorted = sortUpdates(updates);
  const known = await loadPaths(nodes, sorted);
  return mergeSorted((path) => known.get(path), sorted, crypto);
}

/**
 * The same over a store that answers at once.
 * @throws ProofError as {@link updateHeads}
 */
export function updateHeadsSync(
  read: ReadNode,
  updates: readonly HeadsLeaf[],
  crypto: CryptoProvider = defaultCrypto,
): HeadsChange {
  return mergeSorted(read, sortUpdates(updates), crypto);
}

/**
 * The proof for a key that is there, or that is not.
 * @throws ProofError `wrong-length`, `node-missing`
 */
export async function proveHeads(nodes: HeadsNodes, key: Uint8Array): Promise<HeadsProof> {
  requireHash(key);
  const siblings: Uint8Array[] = [];
  let path = "";
  let node = await nodes.get(path);
  while (node?.branch !== undefined) {
    const { near, far, bit } = turn(node.branch, key, path.length);
    siblings.push(far);
    path += bit;
    if (isEmptyHeads(near)) return { siblings };
    node = requireNode(await nodes.get(path), path);
  }
  return node === undefined ? { siblings } : { siblings, leaf: node.leaf };
}

function turn(branch: HeadsBranch, key: Uint8Array, depth: number) {
  const bit = keyBit(key, depth);
  return bit === 0
    ? { bit: "0", near: branch.left, far: branch.right }
    : { bit: "1", near: branch.right, far: branch.left };
}

function sortUpdates(updates: readonly HeadsLeaf[]): HeadsLeaf[] {
  const sorted = [...updates].sort((a, b) => compareBytes(requireHash(a.key), b.key));
  const repeated = sorted.some(
    ({ key }, at) => at > 0 && equalBytes(key, sorted[at - 1]?.key ?? key),
  );
  if (!repeated) return sorted;
  throw new ProofError("heads-update-repeated", "one update names a key twice");
}

/** Reads every node on the way to the keys, one level at a time. */
async function loadPaths(
  nodes: HeadsNodes,
  keys: readonly HeadsLeaf[],
): Promise<Map<string, HeadsNode>> {
  const known = new Map<string, HeadsNode>();
  let level = [{ path: "", start: 0, end: keys.length }];
  while (level.length > 0) {
    const found = await readMany(
      nodes,
      level.map(({ path }) => path),
    );
    const next: typeof level = [];
    for (const [at, { path, start, end }] of level.entries()) {
      const node = found[at];
      if (node === undefined) {
        if (path !== "") requireNode(node, path);
        continue;
      }
      known.set(path, node);
      if (node.branch === undefined) continue;
      const middle = splitAt(keys, start, end, path.length);
      if (start < middle && !isEmptyHeads(node.branch.left)) {
        next.push({ path: `${path}0`, start, end: middle });
      }
      if (middle < end && !isEmptyHeads(node.branch.right)) {
        next.push({ path: `${path}1`, start: middle, end });
      }
    }
    level = next;
  }
  return known;
}

async function readMany(
  nodes: HeadsNodes,
  paths: readonly string[],
): Promise<readonly (HeadsNode | undefined)[]> {
  if (nodes.getMany !== undefined) return nodes.getMany(paths);
  return Promise.all(paths.map((path) => nodes.get(path)));
}
