// SPDX-License-Identifier: Apache-2.0
// Reasons of refusals, suspensions and ends, and ways of disposal, by their codes. Order 809 asks for reasons and
// lists none: the codes are this ledger's, and the rules `reasons.refusal`, `reasons.suspension`, `reasons.end` and
// `disposal.kinds` of the rule book say which of them are known.

/** What a code stands for; codes begin at 1. */
export interface Coded {
  readonly code: number;
  readonly name: string;
  readonly title: string;
}

const numbered = (list: readonly (readonly [name: string, title: string])[]): Coded[] =>
  list.map(([name, title], place) => ({ code: place + 1, name, title }));

/** Why a request is refused (Order 809, Art 21). */
export const REFUSAL_REASONS: readonly Coded[] = numbered([
  ["not-needed", "非履行职责所必需"],
  ["forbidden", "法律、行政法规规定不予共享"],
  ["too-wide", "超出使用目的所需范围"],
  ["not-held", "非本部门掌握的数据"],
  ["not-secured", "不具备安全保障条件"],
  ["had-already", "已有其他共享途径"],
  ["not-completed", "逾期未补正材料"],
  ["other", "其他"],
]);

/** Why a grant is suspended (Order 809, Art 27). */
export const SUSPENSION_REASONS: readonly Coded[] = numbered([
  ["other-purpose", "用于约定以外的目的"],
  ["wider-scope", "超出约定的使用范围"],
  ["third-party", "擅自提供给第三方"],
  ["incident", "发生数据安全事件"],
  ["no-records", "未按要求记录使用情况"],
  ["faulty-data", "数据有误待更正"],
  ["not-received", "未按要求签收"],
  ["other", "其他"],
]);

/** Why a grant ends (Order 809, Art 27). */
export const END_REASONS: readonly Coded[] = numbered([
  ["purpose-reached", "使用目的已实现"],
  ["purpose-gone", "使用目的无法实现或不再必要"],
  ["not-rectified", "逾期未整改"],
  ["asset-gone", "数据资产注销或不再共享"],
  ["law-changed", "法律法规变化"],
  ["agreed", "双方协商一致"],
  ["party-gone", "一方撤销或不再履行该职责"],
  ["other", "其他"],
]);

/** What the recipient does with the data when a grant has ended (Order 809, Art 27). */
export const DISPOSAL_KINDS: readonly Coded[] = numbered([
  ["destroy", "销毁"],
  ["return", "退回"],
  ["seal", "封存"],
  ["anonymise", "匿名化"],
  ["archive", "依法归档"],
  ["keep-results", "仅保留结果数据"],
  ["hand-over", "移交承继单位"],
  ["other", "其他"],
]);
