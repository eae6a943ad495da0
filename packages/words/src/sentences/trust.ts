// SPDX-License-Identifier: Apache-2.0
import { timeEn, timeZh } from "../times.ts";
import { say, type Say } from "./parts.ts";

/** What is said of whether the verifier's own policy knows the parties. */
export const TRUST_SENTENCES = {
  "chain-known": ({ chainId }) => ({
    zh: `链 ${chainId} 是策略信任的链。`,
    en: `Chain ${chainId} is the one that the policy trusts.`,
  }),
  "chain-unknown": ({ chainId, expected }) => ({
    zh: `文件来自链 ${chainId}，策略信任的是链 ${expected}。`,
    en: `The file is of chain ${chainId}; the policy trusts chain ${expected}.`,
  }),
  "contracts-known": say(
    "合约的地址和代码与策略一致。",
    "The contracts have the addresses and the code that the policy names.",
  ),
  "contract-address-differs": ({ contract, address, expected }) => ({
    zh: `合约 ${contract} 的地址 ${address} 与策略中的 ${expected} 不一致。`,
    en: `The contract ${contract} is at ${address}; the policy names ${expected}.`,
  }),
  "contract-code-differs": ({ contract, expected }) => ({
    zh: `合约 ${contract} 的代码与策略中的代码哈希 ${expected} 不一致。`,
    en: `The code of the contract ${contract} does not have the policy's code hash ${expected}.`,
  }),
  "chain-has-no-seals": say(
    "该链的区块没有验证人签章，未核验签章。",
    "Not checked: the blocks of this chain carry no validators' seals.",
  ),
  "log-key-known": ({ origin }) => ({
    zh: `存证日志“${origin}”及其密钥是策略信任的。`,
    en: `The policy trusts the log "${origin}" with this key.`,
  }),
  "log-key-unknown": ({ origin }) => ({
    zh: `策略不信任存证日志“${origin}”的这一密钥。`,
    en: `The policy does not trust the log "${origin}" with this key.`,
  }),
  witnessed: ({ count, threshold }) => ({
    zh: `策略指定的见证方中有 ${count} 家为检查点签名，达到要求的 ${threshold} 家。`,
    en: `${count} of the policy's witnesses signed the checkpoint; ${threshold} are asked for.`,
  }),
  "too-few-witnesses": ({ count, threshold }) => ({
    zh: `策略要求 ${threshold} 家见证，只有 ${count} 家为检查点签名，见证不足。`,
    en: `Not checked: ${count} of the policy's witnesses signed the checkpoint; ${threshold} are asked for.`,
  }),
  "no-witnesses-named": say(
    "策略没有指定见证方，未核验见证。",
    "Not checked: the policy names no witnesses.",
  ),
  "witness-signature-wrong": say(
    "有一家策略指定的见证方的签名无效。",
    "The signature of one of the policy's witnesses is not valid.",
  ),
  "time-bounded": ({ from, until }) => ({
    zh: `该条目入日志不早于 ${timeZh(from)}（据日志所见的区块和上一检查点），不晚于 ${timeZh(until)}（据本检查点上链的区块）。`,
    en: `The entry was logged no earlier than ${timeEn(from)} (by the block that the log had seen and the anchor before) and no later than ${timeEn(until)} (by its own anchor).`,
  }),
  "checkpoint-time-bounded": ({ until }) => ({
    zh: `按链上时间，该检查点在 ${timeZh(until)} 上链。`,
    en: `By the chain's clock the checkpoint was anchored at ${timeEn(until)}.`,
  }),
  "timestamps-not-supported": say(
    "本程序尚不能核验时间戳令牌，未核验。",
    "Not checked: this program does not verify time-stamp tokens.",
  ),
  complete: ({ count }) => ({
    zh: `策略指定的见证方核对过该日志：所列即是全部 ${count} 条。`,
    en: `The policy's witnesses replayed the log: the ${count} entries listed are all there are.`,
  }),
  "complete-as-claimed-by-log": ({ count }) => ({
    zh: `按日志自己的说法，所列即是全部 ${count} 条；没有足够的见证，未核验。`,
    en: `Complete as claimed by the log (${count} entries); not checked, for want of witnesses.`,
  }),
} as const satisfies Readonly<Record<string, Say>>;
