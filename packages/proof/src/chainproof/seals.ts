// SPDX-License-Identifier: Apache-2.0
// Validators' seals on a header, by the kind of consensus that a policy names.

/** How blocks of a chain are sealed; `none` for chains whose blocks carry no seals. */
export type ConsensusKind = "none" | "qbft" | "ibft2" | "ibft1" | "clique";

/** What is known of a header's seals. Neither answer says that a header is sealed. */
export type SealsAnswer = "no-seals" | "seals-not-supported";

/**
 * Looks at a header's seals. Of the kinds that seal none can be verified here: they are answered as
 * not supported, never as valid.
 */
export function checkSeals(kind: ConsensusKind): SealsAnswer {
  return kind === "none" ? "no-seals" : "seals-not-supported";
}
