// SPDX-License-Identifier: Apache-2.0
import { fileWords } from "@suyuan/words";

import type { FailureCode } from "../failures.ts";

type Values = Readonly<Record<string, string | number>>;

/** 出了什么问题，该怎么办。 */
export const CHINESE_FAILURES: Readonly<Record<FailureCode, (values: Values) => string>> = {
  ...fileWords("zh"),
  "file-is-folder": ({ path }) => `${path} 是文件夹，请指定其中的文件。`,
  "file-exists": ({ path }) => `文件 ${path} 已存在。本程序不覆盖文件，请另选文件名。`,
  "file-unwritable": ({ path }) => `无法写入文件 ${path}，请检查文件夹和访问权限。`,
  "not-a-number": ({ what, value, most }) => `${what} 应为 0 至 ${most} 的整数，不能是“${value}”。`,
  "not-an-id": ({ what, value }) =>
    `${what} 应为编号（0x 加 64 位十六进制数字），不能是“${value}”。`,
  "not-an-account": ({ value }) => `账户应为 0x 加 40 位十六进制数字，不能是“${value}”。`,
  "unknown-word": ({ what, value, words }) => `${what} 只能是：${words}。没有“${value}”。`,
  "not-a-time": ({ value }) =>
    `“${value}”不是时间。可写日期如 2027-12-31（北京时间）、+30d，或自 1970 年起的秒数。`,
  "not-a-code": ({ what, value }) => `“${value}”不是有效的${what}，请逐字核对。`,
  "batch-empty": ({ path }) => `${path} 中没有可验证的文件。`,
  "batch-without-data": () => "批量验证不比对数据：请去掉 --file 和 --salt，或单独验证该文件。",
  "salt-needed": ({ path }) => `该数据的摘要加了盐。请用 --salt 给出随 ${path} 一同交来的盐值。`,
  "no-data": () => "该文件没有对应的数据，请去掉 --file。",
  "not-a-delivery": ({ id }) => `陈述 ${id} 不是交付，请给出交付的编号。`,
  "secrets-not-declared": () =>
    "登记数据资产须声明其中没有国家秘密和工作秘密（国务院令第809号第三条）：请加 --holds-no-secrets。",
  "legal-basis-needed": () =>
    "不予共享的数据资产须有法定依据（国务院令第809号第十五条）：请加 --legal-basis。",
  "not-a-proposal": ({ path }) =>
    `${path} 不是提案文件：须为 {"description": 文字, "calls": [{"contract", "fn", "args"}, …]}。`,
  "not-a-list": ({ path }) => `${path} 不是列表：[数据项, 数据项, …]。`,
  "option-needed": ({ what }) => `这项变更需要 ${what}。`,
  "not-of-a-delivery": ({ path }) => `${path} 不是交付的证据，也不是附有交付的签收证据。`,
  "seat-or-head": () =>
    "请指明以谁登录：--seat 席位号，或以 --organization 单位号表示其负责人账户。",
  "not-a-token": ({ path }) => `${path} 中没有令牌，请重新登录（suyuan sign-in）。`,
  "no-key": () => "请指定签名用的密钥文件：--key 文件，或设置变量 SUYUAN_KEY。",
  "key-of-account": ({ path }) => `${path} 是账户的密钥，此处需要存证日志的密钥。`,
  "key-of-no-authority": ({ path }) => `${path} 不在可更新此策略的密钥之列。`,
  "key-of-log": ({ path }) => `${path} 是存证日志的密钥，此处需要账户的密钥。`,
  "key-wrong-passphrase": ({ path }) => `口令不对，无法打开 ${path}。`,
  "key-malformed": ({ path }) => `${path} 不是密钥文件，或文件不完整。`,
  "key-unreadable": ({ path }) => `无法读写密钥文件 ${path}。`,
  "key-exists": ({ path }) => `文件 ${path} 已存在。密钥文件绝不覆盖。`,
  "no-passphrase": ({ variable }) => `没有口令。请设置变量 ${variable}，或在终端中运行。`,
  "passphrases-differ": () => "两次输入的口令不一致，请重试。",
  "wrong-arguments": ({ reason }) => `合约不接受这些内容：${reason}。`,
  "usage-unknown-command": ({ word }) => `没有命令“${word}”。用法见 suyuan --help。`,
  "usage-unknown-option": ({ word }) => `该命令没有选项“${word}”。用法见 --help。`,
  "usage-missing-option": ({ word }) => `缺少选项 ${word}。`,
  "usage-missing-argument": ({ word }) => `缺少 <${word}>。用法见 --help。`,
  "usage-missing-value": ({ word }) => `选项 ${word} 后面缺少内容。`,
  "usage-excess": () => "多了一个词。用法见 --help。",
  "usage-other": ({ word }) => `命令无法理解：${word}`,
  "gateway-refused": ({ code, detail }) => `网关拒绝（${code}）：${detail}`,
  "gateway-unreachable": ({ url }) =>
    `${url} 没有网关应答。请确认网关已运行，或用 --gateway 另行指定。`,
  "gateway-timeout": () => "网关未在时限内应答。已发出的内容可能已被接收，请先查看再重试。",
  "gateway-bad-answer": ({ detail }) => `应答的不是本版本的网关：${detail}。`,
  "chain-refused": ({ detail }) => `链上拒绝：${detail}`,
  internal: ({ detail }) => `出现了不应有的错误：${detail}`,
};
