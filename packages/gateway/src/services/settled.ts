// SPDX-License-Identifier: Apache-2.0
// Follows the chain: which block is settled, whether the chain answers, and what changed in the registries.
import type { BlockRef } from "@suyuan/api";
import type { ChainClient, ChainEvent } from "@suyuan/chain";
import { EVIDENCE_CONTRACTS } from "@suyuan/proof";
import { EVENTS_A_CALL, MAX_READ_ROUNDS } from "../constraints.ts";
import { Refusal } from "../refusal.ts";
import { isAway, orAway } from "./away.ts";
import { type CachedReader, SlotCache } from "./slots.ts";

export interface SettledParts {
  readonly client: ChainClient;
  /** Blocks on top of a settled one. */
  readonly depth: number;
  /** The last settled block that the log names, when it has entries. */
  readonly known: BlockRef | undefined;
  readonly now: () => number;
}

/** Events of these change what a statement may rest on; `Advanced` only adds a checkpoint. */
const changesFacts = ({ contract, name }: ChainEvent): boolean =>
  EVIDENCE_CONTRACTS.some((one) => one === contract) && name !== "Advanced";

/** The settled block and the state at it. */
export class Settled {
  readonly #client: ChainClient;
  readonly #depth: number;
  readonly #now: () => number;
  readonly #cache = new SlotCache();
  #block: BlockRef | undefined;
  #awaySince: number | undefined;
  #isUnfounded = false;
  #changedAt = 0;
  #checked = false;
  #rewinds = 0;
  #head: number | undefined;

  constructor({ client, depth, known, now }: SettledParts) {
    this.#client = client;
    this.#depth = depth;
    this.#now = now;
    this.#block = known;
    this.#awaySince = now();
  }

  /** The last settled block, however long ago it was learnt. */
  get block(): BlockRef {
    if (this.#block) return this.#block;
    throw new Refusal(
      "chain-away",
      "the chain has not been reached yet, or its contracts are not settled",
    );
  }

  /** Blocks on top of it. */
  get depth(): number {
    return this.#depth;
  }

  /** Number of the newest block that the node has told. */
  get head(): number | undefined {
    return this.#head;
  }

  get known(): boolean {
    return this.#block !== undefined;
  }

  /** Since when the chain does not answer, in seconds; undefined while it does. */
  get awaySince(): number | undefined {
    return this.#awaySince;
  }

  /** Whether it answers and counts as away all the same: its contracts have not enough blocks on top. */
  get isUnfounded(): boolean {
    return this.#isUnfounded;
  }

  /** Number of the last settled block that changed a registry. */
  get changedAt(): number {
    return this.#changedAt;
  }

  /** How often the chain came back without a block that was settled before. */
  get rewinds(): number {
    return this.#rewinds;
  }

  /** See `SlotCache.generation`. */
  get generation(): number {
    return this.#cache.generation;
  }

  /**
   * Looks at the chain once.
   * @returns whether the chain answered, with its contracts settled
   * @throws ChainError `wrong-chain` or `wrong-code` when it is another chain
   */
  async poll(): Promise<boolean> {
    try {
      if (!this.#checked || this.#awaySince !== undefined) await this.#client.checkDeployment();
      this.#head = await this.#client.blockNumber();
      const target = this.#head - this.#depth;
      // Before its contracts the chain has nothing to read: until they are settled, it counts as away.
      this.#isUnfounded = target < this.#client.deployment.block;
      if (this.#isUnfounded) return this.#away();
      await this.#follow(target);
      this.#checked = true;
      this.#awaySince = undefined;
      return true;
    } catch (error) {
      if (!isAway(error)) throw error;
      this.#isUnfounded = false;
      return this.#away();
    }
  }

  #away(): false {
    this.#awaySince ??= this.#now();
    return false;
  }

  /**
   * Runs a reading function over the settled state until it lacks nothing.
   * @throws Refusal `chain-away` when words are needed that cannot be read now
   */
  async over<T>(read: (reader: CachedReader) => T): Promise<{ value: T; reader: CachedReader }> {
    for (let round = 0; round < MAX_READ_ROUNDS; round++) {
      const reader = this.#cache.reader();
      const value = read(reader);
      const missing = reader.missing();
      if (missing.length === 0) return { value, reader };
      const words = orAway(
        "a fact that this rests on",
        this.#client.storageAt(missing, this.block.number),
      );
      this.#cache.put(reader.generation, missing, await words);
    }
    throw new Refusal("busy", "the facts changed faster than they could be read");
  }

  async #follow(target: number): Promise<void> {
    const before = this.#block;
    // First the new block, then the old one: what is lost between the two questions is noticed now or next time.
    const next = await this.#client.block(target);
    const still = before && before.number <= target && (await this.#isStill(before));
    if (still && before.number === target && this.#checked) return;
    if (before && !still) this.#rewinds++;
    // Without knowing what changed in between, everything has to be read again.
    const from = still && this.#checked ? before.number + 1 : undefined;
    const changed = from === undefined || (await this.#hasChanged(from, target));
    this.#block = next;
    if (!changed) return;
    this.#changedAt = target;
    this.#cache.clear();
  }

  async #isStill({ number, hash }: BlockRef): Promise<boolean> {
    return (await this.#client.block(number)).hash === hash;
  }

  async #hasChanged(from: number, until: number): Promise<boolean> {
    for (let first = from; first <= until; first += EVENTS_A_CALL) {
      const last = Math.min(until, first + EVENTS_A_CALL - 1);
      if ((await this.#client.events(first, last)).some(changesFacts)) return true;
    }
    return false;
  }
}
