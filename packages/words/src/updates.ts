// SPDX-License-Identifier: Apache-2.0
// Why an update of a policy is not followed; the policy at hand stays what it was.
/** Refusals of updates: `update-alone` where there is no policy to start from, else as the library names them. */
export const UPDATE_CODES = [
  "update-alone",
  "policy-not-next",
  "policy-forked",
  "policy-of-other-chain",
  "policy-not-updatable",
  "policy-undersigned",
  "note-not-signed",
  "note-signature-wrong",
] as const;
export type UpdateCode = (typeof UPDATE_CODES)[number];

/** The values name the file by its `path`. */
type Say = (values: Readonly<Record<string, string | number>>) => string;
type UpdateWords = Readonly<Record<UpdateCode, Say>>;

export const ENGLISH_UPDATES: UpdateWords = {
  "update-alone": ({ path }) =>
    `${path} is an update: it takes the place of a policy that you trust already. Give that policy first.`,
  "policy-not-next": ({ path }) =>
    `${path} is not followed: it takes the place of another policy than yours. It is older, belongs to others, or an update between the two is missing.`,
  "policy-forked": ({ path }) =>
    `${path} is not followed: another update has taken the place of the same policy. Ask those who sign updates which of the two holds.`,
  "policy-of-other-chain": ({ path }) =>
    `${path} is not followed: its policy is for another chain than yours.`,
  "policy-not-updatable": ({ path }) =>
    `${path} is not followed: the policy before it names nobody who may update it. Get the new policy itself and compare its fingerprint.`,
  "policy-undersigned": ({ path }) =>
    `${path} is not followed: too few of those whom the policy before it names have signed it as it is.`,
  "note-not-signed": ({ path }) =>
    `${path} is not followed: nobody whom the policy before it names has signed it.`,
  "note-signature-wrong": ({ path }) =>
    `${path} is not followed: a signature on it is false, or it was changed after it was signed.`,
};

export const CHINESE_UPDATES: UpdateWords = {
  "update-alone": ({ path }) =>
    `${path} 是策略更新，用来取代您已经信任的策略。请先提供原来的策略。`,
  "policy-not-next": ({ path }) =>
    `不采用 ${path}：它所取代的不是您现在的策略。它可能更旧、属于别处，或者中间缺少一份更新。`,
  "policy-forked": ({ path }) =>
    `不采用 ${path}：同一份策略已被另一份更新取代。请向签署更新的单位核实以哪一份为准。`,
  "policy-of-other-chain": ({ path }) => `不采用 ${path}：其中的策略属于另一条链。`,
  "policy-not-updatable": ({ path }) =>
    `不采用 ${path}：前一份策略没有指定由谁更新。请直接取得新策略，并核对指纹。`,
  "policy-undersigned": ({ path }) =>
    `不采用 ${path}：前一份策略所指定的签署人，签署其现有内容的不足规定数目。`,
  "note-not-signed": ({ path }) => `不采用 ${path}：前一份策略所指定的签署人都没有签署。`,
  "note-signature-wrong": ({ path }) => `不采用 ${path}：有签名不真实，或者签署后内容被改动。`,
};
