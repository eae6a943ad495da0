// SPDX-License-Identifier: Apache-2.0
import { timeEn, timeZh } from "../times.ts";
import { say, type Say } from "./parts.ts";

/** What is said of the integrity of a file. */
export const INTEGRITY_SENTENCES = {
  "well-formed": say(
    "文件格式正确，各部分均可读取。",
    "The file is well formed and every part can be read.",
  ),
  malformed: ({ reason }) => ({
    zh: `文件格式有误（${reason}），无法读取其全部内容。`,
    en: `The file is malformed (${reason}) and cannot be read in full.`,
  }),
  "not-reached": say(
    "文件未能读取，此项未核验。",
    "Not checked, because the file could not be read.",
  ),
  "state-missing": say(
    "文件中缺少此项所需的链上状态证明，未核验。",
    "Not checked: the file lacks the proof of chain state that this needs.",
  ),
  "state-unusable": say(
    "所需的链上状态证明无法使用，未核验。",
    "Not checked: the proof of chain state that this needs cannot be used.",
  ),
  "statement-consistent": say(
    "陈述所写的链、合约和存证日志与本文件一致。",
    "The statement names the same chain, contract and log as this file.",
  ),
  "chain-id-differs": ({ statement, file }) => ({
    zh: `陈述写的是链 ${statement}，文件写的是链 ${file}，两者不一致。`,
    en: `The statement is for chain ${statement} and the file for chain ${file}.`,
  }),
  "contract-differs": ({ statement, file }) => ({
    zh: `陈述写的存证合约 ${statement} 与文件中的 ${file} 不一致。`,
    en: `The statement names contract ${statement} and the file ${file}.`,
  }),
  "log-differs": ({ statement, file }) => ({
    zh: `陈述是写给另一个存证日志的（${statement}，本文件为 ${file}）。`,
    en: `The statement was made for another log (${statement}, this file is of ${file}).`,
  }),
  "signatures-valid": ({ seats }) => ({
    zh: `签名有效，由席位 ${seats} 登记的账户签署。`,
    en: `The signature is valid and was made by the account registered for seat ${seats}.`,
  }),
  "signature-invalid": ({ reason }) => ({
    zh: `签名无效（${reason}）。`,
    en: `The signature is not valid (${reason}).`,
  }),
  "signer-differs": ({ seat, account, registered }) => ({
    zh: `签名账户 ${account} 不是席位 ${seat} 登记的账户 ${registered}。`,
    en: `The signature is by ${account}, not by the account of seat ${seat}, ${registered}.`,
  }),
  included: ({ index, size }) => ({
    zh: `该条目在存证日志中的序号是 ${index}（从 0 起），包含在 ${size} 条的检查点中。`,
    en: `The entry has index ${index} in the log, within the checkpoint of ${size} entries.`,
  }),
  "not-included": ({ index }) => ({
    zh: `不能证明该条目在检查点中的序号是 ${index}：条目、序号或证明已被改动。`,
    en: `It is not proven that the entry has index ${index} in the checkpoint: entry, index or proof was changed.`,
  }),
  "heads-last": ({ size }) => ({
    zh: `该检查点（${size} 条）的最后一条是各链末端的汇总。`,
    en: `The last entry of the checkpoint of ${size} entries sums up where every chain stands.`,
  }),
  "heads-misplaced": ({ reason }) => ({
    zh: `各链末端的汇总不是该检查点的最后一条（${reason}）。`,
    en: `The summary of the chains is not the last entry of this checkpoint (${reason}).`,
  }),
  "place-proven": ({ count }) => ({
    zh: `汇总证明该对象在日志中共有 ${count} 条。`,
    en: `The summary proves that the log holds ${count} entries on this subject.`,
  }),
  "place-wrong": ({ reason }) => ({
    zh: `该对象在汇总中的位置无法证明（${reason}）。`,
    en: `The subject's place in the summary is not proven (${reason}).`,
  }),
  "entries-chained": ({ count }) => ({
    zh: `所列 ${count} 条首尾相连，没有缺漏。`,
    en: `The ${count} entries listed follow each other without a gap.`,
  }),
  "entries-broken": ({ at, reason }) => ({
    zh: `第 ${at} 条与前后不相连，或有缺漏（${reason}）。`,
    en: `The chain breaks at entry ${at}, or entries are left out (${reason}).`,
  }),
  "checkpoint-signed": ({ origin }) => ({
    zh: `检查点由存证日志“${origin}”签名，签名有效。`,
    en: `The checkpoint is signed by the log "${origin}", and the signature is valid.`,
  }),
  "checkpoint-unsigned": ({ reason }) => ({
    zh: `检查点的签名无效（${reason}）。`,
    en: `The signature of the checkpoint is not valid (${reason}).`,
  }),
  "checkpoint-other-log": ({ origin, file }) => ({
    zh: `检查点属于另一个日志“${origin}”，而不是“${file}”。`,
    en: `The checkpoint is of another log, "${origin}", not of "${file}".`,
  }),
  "state-proven": ({ number, time }) => ({
    zh: `所依据的链上事实均由区块 ${number}（${timeZh(time)}）的状态根证明。`,
    en: `Every chain fact relied on is proven by the state root of block ${number} (${timeEn(time)}).`,
  }),
  "header-hash-differs": say(
    "区块头与文件所写的哈希不一致：区块头已被改动。",
    "The block header does not have the hash that the file names: it was changed.",
  ),
  "following-unlinked": say(
    "后续区块头与所出示的区块不相连。",
    "The headers that follow are not the descendants of the block shown.",
  ),
  "state-invalid": ({ reason }) => ({
    zh: `链上状态的证明不成立（${reason}）。`,
    en: `The proof of chain state does not hold (${reason}).`,
  }),
  "unused-node": ({ count }) => ({
    zh: `文件中有 ${count} 个状态证明节点与任何事实无关：证明已被改动。`,
    en: `${count} nodes of the state proof belong to no fact: the proof was changed.`,
  }),
  "anchor-after-block": ({ anchor, block }) => ({
    zh: `上链时间 ${timeZh(anchor)} 晚于所出示区块的时间 ${timeZh(block)}。`,
    en: `The anchor, at ${timeEn(anchor)}, is later than the block shown, at ${timeEn(block)}.`,
  }),
  anchored: ({ number, time }) => ({
    zh: `检查点已于 ${timeZh(time)} 上链（区块 ${number}），根哈希一致。`,
    en: `The checkpoint was anchored at ${timeEn(time)} (block ${number}) with the same root.`,
  }),
  "not-anchored": ({ size }) => ({
    zh: `链上没有 ${size} 条的检查点。`,
    en: `The chain holds no checkpoint of ${size} entries.`,
  }),
  "anchored-root-differs": ({ size }) => ({
    zh: `链上 ${size} 条检查点的根哈希与文件不一致。`,
    en: `The chain holds another root for the checkpoint of ${size} entries.`,
  }),
  "outside-anchor": ({ index, previous }) => ({
    zh: `序号 ${index} 的条目在上一个检查点（${previous} 条）中已有，不由本检查点首次包含。`,
    en: `The entry of index ${index} was already within the checkpoint before, of ${previous} entries.`,
  }),
  "links-hold": say("相关条目与本条目互相对应。", "The related entry belongs to this one."),
  "related-not-given": say(
    "文件没有附上本条目所指的条目，未核对。",
    "Not checked: the file does not hold the entry that this one names.",
  ),
  "links-broken": ({ reason }) => ({
    zh: `相关条目与本条目不对应（${reason}）。`,
    en: `The related entry does not belong to this one (${reason}).`,
  }),
  "times-in-order": ({ time, logged }) => ({
    zh: `各时间先后合理：签署 ${timeZh(time)}，入日志 ${timeZh(logged)}。`,
    en: `The times are in order: signed ${timeEn(time)}, logged ${timeEn(logged)}.`,
  }),
  "times-out-of-order": ({ reason, time, logged }) => ({
    zh: `时间先后不合理（${reason}）：签署 ${timeZh(time)}，入日志 ${timeZh(logged)}。`,
    en: `The times are out of order (${reason}): signed ${timeEn(time)}, logged ${timeEn(logged)}.`,
  }),
  "heads-times-in-order": ({ logged }) => ({
    zh: `汇总的时间先后合理：入日志 ${timeZh(logged)}。`,
    en: `The times of the summary are in order: logged ${timeEn(logged)}.`,
  }),
  "heads-times-out-of-order": ({ reason, logged }) => ({
    zh: `汇总的时间先后不合理（${reason}）：入日志 ${timeZh(logged)}。`,
    en: `The times of the summary are out of order (${reason}): logged ${timeEn(logged)}.`,
  }),
  "documents-match": ({ count }) => ({
    zh: `所附 ${count} 份文件与存证时的承诺一致。`,
    en: `The ${count} documents attached are the ones committed to.`,
  }),
  "document-differs": ({ commitment }) => ({
    zh: `所附文件与存证时的承诺 ${commitment} 不一致。`,
    en: `A document attached is not the one committed to (${commitment}).`,
  }),
  "document-unnamed": ({ commitment }) => ({
    zh: `所附文件的承诺 ${commitment} 没有被提到。`,
    en: `Nothing names the commitment ${commitment} of a document attached.`,
  }),
  "scope-of-grant": say(
    "所附范围是该授权当时的范围。",
    "The scope laid open is the grant's at that moment.",
  ),
  "scope-differs": ({ scope }) => ({
    zh: `所附范围（${scope}）不是该授权当时的范围。`,
    en: `The scope laid open (${scope}) is not the grant's at that moment.`,
  }),
  "items-match": ({ count }) => ({
    zh: `所附 ${count} 个数据项属于范围中的数据项。`,
    en: `The ${count} items attached are among those of the scope.`,
  }),
  "item-differs": ({ place }) => ({
    zh: `所附第 ${Number(place) + 1} 个数据项不属于范围中的数据项。`,
    en: `Item ${Number(place) + 1} attached is not among those of the scope.`,
  }),
  "data-matches": ({ bytes }) => ({
    zh: `这份数据（${bytes} 字节）与存证时的摘要一致，未被改动。`,
    en: `The data (${bytes} bytes) has the digest that was stated: it is unchanged.`,
  }),
  "data-differs": ({ bytes, stated }) => ({
    zh: `这份数据（${bytes} 字节）与存证时的摘要（${stated} 字节）不一致。`,
    en: `The data (${bytes} bytes) does not have the digest that was stated (${stated} bytes).`,
  }),
  "data-without-digest": say(
    "该陈述没有数据摘要，无法与数据比对。",
    "The statement carries no digest to compare the data with.",
  ),
  "data-not-given": say(
    "未提供数据，未与摘要比对。",
    "Not checked: no data was given to compare with the digest.",
  ),
} as const satisfies Readonly<Record<string, Say>>;
