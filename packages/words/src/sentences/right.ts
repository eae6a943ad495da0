// SPDX-License-Identifier: Apache-2.0
import { timeEn, timeZh } from "../times.ts";
import type { Say, Sentence } from "./parts.ts";

const KINDS: Readonly<Record<string, Sentence>> = {
  holding: { zh: "数据资源持有权", en: "holding right" },
  use: { zh: "数据加工使用权", en: "use right" },
  operating: { zh: "数据产品经营权", en: "operating right" },
};
const kindOf = (kind: unknown): Sentence =>
  KINDS[String(kind)] ?? { zh: `权利（${String(kind)}）`, en: `right (${String(kind)})` };

/** What is said of a certificate of a right. */
export const RIGHT_SENTENCES = {
  "certificate-consistent": ({ kind }) => ({
    zh: `权利编号与该资产、该类权利（${kindOf(kind).zh}）相符。`,
    en: `The right's id belongs to this asset and to a ${kindOf(kind).en}.`,
  }),
  "right-id-differs": ({ right }) => ({
    zh: `权利编号 ${right} 不是该资产的这项权利的编号。`,
    en: `The id ${right} is not that of this right in this asset.`,
  }),
  "moment-covered": ({ time, block }) => ({
    zh: `所证明的时刻（${timeZh(time)}）不晚于所出示区块的时间（${timeZh(block)}）。`,
    en: `The moment certified (${timeEn(time)}) is not after the block shown (${timeEn(block)}).`,
  }),
  "moment-after-block": ({ time, block }) => ({
    zh: `所证明的时刻（${timeZh(time)}）晚于所出示区块的时间（${timeZh(block)}），该区块不能证明。`,
    en: `The moment certified (${timeEn(time)}) is after the block shown (${timeEn(block)}), which cannot prove it.`,
  }),
  "name-matches": ({ name, organization }) => ({
    zh: `单位 ${organization} 当时登记的名称是“${name}”。`,
    en: `Organisation ${organization} was registered under the name "${name}" at that moment.`,
  }),
  "name-differs": ({ name, organization }) => ({
    zh: `单位 ${organization} 当时登记的名称不是“${name}”。`,
    en: `Organisation ${organization} was not registered under the name "${name}" at that moment.`,
  }),
  "asset-coded": ({ until }) => ({
    zh: `该数据资产当时已赋码，登记有效期至 ${timeZh(until)} 之前。`,
    en: `The data asset was coded at that moment; its registration is valid until before ${timeEn(until)}.`,
  }),
  "asset-run-out": ({ until }) => ({
    zh: `该数据资产已赋码，登记有效期已于 ${timeZh(until)} 届满：已生效的权利继续有效，不再授予新的权利。`,
    en: `The data asset was coded, and its registration ran out at ${timeEn(until)}: rights that run go on, no new ones are given.`,
  }),
  "asset-unknown": () => ({
    zh: "当时没有登记该数据资产。",
    en: "The data asset was not registered at that moment.",
  }),
  "asset-not-coded": () => ({
    zh: "该数据资产当时尚未赋码，还没有确认任何权利。",
    en: "The data asset was not coded yet at that moment: no right in it was confirmed.",
  }),
  "asset-cancelled": ({ at }) => ({
    zh: `该数据资产的登记自 ${timeZh(at)} 起已注销，各项权利随之终止。`,
    en: `The registration of the data asset was cancelled as of ${timeEn(at)}, and every right in it ended.`,
  }),
  "registration-numbered": ({ registrar, serial }) => ({
    zh: `登记编号：登记机构 ${registrar} 第 ${serial} 号。`,
    en: `Registration number: registrar ${registrar}, number ${serial}.`,
  }),
  "registration-unnumbered": () => ({
    zh: "该数据资产当时没有登记编号。",
    en: "The data asset had no registration number at that moment.",
  }),
  "right-in-force": ({ kind }) => ({
    zh: `该权利（${kindOf(kind).zh}）当时有效。`,
    en: `The ${kindOf(kind).en} was in force at that moment.`,
  }),
  "right-without-registration": () => ({
    zh: "持有权随登记而立，当时没有有效的登记。",
    en: "A holding right stands on the asset's registration, and there was none in force.",
  }),
  "right-unknown": ({ right }) => ({
    zh: `链上没有权利 ${right}。`,
    en: `The chain holds no right ${right}.`,
  }),
  "right-of-other-kind": ({ kind }) => ({
    zh: `链上记录的该权利不是${kindOf(kind).zh}。`,
    en: `By the chain's record the right is no ${kindOf(kind).en}.`,
  }),
  "right-not-offered": () => ({
    zh: "该权利当时尚未授予。",
    en: "The right had not been offered yet at that moment.",
  }),
  "right-not-accepted": ({ at }) => ({
    zh: `该权利自 ${timeZh(at)} 起已授予，但当时对方尚未接受。`,
    en: `The right was offered as of ${timeEn(at)}, and not accepted yet at that moment.`,
  }),
  "right-ended": ({ at, reason }) => ({
    zh: `该权利自 ${timeZh(at)} 起已终止（原因代码 ${reason}）。`,
    en: `The right had ended as of ${timeEn(at)} (reason ${reason}).`,
  }),
  "source-not-in-force": ({ source }) => ({
    zh: `该权利所依据的权利 ${source} 当时不在有效期内。`,
    en: `The right ${source}, from which this one derives, was not in force at that moment.`,
  }),
  "term-running": ({ from, until }) => ({
    zh: `期限自 ${timeZh(from)} 起，至 ${timeZh(until)} 之前。`,
    en: `Its term runs from ${timeEn(from)} until before ${timeEn(until)}.`,
  }),
  "term-of-registration": ({ until }) => ({
    zh: `期限与登记有效期相同，至 ${timeZh(until)} 之前。`,
    en: `Its term is that of the registration, until before ${timeEn(until)}.`,
  }),
  "term-not-begun": ({ from }) => ({
    zh: `期限自 ${timeZh(from)} 才开始。`,
    en: `Its term begins only at ${timeEn(from)}.`,
  }),
  "term-over": ({ until }) => ({
    zh: `期限已于 ${timeZh(until)} 届满。`,
    en: `Its term was over at ${timeEn(until)}.`,
  }),
  "holder-proven": ({ organization, kind }) => ({
    zh: `${kindOf(kind).zh}人是单位 ${organization}。`,
    en: `The ${kindOf(kind).en} was held by organisation ${organization}.`,
  }),
  "holder-succeeded": ({ organization, recorded, kind }) => ({
    zh: `${kindOf(kind).zh}由单位 ${organization} 承继，原权利人单位 ${recorded} 已撤销。`,
    en: `The ${kindOf(kind).en} was held by organisation ${organization}, which stood in the place of organisation ${recorded}.`,
  }),
  "holder-differs": ({ organization, holder }) => ({
    zh: `当时的权利人是单位 ${holder}，不是单位 ${organization}。`,
    en: `At that moment the right was organisation ${holder}'s, not organisation ${organization}'s.`,
  }),
  "holder-none": ({ recorded }) => ({
    zh: `原权利人单位 ${recorded} 已撤销，当时没有承继单位。`,
    en: `Organisation ${recorded} had been abolished, and nobody stood in its place at that moment.`,
  }),
  "holder-active": ({ organization, code }) => ({
    zh: `单位 ${organization} 当时处于正常状态，统一社会信用代码 ${code}。`,
    en: `Organisation ${organization} was active at that moment; unified social credit code ${code}.`,
  }),
  "holder-suspended": ({ organization, code, since }) => ({
    zh: `单位 ${organization}（统一社会信用代码 ${code}）自 ${timeZh(since)} 起被中止：权利仍在，但当时不得行使。`,
    en: `Organisation ${organization} (unified social credit code ${code}) was suspended as of ${timeEn(since)}: the right remains, but could not be exercised.`,
  }),
  "holder-abolished": ({ organization, at }) => ({
    zh: `单位 ${organization} 自 ${timeZh(at)} 起已撤销。`,
    en: `Organisation ${organization} was abolished as of ${timeEn(at)}.`,
  }),
  "holder-unknown": ({ organization }) => ({
    zh: `当时没有单位 ${organization}。`,
    en: `There was no organisation ${organization} at that moment.`,
  }),
  "asset-free": () => ({
    zh: "当时没有异议或权属争议冻结该资产。",
    en: "No objection or ownership dispute froze the asset at that moment.",
  }),
  "asset-frozen": ({ count }) => ({
    zh: `注意：当时有 ${count} 项异议或权属争议冻结该资产，期间不得赋码、转移或授予新的权利。`,
    en: `Note: ${count} objections or ownership disputes froze the asset at that moment; meanwhile it is not coded or transferred, and no new right is given.`,
  }),
  "offer-none": ({ block }) => ({
    zh: `截至所出示的区块（${timeZh(block)}），没有待接受的持有权转移。`,
    en: `As of the block shown (${timeEn(block)}) no transfer of the holding right was on offer.`,
  }),
  "offer-open": ({ to, time, block }) => ({
    zh: `注意：截至所出示的区块（${timeZh(block)}），持有权自 ${timeZh(time)} 起待转移给单位 ${to}，对方尚未接受。`,
    en: `Note: as of the block shown (${timeEn(block)}) the holding right is on offer to organisation ${to} since ${timeEn(time)}, which has not accepted yet.`,
  }),
  "block-unsealed": () => ({
    zh: "未核验签章：该链的区块没有验证人签章，所出示的状态只与出示者一样可信。",
    en: "Not checked: no validator seals the blocks of this chain, so that the state shown is as good as whoever gave this file.",
  }),
  "block-dated": ({ number, time }) => ({
    zh: `按链上时间，所出示的状态是区块 ${number}（${timeZh(time)}）的状态。`,
    en: `By the chain's clock the state shown is that of block ${number} (${timeEn(time)}).`,
  }),
} as const satisfies Readonly<Record<string, Say>>;
