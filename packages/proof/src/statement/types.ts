// SPDX-License-Identifier: Apache-2.0
// docs/spec/statement.md says what each member means.
import type { Hex } from "../bytes.ts";
import type { Channel, StatementKind } from "../codes.ts";
import type { Digest } from "../digest.ts";

export type StatementType = `suyuan/${StatementKind}@1`;

/** What every statement says. */
export interface StatementCommon {
  readonly chainId: number;
  /** The ExchangeLog contract: the domain that signatures are made for. */
  readonly exchangeLog: Hex;
  /** The one log that it is for: SHA-256 of the log's origin line. */
  readonly log: Hex;
  /** When the signer says that it was; seconds since the epoch. */
  readonly time: number;
  /** 16 random bytes. */
  readonly nonce: Hex;
  readonly organization: number;
  readonly seat: number;
  readonly asset: Hex;
}

/** A statement by its log and its id: it may lie in another centre's log. */
export interface StatementRef {
  readonly log: Hex;
  readonly id: Hex;
}

/** A list kept as a document: its length and its RFC 9162 root. */
export interface ListRef {
  readonly count: number;
  readonly root: Hex;
}

export type Sources = { readonly list: readonly StatementRef[] } | ListRef;

export interface DatasetVersion extends StatementCommon {
  readonly type: "suyuan/dataset-version@1";
  readonly digest: Digest;
  readonly salted: boolean;
  /** SHA-256 of the canonical schema document. */
  readonly schema: Hex;
  readonly custodian?: true;
  /** The id of the version before. */
  readonly supersedes?: Hex;
  readonly sources?: Sources;
  readonly activity?: string;
}

export interface Delivery extends StatementCommon {
  readonly type: "suyuan/delivery@1";
  readonly version: Hex;
  readonly grant: Hex;
  readonly serial: number;
  readonly recipient: number;
  readonly digest: Digest;
  readonly salted: boolean;
  readonly channel: Channel;
  readonly parts?: ListRef;
  readonly custodian?: true;
}

export interface Receipt extends StatementCommon {
  readonly type: "suyuan/receipt@1";
  readonly grant: Hex;
  readonly delivery: StatementRef;
  readonly digest: Digest;
  readonly salted: boolean;
  readonly result: "accepted" | "mismatch";
  /** The id of the receipt that this one replaces. */
  readonly supersedes?: Hex;
}

export interface Use extends StatementCommon {
  readonly type: "suyuan/use@1";
  readonly grant: Hex;
  readonly purpose: number;
  readonly from: number;
  readonly until: number;
  readonly count: number;
  /** Commitment. */
  readonly effect: Hex;
  /** Commitment. */
  readonly storage?: Hex;
}

export interface Disposal extends StatementCommon {
  readonly type: "suyuan/disposal@1";
  readonly grant: Hex;
  readonly method: "destroyed" | "returned" | "sealed";
  readonly disposedAt: number;
  /** Commitment. */
  readonly record: Hex;
}

export interface Mirror extends StatementCommon {
  readonly type: "suyuan/mirror@1";
  readonly version: Hex;
  readonly state: "in-sync" | "drifted" | "stopped";
  /** Seconds behind the source. */
  readonly lag: number;
  readonly digest?: Digest;
  readonly salted?: boolean;
}

/** A seat of an organisation, as who signs. */
export interface Signer {
  readonly organization: number;
  readonly seat: number;
}

export interface Reconciliation extends StatementCommon {
  readonly type: "suyuan/reconciliation@1";
  readonly grant: Hex;
  readonly from: number;
  readonly until: number;
  readonly count: number;
  /** RFC 9162 root over the sorted ids of the deliveries. */
  readonly deliveries: Hex;
  readonly counterparty: Signer;
}

export interface Withdrawal extends StatementCommon {
  readonly type: "suyuan/withdrawal@1";
  readonly grant?: Hex;
  readonly target: { readonly id: Hex } | { readonly serial: number };
  readonly reason: number;
}

/** What was done to the log or to what stands beside it; its `asset` is the log itself. */
export interface Administration extends StatementCommon {
  readonly type: "suyuan/administration@1";
  readonly act: string;
  /** When it was done, seconds since the epoch. */
  readonly at: number;
  /** What it was done to: a digest, or a commitment. */
  readonly subject: Hex;
  /** The organisation that it concerns. */
  readonly concerned?: number;
  /** The seat at whose word it was done. */
  readonly by?: number;
}

export type Statement =
  | DatasetVersion
  | Delivery
  | Receipt
  | Use
  | Disposal
  | Mirror
  | Reconciliation
  | Withdrawal
  | Administration;
