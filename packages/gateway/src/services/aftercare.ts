// SPDX-License-Identifier: Apache-2.0
// After an anchor: every entry that it covers is judged again between the bounds that the chain now proves,
// and the proofs that its evidence needs are stored, so that it can be given out with the chain away.
import { setImmediate as turn } from "node:timers/promises";
import type { ChainClient } from "@suyuan/chain";
import { ANCHOR_LAG, type CryptoProvider, type Entry, neededSlots } from "@suyuan/proof";
import { LINES_A_TURN, SLICE_ENTRIES, SLICE_SLOTS } from "../constraints.ts";
import { Refusal } from "../refusal.ts";
import type { HeldLeaf } from "../store/recent.ts";
import type { CheckpointRecord, LogStore, StoredProofs } from "../store/types.ts";
import type { Authority } from "./authority.ts";
import { type EvidenceService, withBlock } from "./evidence.ts";
import { completeNodes, isCurrent, proveSlots, storedBlock } from "./nodes.ts";
import type { Settled } from "./settled.ts";
import type { CachedReader, SlotName } from "./slots.ts";

export interface AftercareParts {
  readonly store: LogStore;
  readonly authority: Authority;
  readonly evidence: EvidenceService;
  readonly client: ChainClient;
  readonly settled: Settled;
  readonly crypto: CryptoProvider;
  /** Told of each run of entries: how long it took, and how many it had. */
  readonly onTended?: (seconds: number, entries: number) => void;
}

const MILLISECONDS = 1_000;

interface Slice {
  readonly first: number;
  until: number;
  readonly slots: Map<string, SlotName>;
  /** Readings whose words these are, by their number: most entries share one. */
  readonly seen: Map<CachedReader, number>;
  /** An entry whose evidence shows what the checkpoint itself needs. */
  sample: { readonly entry: Entry; readonly bytes: Uint8Array; readonly index: number } | undefined;
}

/** Works through what is anchored, one run of entries after the other. */
export class Aftercare {
  readonly #parts: AftercareParts;
  #refreshFrom = 0;

  constructor(parts: AftercareParts) {
    this.#parts = parts;
  }

  /**
   * Tends the next run of entries, or refreshes one old proof when all are tended.
   * @returns whether there is more to tend
   */
  async step(): Promise<boolean> {
    const { store } = this.#parts;
    const first = await store.tended();
    const checkpoint = await store.anchorOf(first);
    try {
      if (checkpoint) await this.#tendNext(first, checkpoint);
      else await this.#refresh();
      return checkpoint !== undefined;
    } catch (error) {
      // Without the chain there is nothing to be done now; all of it is done when it is back.
      if (error instanceof Refusal) return false;
      throw error;
    }
  }

  async #tendNext(first: number, checkpoint: CheckpointRecord): Promise<void> {
    const begun = performance.now();
    const until = await this.#tend(first, checkpoint, first + SLICE_ENTRIES, SLICE_SLOTS);
    this.#parts.onTended?.((performance.now() - begun) / MILLISECONDS, until - first);
  }

  /** @returns the end of what was tended */
  async #tend(
    first: number,
    checkpoint: CheckpointRecord,
    until: number,
    most: number,
  ): Promise<number> {
    const { store } = this.#parts;
    const slots = { slots: new Map(), seen: new Map() };
    const slice: Slice = { first, until: first, ...slots, sample: undefined };
    const lower = await this.#lowerBound(checkpoint);
    for await (const held of store.leaves(first, Math.min(checkpoint.size, until))) {
      await this.#judge(slice, held, lower, checkpoint);
      slice.until = held.index + 1;
      // Entries are read ahead: without this nothing else would run between hundreds of them.
      if (slice.until % LINES_A_TURN === 0) await turn();
      if (slice.slots.size >= most) break;
    }
    await store.putProofs(await this.#prove(slice, checkpoint));
    return slice.until;
  }

  async #judge(
    slice: Slice,
    { index, bytes, leaf, id }: HeldLeaf,
    lower: number,
    { anchored }: CheckpointRecord,
  ): Promise<void> {
    if (leaf.type !== "suyuan/entry@1" || !anchored) return;
    const bounds = { lower, anchor: anchored.block };
    const { findings, reader } = await this.#parts.authority.recheck(leaf, bounds, id);
    for (const finding of findings) await this.#parts.store.addFinding(index, finding);
    if (slice.seen.get(reader) !== reader.size) {
      for (const slot of reader.slots()) slice.slots.set(`${slot.contract}${slot.slot}`, slot);
      slice.seen.set(reader, reader.size);
    }
    slice.sample ??= { entry: leaf, bytes, index };
  }

  async #prove(
    { first, until, slots, sample }: Slice,
    checkpoint: CheckpointRecord,
  ): Promise<StoredProofs> {
    const { client, settled, evidence, crypto } = this.#parts;
    const start = await proveSlots(client, settled, [...slots.values()]);
    if (!sample) return { first, until, ...storedBlock(start) };
    const draft = await evidence.unproven(sample, checkpoint);
    const proven = await completeNodes(client, start, (nodes) =>
      neededSlots(withBlock(draft, { ...start, nodes }), crypto),
    );
    return { first, until, ...storedBlock(proven) };
  }

  /** One old proof at a time: later evidence then tells of what was declared later. */
  async #refresh(): Promise<void> {
    const { store, settled } = this.#parts;
    const stored = await store.proofsFrom(this.#refreshFrom);
    this.#refreshFrom = stored ? stored.first + 1 : 0;
    if (!stored || isCurrent(stored, settled) || settled.awaySince !== undefined) return;
    const checkpoint = await store.anchorOf(stored.first);
    if (!checkpoint) return;
    await this.#tend(stored.first, checkpoint, stored.until, Infinity);
  }

  /** Before this moment the entries of a checkpoint were not logged. */
  async #lowerBound({ anchored }: CheckpointRecord): Promise<number> {
    const previous = anchored && (await this.#parts.store.checkpoint(anchored.previousSize));
    return previous?.anchored ? previous.anchored.block.time - ANCHOR_LAG : 0;
  }
}
