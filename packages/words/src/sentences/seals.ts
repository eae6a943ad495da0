// SPDX-License-Identifier: Apache-2.0
import type { Say } from "./parts.ts";

/** What is said of who sealed the block. Of a Clique block never more than under what it is buried. */
export const SEALS_SENTENCES = {
  sealed: ({ number, count, of, needed, hash }) => ({
    zh: `区块 ${number}（${hash}）由策略所列 ${of} 家验证人中的 ${count} 家签章，达到所需的 ${needed} 家，已是最终区块。`,
    en: `Block ${number} (${hash}) is final: ${count} of the policy's ${of} validators sealed it; ${needed} are needed.`,
  }),
  "sealed-weaker": ({ number, count, of, needed, hash }) => ({
    zh: `区块 ${number}（${hash}）由策略所列 ${of} 家验证人中的 ${count} 家签章，达到所需的 ${needed} 家；这种旧式链的节点自身只要求更少的签章，保证弱于 QBFT。`,
    en: `Block ${number} (${hash}) was sealed by ${count} of the policy's ${of} validators; ${needed} are needed. Nodes of this older kind of chain take fewer, so this is weaker than QBFT.`,
  }),
  buried: ({ number, following, signers, hash }) => ({
    zh: `区块 ${number}（${hash}）之后已有 ${following} 个区块，由 ${signers} 家不同的授权签署人签章。这种链只能如此表明：更换分支的可能性很小，但并非没有。`,
    en: `Block ${number} (${hash}) is buried under ${following} following headers by ${signers} distinct authorised signers. A chain of this kind can show no more: another branch is unlikely, not ruled out.`,
  }),
  "no-validators-named": ({ number }) => ({
    zh: `策略没有写明区块 ${number} 由哪些验证人签章，未核验；可能需要更新策略。`,
    en: `Not checked: the policy names no validators for block ${number}; it may need an update.`,
  }),
  "not-buried": ({ number, count, needed, signers, threshold }) => ({
    zh: `区块 ${number} 之后只有 ${count} 个区块、${signers} 家签署人；策略要求 ${needed} 个区块、${threshold} 家，未达到。`,
    en: `Not checked: block ${number} is followed by ${count} headers of ${signers} signers; the policy asks for ${needed} headers of ${threshold}.`,
  }),
  "header-of-other-kind": ({ kind, field }) => ({
    zh: `区块头的 ${field} 不符合 ${kind} 链的规则。`,
    en: `The header's ${field} is not that of a ${kind} chain.`,
  }),
  "validators-differ": () => ({
    zh: "区块头所列的验证人与策略不一致：或是别的链，或是验证人已变更而策略没有更新。",
    en: "The header lists other validators than the policy: it is of another chain, or they changed and the policy did not.",
  }),
  "proposer-differs": ({ proposer }) => ({
    zh: `区块的提议人 ${proposer} 不是策略所列的验证人。`,
    en: `The block's proposer ${proposer} is none of the policy's validators.`,
  }),
  "too-few-seals": ({ count, needed, of }) => ({
    zh: `区块头只有 ${count} 个签章；${of} 家验证人需要 ${needed} 家。`,
    en: `The header carries ${count} seals; of ${of} validators ${needed} are needed.`,
  }),
  "too-many-seals": ({ count, of }) => ({
    zh: `区块头有 ${count} 个签章，而策略只列了 ${of} 家验证人。`,
    en: `The header carries ${count} seals, and the policy names ${of} validators only.`,
  }),
  "seal-invalid": () => ({
    zh: "区块头中有一个签章无效。",
    en: "A seal of the header is no signature.",
  }),
  "seal-of-outsider": ({ signer }) => ({
    zh: `签章恢复出的地址 ${signer} 不是策略所列的验证人：或是别人的签章，或是区块头已被改动。`,
    en: `A seal recovers the address ${signer}, none of the policy's validators: others sealed, or the header was changed.`,
  }),
  "seal-twice": ({ signer }) => ({
    zh: `验证人 ${signer} 在同一区块头上签章两次。`,
    en: `The validator ${signer} sealed the header twice.`,
  }),
  "header-unlinked": ({ number }) => ({
    zh: `区块头 ${number} 不是前一个区块头的后继。`,
    en: `The header ${number} does not follow the one before it.`,
  }),
  "signer-too-soon": ({ number, signer }) => ({
    zh: `签署人 ${signer} 按规则还不能签署区块 ${number}。`,
    en: `By the chain's rules the signer ${signer} could not seal block ${number} yet.`,
  }),
} as const satisfies Readonly<Record<string, Say>>;
