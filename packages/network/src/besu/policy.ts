// SPDX-License-Identifier: Apache-2.0
// Trust policies of a network: the first one, from its genesis block, and the next one when validators change.
import { type Hex, isHex, type Policy, ProofError, readPolicy } from "@suyuan/proof";

import { Failure, type Told } from "../failure.ts";
import { readText } from "../folder.ts";
import { policyChain } from "./files.ts";
import type { Plan } from "./plan.ts";

/** Reads a policy file. @throws Failure `policy-malformed`, `file-unreadable` */
export function policyIn(path: string): Policy {
  return checked(() => readPolicy(JSON.parse(readText(path))), path);
}

function checked(make: () => Policy, path: string): Policy {
  try {
    return make();
  } catch (cause) {
    if (!(cause instanceof ProofError || cause instanceof SyntaxError)) throw cause;
    const code = cause instanceof ProofError ? ` (${cause.code})` : "";
    throw new Failure(
      "policy-malformed",
      {
        zh: `${path} 不是信任策略${code}：${cause.message}`,
        en: `${path} is no policy${code}: ${cause.message}`,
      },
      cause,
    );
  }
}

/**
 * The policy that trusts what the genesis block's validators seal.
 * @param draft what a gateway of this network gives
 * @throws Failure `policy-of-other-chain`
 */
export function sealedPolicy(draft: Policy, plan: Plan, path: string): Policy {
  const chain = policyChain(plan);
  if (draft.chain.chainId !== chain.chainId) {
    throw new Failure("policy-of-other-chain", {
      zh: `${path} 属于链 ${draft.chain.chainId}，而本网络的链是 ${chain.chainId}。`,
      en: `${path} is of chain ${draft.chain.chainId}, and this network of ${chain.chainId}.`,
    });
  }
  const require = [...new Set([...draft.require, "seals" as const])];
  return checked(() => readPolicy({ ...draft, chain, require }), path);
}

const notNext = (told: Told): Failure => new Failure("range-not-next", told);

function addressesOf(validators: readonly string[]): readonly string[] {
  const addresses = validators.map((address) => address.toLowerCase());
  const strange = addresses.find((address) => !isHex(address, 20));
  if (strange !== undefined)
    throw notNext({
      zh: `"${strange}" 不是 20 字节的地址。`,
      en: `"${strange}" is no address of 20 bytes.`,
    });
  return addresses;
}

/**
 * The draft of the policy after a change of validators. Who has authority signs it as an update.
 * @param from the first block that the new set seals: the one after the block in which the vote passed
 * @throws Failure `range-not-next`, `policy-malformed`
 */
export function nextRange(
  policy: Policy,
  from: number,
  validators: readonly string[],
  path: string,
): Policy {
  const { consensus } = policy.chain;
  if (consensus.kind === "none") {
    throw notNext({
      zh: `${path} 没有列出验证人：请先用 "besu policy" 生成第一份策略。`,
      en: `${path} names no validators: make the first policy with "besu policy".`,
    });
  }
  const addresses = addressesOf(validators);
  const last = consensus.sets.at(-1);
  if (last === undefined || from <= last.from) {
    throw notNext({
      zh: `上一个区间从区块 ${last?.from ?? 0} 开始：下一个必须更晚。`,
      en: `The last range begins at block ${last?.from ?? 0}: the next begins later.`,
    });
  }
  if (last.to !== undefined && last.to + 1 !== from) {
    throw notNext({
      zh: `上一个区间到区块 ${last.to} 为止：下一个从 ${last.to + 1} 开始。`,
      en: `The last range ends at block ${last.to}: the next begins at ${last.to + 1}.`,
    });
  }
  const sets = [
    ...consensus.sets.slice(0, -1),
    { ...last, to: from - 1 },
    { from, validators: addresses.toSorted() as Hex[] },
  ];
  const { supersedes: _, ...rest } = policy;
  const chain = { ...policy.chain, consensus: { ...consensus, sets } };
  return checked(() => readPolicy({ ...rest, chain }), path);
}
