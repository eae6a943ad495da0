// SPDX-License-Identifier: Apache-2.0
// Names alone, so that looking up a command's action loads nothing.

/** Commands that carry out one function of a contract each; acts.ts says which. */
const LAW_ACT_NAMES = [
  "asset open",
  "asset assess",
  "asset approve",
  "asset submit",
  "asset accept",
  "asset return",
  "asset resubmit",
  "asset reject",
  "asset review",
  "asset refuse",
  "asset publish",
  "asset confirm",
  "asset withdraw",
  "asset veto",
  "asset lift-veto",
  "asset custodian",
  "right confer",
  "right accept",
  "right waive",
  "right end",
  "right offer",
  "right accept-transfer",
  "right withdraw-transfer",
  "right stage",
  "case object",
  "case dispute",
  "case withdraw",
  "case dismiss",
  "case uphold",
  "org rename",
  "org propose-head",
  "org replace-head",
  "org stop-head",
  "org take-head",
  "org change-parent",
  "org merge",
  "org assign",
  "org split",
  "org abolish",
  "seat compromised",
  "duty assign",
  "duty withdraw",
  "council vote",
  "council veto",
  "council follow",
] as const;
export type LawActName = (typeof LAW_ACT_NAMES)[number];

/** The same of sharing, return flows, corrections, disputes and findings; acts-sharing.ts says which. */
const SHARING_ACT_NAMES = [
  "demand announce",
  "demand match",
  "demand withdraw",
  "request file",
  "request under-consent",
  "request return",
  "request resubmit",
  "request withdraw",
  "request ask-extension",
  "request extend",
  "request consent-onward",
  "grant give",
  "grant refuse",
  "grant suspend",
  "grant report-rectified",
  "grant resume",
  "grant end",
  "grant close",
  "grant dispose",
  "grant accept-change",
  "grant decline-change",
  "grant withdraw-change",
  "grant confirm-change",
  "consent give",
  "consent withdraw",
  "return claim",
  "return connect",
  "return withdraw",
  "case correction",
  "case correct",
  "case reject-correction",
  "case close",
  "case sharing-dispute",
  "case settle",
  "case escalate",
  "case refer",
  "case decide",
  "case execute",
  "finding late",
  "finding annul",
  "finding open",
  "finding self-report",
  "finding drop",
  "finding order",
  "finding report",
  "finding accept",
  "finding reject",
  "finding circulate",
] as const;
export type SharingActName = (typeof SHARING_ACT_NAMES)[number];

export const ACT_NAMES = [...LAW_ACT_NAMES, ...SHARING_ACT_NAMES];
export type ActName = LawActName | SharingActName;

/** Commands that show a list of a gateway's index; lists.ts says which. */
const LAW_LIST_NAMES = [
  "org list",
  "seat list",
  "duty list",
  "asset list",
  "asset due",
  "right list",
  "case list",
  "rule list",
  "type list",
  "council list",
  "council members",
  "acts",
] as const;
export type LawListName = (typeof LAW_LIST_NAMES)[number];

/** The same of sharing; lists-sharing.ts says which. */
const SHARING_LIST_NAMES = [
  "demand list",
  "consent list",
  "request list",
  "grant list",
  "grant changes",
  "delivery list",
  "return list",
  "case corrections",
  "case disputes",
  "finding list",
] as const;
export type SharingListName = (typeof SHARING_LIST_NAMES)[number];

export const LIST_NAMES = [...LAW_LIST_NAMES, ...SHARING_LIST_NAMES];
export type ListName = LawListName | SharingListName;
