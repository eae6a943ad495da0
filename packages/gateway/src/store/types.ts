// SPDX-License-Identifier: Apache-2.0
import type { Entry, Head, HeadsNode, Hex } from "@suyuan/proof";
import type { BlockRef, Finding } from "@suyuan/api";
import type { Claim } from "./claims.ts";
import type { Snapshot } from "./folders.ts";
import type { Subject } from "./keys.ts";
import type { HeldLeaf } from "./recent.ts";
import type { Reference } from "./references.ts";

/** Whose store it is. */
export interface StoreIdentity {
  readonly type: "suyuan/store@3";
  readonly origin: string;
  readonly chainId: number;
  readonly exchangeLog: Hex;
}

/** The end of the log, with all that appending needs. */
export interface Tip {
  readonly size: number;
  readonly root: Hex;
  /** Roots of the complete subtrees, largest first. */
  readonly subtrees: readonly Hex[];
  /** The log's clock at its last entry; it never goes back. */
  readonly logged: number;
  /** Index of the last heads entry; -1 when there is none. */
  readonly lastHeads: number;
}

export interface TreeNode {
  readonly level: number;
  readonly index: number;
  readonly hash: Uint8Array;
}

/** Where a statement lies. */
export interface Place {
  readonly index: number;
  readonly logged: number;
}

/** One statement's entry with every record that leads to it. */
export interface EntryRecord extends Place {
  readonly bytes: Uint8Array;
  /** What the bytes say. */
  readonly leaf: Entry;
  readonly id: Hex;
  readonly claim?: Claim;
  readonly links: readonly { readonly subject: Subject; readonly n: number }[];
}

/** A checkpoint of this log. `anchored` is there once its block is settled. */
export interface CheckpointRecord {
  readonly size: number;
  readonly root: Hex;
  /** The signed note. */
  readonly note: string;
  readonly seen: BlockRef;
  /** Seconds since the epoch; the contract takes no anchor after it. */
  readonly notAfter: number;
  readonly anchored?: { readonly block: BlockRef; readonly previousSize: number };
  /** Blocks in which it was anchored and which the chain has lost since, the newest last. */
  readonly lost?: readonly BlockRef[];
}

/** How many statements a seat has in the log on one day in China, counted from the epoch. */
export interface SeatUse {
  readonly seat: number;
  readonly day: number;
  readonly count: number;
}

/** The heads entry of a checkpoint, with the map's nodes and the counts of seats that changed. */
export interface HeadsRecord {
  readonly index: number;
  readonly bytes: Uint8Array;
  readonly writes: ReadonlyMap<string, HeadsNode | undefined>;
  readonly checkpoint: CheckpointRecord;
  readonly usage: readonly SeatUse[];
}

/** What one synced write puts on disk, all or nothing. */
export interface Commit {
  readonly entries: readonly EntryRecord[];
  readonly nodes: readonly TreeNode[];
  readonly heads: readonly { readonly subject: Subject; readonly head: Head }[];
  readonly closing?: HeadsRecord;
  readonly tip: Tip;
}

/** Nodes that prove the facts behind a run of entries at one block. */
export interface StoredProofs {
  /** Half-open run of indices. */
  readonly first: number;
  readonly until: number;
  readonly block: BlockRef;
  readonly header: Hex;
  /** Headers of the blocks on top of it, the oldest first; left out where a block is final at once. */
  readonly following?: readonly Hex[];
  readonly nodes: readonly Hex[];
}

/**
 * The log on disk, in the words of the domain. Every write is synced before it returns, and whatever is read has been
 * held against its sum, an entry against its leaf hash: else it throws StartRefusal `store-altered`.
 */
export interface LogStore {
  tip(): Tip;
  commit(commit: Commit): Promise<void>;

  entry(index: number): Promise<Uint8Array | undefined>;
  /** Entries of a half-open run of indices, in order, up to the end of the log. */
  entries(from: number, until: number): AsyncIterable<Uint8Array>;
  /** The same with what they say, the latest of them from memory. */
  leaves(from: number, until: number): AsyncIterable<HeldLeaf>;
  places(ids: readonly Hex[]): Promise<(Place | undefined)[]>;
  /** Ids of the statements that made these claims. */
  claims(claims: readonly Claim[]): Promise<(Hex | undefined)[]>;
  /** What is known of statements by their ids. */
  references(ids: readonly Hex[]): Promise<(Reference | undefined)[]>;
  heads(subjects: readonly Subject[]): Promise<(Head | undefined)[]>;
  /** Indices of a subject's entries, ordinals `first` (1 unless given) to `n`. */
  indicesOf(subject: Subject, n: number, first?: number): Promise<number[]>;

  /** @throws Error when the log has no such complete subtree */
  node(level: number, index: number): Promise<Uint8Array>;
  nodes(level: number, from: number, until: number): Promise<Uint8Array[]>;

  headsNodes(paths: readonly string[]): Promise<(HeadsNode | undefined)[]>;
  /** A node as the map was at the checkpoint of `size`, which is the newest anchored one or a later one. */
  headsNodeAt(size: number, path: string): Promise<HeadsNode | undefined>;

  checkpoint(size: number): Promise<CheckpointRecord | undefined>;
  /** The first checkpoint of this size or a larger one. */
  checkpointFrom(size: number): Promise<CheckpointRecord | undefined>;
  latestCheckpoint(): Promise<CheckpointRecord | undefined>;
  /** The newest checkpoint that is anchored. */
  latestAnchored(): Promise<CheckpointRecord | undefined>;
  /** The first anchored checkpoint that covers an index. */
  anchorOf(index: number): Promise<CheckpointRecord | undefined>;
  /** Blocks in which checkpoints that cover an index were anchored, up to the one that is, and that are lost. */
  lostAnchors(index: number): Promise<BlockRef[]>;
  /** Marks a checkpoint as anchored and forgets how the heads map was before it. */
  markAnchored(size: number, anchored: NonNullable<CheckpointRecord["anchored"]>): Promise<void>;
  /** Takes the marks from checkpoints beyond `size`, whose blocks count as lost: the chain does not hold them. */
  unmarkBeyond(size: number): Promise<void>;

  addFinding(index: number, finding: Finding): Promise<void>;
  findings(index: number): Promise<Finding[]>;

  /** Stores proofs; the entries of their run count as tended when all before them do. */
  putProofs(proofs: StoredProofs): Promise<void>;
  /** The blocks of which there are proofs, each once. */
  proofBlocks(): Promise<BlockRef[]>;
  /** Forgets proofs of blocks after a block; their entries are no longer tended. */
  dropProofsAfter(block: number): Promise<void>;
  /** The stored proofs whose run holds an index. */
  proofsFor(index: number): Promise<StoredProofs | undefined>;
  /** The first stored proofs whose run begins at an index or after it. */
  proofsFrom(first: number): Promise<StoredProofs | undefined>;
  /** How many entries were judged again after their anchor and have stored proofs. */
  tended(): Promise<number>;

  /** Entries below this one need not be told to the delivery registry. */
  recorded(): Promise<number>;
  putRecorded(next: number): Promise<void>;

  /** Everything as it lies on disk at this moment, whatever is written meanwhile. */
  snapshot(): Snapshot;

  close(): Promise<void>;
}
