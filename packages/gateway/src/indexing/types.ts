// SPDX-License-Identifier: Apache-2.0
import type { ContractName } from "@suyuan/chain";
import type { Hex } from "@suyuan/proof";
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

/** Values by their names. */
export type Fields = Readonly<Record<string, Plain>>;

/** An act: an event of the chain with all that the index keeps of it. */
export interface Act {
  readonly contract: ContractName;
  readonly name: string;
  readonly args: Fields;
  readonly block: number;
  readonly logIndex: number;
  /** Time of its block, seconds since the epoch. */
  readonly time: number;
  readonly transaction: Hex;
}

export type Args = Act["args"];

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
