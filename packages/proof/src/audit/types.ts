// SPDX-License-Identifier: Apache-2.0
import type { Hex } from "../bytes.ts";
import type { CryptoProvider } from "../crypto.ts";
import type { EntryTimeFault } from "../entry.ts";

/** In what a log's leaves can contradict themselves, or the checkpoints given. */
export type DisagreementCode =
  | EntryTimeFault
  | "leaf-unreadable"
  | "wrong-log"
  | "logged-before"
  | "statement-repeated"
  | "serial-used"
  | "chain-ordinal"
  | "chain-previous"
  | "heads-size"
  | "heads-count"
  | "heads-root"
  | "checkpoint-root"
  | "checkpoint-without-heads"
  | "checkpoint-not-reached";

/** The first place where a log is not what it says. */
export interface Disagreement {
  /** Index of the leaf; for a checkpoint, that of its last leaf. */
  readonly index: number;
  readonly code: DisagreementCode;
  /** One sentence with the values that disagree. */
  readonly message: string;
  readonly cause?: unknown;
}

/** A checkpoint that the leaves must lead to, from the log's notes or from the chain. */
export interface KnownCheckpoint {
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
}

export interface ReplayOptions {
  /** The log's id. */
  readonly log: Hex;
  /** In any order. */
  readonly checkpoints?: readonly KnownCheckpoint[];
  readonly crypto?: CryptoProvider;
}

/** What the leaves come to. */
export interface ReplayState {
  readonly size: number;
  /** Root of the tree, 32 bytes. */
  readonly root: Uint8Array;
  /** Root and count of the heads map over all entries so far. */
  readonly heads: { readonly root: Uint8Array; readonly count: number };
}

export type ReplayResult =
  | ({ readonly ok: true } & ReplayState)
  | { readonly ok: false; readonly disagreement: Disagreement };
