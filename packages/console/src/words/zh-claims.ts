// SPDX-License-Identifier: Apache-2.0
import { ACT_NAMES } from "@suyuan/words";
import type { ClaimWords } from "./types.ts";

const RESULTS = { accepted: "数据与所交付的相符", mismatch: "数据与所交付的不符" } as const;
const METHODS = { destroyed: "销毁", returned: "退回", sealed: "封存" } as const;
const STATES = { "in-sync": "同步", drifted: "有差异", stopped: "已停止" } as const;

/** 文件所述，一句话。 */
export const CHINESE_CLAIMS: ClaimWords = {
  organization: (number, name) =>
    name === undefined ? `单位 ${number}` : `${name}（单位 ${number}）`,
  signer: (organization, seat) => `单位 ${organization}（席位 ${seat}）`,
  version: ({ by, asset, time }, bytes) =>
    `${by}于 ${time} 发布了数据资产 ${asset} 的一个版本（${bytes} 字节）。`,
  delivery: ({ by, asset, time, grant }, to, bytes, serial) =>
    `${by}于 ${time} 依据授权 ${grant} 把数据资产 ${asset} 的数据（${bytes} 字节）交付给${to}，是该授权下的第 ${serial} 号交付。`,
  receipt: ({ by, asset, time, grant }, result) =>
    `${by}于 ${time} 签收了依据授权 ${grant} 交付的数据资产 ${asset} 的数据：${RESULTS[result]}。`,
  use: ({ by, asset, time, grant }, { purpose, count, span }) =>
    `${by}于 ${time} 报告：${span}依据授权 ${grant} 使用数据资产 ${asset} 的数据 ${count} 次，用途代码 ${purpose}。`,
  disposal: ({ by, asset, grant }, method, at) =>
    `${by}于 ${at} 处置了依据授权 ${grant} 取得的数据资产 ${asset} 的数据：${METHODS[method]}。`,
  mirror: ({ by, asset, time }, state, lag) =>
    `${by}于 ${time} 报告数据资产 ${asset} 的镜像：${STATES[state]}，落后 ${lag} 秒。`,
  reconciliation: ({ by, asset, time, grant }, other, count, span) =>
    `${by}与${other}于 ${time} 对账：${span}依据授权 ${grant} 交付数据资产 ${asset} 的数据共 ${count} 次。`,
  withdrawal: ({ by, asset, time }, target, reason) =>
    `${by}于 ${time} 撤回了关于数据资产 ${asset} 的${target}，理由代码 ${reason}。`,
  administration: ({ by, time }, act, at, of) =>
    `${by}于 ${time} 报告：${at} ${ACT_NAMES.zh[act] ?? act}${of === undefined ? "" : `，涉及${of}`}。`,
  right: (holder, kind, asset, time) => `${holder}于 ${time} 享有数据资产 ${asset} 的${kind}。`,
  grant: (provider, recipient, { asset, grant, purpose, time }) =>
    `${provider}以授权 ${grant} 准许${recipient}使用数据资产 ${asset}，用途代码 ${purpose}；所证明的是 ${time} 的情形。`,
  history: (of, { id, entries, origin }) =>
    `日志 ${origin} 中关于${of === "asset" ? "数据资产" : "授权"} ${id} 的全部 ${entries} 条，没有遗漏。`,
  span: (from, until) => `自 ${from} 至 ${until} `,
  serial: (serial) => `第 ${serial} 号交付`,
  unreadable: "文件内容无法读取。",
};
