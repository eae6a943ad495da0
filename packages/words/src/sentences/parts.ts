// SPDX-License-Identifier: Apache-2.0
// Small words of a verdict's sentences: names and reasons.
import type { FactName, Reason, Values } from "@suyuan/proof";

/** One thing said in Chinese and in English. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

export type Say = (values: Values) => Sentence;

/** What is always said in the same words. */
export const say =
  (zh: string, en: string): Say =>
  () => ({ zh, en });

/** Why a fact was not, or no longer, in force. */
export const REASONS = {
  none: { zh: "尚未成立", en: "did not exist yet" },
  "not-begun": { zh: "尚未开始", en: "had not begun" },
  ended: { zh: "已终止", en: "had ended" },
  expired: { zh: "已到期", en: "had expired" },
  compromised: { zh: "密钥已失密", en: "had a compromised key" },
  suspended: { zh: "被中止", en: "was suspended" },
  abolished: { zh: "已撤销", en: "was abolished" },
  cancelled: { zh: "已注销", en: "was cancelled" },
  unconfirmed: { zh: "尚未赋码", en: "was not confirmed" },
  other: { zh: "已不符合", en: "no longer fitted" },
} as const satisfies Readonly<Record<Reason, Sentence>>;

const isReason = (reason: unknown): reason is Reason =>
  typeof reason === "string" && Object.hasOwn(REASONS, reason);

export function reasonOf(values: Values): Sentence {
  const reason = values["reason"];
  return REASONS[isReason(reason) ? reason : "other"];
}

/** Facts that hold from one moment to another, as sentences name them. */
const FACTS = {
  seat: { zh: "席位", en: "seat" },
  allowance: { zh: "系统席位的许可", en: "the system seat's allowance" },
  organization: { zh: "单位", en: "organisation" },
  holder: { zh: "资产持有单位的身份", en: "the standing as the asset's holder" },
  custodian: { zh: "镜像保管单位的身份", en: "the standing as the asset's custodian" },
  provider: { zh: "提供单位的身份", en: "the standing as the grant's provider" },
  recipient: { zh: "接收单位的身份", en: "the standing as the grant's recipient" },
  signer: { zh: "被撤回陈述签署单位的身份", en: "the standing as the signer of what is withdrawn" },
  asset: { zh: "数据资产", en: "the data asset" },
  grant: { zh: "授权", en: "the grant" },
  source: { zh: "转授权所依据的授权", en: "the grant from which it was shared on" },
  scope: { zh: "签署时的授权范围", en: "the grant's scope as of signing" },
  operator: { zh: "日志运营席位", en: "the log operator's seat" },
} as const satisfies Readonly<Record<FactName, Sentence>>;

const isFact = (fact: unknown): fact is FactName =>
  typeof fact === "string" && Object.hasOwn(FACTS, fact);

/** The fact with its number, where it has one. */
export function factOf(values: Values): Sentence {
  const fact = values["fact"];
  const words = isFact(fact) ? FACTS[fact] : { zh: "该事实", en: "the fact" };
  const number = values["number"];
  if (number === undefined) return words;
  return { zh: `${words.zh} ${number} `, en: `${words.en} ${number}` };
}

/** The first letter in upper case, as a sentence begins. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
