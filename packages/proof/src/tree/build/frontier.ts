// SPDX-License-Identifier: Apache-2.0
import { type CryptoProvider, defaultCrypto } from "../../crypto.ts";
import { ProofError } from "../../errors.ts";
import { emptyRoot, half, nodeHash, requireCount, requireHash } from "../hash.ts";
import { completeSubtrees, joinRight } from "./plan.ts";

/** Told of each subtree that an append completes, leaf first. */
export type OnNode = (level: number, index: number, hash: Uint8Array) => void;

/** The right edge of a growing tree: all that appending and the root need. */
export class Frontier {
  readonly #crypto: CryptoProvider;
  #size = 0;
  // Roots of the complete subtrees of the tree, largest first: one for each bit set in the size.
  readonly #roots: Uint8Array[] = [];

  constructor(crypto: CryptoProvider = defaultCrypto) {
    this.#crypto = crypto;
  }

  /**
   * Takes up the tree whose {@link roots} were stored.
   * @throws ProofError `out-of-range`, `wrong-length`
   */
  static from(
    size: number,
    roots: readonly Uint8Array[],
    crypto: CryptoProvider = defaultCrypto,
  ): Frontier {
    const frontier = new Frontier(crypto);
    if (completeSubtrees(0, requireCount(size, "size")).length !== roots.length) {
      throw new ProofError("out-of-range", `${roots.length} subtrees do not make ${size} leaves`);
    }
    frontier.#size = size;
    frontier.#roots.push(...roots.map(requireHash));
    return frontier;
  }

  /** The number of leaves. */
  get size(): number {
    return this.#size;
  }

  /** Roots of the complete subtrees, largest first; with the size, all of the state. */
  get roots(): readonly Uint8Array[] {
    return [...this.#roots];
  }

  /** Adds one leaf by its hash, 32 bytes. */
  append(leaf: Uint8Array, onNode?: OnNode): void {
    let hash = requireHash(leaf);
    let index = this.#size;
    onNode?.(0, index, hash);
    for (let level = 1; index % 2 === 1; level++) {
      const left = this.#roots.pop();
      if (left === undefined) break;
      hash = nodeHash(left, hash, this.#crypto);
      index = half(index);
      onNode?.(level, index, hash);
    }
    this.#roots.push(hash);
    this.#size++;
  }

  /** The root of the tree as it stands. */
  root(): Uint8Array {
    return joinRight(this.#roots, this.#crypto) ?? emptyRoot(this.#crypto);
  }
}

/** The root over these leaf hashes. */
export function treeRoot(
  leaves: Iterable<Uint8Array>,
  crypto: CryptoProvider = defaultCrypto,
): Uint8Array {
  const frontier = new Frontier(crypto);
  for (const leaf of leaves) frontier.append(leaf);
  return frontier.root();
}
