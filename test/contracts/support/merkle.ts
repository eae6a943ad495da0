// SPDX-License-Identifier: Apache-2.0
// An RFC 9162 tree from the definitions of section 2.1, for tests and benches: it shares no code with the
// library and none with the contract. Complete subtrees are kept, so that a million leaves take seconds.
import { hash as hashOnce } from "node:crypto";

const NODE = Buffer.from([1]);
const LEAF = Buffer.from([0]);

const sha256 = (...parts: readonly Uint8Array[]): Buffer =>
  hashOnce("sha256", Buffer.concat(parts), "buffer");

export const hexOf = (bytes: Uint8Array): string => `0x${Buffer.from(bytes).toString("hex")}`;

/** The hash of an entry as a leaf. */
export const leafOf = (entry: Uint8Array): Buffer => sha256(LEAF, entry);

/** The hash of a node. */
export const nodeOf = (left: Uint8Array, right: Uint8Array): Buffer => sha256(NODE, left, right);

/** The largest power of two below a size. */
function split(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

export class MerkleTree {
  /** Level n holds the roots of all complete subtrees of 2^n leaves. */
  readonly #levels: Buffer[][] = [[]];

  constructor(leaves: Iterable<Uint8Array> = []) {
    for (const leaf of leaves) this.append(leaf);
  }

  get size(): number {
    return this.#levels[0]?.length ?? 0;
  }

  append(leaf: Uint8Array): void {
    let node: Buffer = Buffer.from(leaf);
    for (let level = 0; ; level++) {
      const nodes = (this.#levels[level] ??= []);
      nodes.push(node);
      const left = nodes[nodes.length - 2];
      if (nodes.length % 2 === 1 || left === undefined) return;
      node = sha256(NODE, left, node);
    }
  }

  /** MTH(D[begin:end]). */
  root(end: number = this.size, begin = 0): Buffer {
    const size = end - begin;
    const level = Math.log2(size);
    const kept = Number.isInteger(level) ? this.#levels[level]?.[begin / size] : undefined;
    if (kept !== undefined && begin % size === 0) return kept;
    const middle = begin + split(size);
    return sha256(NODE, this.root(middle, begin), this.root(end, middle));
  }

  /** PATH(m, D[0:n]), section 2.1.3.1. */
  inclusion(m: number, n: number): Buffer[] {
    return this.#path(m, 0, n);
  }

  #path(m: number, begin: number, end: number): Buffer[] {
    if (end - begin === 1) return [];
    const k = split(end - begin);
    const middle = begin + k;
    return m < k
      ? [...this.#path(m, begin, middle), this.root(end, middle)]
      : [...this.#path(m - k, middle, end), this.root(middle, begin)];
  }

  /** PROOF(m, D[0:n]), section 2.1.4.1. */
  consistency(m: number, n: number): Buffer[] {
    return this.#subproof(m, 0, n, true);
  }

  #subproof(m: number, begin: number, end: number, complete: boolean): Buffer[] {
    const size = end - begin;
    if (m === size) return complete ? [] : [this.root(end, begin)];
    const k = split(size);
    const middle = begin + k;
    return m <= k
      ? [...this.#subproof(m, begin, middle, complete), this.root(end, middle)]
      : [...this.#subproof(m - k, middle, end, false), this.root(middle, begin)];
  }
}

/** The number of nodes in PROOF(m, D[0:n]). */
export function proofLength(m: number, n: number): number {
  const length = (part: number, size: number, complete: boolean): number => {
    if (part === size) return complete ? 0 : 1;
    const k = split(size);
    return 1 + (part <= k ? length(part, k, complete) : length(part - k, size - k, false));
  };
  return length(m, n, true);
}
