// SPDX-License-Identifier: Apache-2.0
import { equalBytes } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { ProofError } from "../errors.ts";
import { requireHash } from "../tree/hash.ts";
import {
  EMPTY_HEADS,
  type Head,
  HEADS_DEPTH,
  type HeadsLeaf,
  headsLeafHash,
  headsNodeHash,
  isEmptyHeads,
  keyBit,
} from "./map.ts";

/** The way from the root down to where a key is, or would be. */
export interface HeadsProof {
  /** Hashes of the subtrees left aside, from the root downwards, 32 bytes each. */
  readonly siblings: readonly Uint8Array[];
  /** The leaf that stands there: the key's own, or another with the same first bits; none if empty. */
  readonly leaf?: HeadsLeaf;
}

/** What a proof is checked against. */
export interface HeadsQuestion {
  /** Root of the map, 32 bytes. */
  readonly root: Uint8Array;
  /** Key of the subject, by `headsKey`. */
  readonly key: Uint8Array;
  readonly proof: HeadsProof;
}

/**
 * The head of the key, or undefined when it is proven that the map has none.
 * @throws ProofError `wrong-length`, `out-of-range`, `proof-too-long`, `heads-leaf-elsewhere`,
 *   `heads-proof-padded`, `root-mismatch`
 */
export function verifyHeads(
  { root, key, proof }: HeadsQuestion,
  crypto: CryptoProvider = defaultCrypto,
): Head | undefined {
  requireHash(root);
  requireHash(key);
  requireShape(proof, key);
  const found = climb(key, proof, crypto);
  if (!equalBytes(found, root)) {
    throw new ProofError("root-mismatch", "the proof leads to another root of the map");
  }
  if (proof.leaf === undefined || !equalBytes(proof.leaf.key, key)) return undefined;
  return { n: proof.leaf.n, leafHash: proof.leaf.leafHash, index: proof.leaf.index };
}

function requireShape({ siblings, leaf }: HeadsProof, key: Uint8Array): void {
  if (siblings.length > HEADS_DEPTH) {
    throw new ProofError("proof-too-long", `the proof has more than ${HEADS_DEPTH} hashes`);
  }
  siblings.forEach(requireHash);
  // A subtree beside an empty one that is no leaf's parent: the leaf would stand higher up.
  const deepest = siblings.at(-1);
  if (deepest !== undefined && isEmptyHeads(deepest)) {
    throw new ProofError("heads-proof-padded", "the deepest hash of the proof is an empty subtree");
  }
  if (leaf === undefined) return;
  requireHash(leaf.key);
  if (siblings.some((_, depth) => keyBit(leaf.key, depth) !== keyBit(key, depth))) {
    throw new ProofError("heads-leaf-elsewhere", "the leaf does not stand on the way to the key");
  }
}

function climb(
  key: Uint8Array,
  { siblings, leaf }: HeadsProof,
  crypto: CryptoProvider,
): Uint8Array {
  const start = leaf === undefined ? EMPTY_HEADS : headsLeafHash(leaf, crypto);
  return siblings.reduceRight(
    (hash, sibling, depth) =>
      keyBit(key, depth) === 0
        ? headsNodeHash(hash, sibling, crypto)
        : headsNodeHash(sibling, hash, crypto),
    start,
  );
}
