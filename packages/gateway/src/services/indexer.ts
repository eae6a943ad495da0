// SPDX-License-Identifier: Apache-2.0
// Keeps the index at the settled block: makes it anew from the chain's events, follows block by block, takes
// back what the chain has lost. Nothing of the log waits for it.
import type { BlockRef } from "@suyuan/api";
import { type AbiValues, type ChainClient, ChainError, type ChainEvent } from "@suyuan/chain";
import { type Hex, holdingRightId } from "@suyuan/proof";
import {
  INDEX_PORTION_ACTS,
  INDEX_RANGE_ACTS,
  MAX_INDEX_RANGE,
  UNDO_BLOCKS,
} from "../constraints.ts";
import type { IndexStore } from "../indexing/index-store.ts";
import type { Act, BlockActs, BlockName } from "../indexing/types.ts";
import { isAway } from "./away.ts";
import { plainJson } from "./json.ts";

export interface IndexerParts {
  readonly client: ChainClient;
  readonly index: IndexStore;
  /** The settled block; undefined while the chain does not answer. */
  readonly settled: () => BlockRef | undefined;
}

/** How far the index is. */
export interface IndexProgress {
  /** The last block in it; undefined in a new one. */
  readonly block: BlockName | undefined;
  /** Blocks up to the settled one. */
  readonly behind: number;
  readonly acts: number;
}

/** A run of blocks with their events. */
interface Range {
  /** Hash of the block before; undefined for the first run, and when the chain has lost that block. */
  readonly parent: BlockName["hash"] | undefined;
  readonly last: BlockName;
  readonly events: readonly ChainEvent[];
}

const FIRST_RANGE = 50;

/** Acts that begin, change or end the holding right of their asset. */
const HOLDING_ACTS: ReadonlySet<string> = new Set([
  "AssetConfirmed",
  "AssetCancelled",
  "HolderMoved",
  "TransferAccepted",
]);

export class Indexer {
  readonly #parts: IndexerParts;
  #length = FIRST_RANGE;
  /** The run that is being fetched while the one before is taken in. */
  #ahead: { readonly from: number; readonly range: Promise<Range | undefined> } | undefined;

  constructor(parts: IndexerParts) {
    this.#parts = parts;
  }

  get progress(): IndexProgress {
    const { index, settled, client } = this.#parts;
    const block = index.tip();
    const from = block?.number ?? client.deployment.block - 1;
    const target = settled()?.number ?? from;
    return { block, behind: Math.max(0, target - from), acts: index.count() };
  }

  /**
   * Takes in the next run of blocks.
   * @returns whether there are more
   */
  async step(): Promise<boolean> {
    const { index, settled } = this.#parts;
    const target = settled();
    const tip = index.tip();
    if (!target || tip?.hash === target.hash) return false;
    try {
      return await this.#towards(target, tip);
    } catch (error) {
      this.#ahead = undefined;
      if (!isAway(error) && !isLost(error)) throw error;
      // A run that the node does not answer in time, or at all, may be too long for it.
      if (!isLost(error)) this.#length = Math.max(1, this.#length >> 1);
      return false;
    }
  }

  async #towards(target: BlockRef, tip: BlockName | undefined): Promise<boolean> {
    const from = tip ? tip.number + 1 : this.#parts.client.deployment.block;
    if (tip && from > target.number) return !(await this.#isSound(tip));
    const ahead = this.#ahead?.from === from ? this.#ahead.range : this.#fetch(from, target);
    this.#ahead = undefined;
    const range = await ahead;
    // The chain changed while it was read: the next look at it tells how.
    if (!range) return false;
    if (!tip || range.parent === tip.hash) return this.#take(range, target);
    // What is in the index already is no longer what this run goes on from.
    await this.#isSound(tip);
    return true;
  }

  async #take({ last, events }: Range, target: BlockRef): Promise<boolean> {
    const { index } = this.#parts;
    this.#adapt(events.length);
    const next = last.number + 1;
    if (next <= target.number) this.#fetchAhead(next, target);
    const undoFrom = Math.max(0, target.number - UNDO_BLOCKS + 1);
    for (const blocks of portions(await this.#blocks(events))) {
      const tip = blocks.at(-1);
      if (tip) await index.commit({ blocks, tip, undoFrom });
    }
    await index.commit({ blocks: [], tip: last, undoFrom });
    return next <= target.number;
  }

