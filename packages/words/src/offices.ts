// SPDX-License-Identifier: Apache-2.0

/** The offices of seats by their numbers; nobody has the first. */
export const OFFICE_NAMES = {
  zh: [
    "无",
    "登记员",
    "数据共享机构负责人",
    "首席数据官",
    "签收员",
    "日志运营员",
    "审计员",
    "系统",
  ],
  en: [
    ...["none", "registrant", "head of the data office", "chief data officer", "receiver"],
    ...["log operator", "auditor", "system"],
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;
