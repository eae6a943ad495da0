// SPDX-License-Identifier: Apache-2.0
// What the contract has of this log, and that the marks in the store say the same.
import type { BlockRef } from "@suyuan/api";
import { type ChainClient, ChainError, type LogFacts } from "@suyuan/chain";
import type { CryptoProvider, Hex } from "@suyuan/proof";
import { StartRefusal } from "../refusal.ts";
import type { CheckpointRecord, LogStore } from "../store/types.ts";
import { rootOf } from "./root.ts";

export interface AnchoredParts {
  readonly client: ChainClient;
  readonly store: LogStore;
  readonly log: Hex;
  readonly crypto: CryptoProvider;
}

/** The checkpoints that the contract has taken. */
export class Anchored {
  readonly #parts: AnchoredParts;
  #rewinds = 0;

  constructor(parts: AnchoredParts) {
    this.#parts = parts;
  }

  /**
   * The log as the contract has it, compared with the store as far as that reaches.
   * @throws StartRefusal `store-forked`; ChainError
   */
  async facts(tag?: number): Promise<LogFacts> {
    const facts = await this.#parts.client.log(this.#parts.log, tag);
    await this.#requireSame(facts.size, facts.root);
    return facts;
  }

  /**
   * Where the contract has a checkpoint at a block, if it has it.
   * @throws StartRefusal `store-forked`; ChainError
   */
  async at(size: number, block: BlockRef): Promise<CheckpointRecord["anchored"]> {
    const { client, log } = this.#parts;
    const facts = await client.checkpoint(log, size, block.number);
    if (!facts) return undefined;
    await this.#requireSame(size, facts.root);
    const { number, hash, time } = await client.block(facts.blockNumber);
    return { block: { number, hash, time }, previousSize: facts.previousSize };
  }

  /**
   * Takes back marks and proofs of blocks that the chain does not have any more.
   * @param size of the log on the chain, at the settled block
   * @param rewinds how often the chain has lost a settled block
   * @throws ChainError
   */
  async forgetLost(size: number, settled: BlockRef, rewinds: number): Promise<void> {
    const { store } = this.#parts;
    await store.unmarkBeyond(await this.#stillMarked(size, settled));
    if (rewinds === this.#rewinds) return;
    await store.dropProofsAfter(await this.#lastProven());
    this.#rewinds = rewinds;
  }

  async #requireSame(size: number, root: Hex): Promise<void> {
    const { store, crypto } = this.#parts;
    if (size === 0 || size > store.tip().size) return;
    if ((await rootOf(store, size, crypto)) === root) return;
    const what = `the chain holds another root than the store at size ${size}`;
    throw new StartRefusal("store-forked", what);
  }

  /** The largest anchored size up to `size` whose block the chain still has: the same transaction may be in another. */
  async #stillMarked(size: number, settled: BlockRef): Promise<number> {
    const { store } = this.#parts;
    let record = await store.latestAnchored();
    while (record?.anchored) {
      const now = record.size <= size ? await this.at(record.size, settled) : undefined;
      if (now?.block.hash === record.anchored.block.hash) return record.size;
      record = await store.checkpoint(record.anchored.previousSize);
    }
    return 0;
  }

  /** The newest block of stored proofs that the chain still has; -1 where it has none. */
  async #lastProven(): Promise<number> {
    const all = await this.#parts.store.proofBlocks();
    for (const block of all.toSorted((one, other) => other.number - one.number))
      if (await this.#stands(block)) return block.number;
    return -1;
  }

  async #stands({ number, hash }: BlockRef): Promise<boolean> {
    try {
      return (await this.#parts.client.block(number)).hash === hash;
    } catch (error) {
      if (error instanceof ChainError && error.code === "not-found") return false;
      throw error;
    }
  }
}
