// SPDX-License-Identifier: Apache-2.0
// What a verifier may trust of a Clique chain of four signers.
import { fromHex, type Hex, type Policy, toHex } from "@suyuan/proof";

/** Blocks on top of one, of four signers at least three. */
export const DEPTH = 3;

export interface SignerRange {
  readonly from: number;
  readonly to?: number;
  readonly validators: readonly Hex[];
}

/** A policy with the signers of the chain pinned, whose seals are required. */
export function cliquePolicy(
  policy: Policy,
  ranges: readonly SignerRange[],
  following = DEPTH,
): Policy {
  const sets = ranges.map(({ validators, ...range }) => ({
    ...range,
    validators: [...validators].sort(),
  }));
  const consensus = { kind: "clique", sets, following, signers: DEPTH } as const;
  return { ...policy, chain: { ...policy.chain, consensus }, require: ["seals"] };
}

/** As many addresses that are nobody's. */
export const strangers = (signers: readonly Hex[]): Hex[] =>
  signers.map((address) => toHex(fromHex(address).reverse()));
