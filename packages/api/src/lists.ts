// SPDX-License-Identifier: Apache-2.0
// The lists that a gateway answers from its index of the chain, and by what each can be asked for.

/** The form of a filter's value in a query. */
export type FilterForm =
  /** A whole number in decimals. */
  | "number"
  /** 32 bytes of lower-case hexadecimal. */
  | "bytes32"
  | "address"
  /** A unified social credit code, 18 characters. */
  | "unified-code"
  | "catalogue-code"
  /** A moment, seconds since the epoch: what ends before it. */
  | "time";

/** Filters by list; a request names one at most. A list without one of its own is given whole. */
export const LISTS = {
  organizations: {
    parent: "number",
    level: "number",
    region: "number",
    status: "number",
    code: "unified-code",
    successor: "number",
  },
  seats: { organization: "number", account: "address" },
  duties: { organization: "number", asset: "bytes32" },
  assets: {
    holder: "number",
    custodian: "number",
    region: "number",
    state: "number",
    catalogueCode: "catalogue-code",
    registrar: "number",
    endsBefore: "time",
  },
  procedures: { registrar: "number", holder: "number", stage: "number", dueBefore: "time" },
  rights: {
    asset: "bytes32",
    holder: "number",
    grantor: "number",
    parent: "bytes32",
    endsBefore: "time",
  },
  cases: {
    asset: "bytes32",
    raiser: "number",
    respondent: "number",
    registrar: "number",
    state: "number",
  },
  demands: { organization: "number", asset: "bytes32", status: "number" },
  consents: { asset: "bytes32", provider: "number" },
  requests: {
    asset: "bytes32",
    organization: "number",
    answerer: "number",
    status: "number",
    parent: "bytes32",
    demand: "bytes32",
  },
  grants: {
    asset: "bytes32",
    provider: "number",
    recipient: "number",
    state: "number",
    parent: "bytes32",
    log: "bytes32",
  },
  changes: { grant: "bytes32", provider: "number", recipient: "number" },
  deliveries: {
    grant: "bytes32",
    asset: "bytes32",
    provider: "number",
    recipient: "number",
    result: "number",
  },
  returns: { asset: "bytes32", claimant: "number", holder: "number", state: "number" },
  corrections: {
    asset: "bytes32",
    raiser: "number",
    respondent: "number",
    grant: "bytes32",
    state: "number",
  },
  disputes: {
    subject: "bytes32",
    asset: "bytes32",
    raiser: "number",
    respondent: "number",
    coordinator: "number",
    state: "number",
  },
  findings: {
    against: "number",
    subject: "bytes32",
    authority: "number",
    code: "number",
    state: "number",
  },
  logs: {},
  rules: {},
  types: {},
  calendars: {},
  proposals: {},
  members: {},
} as const satisfies Readonly<Record<string, Readonly<Record<string, FilterForm>>>>;

export type ListPath = keyof typeof LISTS;

/** Lists that are never given whole: each of their things belongs to something. */
export const FILTERED: ReadonlySet<ListPath> = new Set([
  "seats",
  "duties",
  "rights",
  "cases",
  "consents",
  "requests",
  "grants",
  "deliveries",
  "returns",
  "corrections",
  "disputes",
]);

/** Things whose acts can be listed, by the word in the path. */
export const ACT_SUBJECTS = [
  "organization",
  "seat",
  "asset",
  "right",
  "case",
  "request",
  "grant",
  "demand",
  "consent",
  "change",
  "delivery",
  "return",
  "finding",
  "log",
  "rule",
  "type",
  "year",
  "proposal",
  "member",
] as const;
export type ActSubject = (typeof ACT_SUBJECTS)[number];
