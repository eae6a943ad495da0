// SPDX-License-Identifier: Apache-2.0
import type { Hex } from "../bytes.ts";
import type { Signature } from "../statement/signature.ts";
import type { Statement } from "../statement/types.ts";

/** A block that the log knew as settled. */
export interface SeenBlock {
  readonly number: number;
  readonly hash: Hex;
  /** Seconds since the epoch. */
  readonly time: number;
}

/** An entry's place among those of one subject. */
export interface ChainLink {
  /** Asset or grant id. */
  readonly subject: Hex;
  /** Ordinal among the subject's entries, from 1. */
  readonly n: number;
  /** Leaf hash of the one before; absent on the first. */
  readonly prev?: Hex;
}

/** A statement as the log holds it. */
export interface Entry {
  readonly type: "suyuan/entry@1";
  readonly statement: Statement;
  readonly signatures: readonly Signature[];
  /** The log's clock, seconds since the epoch; never less than in the entry before. */
  readonly logged: number;
  readonly seen: SeenBlock;
  /** Asset first, then the grant where there is one. */
  readonly chain: readonly ChainLink[];
}

/** The last leaf of every checkpoint: where the chain of each subject stands. */
export interface HeadsEntry {
  readonly type: "suyuan/heads@1";
  readonly log: Hex;
  /** The index of this leaf, which is the number of leaves before it. */
  readonly size: number;
  readonly logged: number;
  readonly seen: SeenBlock;
  /** Subjects in the map. */
  readonly count: number;
  readonly root: Hex;
}
