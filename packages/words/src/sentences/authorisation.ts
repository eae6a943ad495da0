// SPDX-License-Identifier: Apache-2.0
import { OFFICE_NAMES } from "../offices.ts";
import { timeEn, timeZh } from "../times.ts";
import { capital, factOf, reasonOf, say, type Say } from "./parts.ts";

// A verdict names no office where the number is none.
const office = (names: readonly string[], number: unknown): string =>
  Number(number) === 0 ? "" : (names[Number(number)] ?? String(number));
const officeZh = (number: unknown): string => office(OFFICE_NAMES.zh, number);
const officeEn = (number: unknown): string => office(OFFICE_NAMES.en, number);

// A fact over the interval from the statement's time to the anchor's.
const INTERVAL_SENTENCES = {
  "not-yet-valid": (values) => ({
    zh: `${factOf(values).zh}在签署时（${timeZh(values["time"])}）${reasonOf(values).zh}。`,
    en: `${capital(factOf(values).en)} ${reasonOf(values).en} at the time of signing (${timeEn(values["time"])}).`,
  }),
  "already-ended": (values) => ({
    zh: `${factOf(values).zh}自 ${timeZh(values["at"])} 起${reasonOf(values).zh}，签署时（${timeZh(values["time"])}）已无效。`,
    en: `${capital(factOf(values).en)} ${reasonOf(values).en} as of ${timeEn(values["at"])}, before the time of signing (${timeEn(values["time"])}).`,
  }),
  "ended-before-logged": (values) => ({
    zh: `${factOf(values).zh}自 ${timeZh(values["at"])} 起${reasonOf(values).zh}，而该条目在 ${timeZh(values["lower"])} 之后才入日志：签署时间可能被倒填。`,
    en: `${capital(factOf(values).en)} ${reasonOf(values).en} as of ${timeEn(values["at"])}, and the entry was logged after ${timeEn(values["lower"])}: the statement may be back-dated.`,
  }),
  "ended-before-anchored": (values) => ({
    zh: `${factOf(values).zh}自 ${timeZh(values["at"])} 起${reasonOf(values).zh}，在上链（${timeZh(values["upper"])}）之前；不能证明条目入日志时仍有效，未核验。`,
    en: `Not checked: ${factOf(values).en} ${reasonOf(values).en} as of ${timeEn(values["at"])}, before the anchor (${timeEn(values["upper"])}), and it is not proven that the entry was logged earlier.`,
  }),
} as const satisfies Readonly<Record<string, Say>>;

