// SPDX-License-Identifier: Apache-2.0
import type { Check, Verdict } from "@suyuan/proof";

import { sentenceOf, verdictSentence } from "./sentences.ts";
import type { Sentence } from "./sentences/parts.ts";

/** A check with what its code says. */
export interface ToldCheck extends Check {
  readonly sentence: Sentence;
}

/** A verdict as people are given it: each check, and the whole, in words too. */
export interface ToldVerdict extends Verdict {
  readonly checks: readonly ToldCheck[];
  readonly sentence: Sentence;
}

/** Puts a verdict into words, which follow from its codes and values. */
export const told = (verdict: Verdict): ToldVerdict => ({
  ...verdict,
  checks: verdict.checks.map((check) => ({ ...check, sentence: sentenceOf(check) })),
  sentence: verdictSentence(verdict),
});
