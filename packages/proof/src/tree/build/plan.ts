// SPDX-License-Identifier: Apache-2.0
import type { CryptoProvider } from "../../crypto.ts";
import { ProofError } from "../../errors.ts";
import { nodeHash, requireCount } from "../hash.ts";

/** A complete subtree of 2^level leaves, the index-th of them from the left. */
export interface NodePlace {
  readonly level: number;
  readonly index: number;
}

/** The complete subtrees that cover the leaves from `start` up to `end`, left to right. */
export function completeSubtrees(start: number, end: number): NodePlace[] {
  const nodes: NodePlace[] = [];
  let at = start;
  while (at < end) {
    let level = 0;
    let width = 1;
    while (at % (width * 2) === 0 && at + width * 2 <= end) {
      width *= 2;
      level++;
    }
    nodes.push({ level, index: at / width });
    at += width;
  }
  return nodes;
}

/** For each hash of the inclusion path, leaf side first, the complete subtrees that it is made of. */
export function inclusionNodes(index: number, size: number): NodePlace[][] {
  requireCount(index, "index");
  requireCount(size, "size");
  if (index >= size) {
    throw new ProofError("out-of-range", `index ${index} lies outside a tree of ${size} leaves`);
  }
  const path: NodePlace[][] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + split(end - start);
    path.push(index < middle ? completeSubtrees(middle, end) : completeSubtrees(start, middle));
    if (index < middle) end = middle;
    else start = middle;
  }
  return path.reverse();
}

/** The same for each hash of the consistency proof (RFC 9162, 2.1.4.1). */
export function consistencyNodes(size1: number, size2: number): NodePlace[][] {
  requireCount(size1, "first size");
  requireCount(size2, "second size");
  if (size1 === 0 || size1 > size2) {
    throw new ProofError("out-of-range", `no proof leads from ${size1} to ${size2} leaves`);
  }
  const proof: NodePlace[][] = [];
  let start = 0;
  let end = size2;
  while (size1 < end) {
    const middle = start + split(end - start);
    proof.push(size1 <= middle ? completeSubtrees(middle, end) : completeSubtrees(start, middle));
    if (size1 <= middle) end = middle;
    else start = middle;
  }
  // The smaller tree's last subtree, unless it is the whole smaller tree, whose root is known.
  if (start > 0) proof.push(completeSubtrees(start, end));
  return proof.reverse();
}

/** The largest power of two below the number of leaves (RFC 9162, 2.1.1). */
function split(leaves: number): number {
  let width = 1;
  while (width * 2 < leaves) width *= 2;
  return width;
}

/** Joins subtrees of falling size into the hash over all of them. */
export function joinRight(
  hashes: readonly Uint8Array[],
  crypto: CryptoProvider,
): Uint8Array | undefined {
  return hashes.reduceRight<Uint8Array | undefined>(
    (right, left) => (right === undefined ? left : nodeHash(left, right, crypto)),
    undefined,
  );
}
