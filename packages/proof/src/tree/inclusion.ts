// SPDX-License-Identifier: Apache-2.0
import { equalBytes } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { ProofError } from "../errors.ts";
import { half, nodeHash, requireCount, requireHash } from "./hash.ts";

/** A leaf's place in a tree: its index, the tree's size, and the path from leaf to root. */
export interface InclusionPath {
  readonly index: number;
  readonly size: number;
  /** The leaf hash, 32 bytes. */
  readonly leaf: Uint8Array;
  /** Sibling hashes from the leaf upwards, 32 bytes each. */
  readonly path: readonly Uint8Array[];
}

/** An inclusion path with the root that it is to lead to. */
export interface InclusionProof extends InclusionPath {
  readonly root: Uint8Array;
}

/**
 * The root to which a path leads (RFC 9162, 2.1.3.2).
 * @throws ProofError `out-of-range`, `wrong-length`, `proof-too-short`, `proof-too-long`
 */
export function inclusionRoot(
  proof: InclusionPath,
  crypto: CryptoProvider = defaultCrypto,
): Uint8Array {
  let { fn, sn } = place(proof);
  let hash = requireHash(proof.leaf);
  for (const sibling of proof.path) {
    if (sn === 0) throw new ProofError("proof-too-long", "the path has more hashes than levels");
    requireHash(sibling);
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(sibling, hash, crypto);
      // A right edge without sibling rises until it is a right child.
      while (fn % 2 === 0 && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else {
      hash = nodeHash(hash, sibling, crypto);
    }
    fn = half(fn);
    sn = half(sn);
  }
  if (sn !== 0) throw new ProofError("proof-too-short", "the path ends below the root");
  return hash;
}

function place({ index, size }: InclusionPath): { fn: number; sn: number } {
  requireCount(index, "index");
  requireCount(size, "size");
  if (index < size) return { fn: index, sn: size - 1 };
  throw new ProofError("out-of-range", `index ${index} lies outside a tree of ${size} leaves`);
}

/**
 * Returns when the leaf stands at the index in the tree of this size and root.
 * @throws ProofError as {@link inclusionRoot} does, and `root-mismatch`
 */
export function verifyInclusion(
  proof: InclusionProof,
  crypto: CryptoProvider = defaultCrypto,
): void {
  const root = inclusionRoot(proof, crypto);
  if (equalBytes(root, requireHash(proof.root))) return;
  throw new ProofError("root-mismatch", "the path leads to another root");
}
