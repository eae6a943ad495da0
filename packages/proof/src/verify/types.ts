// SPDX-License-Identifier: Apache-2.0
import type { Hex } from "../bytes.ts";
import type { RightKind, StatementKind } from "../codes.ts";
import type { Digest } from "../digest.ts";
import type { SubjectKind } from "../heads/map.ts";
import type { CheckCode } from "./codes.ts";
import type { Values } from "./values.ts";

/** Three kinds of question that are never merged. */
export const GROUPS = ["integrity", "authorisation", "trust"] as const;
export type Group = (typeof GROUPS)[number];

/** A check that was not done is never a check that passed. */
export type CheckState = "ok" | "failed" | "not-checked";

/** The checks by name, in the order in which a verdict lists them. */
export const CHECK_NAMES = {
  integrity: [
    "format",
    "certificate",
    "statement",
    "signature",
    "inclusion",
    "heads",
    "place",
    "entries",
    "checkpoint",
    "state",
    "anchor",
    "chain-links",
    "times",
    "name",
    "documents",
    "scope",
    "items",
    "origin",
    "data",
  ],
  authorisation: [
    "seat",
    "office",
    "allowance",
    "organization",
    "party",
    "asset",
    "grant",
    "source",
    "coverage",
    "serial",
    "log",
    "registration",
    "right",
    "term",
    "holder",
    "freeze",
    "offer",
    "provider",
    "recipient",
    "use",
    "answer",
    "history",
    "delivery",
    "receipt",
    "rectification",
    "disposal",
  ],
  trust: ["chain", "contracts", "seals", "log-key", "witnesses", "time", "timestamps", "complete"],
} as const;
export type CheckName = (typeof CHECK_NAMES)[Group][number];

/** One line of a verdict. */
export interface Check {
  readonly group: Group;
  readonly name: CheckName;
  readonly state: CheckState;
  readonly code: CheckCode;
  readonly values?: Values;
}

/** What an evidence file says in words: claims, as good as the checks beside them. */
export interface EntrySubject {
  readonly kind: StatementKind;
  readonly id: Hex;
  readonly organization: number;
  readonly seat: number;
  readonly asset: Hex;
  readonly grant?: Hex;
  readonly serial?: number;
  readonly digest?: Digest;
  readonly salted?: boolean;
  /** When the signer says that it was. */
  readonly time: number;
  /** When the log says that it took it. */
  readonly logged: number;
  readonly log: { readonly origin: string; readonly id: Hex };
  readonly index: number;
}

/** What a history file says in words. */
export interface HistorySubject {
  readonly kind: "history";
  readonly of: SubjectKind;
  readonly id: Hex;
  readonly entries: number;
  readonly size: number;
  readonly log: { readonly origin: string; readonly id: Hex };
}

/** What a certificate of a right says in words. */
export interface RightSubject {
  readonly kind: "right";
  readonly of: RightKind;
  readonly id: Hex;
  readonly asset: Hex;
  readonly organization: number;
  /** The organisation's unified social credit code at the moment, where it is proven. */
  readonly code?: string;
  readonly name?: string;
  /** The moment, in seconds. */
  readonly time: number;
}

/** What a certificate of a grant says in words. */
export interface GrantSubject {
  readonly kind: "grant";
  readonly id: Hex;
  readonly asset: Hex;
  readonly provider: number;
  readonly recipient: number;
  readonly providerName?: string;
  readonly recipientName?: string;
  readonly purpose: number;
  /** How the data is handed over, and the term as it was at the moment, where they are proven. */
  readonly method?: string;
  readonly from?: number;
  readonly until?: number;
  /** The moment, in seconds. */
  readonly time: number;
}

export type ExitStatus = 0 | 10 | 11 | 12;

/** The answer to "does this hold?". */
export interface Verdict {
  readonly type: "suyuan/verdict@1";
  /** Left out when the file could not be decoded. */
  readonly subject?: EntrySubject | HistorySubject | RightSubject | GrantSubject;
  /** Between which moments the entry came into the log, as the chain proves it. */
  readonly bounds?: { readonly from: number; readonly until: number };
  readonly checks: readonly Check[];
  /** The worst state of each group's required checks. */
  readonly groups: Readonly<Record<Group, CheckState>>;
  readonly exit: ExitStatus;
}
