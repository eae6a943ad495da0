// SPDX-License-Identifier: Apache-2.0
import type { Summary } from "../batch/tally.ts";
import type { InboxWords } from "./inbox.ts";
import type { ChainInfo, Standing } from "@suyuan/sdk";

/** Labels of results, and the fields that the chain and the gateway answer with. */
export const LABELS = [
  "account",
  "activity",
  "against",
  "answerer",
  "asked",
  "asset",
  "attribute",
  "authority",
  "awaiting",
  "basis",
  "block",
  "breach",
  "by",
  "bytes",
  "capacities",
  "case",
  "catalogueCode",
  "chainId",
  "change",
  "claimant",
  "claimedAt",
  "clock",
  "code",
  "commitment",
  "connectedAt",
  "consensus",
  "contract",
  "custodian",
  "dailyLimit",
  "days",
  "deadline",
  "decider",
  "decision",
  "delivered",
  "deliveryDue",
  "demand",
  "disposal",
  "disposalDue",
  "due",
  "executableAt",
  "file",
  "finding",
  "fingerprint",
  "following",
  "followingSigners",
  "foundBy",
  "from",
  "frozen",
  "grade",
  "grant",
  "grantedAt",
  "grantor",
  "grounds",
  "head",
  "holder",
  "holdingRight",
  "index",
  "inForce",
  "key",
  "keyHash",
  "kind",
  "legalBasis",
  "level",
  "localNumber",
  "log",
  "logged",
  "method",
  "name",
  "nameHash",
  "needed",
  "offer",
  "office",
  "opened",
  "orderedBy",
  "organization",
  "parent",
  "policy",
  "procedure",
  "proposal",
  "provider",
  "provisional",
  "public",
  "purpose",
  "queryCode",
  "quota",
  "raiser",
  "reason",
  "recipient",
  "recordedHolder",
  "recordHash",
  "rectifyBy",
  "region",
  "registeredAt",
  "registrar",
  "reportedAt",
  "request",
  "requester",
  "required",
  "respondent",
  "result",
  "returned",
  "returnFlow",
  "right",
  "saltFile",
  "scope",
  "scopeCommitment",
  "seat",
  "serial",
  "settled",
  "sha256",
  "signed",
  "sm2KeyHash",
  "sm3",
  "source",
  "stage",
  "state",
  "statement",
  "statements",
  "status",
  "subject",
  "successor",
  "superseded",
  "suspendedBy",
  "suspendedSince",
  "time",
  "transaction",
  "type",
  "token",
  "until",
  "validator",
  "validators",
  "verifierKey",
  "version",
  "veto",
  "voteEnd",
  "votes",
  "voteStart",
  "wantedUntil",
  "witnesses",
] as const;

export type Label = (typeof LABELS)[number];

/** Numbers on the chain whose meaning is a word; the list of each begins at 0. */
export interface Vocabulary {
  readonly organizationStatus: readonly string[];
  readonly seatState: readonly string[];
  readonly assetState: readonly string[];
  readonly grantState: readonly string[];
  readonly logState: readonly string[];
  readonly office: readonly string[];
  readonly level: readonly string[];
  readonly attribute: readonly string[];
  readonly grade: readonly string[];
  readonly capacities: readonly string[];
  /** Stages of a registration procedure. */
  readonly stage: readonly string[];
  /** Effects of registration types. */
  readonly effect: readonly string[];
  readonly valueStage: readonly string[];
  readonly vetoAct: readonly string[];
  readonly rightKind: readonly string[];
  readonly rightBasis: readonly string[];
  readonly rightState: readonly string[];
  readonly caseKind: readonly string[];
  readonly caseState: readonly string[];
  readonly requestStatus: readonly string[];
  readonly method: readonly string[];
  readonly disposal: readonly string[];
  readonly changeKind: readonly string[];
  readonly changeState: readonly string[];
  readonly receiptResult: readonly string[];
  readonly consentState: readonly string[];
  readonly demandStatus: readonly string[];
  readonly returnState: readonly string[];
  readonly findingKind: readonly string[];
  readonly findingState: readonly string[];
  /** Limits whose passing is a finding. */
  readonly clock: readonly string[];
  readonly mark: readonly string[];
  readonly proposalKind: readonly string[];
  readonly proposalState: readonly string[];
}

/** The words of one language beside help and failures. */
export interface Words {
  readonly labels: Readonly<Record<Label, string>>;
  /** What administrations tell, by their acts. */
  readonly acts: Readonly<Record<string, string>>;
  readonly vocabulary: Vocabulary;
  readonly prompts: { readonly passphrase: string; readonly passphraseAgain: string };
  readonly help: {
    readonly usage: string;
    readonly arguments: string;
    readonly options: string;
    readonly commands: string;
    readonly about: string;
    readonly showHelp: string;
    readonly optionsWord: string;
    readonly commandWord: string;
  };
  /** Whether the validators that the gateway's policy names still seal. */
  readonly policyStates: Readonly<Record<ChainInfo["policy"]["watch"]["state"], string>>;
  /** Whether the chain still has the block of a file. */
  readonly standings: Readonly<Record<Standing["state"], string>>;
  readonly steps: {
    readonly logged: string;
    readonly anchored: string;
    readonly witnessed: string;
  };
  /** What a statement waits for, by the gateway's words with # for numbers; those are shown where there are none here. */
  readonly awaited: Readonly<Record<string, string>>;
  readonly accepted: string;
  /** Said of a proposal to change a grant. */
  readonly declined: string;
  readonly mismatch: string;
  readonly inbox: InboxWords;
  readonly yes: string;
  readonly no: string;
  readonly since: string;
  readonly saved: (path: string) => string;
  /** What came of a batch of files. */
  readonly batchIs: (summary: Summary & { readonly leftOut: number }) => string;
  /** Working days that are left; 0 on the last day. */
  readonly dueIn: (workingDays: number) => string;
  /** Working days that have begun since the deadline. */
  readonly lateBy: (workingDays: number) => string;
  /** Said of a deadline that lies in a year whose holidays are not published. */
  readonly provisional: string;
  /** Said of an empty list. */
  readonly nothing: string;
  readonly done: string;
  readonly nextPage: (cursor: string) => string;
  readonly indexBehind: (blocks: number) => string;
}
