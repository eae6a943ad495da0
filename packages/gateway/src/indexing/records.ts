// SPDX-License-Identifier: Apache-2.0
// Records of the index as bytes, and back. It trusts what it wrote itself.
import type { ContractName } from "@suyuan/chain";
import { fromUtf8, type Hex, utf8 } from "@suyuan/proof";
import { blockOf, logIndexOf, type Position } from "./position.ts";
import type { Act, BlockName, Row } from "./types.ts";

/** The end of the index. */
export interface Tip extends BlockName {
  /** Acts up to it. */
  readonly acts: number;
}

/** What one block has changed. */
export interface Undo extends BlockName {
  /** How many acts it has. */
  readonly acts: number;
  /** Its records of acts and of parts in them, which nothing was before. */
  readonly made: readonly string[];
  /** Rows as they were, by their keys. */
  readonly rows: readonly (readonly [key: string, row: Row | null])[];
}

type StoredAct = readonly [ContractName, string, Act["args"], number, Hex];

export const encodeJson = (value: unknown): Uint8Array => utf8(JSON.stringify(value));
export const decodeJson = (bytes: Uint8Array): unknown => JSON.parse(fromUtf8(bytes));

/** An act as it is stored; where it stands is told by its key. */
export const actText = ({ contract, name, args, time, transaction }: Act): string =>
  JSON.stringify([contract, name, args, time, transaction] satisfies StoredAct);

export function decodeAct(position: Position, bytes: Uint8Array): Act {
  const [contract, name, args, time, transaction] = decodeJson(bytes) as StoredAct;
  const place = { block: blockOf(position), logIndex: logIndexOf(position) };
  return { contract, name, args, ...place, time, transaction };
}
