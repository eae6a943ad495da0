// SPDX-License-Identifier: Apache-2.0
import { timeEn, timeZh } from "../times.ts";
import { capital, say, type Say, type Sentence } from "./parts.ts";

const pick = (of: Readonly<Record<string, Sentence>>, key: unknown): Sentence =>
  of[String(key)] ?? { zh: String(key), en: String(key) };

const ROLES = {
  provider: { zh: "提供单位", en: "provider" },
  recipient: { zh: "接收单位", en: "recipient" },
};
const METHODS = {
  interface: { zh: "接口", en: "interface" },
  batch: { zh: "批量交换", en: "batch exchange" },
  file: { zh: "文件下载", en: "file" },
};
const roleOf = (role: unknown): Sentence => pick(ROLES, role);

const quotaZh = (quota: unknown): string => (quota === 0 ? "次数不限" : `至多 ${String(quota)} 次`);
const quotaEn = (quota: unknown): string =>
  quota === 0 ? "as often as needed" : `${String(quota)} times at most`;
const causeZh = (reason: unknown): string => (reason === 0 ? "" : `（原因代码 ${String(reason)}）`);
const causeEn = (reason: unknown): string => (reason === 0 ? "" : ` (reason ${String(reason)})`);

// The grant itself: as recorded, in force, from where, between whom.
const GRANTED = {
  "grant-as-recorded": ({ purpose }) => ({
    zh: `授权针对该资产，用途代码 ${purpose}，与链上记录一致。`,
    en: `By the chain's record the grant is of this asset and for purpose ${purpose}.`,
  }),
  "grant-differs": ({ asset, purpose }) => ({
    zh: `链上记录的授权针对资产 ${asset}，用途代码 ${purpose}，与文件不一致。`,
    en: `By the chain's record the grant is of asset ${asset} and for purpose ${purpose}: the file says otherwise.`,
  }),
  "origin-matches": ({ origin }) => ({
    zh: `授权当时指定的存证日志是“${origin}”。`,
    en: `The log that the grant named at that moment is "${origin}".`,
  }),
  "origin-differs": ({ origin }) => ({
    zh: `授权当时指定的存证日志不是“${origin}”。`,
    en: `The log that the grant named at that moment is not "${origin}".`,
  }),
  "grant-in-force": ({ from, until }) => ({
    zh: `授权当时有效，期限自 ${timeZh(from)} 起，至 ${timeZh(until)} 之前。`,
    en: `The grant was in force at that moment; its term runs from ${timeEn(from)} until before ${timeEn(until)}.`,
  }),
  "grant-not-given": ({ time }) => ({
    zh: `在所证明的时刻（${timeZh(time)}）尚未授权。`,
    en: `Nothing had been granted at the moment certified (${timeEn(time)}).`,
  }),
  "grant-not-begun": ({ from }) => ({
    zh: `授权的期限自 ${timeZh(from)} 才开始。`,
    en: `The term of the grant begins only at ${timeEn(from)}.`,
  }),
  "grant-ended": ({ until, reason }) => ({
    zh: `授权已于 ${timeZh(until)} 终止（原因代码 ${reason}）。`,
    en: `The grant had ended at ${timeEn(until)} (reason ${reason}).`,
  }),
  "grant-expired": ({ until }) => ({
    zh: `授权已于 ${timeZh(until)} 到期。`,
    en: `The grant had expired at ${timeEn(until)}.`,
  }),
  "grant-suspended": ({ at }) => ({
    zh: `授权自 ${timeZh(at)} 起被中止，当时尚未恢复。`,
    en: `The grant was suspended as of ${timeEn(at)}, and not resumed yet at that moment.`,
  }),
  "source-granted": ({ grant, provider, recipient }) => ({
    zh: `该授权由授权 ${grant}（单位 ${provider} 授予单位 ${recipient}）转来，后者当时同样有效。`,
    en: `It was shared on from the grant ${grant} (organisation ${provider} to organisation ${recipient}), which was in force as well.`,
  }),
  "source-not-granted": ({ grant }) => ({
    zh: `该授权由授权 ${grant} 转来，后者当时无效。`,
    en: `It was shared on from the grant ${grant}, which was not in force at that moment.`,
  }),
  "asset-expired": ({ until }) => ({
    zh: `该数据资产的登记有效期已于 ${timeZh(until)} 届满，此后不得再交付。`,
    en: `The registration of the data asset ran out at ${timeEn(until)}: nothing may be handed over from then on.`,
  }),
  "side-proven": ({ role, organization }) => ({
    zh: `${roleOf(role).zh}是单位 ${organization}。`,
    en: `${capital(roleOf(role).en)}: organisation ${organization}.`,
  }),
  "side-succeeded": ({ role, organization, recorded }) => ({
    zh: `${roleOf(role).zh}是单位 ${organization}，承继已撤销的单位 ${recorded}。`,
    en: `${capital(roleOf(role).en)}: organisation ${organization}, which stood in the place of organisation ${recorded}.`,
  }),
  "side-differs": ({ role, organization, found }) => ({
    zh: `当时的${roleOf(role).zh}是单位 ${found}，不是单位 ${organization}。`,
    en: `At that moment the ${roleOf(role).en} was organisation ${found}, not organisation ${organization}.`,
  }),
  "side-none": ({ role, recorded }) => ({
    zh: `当时没有${roleOf(role).zh}：链上记录的单位 ${recorded} 已撤销且无承继，或并不存在。`,
    en: `There was no ${roleOf(role).en} at that moment: organisation ${recorded}, by the record, had ended without a successor, or never was.`,
  }),
  "side-suspended": ({ organization, code, since }) => ({
    zh: `单位 ${organization}（统一社会信用代码 ${code}）自 ${timeZh(since)} 起被中止：授权仍在，但当时不得行使。`,
    en: `Organisation ${organization} (unified social credit code ${code}) was suspended as of ${timeEn(since)}: the grant remains, but could not be exercised.`,
  }),
  "use-granted": ({ purpose, method, quota }) => ({
    zh: `授予的使用：用途代码 ${purpose}，方式为${pick(METHODS, method).zh}，${quotaZh(quota)}。`,
    en: `Use granted: for purpose ${purpose}, by ${pick(METHODS, method).en}, ${quotaEn(quota)}.`,
  }),
  "scope-granted": ({ scope, version }) => ({
    zh: `当时的范围是第 ${version} 版，承诺值 ${scope}。`,
    en: `Its scope at that moment was version ${version}, committed to as ${scope}.`,
  }),
  "log-of-grant": ({ log }) => ({
    zh: `当时的交换须记入存证日志 ${log}。`,
    en: `At that moment its exchanges had to stand in the log ${log}.`,
  }),
  "log-none": say("授权没有指定存证日志。", "The grant names no log."),
} as const satisfies Readonly<Record<string, Say>>;

