// SPDX-License-Identifier: Apache-2.0
import type { ContractName } from "@suyuan/chain";
import type { Hex } from "@suyuan/proof";
import type { ListQuery } from "./lists.ts";
import type { Position } from "./position.ts";

/** Whose index it is, and by which rules it was made: where one of these differs it is made anew. */
export interface IndexIdentity {
  readonly version: number;
  readonly chainId: number;
  readonly deploymentId: Hex;
}

/** A value as JSON has it; integers beyond 48 bits are decimal strings. */
export type Plain =
  string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain };

/** An act: an event of the chain with all that the index keeps of it. */
export interface Act {
  readonly contract: ContractName;
  readonly name: string;
  readonly args: Readonly<Record<string, Plain>>;
  readonly block: number;
  readonly logIndex: number;
  /** Time of its block, seconds since the epoch. */
  readonly time: number;
  readonly transaction: Hex;
}

/** What the index holds a row of, and the history of. */
export const KINDS = [
  "organization",
  "seat",
  "assignment",
  "duty",
  "asset",
  "right",
  "case",
  "request",
  "grant",
  "log",
  "rule",
  "type",
  "year",
  "proposal",
  "member",
] as const;
export type Kind = (typeof KINDS)[number];

/** One thing: its kind and its id as text (a number in decimals, bytes in hexadecimal). */
export interface Subject {
  readonly kind: Kind;
  readonly id: string;
}

/** A thing as its acts have left it. */
export interface Row {
  readonly id: string | number;
  /** The act that made it. */
  readonly at: Position;
  readonly [name: string]: Plain;
}

/** Rows by their keys. */
export type Rows = Map<string, Row | undefined>;

/** A block up to which the chain is known. */
export interface BlockName {
  readonly number: number;
  readonly hash: Hex;
}

/** The acts of one block, in their order. */
export interface BlockActs extends BlockName {
  readonly acts: readonly Act[];
}

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
  /** Every act that a thing had a part in, oldest first. */
  history(subject: Subject, page: PageQuery): Promise<Page<Act>>;

  /** Every record as it is stored, by its key: two indexes of the same blocks hold the same ones. */
  records(): AsyncIterable<readonly [key: string, bytes: Uint8Array]>;

  close(): Promise<void>;
}
