// SPDX-License-Identifier: Apache-2.0
import { equalBytes } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { ProofError } from "../errors.ts";
import { half, nodeHash, requireCount, requireHash } from "./hash.ts";

/** That a tree of size2 leaves begins with the size1 leaves of another. */
export interface ConsistencyProof {
  readonly size1: number;
  readonly size2: number;
  readonly root1: Uint8Array;
  readonly root2: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * Returns when the larger tree extends the smaller one (RFC 9162, 2.1.4.2). Equal sizes need
 * equal roots and an empty proof. Size 0 is refused: every tree extends the empty one, so that
 * such a proof says nothing.
 * @throws ProofError `out-of-range`, `wrong-length`, `proof-too-short`, `proof-too-long`,
 *   `root-mismatch`
 */
export function verifyConsistency(
  { size1, size2, root1, root2, proof }: ConsistencyProof,
  crypto: CryptoProvider = defaultCrypto,
): void {
  requireSizes(size1, size2);
  requireHash(root1);
  requireHash(root2);
  if (size1 === size2) {
    if (proof.length > 0) throw tooLong();
    if (!equalBytes(root1, root2)) throw mismatch("first");
    return;
  }
  const roots = consistencyRoots(size1, size2, root1, proof, crypto);
  if (!equalBytes(roots.first, root1)) throw mismatch("first");
  if (!equalBytes(roots.second, root2)) throw mismatch("second");
}

function consistencyRoots(
  size1: number,
  size2: number,
  root1: Uint8Array,
  proof: readonly Uint8Array[],
  crypto: CryptoProvider,
): { first: Uint8Array; second: Uint8Array } {
  let fn = size1 - 1;
  let sn = size2 - 1;
  while (fn % 2 === 1) {
    fn = half(fn);
    sn = half(sn);
  }
  // A smaller tree that is complete is itself a node of the larger one and is left out of the proof.
  const rest = fn === 0 ? proof : proof.slice(1);
  const start = fn === 0 ? root1 : proof[0];
  if (start === undefined) throw tooShort();
  let first = requireHash(start);
  let second = start;
  for (const hash of rest) {
    if (sn === 0) throw tooLong();
    requireHash(hash);
    if (fn % 2 === 1 || fn === sn) {
      first = nodeHash(hash, first, crypto);
      second = nodeHash(hash, second, crypto);
      while (fn % 2 === 0 && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else {
      second = nodeHash(second, hash, crypto);
    }
    fn = half(fn);
    sn = half(sn);
  }
  if (sn !== 0) throw tooShort();
  return { first, second };
}

function requireSizes(size1: number, size2: number): void {
  requireCount(size1, "first size");
  requireCount(size2, "second size");
  if (size1 === 0) throw new ProofError("out-of-range", "the first size is 0");
  if (size1 > size2) {
    throw new ProofError("out-of-range", `a tree of ${size2} leaves does not extend ${size1}`);
  }
}

function tooShort(): ProofError {
  return new ProofError("proof-too-short", "the proof ends below the root");
}

function tooLong(): ProofError {
  return new ProofError("proof-too-long", "the proof has more hashes than it needs");
}

function mismatch(which: "first" | "second"): ProofError {
  return new ProofError("root-mismatch", `the proof leads to another ${which} root`);
}