  #fetchAhead(from: number, target: BlockRef): void {
    const range = this.#fetch(from, target);
    // Its failure is dealt with by whoever takes the run.
    range.catch(() => undefined);
    this.#ahead = { from, range };
  }

  /** The events of a run, if its last block is the same before and after; and what it goes on from. */
  async #fetch(from: number, target: BlockRef): Promise<Range | undefined> {
    const { client } = this.#parts;
    const until = Math.min(target.number, from + this.#length - 1);
    const last = until === target.number ? target : await client.block(until);
    const events = await client.events(from, until);
    const after = await client.block(until);
    if (after.hash !== last.hash) return undefined;
    const isFirst = from === client.deployment.block;
    const parent = isFirst ? undefined : await this.#hashOf(from - 1);
    return { parent, last: { number: until, hash: last.hash }, events };
  }

  /** Longer runs while they hold few events, shorter ones when they hold many. */
  #adapt(events: number): void {
    if (events < INDEX_RANGE_ACTS >> 1) this.#length = Math.min(MAX_INDEX_RANGE, this.#length << 1);
    if (events > INDEX_RANGE_ACTS) this.#length = Math.max(1, this.#length >> 1);
  }

  async #blocks(events: readonly ChainEvent[]): Promise<BlockActs[]> {
    const times = await this.#times(events);
    const blocks: { number: number; hash: BlockName["hash"]; acts: Act[] }[] = [];
    for (const event of events) {
      const { block: number, blockHash: hash } = event;
      let last = blocks.at(-1);
      if (last?.number !== number) {
        last = { number, hash, acts: [] };
        blocks.push(last);
      }
      last.acts.push(this.#act(event, event.time ?? times.get(number) ?? 0));
    }
    return blocks;
  }

  #act(event: ChainEvent, time: number): Act {
    const { contract, name, block, logIndex, transaction } = event;
    const args = plainArgs(event.args);
    const act = { contract, name, args, block, logIndex, time, transaction };
    if (!HOLDING_ACTS.has(name)) return act;
    // The event names the asset only; its holding right has a row of its own.
    const { chainId, contracts } = this.#parts.client.deployment;
    const { address } = contracts.rightRegistry;
    return {
      ...act,
      args: { ...args, right: holdingRightId(chainId, address, args["asset"] as Hex) },
    };
  }

  /** Times of blocks, from a node that does not tell them with its logs. */
  async #times(events: readonly ChainEvent[]): Promise<Map<number, number>> {
    const untold = events.filter(({ time }) => time === undefined).map(({ block }) => block);
    const numbers = [...new Set(untold)];
    const times = numbers.length > 0 ? await this.#parts.client.blockTimes(numbers) : [];
    return new Map(numbers.map((number, place) => [number, times[place] ?? 0]));
  }

  /** Takes back what the chain has lost. @returns whether nothing had to be */
  async #isSound(tip: BlockName): Promise<boolean> {
    const { index } = this.#parts;
    if (await this.#isStill(tip)) return true;
    const undone = await index.rollBack((block) => this.#isStill(block));
    if (!undone) await index.clear();
    return false;
  }

  async #isStill({ number, hash }: BlockName): Promise<boolean> {
    return (await this.#hashOf(number)) === hash;
  }

  #hashOf(number: number): Promise<BlockName["hash"] | undefined> {
    return blockHashOf(this.#parts.client, number);
  }
}

/** The hash of a block as the chain has it now; undefined where the chain has none. @throws ChainError */
export async function blockHashOf(
  client: Pick<ChainClient, "block">,
  number: number,
): Promise<BlockName["hash"] | undefined> {
  try {
    return (await client.block(number)).hash;
  } catch (error) {
    if (isLost(error)) return undefined;
    throw error;
  }
}

/** Blocks in portions of so many events, or one with more: others get their turn between two of them. */
function* portions(blocks: readonly BlockActs[]): Generator<readonly BlockActs[]> {
  let portion: BlockActs[] = [];
  let acts = 0;
  for (const block of blocks) {
    if (acts + block.acts.length > INDEX_PORTION_ACTS && portion.length > 0) {
      yield portion;
      portion = [];
      acts = 0;
    }
    portion.push(block);
    acts += block.acts.length;
  }
  if (portion.length > 0) yield portion;
}

const isLost = (error: unknown): boolean =>
  error instanceof ChainError && error.code === "not-found";

/** Most events have nothing that JSON has not. */
function plainArgs(args: AbiValues): Act["args"] {
  for (const name in args) {
    const value = args[name];
    if (typeof value === "bigint" || typeof value === "object") return plainJson(args);
  }
  return args as Act["args"];
}