// How it came about and what became of it, as of the block shown.
const COURSE = {
  answered: ({ since, at, due }) => ({
    zh: `申请的答复期限自 ${timeZh(since)} 起算，至 ${timeZh(due)} 之前；已于 ${timeZh(at)} 授权。`,
    en: `The request was to be answered from ${timeEn(since)} until before ${timeEn(due)}; it was granted at ${timeEn(at)}.`,
  }),
  "answered-late": ({ since, at, due }) => ({
    zh: `申请的答复期限自 ${timeZh(since)} 起算，至 ${timeZh(due)} 之前；于 ${timeZh(at)} 授权，或此前的退回，已逾期。`,
    en: `The request was to be answered from ${timeEn(since)} until before ${timeEn(due)}; it was granted at ${timeEn(at)}, and that, or its return before, was late.`,
  }),
  "answered-by-consent": ({ at }) => ({
    zh: `依持有单位事先作出的同意，于 ${timeZh(at)} 授权。`,
    en: `It was granted at ${timeEn(at)} by what the holder had consented to in advance.`,
  }),
  "history-given": ({ at, until, scope, log }) => ({
    zh: `${timeZh(at)}：授权，至 ${timeZh(until)} 之前；范围 ${scope}；存证日志 ${log}。`,
    en: `Granted at ${timeEn(at)}, until before ${timeEn(until)}; scope ${scope}; log ${log}.`,
  }),
  "history-changed": ({ at, until, scopeVersion, scope, log }) => ({
    zh: `${timeZh(at)}：变更，此后至 ${timeZh(until)} 之前；范围第 ${scopeVersion} 版 ${scope}；存证日志 ${log}。`,
    en: `Changed at ${timeEn(at)}: from then on until before ${timeEn(until)}; scope version ${scopeVersion}, ${scope}; log ${log}.`,
  }),
  "history-suspended": ({ at, reason }) => ({
    zh: `${timeZh(at)}：中止${causeZh(reason)}。`,
    en: `Suspended at ${timeEn(at)}${causeEn(reason)}.`,
  }),
  "history-resumed": ({ at }) => ({
    zh: `${timeZh(at)}：恢复。`,
    en: `Resumed at ${timeEn(at)}.`,
  }),
  "history-ended": ({ at, reason }) => ({
    zh: `${timeZh(at)}：终止${causeZh(reason)}。`,
    en: `Ended at ${timeEn(at)}${causeEn(reason)}.`,
  }),
  "history-expired": ({ at }) => ({
    zh: `${timeZh(at)}：到期。`,
    en: `Expired at ${timeEn(at)}.`,
  }),
  "delivery-none": ({ due }) => ({
    zh: `截至所出示的区块，没有已登记的交付；首次交付应在 ${timeZh(due)} 之前。`,
    en: `As of the block shown no delivery is recorded; the first one is due before ${timeEn(due)}.`,
  }),
  "delivery-recorded": ({ id, anchoredAt, firstAt, due }) => ({
    zh: `已登记的交付（编号以 ${id} 开头）于 ${timeZh(anchoredAt)} 上链；首次交付于 ${timeZh(firstAt)} 上链，应在 ${timeZh(due)} 之前。`,
    en: `The delivery recorded, whose id begins with ${id}, was anchored at ${timeEn(anchoredAt)}; the first one was anchored at ${timeEn(firstAt)} and due before ${timeEn(due)}.`,
  }),
  "receipt-none": say(
    "截至所出示的区块，没有已登记的签收。",
    "As of the block shown no receipt of it is recorded.",
  ),
  "receipt-accepted": ({ at }) => ({
    zh: `接收单位已签收，于 ${timeZh(at)} 上链。`,
    en: `The recipient accepted it; the receipt was anchored at ${timeEn(at)}.`,
  }),
  "receipt-mismatch": ({ at }) => ({
    zh: `接收单位签收时声明与所交付的不一致，于 ${timeZh(at)} 上链。`,
    en: `The recipient stated that what arrived is not what was sent; the receipt was anchored at ${timeEn(at)}.`,
  }),
  "rectification-ordered": ({ by, suspendedBy }) => ({
    zh: `单位 ${suspendedBy} 最近一次中止时要求在 ${timeZh(by)} 之前整改，尚未报告。`,
    en: `When it was suspended last, organisation ${suspendedBy} ordered rectification before ${timeEn(by)}; none is reported.`,
  }),
  "rectification-reported": ({ by, suspendedBy }) => ({
    zh: `单位 ${suspendedBy} 最近一次中止时要求在 ${timeZh(by)} 之前整改，已按期报告。`,
    en: `When it was suspended last, organisation ${suspendedBy} ordered rectification before ${timeEn(by)}; it was reported in time.`,
  }),
  "rectification-late": ({ by, suspendedBy }) => ({
    zh: `单位 ${suspendedBy} 最近一次中止时要求在 ${timeZh(by)} 之前整改，逾期报告。`,
    en: `When it was suspended last, organisation ${suspendedBy} ordered rectification before ${timeEn(by)}; it was reported late.`,
  }),
  "disposal-not-due": ({ until }) => ({
    zh: `截至所出示的区块，授权尚未结束（至 ${timeZh(until)} 之前），无须处置数据。`,
    en: `As of the block shown the grant is not over (until before ${timeEn(until)}); the data need not be disposed of.`,
  }),
  "disposal-due": ({ until }) => ({
    zh: `授权已于 ${timeZh(until)} 结束；截至所出示的区块，没有已登记的处置。`,
    en: `The grant was over at ${timeEn(until)}; as of the block shown no disposal is recorded.`,
  }),
  disposed: ({ until }) => ({
    zh: `授权已于 ${timeZh(until)} 结束，数据已按期处置。`,
    en: `The grant was over at ${timeEn(until)}, and the data was disposed of in time.`,
  }),
  "disposed-late": ({ until }) => ({
    zh: `授权已于 ${timeZh(until)} 结束，数据逾期才处置。`,
    en: `The grant was over at ${timeEn(until)}, and the data was disposed of late.`,
  }),
} as const satisfies Readonly<Record<string, Say>>;

/** What is said of a certificate of a grant. */
export const GRANT_SENTENCES = { ...GRANTED, ...COURSE };
