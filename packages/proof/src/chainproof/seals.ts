// SPDX-License-Identifier: Apache-2.0
// Validators' seals on a header, by the kind of consensus that a policy names.
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { checkBft } from "./seals/bft.ts";
import { checkClique } from "./seals/clique.ts";
import type { Consensus, HeaderBytes, SealsAnswer } from "./seals/types.ts";

/**
 * Judges the seals of a block by what the verifier pinned.
 * @param following the headers that follow it, oldest first: only Clique needs them
 */
export function checkSeals(
  consensus: Consensus,
  block: HeaderBytes,
  following: readonly HeaderBytes[] = [],
  crypto: CryptoProvider = defaultCrypto,
): SealsAnswer {
  if (consensus.kind === "none") return { state: "no-seals" };
  return consensus.kind === "clique"
    ? checkClique(consensus, block, following, crypto)
    : checkBft(consensus, block, crypto);
}
