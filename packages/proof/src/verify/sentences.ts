// SPDX-License-Identifier: Apache-2.0
// Every code that a check can have, with the sentence that it stands for. Nowhere else are verdicts
// put into words.
import { AUTHORISATION_SENTENCES } from "./sentences/authorisation.ts";
import { INTEGRITY_SENTENCES } from "./sentences/integrity.ts";
import { TRUST_SENTENCES } from "./sentences/trust.ts";
import type { Sentence, Values } from "./words.ts";

const SENTENCES = { ...INTEGRITY_SENTENCES, ...AUTHORISATION_SENTENCES, ...TRUST_SENTENCES };

/** A stable name of what was found. */
export type CheckCode = keyof typeof SENTENCES;

/** Every code, in no order that means anything. */
export const CHECK_CODES = Object.keys(SENTENCES) as readonly CheckCode[];

/** What a code says with these values. */
export function sentenceOf(code: CheckCode, values: Values = {}): Sentence {
  return SENTENCES[code](values);
}

const WHOLE: Readonly<Record<0 | 10 | 11 | 12, Sentence>> = {
  0: {
    zh: "验证通过：文件完整，签署有权，并符合所用策略。",
    en: "Verified: the file is intact, its signers were entitled, and the policy is met.",
  },
  10: {
    zh: "验证不通过：文件、数据或证明与存证时不一致。",
    en: "Not verified: the file, the data or a proof is not what was recorded.",
  },
  11: {
    zh: "验证不通过：文件完整，但签署人当时无权。",
    en: "Not verified: the file is intact, but its signer was not entitled.",
  },
  12: {
    zh: "尚不能采信：文件和签署未见差错，但不符合所用策略的信任要求，或有必需的核验未能完成。",
    en: "Not accepted: file and signers are in order, but the policy's trust is not met, or a check that is required could not be done.",
  },
};

// A history judges neither the entries' signatures nor whether their signers were entitled.
const WHOLE_HISTORY: Readonly<Record<0 | 10 | 11 | 12, Sentence>> = {
  0: {
    zh: "验证通过：所列条目与存证日志的汇总一致，并符合所用策略；各条目由谁签署未在此核验。",
    en: "Verified: the list agrees with the log's summary, and the policy is met; who signed its entries is not judged here.",
  },
  10: {
    zh: "验证不通过：所列条目、汇总或证明与存证时不一致。",
    en: "Not verified: the list, the summary or a proof is not what was recorded.",
  },
  11: {
    zh: "验证不通过：所列条目与汇总一致，但存证日志当时无权。",
    en: "Not verified: the list agrees with the summary, but its log was not entitled.",
  },
  12: {
    zh: "尚不能采信：所列条目未见差错，但不符合所用策略的信任要求，或有必需的核验未能完成。",
    en: "Not accepted: the list is in order, but the policy's trust is not met, or a check that is required could not be done.",
  },
};

/** The verdict as a whole in one sentence, on evidence or on a history. */
export function verdictSentence(exit: 0 | 10 | 11 | 12, isHistory = false): Sentence {
  return isHistory ? WHOLE_HISTORY[exit] : WHOLE[exit];
}
