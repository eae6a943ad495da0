// SPDX-License-Identifier: Apache-2.0
// Why a policy needs an update, or soon will, in both languages. Those that a verdict gives have its words.
import type { PolicyReason } from "@suyuan/api";
import type { Hex } from "@suyuan/proof";
import type { OpenVote } from "./votes.ts";

/** A vote is under way. */
export function voteReason({ recipient, add, since, voters, needed }: OpenVote): PolicyReason {
  const count = voters === undefined ? "" : ` (${voters} / ${needed})`;
  return {
    code: "vote-under-way",
    block: since,
    sentence: {
      zh: `验证人正在表决${add ? "加入" : "移除"} ${recipient}${count}，自区块 ${since} 起。`,
      en: `Validators are voting to ${add ? "add" : "drop"} ${recipient}${count} since block ${since}.`,
    },
  };
}

/** A vote has passed that the policy does not follow. */
export function passedReason(recipient: Hex, add: boolean, from: number): PolicyReason {
  return {
    code: "vote-passed",
    block: from,
    sentence: {
      zh: `表决已通过：自区块 ${from} 起${add ? "加入" : "移除"} ${recipient}，策略尚未反映。`,
      en: `A vote has passed that the policy does not follow: ${recipient} is ${add ? "added" : "dropped"} from block ${from} on.`,
    },
  };
}

/** The last range that the policy names comes to its end. */
export const endingReason = (to: number): PolicyReason => ({
  code: "range-ends",
  block: to,
  sentence: {
    zh: `策略未指明区块 ${to} 之后的验证人。`,
    en: `The policy names no validators for the blocks after ${to}.`,
  },
});

/** The node says so; no header shows it yet. */
export const toldReason = (block: number): PolicyReason => ({
  code: "node-names-others",
  block,
  sentence: {
    zh: `节点在区块 ${block} 处告知的验证人与策略不同；区块头尚未显示这一点。`,
    en: `At block ${block} the node names other validators than the policy; no header shows it yet.`,
  },
});