/** What is said of who was allowed to do this. */
export const AUTHORISATION_SENTENCES = {
  ...INTERVAL_SENTENCES,
  "seat-valid": ({ seat, from, upper }) => ({
    zh: `席位 ${seat} 从签署（${timeZh(from)}）到上链（${timeZh(upper)}）始终有效。`,
    en: `Seat ${seat} was valid throughout, from signing (${timeEn(from)}) to the anchor (${timeEn(upper)}).`,
  }),
  "seat-unknown": ({ seat }) => ({
    zh: `没有席位 ${seat}。`,
    en: `There is no seat ${seat}.`,
  }),
  "seat-of-other-organization": ({ seat, organization, registered }) => ({
    zh: `席位 ${seat} 属于单位 ${registered}，不属于单位 ${organization}。`,
    en: `Seat ${seat} is of organisation ${registered}, not of organisation ${organization}.`,
  }),
  "office-allowed": ({ seat, office }) => ({
    zh: `席位 ${seat} 的职务（${officeZh(office)}）可以签署此类陈述。`,
    en: `The office of seat ${seat} (${officeEn(office)}) may sign statements of this kind.`,
  }),
  "office-not-allowed": ({ seat, office }) => ({
    zh: `席位 ${seat} 的职务（${officeZh(office)}）无权签署此类陈述。`,
    en: `The office of seat ${seat} (${officeEn(office)}) may not sign statements of this kind.`,
  }),
  "office-depends-on-withdrawn": ({ seat, office }) => ({
    zh: `席位 ${seat}（${officeZh(office)}）能否撤回，取决于被撤回陈述由哪一职务签署，未核验。`,
    en: `Not checked: whether seat ${seat} (${officeEn(office)}) may withdraw depends on the office that signed what is withdrawn.`,
  }),
  "allowance-given": ({ seat }) => ({
    zh: `系统席位 ${seat} 始终有对该对象签署的许可。`,
    en: `The system seat ${seat} was allowed to sign for this subject throughout.`,
  }),
  "organization-active": ({ organization, from, upper }) => ({
    zh: `单位 ${organization} 从签署（${timeZh(from)}）到上链（${timeZh(upper)}）始终处于正常状态。`,
    en: `Organisation ${organization} was active throughout, from signing (${timeEn(from)}) to the anchor (${timeEn(upper)}).`,
  }),
  "party-fits": ({ organization }) => ({
    zh: `单位 ${organization} 是有权作出此类陈述的一方。`,
    en: `Organisation ${organization} is the party that makes statements of this kind.`,
  }),
  "party-succeeds": ({ organization, recorded }) => ({
    zh: `单位 ${organization} 是单位 ${recorded} 的承继单位，是有权作出此类陈述的一方。`,
    en: `Organisation ${organization} stands in the place of organisation ${recorded}, the party that makes statements of this kind.`,
  }),
  "not-a-party": ({ organization }) => ({
    zh: `单位 ${organization} 不是有权作出此类陈述的一方。`,
    en: `Organisation ${organization} is not the party that makes statements of this kind.`,
  }),
  "party-depends-on-withdrawn": ({ organization }) => ({
    zh: `单位 ${organization} 能否撤回，取决于被撤回的陈述由谁作出，未核验。`,
    en: `Not checked: whether organisation ${organization} may withdraw depends on who made what is withdrawn.`,
  }),
  "withdrawn-elsewhere": ({ organization }) => ({
    zh: `单位 ${organization} 撤回的陈述属于另一资产或另一授权，撤回须写明同一资产和授权。`,
    en: `What organisation ${organization} withdraws is of another asset or grant: a withdrawal names the same ones.`,
  }),
  "recipient-differs": ({ stated, recipient }) => ({
    zh: `陈述写的接收单位 ${stated} 不是授权的接收单位 ${recipient}。`,
    en: `The statement names recipient ${stated}, the grant ${recipient}.`,
  }),
  "asset-in-order": ({ from, upper }) => ({
    zh: `数据资产的登记状态从签署（${timeZh(from)}）到上链（${timeZh(upper)}）符合要求。`,
    en: `The data asset was in order from signing (${timeEn(from)}) to the anchor (${timeEn(upper)}).`,
  }),
  "grant-in-order": ({ from, upper }) => ({
    zh: `授权从签署（${timeZh(from)}）到上链（${timeZh(upper)}）符合要求，并包括该资产。`,
    en: `The grant was in order from signing (${timeEn(from)}) to the anchor (${timeEn(upper)}) and covers the asset.`,
  }),
  "source-in-order": ({ grant, from, upper }) => ({
    zh: `该授权由授权 ${grant} 转来；后者从签署（${timeZh(from)}）到上链（${timeZh(upper)}）同样有效。`,
    en: `It was shared on from the grant ${grant}, which was in force as well from signing (${timeEn(from)}) to the anchor (${timeEn(upper)}).`,
  }),
  "scope-throughout": ({ scope, from, upper }) => ({
    zh: `授权的范围从签署（${timeZh(from)}）到上链（${timeZh(upper)}）未变，承诺值 ${scope}。`,
    en: `The grant's scope did not change from signing (${timeEn(from)}) to the anchor (${timeEn(upper)}); it is committed to as ${scope}.`,
  }),
  "grant-unknown": ({ grant }) => ({
    zh: `链上没有授权 ${grant}。`,
    en: `The chain holds no grant ${grant}.`,
  }),
  "grant-of-other-asset": ({ asset, granted }) => ({
    zh: `授权针对的是资产 ${granted}，不是 ${asset}。`,
    en: `The grant is of asset ${granted}, not of ${asset}.`,
  }),
  "batch-purpose-differs": ({ batch, purpose }) => ({
    zh: `批量签名写的用途 ${batch} 不是授权的用途 ${purpose}。`,
    en: `The batch was signed for purpose ${batch}, the grant is for ${purpose}.`,
  }),
  "serial-counted": ({ serial }) => ({
    zh: `该交付是该授权下的第 ${serial} 号。`,
    en: `The delivery is number ${serial} under its grant.`,
  }),
  "serial-invalid": say("交付序号必须从 1 开始。", "The serial number of a delivery begins at 1."),
  "log-in-order": say(
    "存证日志是授权指定的日志，其密钥和运营席位有效。",
    "The log is the one named for this exchange; its key and its operator's seat are valid.",
  ),
  "log-not-of-grant": ({ log }) => ({
    zh: `授权没有指定存证日志 ${log}。`,
    en: `The grant does not name the log ${log}.`,
  }),
  "log-key-differs": say(
    "检查点的签名密钥不是链上为该日志登记的密钥。",
    "The checkpoint's key is not the one registered on the chain for this log.",
  ),
} as const satisfies Readonly<Record<string, Say>>;
