// SPDX-License-Identifier: Apache-2.0
import type { ListQuery } from "./lists.ts";
import type { Act, BlockActs, BlockName, Row, Subject } from "./types.ts";

/** What one write adds. */
export interface IndexCommit {
  readonly blocks: readonly BlockActs[];
  /** The last block that was looked at; the blocks between had no acts. */
  readonly tip: BlockName;
  /** Blocks from this one on may be lost again: what they change is kept to be undone. */
  readonly undoFrom: number;
}

/** A place in a list; the page begins behind it. */
export interface PageQuery {
  readonly limit: number;
  readonly after?: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page begins; absent at the end. */
  readonly next?: string;
}

/** A thing with its row, and its place in a list. */
export interface Thing extends Subject {
  readonly row: Row;
  readonly place: string;
}

/** What the chain's acts add up to, in the words of the domain. All of it can be made anew from the chain. */
export interface IndexStore {
  /** The last block that is in it; undefined in a new one. */
  tip(): BlockName | undefined;
  /** How many acts are in it. */
  count(): number;
  /** Adds blocks, all or nothing. */
  commit(commit: IndexCommit): Promise<void>;
  /**
   * Takes back blocks that the chain has lost, newest first.
   * @param isStill whether the chain still has a block
   * @returns false when more is lost than can be taken back: `clear` and begin again
   */
  rollBack(isStill: (block: BlockName) => Promise<boolean>): Promise<boolean>;
  /** Forgets everything. */
  clear(): Promise<void>;

  row(subject: Subject): Promise<Row | undefined>;
  rows(subjects: readonly Subject[]): Promise<(Row | undefined)[]>;
  list(query: ListQuery, page: PageQuery): Promise<Page<Row>>;
  /** The same of a list of things of several kinds. */
  things(query: ListQuery, page: PageQuery): Promise<Page<Thing>>;
  /** Every act that a thing had a part in, oldest first. */
  history(subject: Subject, page: PageQuery): Promise<Page<Act>>;
  /** Every act, in the order of the chain. */
  acts(page: PageQuery): Promise<Page<Act>>;

  /** Every record as it is stored, by its key: two indexes of the same blocks hold the same ones. */
  records(): AsyncIterable<readonly [key: string, bytes: Uint8Array]>;

  close(): Promise<void>;
}

/** What reading needs of it. */
export type IndexReads = Pick<IndexStore, "row" | "rows" | "list" | "things">;
