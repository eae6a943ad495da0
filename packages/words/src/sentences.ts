// SPDX-License-Identifier: Apache-2.0
// Each code that a check can have, with the sentence that it stands for. Nowhere else are verdicts put
// into words, and nothing is decided by them.
import type { CheckCode, ExitStatus, Values, Verdict } from "@suyuan/proof";
import { AUTHORISATION_SENTENCES } from "./sentences/authorisation.ts";
import { GRANT_SENTENCES } from "./sentences/grant.ts";
import { INTEGRITY_SENTENCES } from "./sentences/integrity.ts";
import { RIGHT_SENTENCES } from "./sentences/right.ts";
import { SEALS_SENTENCES } from "./sentences/seals.ts";
import { TRUST_SENTENCES } from "./sentences/trust.ts";
import type { Say, Sentence } from "./sentences/parts.ts";

const SENTENCES: Readonly<Record<CheckCode, Say>> = {
  ...INTEGRITY_SENTENCES,
  ...AUTHORISATION_SENTENCES,
  ...TRUST_SENTENCES,
  ...SEALS_SENTENCES,
  ...RIGHT_SENTENCES,
  ...GRANT_SENTENCES,
};

/** A check, or whatever else has the code of one. */
interface Found {
  readonly code: CheckCode;
  readonly values?: Values;
}

/** What a code says with its values. */
export const sentenceOf = ({ code, values = {} }: Found): Sentence => SENTENCES[code](values);

type Kind = NonNullable<Verdict["subject"]>["kind"];

const WHOLE: Readonly<Record<ExitStatus, Sentence>> = {
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
const WHOLE_HISTORY: Readonly<Record<ExitStatus, Sentence>> = {
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

// A right is proven from the chain alone: nobody signed it.
const WHOLE_RIGHT: Readonly<Record<ExitStatus, Sentence>> = {
  0: {
    zh: "验证通过：所载单位当时享有该权利，并符合所用策略。",
    en: "Verified: the organisation named held the right at that moment, and the policy is met.",
  },
  10: {
    zh: "验证不通过：证书或其证明已被改动，或所出示的区块不能证明。",
    en: "Not verified: the certificate or its proof was changed, or the block shown cannot prove it.",
  },
  11: {
    zh: "验证不通过：证书完整，但所载单位当时并不享有该权利。",
    en: "Not verified: the certificate is intact, but the organisation named did not hold the right at that moment.",
  },
  12: {
    zh: "尚不能采信：证书未见差错，但不符合所用策略的信任要求，或有必需的核验未能完成。",
    en: "Not accepted: the certificate is in order, but the policy's trust is not met, or a check that is required could not be done.",
  },
};

// A grant too, with what came before and after the moment.
const WHOLE_GRANT: Readonly<Record<ExitStatus, Sentence>> = {
  0: {
    zh: "验证通过：所载授权当时有效，其经过如所列，并符合所用策略。",
    en: "Verified: the grant was in force at that moment, its history is the one listed, and the policy is met.",
  },
  10: {
    zh: "验证不通过：证书或其证明已被改动，或所出示的区块不能证明。",
    en: "Not verified: the certificate or its proof was changed, or the block shown cannot prove it.",
  },
  11: {
    zh: "验证不通过：证书完整，但所载授权当时无效，或不在所载单位之间。",
    en: "Not verified: the certificate is intact, but at that moment the grant was not in force, or not between the organisations named.",
  },
  12: {
    zh: "尚不能采信：证书未见差错，但不符合所用策略的信任要求，或有必需的核验未能完成。",
    en: "Not accepted: the certificate is in order, but the policy's trust is not met, or a check that is required could not be done.",
  },
};

const WHOLE_OF: Readonly<Partial<Record<Kind, typeof WHOLE>>> = {
  ...{ right: WHOLE_RIGHT, grant: WHOLE_GRANT, history: WHOLE_HISTORY },
};

/** The verdict as a whole in one sentence; a file that could not be read is spoken of as evidence. */
export const verdictSentence = ({ exit, subject }: Pick<Verdict, "exit" | "subject">): Sentence =>
  ((subject && WHOLE_OF[subject.kind]) ?? WHOLE)[exit];
