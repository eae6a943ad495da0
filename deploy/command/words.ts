// SPDX-License-Identifier: Apache-2.0
// What the command says, in Chinese and English.
import type { DeployEvent } from "../progress.ts";

export const LANGUAGES = ["zh", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

const USAGE: Readonly<Record<Language, string>> = {
  en: `Usage: npm run deploy -- --founding FILE --rpc URL --key KEYFILE --out FILE
  --founding FILE         who is there from the beginning, and what holds (suyuan/founding@1)
  --rpc URL               a node's JSON-RPC, http or https
  --key KEYFILE           the key that pays; it holds nothing afterwards
  --out FILE.json         the address file; report and policy are written beside it
  [--trust FILE]          who seals and which logs are trusted (suyuan/trust@1): writes the policy
  [--name NAME]           the network's name in the address file; else FILE
  [--chain-id N]          refuses a node of another chain
  [--journal DIR]         what an interrupted deployment goes on from; else FILE.journal
  [--passphrase-file FILE]  of the key, where SUYUAN_PASSPHRASE is not set
  [--check]               checks everything and sends nothing
  [--lang zh|en] [--json] [--help]`,
  zh: `用法：npm run deploy -- --founding 文件 --rpc 网址 --key 密钥文件 --out 文件
  --founding 文件         创立之初有哪些单位、适用哪些规则（suyuan/founding@1）
  --rpc 网址              节点的 JSON-RPC，http 或 https
  --key 密钥文件          付费账户的密钥；部署后不再持有任何权限
  --out 文件.json         地址文件；报告和信任策略写在其旁
  [--trust 文件]          由谁封块、信任哪些日志（suyuan/trust@1）：据此写出信任策略
  [--name 名称]           地址文件中的网络名称；缺省为文件名
  [--chain-id N]          节点属于其他链时拒绝
  [--journal 目录]        中断后据以继续的记录；缺省为“文件.journal”
  [--passphrase-file 文件]  密钥口令，未设置 SUYUAN_PASSPHRASE 时使用
  [--check]               只检查，不发送
  [--lang zh|en] [--json] [--help]`,
};

export const usageOf = (language: Language): string => USAGE[language];

type Sentence = (about: string) => string;

/** Every code with which the command refuses, with its sentence: a closed list. */
const REFUSALS = {
  usage: { en: (about) => about, zh: (about) => `命令有误：${about}` },
  "file-unreadable": {
    en: (about) => `A file cannot be read: ${about}`,
    zh: (about) => `文件无法读取：${about}`,
  },
  "founding-invalid": {
    en: (about) => `The founding is not valid: ${about}`,
    zh: (about) => `创立文件无效：${about}`,
  },
  "trust-invalid": {
    en: (about) => `What is trusted is not valid: ${about}`,
    zh: (about) => `信任文件无效：${about}`,
  },
  "key-unreadable": {
    en: (about) => `The key that pays cannot be opened: ${about}`,
    zh: (about) => `付费账户的密钥无法打开：${about}`,
  },
  "no-passphrase": {
    en: (about) => `There is no passphrase: ${about}`,
    zh: (about) => `没有口令：${about}`,
  },
  "node-unreachable": {
    en: (about) => `The node does not answer as one does: ${about}`,
    zh: (about) => `节点没有正常应答：${about}`,
  },
  "wrong-chain": {
    en: (about) => `The node is of another chain: ${about}`,
    zh: (about) => `节点属于其他链：${about}`,
  },
  "no-funds": {
    en: (about) => `The chain has a price and the account that pays has nothing: ${about}`,
    zh: (about) => `该链收取费用，而付费账户没有余额：${about}`,
  },
  "deployment-refused": {
    en: (about) => `The deployment is refused: ${about}`,
    zh: (about) => `部署被拒绝：${about}`,
  },
  "deployment-stopped": {
    en: (about) => `The deployment stopped: ${about}\nRepeat the command: it goes on from there.`,
    zh: (about) => `部署中断：${about}\n重复同一命令即可从中断处继续。`,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, Sentence>>>>;
export type RefusalCode = keyof typeof REFUSALS;

/** The sentence of a refusal. */
export const refusalWords = (language: Language, code: RefusalCode, about: string): string =>
  REFUSALS[code][language](about);

/** A line of progress. */
export function progressWords(language: Language, event: DeployEvent): string {
  const isEnglish = language === "en";
  switch (event.kind) {
    case "begun":
      return isEnglish
        ? `Begun: ${event.transactions} transactions.`
        : `开始部署，共 ${event.transactions} 笔交易。`;
    case "resumed":
      return isEnglish
        ? `A deployment was begun before: it goes on where it stopped (of ${event.transactions} transactions).`
        : `此前的部署尚未完成，从中断处继续（共 ${event.transactions} 笔交易）。`;
    case "again":
      return isEnglish
        ? "It cannot go on, for the chain and the journal differ: it begins again, with a new deployment id."
        : "记录与链不一致，无法继续：以新的部署编号重新开始。";
    case "transaction":
      return `  ${String(event.count).padStart(2)}  ${event.name}`;
    case "confirmed":
      return isEnglish
        ? "Deployed already: every contract has the code that the address file names. Nothing was sent."
        : "此前已部署：各合约的代码与地址文件一致。没有发送任何交易。";
  }
}

/** What is said when all is done: `paths` are the files that were written. */
export function doneWords(language: Language, paths: readonly string[]): string[] {
  const first = language === "en" ? "The ledger is founded. Files:" : "账本已创立。文件：";
  return [first, ...paths.map((path) => `  ${path}`)];
}

/** What is said after `--check`. */
export const checkedWords = (language: Language, chainId: number): string =>
  language === "en"
    ? `All is in order for chain ${chainId}. Nothing was sent.`
    : `链 ${chainId} 检查无误。没有发送任何交易。`;
