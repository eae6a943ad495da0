// SPDX-License-Identifier: Apache-2.0
// docs/spec/seals.md: whom a verifier takes for the sealers of a chain, and what came of its seals.
import type { Hex } from "../../bytes.ts";
import type { BlockHeader } from "../header.ts";

/** One header is enough: two thirds of the validators sealed it, or nobody accepts it. */
export type BftKind = "qbft" | "ibft2" | "ibft1";

/** How blocks of a chain are sealed; `none` for chains whose blocks carry no seals. */
export type ConsensusKind = "none" | BftKind | "clique";

/** Who seals blocks, from one block to another, both inclusive; without `to` until further notice. */
export interface ValidatorSet {
  readonly from: number;
  readonly to?: number;
  readonly validators: readonly Hex[];
}

export interface BftConsensus {
  readonly kind: BftKind;
  readonly sets: readonly ValidatorSet[];
}

export interface CliqueConsensus {
  readonly kind: "clique";
  readonly sets: readonly ValidatorSet[];
  /** Headers that must follow, and how many distinct signers they must have. */
  readonly following: number;
  readonly signers: number;
}

export type Consensus = { readonly kind: "none" } | BftConsensus | CliqueConsensus;

/** A header, and the bytes that it was read from. */
export interface HeaderBytes {
  readonly bytes: Uint8Array;
  readonly header: BlockHeader;
}

/** Why seals do not hold. */
export type SealsFault =
  | "header-of-other-kind"
  | "validators-differ"
  | "proposer-differs"
  | "too-few-seals"
  | "too-many-seals"
  | "seal-invalid"
  | "seal-of-outsider"
  | "seal-twice"
  | "header-unlinked"
  | "signer-too-soon";

/** Why seals could not be judged. */
export type SealsGap = "no-validators-named" | "not-buried";

type Told = Readonly<Record<string, string | number>>;

/** What came of a header's seals. */
export type SealsAnswer =
  | { readonly state: "no-seals" }
  | {
      /** Enough of the pinned validators sealed this header. */
      readonly state: "sealed";
      readonly kind: BftKind;
      readonly number: number;
      readonly blockHash: Hex;
      readonly signers: readonly Hex[];
      readonly needed: number;
      readonly of: number;
    }
  | {
      /** Headers of authorised signers follow; another branch may still win. */
      readonly state: "buried";
      readonly number: number;
      readonly blockHash: Hex;
      readonly following: number;
      /** Distinct signers of the headers that follow. */
      readonly signers: readonly Hex[];
    }
  | { readonly state: "open"; readonly code: SealsGap; readonly values: Told }
  | { readonly state: "failed"; readonly code: SealsFault; readonly values: Told };

/** The set that seals block `number`, if one is named. */
export function setAt(sets: readonly ValidatorSet[], number: number): ValidatorSet | undefined {
  return sets.find(({ from, to = Infinity }) => from <= number && number <= to);
}

export const fault = (code: SealsFault, values: Told): SealsAnswer => ({
  state: "failed",
  code,
  values,
});

export const gap = (code: SealsGap, values: Told): SealsAnswer => ({ state: "open", code, values });
