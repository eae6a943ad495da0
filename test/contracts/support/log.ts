// SPDX-License-Identifier: Apache-2.0
// Acts on logs: the province, one open log, and a tree to put into it.
import type { Act } from "./chain.ts";
import { hexOf, leafOf, MerkleTree } from "./merkle.ts";
import { Suite } from "./suite.ts";
import { hash, openLog, type Province, type Seat } from "./world.ts";

const NEVER = 2 ** 48 - 1;
const LEAVES = 40;

const tree = new MerkleTree(Array.from({ length: LEAVES }, (_, i) => leafOf(Buffer.from([i]))));

export const root = (size: number): string => hexOf(tree.root(size));
export const proof = (from: number, to: number): string[] => tree.consistency(from, to).map(hexOf);
/** A log that no test has opened yet. */
export const ANOTHER = hash("another log");

export interface Checkpoint {
  readonly size: number;
  readonly root?: string;
  readonly proof?: readonly string[];
  readonly notAfter?: number;
  readonly by?: string;
  readonly log?: string;
}

export class LogTests extends Suite {
  /** The log that is open. */
  log = "";

  protected override async prepare(province: Province): Promise<void> {
    this.log = await openLog(province, "log");
  }

  open(by: Seat, other: { log?: string; operator?: Seat; key?: string } = {}): Act {
    const operator = other.operator ?? this.province.operator;
    const args = [other.log ?? ANOTHER, operator.number, other.key ?? hash("key")];
    return this.world.bySeat(by, "exchangeLog", "open", ...args);
  }

  advance(one: Checkpoint): Act {
    const by = one.by ?? this.province.operator.account;
    const args = [
      ...[one.log ?? this.log, one.size, one.root ?? root(one.size || 1)],
      ...[one.proof ?? [], one.notAfter ?? NEVER],
    ];
    return this.world.act(by, "exchangeLog", "advance", ...args);
  }

  /** An act of the centre's head of the data office. */
  byHead(fn: string, ...args: unknown[]): Act {
    return this.world.bySeat(this.province.centreHead, "exchangeLog", fn, ...args);
  }
}
