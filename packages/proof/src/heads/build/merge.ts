// SPDX-License-Identifier: Apache-2.0
import { compareBytes, equalBytes } from "../../bytes.ts";
import type { CryptoProvider } from "../../crypto.ts";
import { ProofError } from "../../errors.ts";
import {
  EMPTY_HEADS,
  HEADS_DEPTH,
  type HeadsLeaf,
  headsLeafHash,
  headsNodeHash,
  isEmptyHeads,
  keyBit,
} from "../map.ts";
import { headsCount, headsHash, type HeadsNode, requireNode } from "./nodes.ts";

/** What an update changes. */
export interface HeadsChange {
  readonly root: Uint8Array;
  /** Leaves in the map now. */
  readonly count: number;
  /** Nodes to put, by path. Nothing is ever deleted: a subject never leaves the map. */
  readonly writes: ReadonlyMap<string, HeadsNode>;
}

/** Reads one node of the map as it was. */
export type ReadNode = (path: string) => HeadsNode | undefined;

/** Where, in the sorted keys from start to end, the bit at this depth turns to 1. */
export function splitAt(
  keys: readonly HeadsLeaf[],
  start: number,
  end: number,
  depth: number,
): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    const key = keys[middle]?.key;
    if (key !== undefined && keyBit(key, depth) === 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Puts heads, sorted by key, into the map. */
export function mergeSorted(
  read: ReadNode,
  updates: readonly HeadsLeaf[],
  crypto: CryptoProvider,
): HeadsChange {
  const writes = new Map<string, HeadsNode>();
  const root = new Merge(read, writes, crypto).put("", updates);
  return { root: root.hash, count: root.count, writes };
}

interface Subtree {
  readonly hash: Uint8Array;
  readonly count: number;
}

/** One pass of new heads down a map. */
class Merge {
  readonly #read: ReadNode;
  readonly #writes: Map<string, HeadsNode>;
  readonly #crypto: CryptoProvider;

  constructor(read: ReadNode, writes: Map<string, HeadsNode>, crypto: CryptoProvider) {
    this.#read = read;
    this.#writes = writes;
    this.#crypto = crypto;
  }

  /** Puts sorted heads into the stored subtree at a path. */
  put(path: string, updates: readonly HeadsLeaf[]): Subtree {
    const node = this.#read(path);
    if (updates.length === 0) {
      return { hash: headsHash(node, this.#crypto), count: headsCount(node) };
    }
    if (node?.branch === undefined) return this.#build(path, withLeaf(updates, node?.leaf));
    const { branch } = node;
    const middle = splitAt(updates, 0, updates.length, path.length);
    const left = this.#half(`${path}0`, branch.left, updates.slice(0, middle));
    const right = this.#half(`${path}1`, branch.right, updates.slice(middle));
    const count = branch.count + (left?.added ?? 0) + (right?.added ?? 0);
    return this.#write(path, left?.hash ?? branch.left, right?.hash ?? branch.right, count);
  }

  /** One half of a branch; undefined when nothing in it changes. */
  #half(path: string, hash: Uint8Array, updates: readonly HeadsLeaf[]) {
    if (updates.length === 0) return undefined;
    if (isEmptyHeads(hash)) {
      const built = this.#build(path, updates);
      return { hash: built.hash, added: built.count };
    }
    const before = headsCount(requireNode(this.#read(path), path));
    const after = this.put(path, updates);
    return { hash: after.hash, added: after.count - before };
  }

  /** A subtree from nothing but these heads. */
  #build(path: string, leaves: readonly HeadsLeaf[]): Subtree {
    const [first, second] = leaves;
    if (first === undefined) return { hash: EMPTY_HEADS, count: 0 };
    if (second === undefined) {
      this.#writes.set(path, { leaf: first });
      return { hash: headsLeafHash(first, this.#crypto), count: 1 };
    }
    if (path.length >= HEADS_DEPTH) {
      throw new ProofError("heads-update-repeated", "two leaves have one key");
    }
    const middle = splitAt(leaves, 0, leaves.length, path.length);
    const left = this.#build(`${path}0`, leaves.slice(0, middle));
    const right = this.#build(`${path}1`, leaves.slice(middle));
    return this.#write(path, left.hash, right.hash, leaves.length);
  }

  #write(path: string, left: Uint8Array, right: Uint8Array, count: number): Subtree {
    const branch = { left, right, count };
    this.#writes.set(path, { branch });
    return { hash: headsNodeHash(left, right, this.#crypto), count };
  }
}

/** The heads with the one that stood there, unless it is among those that change. */
function withLeaf(
  updates: readonly HeadsLeaf[],
  leaf: HeadsLeaf | undefined,
): readonly HeadsLeaf[] {
  if (leaf === undefined) return updates;
  const at = updates.findIndex(({ key }) => compareBytes(key, leaf.key) >= 0);
  if (at === -1) return [...updates, leaf];
  const next = updates[at];
  if (next !== undefined && equalBytes(next.key, leaf.key)) return updates;
  return [...updates.slice(0, at), leaf, ...updates.slice(at)];
}
