// SPDX-License-Identifier: Apache-2.0
// When a window ends, and what becomes of its checkpoint. At most one checkpoint is on its way; while the
// chain is away none is made, and one covers everything when it is back.
import type { BlockRef } from "@suyuan/api";
import { ChainError } from "@suyuan/chain";
import type { Sequencer } from "../store/sequencer.ts";
import type { CheckpointRecord, LogStore } from "../store/types.ts";
import type { Anchors, Sent } from "./anchors.ts";

export interface WindowsParts {
  readonly store: LogStore;
  readonly sequencer: Sequencer;
  readonly anchors: Anchors;
  readonly entries: number;
  readonly milliseconds: number;
  readonly settled: () => BlockRef;
  /** How often the chain came back without a block that was settled before. */
  readonly rewinds: () => number;
  /** Milliseconds on a clock that only goes forward. */
  readonly clock: () => number;
}

/** Makes checkpoints and sees to it that they are anchored. */
export class Windows {
  readonly #parts: WindowsParts;
  /** Entries that the chain is known to cover. */
  #anchored = 0;
  #pending: CheckpointRecord | undefined;
  #firstSeen: number | undefined;
  #trouble: string | undefined;
  #compared = false;
  #rewinds = 0;

  constructor(parts: WindowsParts) {
    this.#parts = parts;
  }

  /** Why anchoring does not go on, when it does not. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  /** After an outage nothing that was known of the contract counts. */
  forget(): void {
    this.#compared = false;
  }

  /**
   * One step: compares with the chain, ends a window that is due, sends or follows its checkpoint.
   * @throws StartRefusal `store-behind-chain`, `store-forked`: the gateway must stop
   */
  async step(): Promise<void> {
    try {
      if (!this.#compared) await this.#compare();
      if (this.#pending) await this.#follow(this.#pending);
      else if (this.#isDue()) await this.#close();
    } catch (error) {
      if (!(error instanceof ChainError)) throw error;
      this.#compared = false;
      this.#trouble = error.code === "unreachable" ? undefined : error.message;
    }
  }

  /** Since when, in milliseconds of the clock, statements wait for a checkpoint. */
  #isDue(): boolean {
    const { store, entries, milliseconds, clock } = this.#parts;
    const open = store.tip().size - this.#anchored;
    if (open === 0) {
      this.#firstSeen = undefined;
      return false;
    }
    this.#firstSeen ??= clock();
    return open >= entries || clock() - this.#firstSeen >= milliseconds;
  }

  async #close(): Promise<void> {
    this.#pending = await this.#parts.sequencer.close();
    this.#firstSeen = undefined;
    await this.#send(this.#pending, this.#anchored);
  }

  /** The contract may know more than the store (an answer was lost) or less (blocks were lost). */
  async #compare(): Promise<void> {
    const { store, anchors, settled } = this.#parts;
    const { size } = await anchors.onChain(settled().number);
    await store.unmarkBeyond(await this.#stillMarked(size));
    await this.#dropLost();
    this.#anchored = size;
    const latest = await store.latestCheckpoint();
    if (size > 0) await this.#mark(size);
    this.#pending = latest && latest.size > size && !this.#isLate(latest) ? latest : undefined;
    this.#compared = true;
  }

  /** The largest anchored size up to `size` whose block the chain still has: the same transaction may be in another. */
  async #stillMarked(size: number): Promise<number> {
    const { store, anchors, settled } = this.#parts;
    let record = await store.latestAnchored();
    while (record?.anchored) {
      const now =
        record.size <= size ? await anchors.anchoredAt(record.size, settled()) : undefined;
      if (now?.block.hash === record.anchored.block.hash) return record.size;
      record = await store.checkpoint(record.anchored.previousSize);
    }
    return 0;
  }

  /** Proofs of blocks that the chain does not have any more: those after the newest that it still has. */
  async #dropLost(): Promise<void> {
    const { store, anchors, rewinds } = this.#parts;
    const count = rewinds();
    if (count === this.#rewinds) return;
    const blocks = (await store.proofBlocks()).toSorted((one, other) => other.number - one.number);
    let last = -1;
    for (const block of blocks) {
      if (!(await anchors.stands(block))) continue;
      last = block.number;
      break;
    }
    await store.dropProofsAfter(last);
    this.#rewinds = count;
  }

  async #follow(checkpoint: CheckpointRecord): Promise<void> {
    const { size } = await this.#parts.anchors.onChain();
    if (size >= checkpoint.size) await this.#mark(checkpoint.size);
    else if (this.#isLate(checkpoint)) this.#giveUp();
    else await this.#send(checkpoint, size);
  }

  async #send(checkpoint: CheckpointRecord, from: number): Promise<void> {
    const sent: Sent = await this.#parts.anchors.send(checkpoint, from);
    this.#trouble =
      sent.state === "refused" ? `the contract refuses the checkpoint: ${sent.error}` : undefined;
    if (sent.state === "expired") this.#giveUp();
    if (sent.state === "mined") await this.#mark(checkpoint.size);
  }

  /** Marks a checkpoint that the contract has, and those before it whose answers were lost, once settled. */
  async #mark(size: number): Promise<void> {
    const { store, anchors, settled } = this.#parts;
    const marks: [size: number, anchored: NonNullable<CheckpointRecord["anchored"]>][] = [];
    for (let at = size; at > 0 && !(await store.checkpoint(at))?.anchored;) {
      const anchored = await anchors.anchoredAt(at, settled());
      if (!anchored) return;
      marks.unshift([at, anchored]);
      at = anchored.previousSize;
    }
    for (const [at, anchored] of marks) await store.markAnchored(at, anchored);
    this.#anchored = Math.max(this.#anchored, size);
    if (this.#pending && this.#pending.size <= size) this.#pending = undefined;
  }

  /** A checkpoint that the contract takes no more is covered by the next one. */
  #giveUp(): void {
    this.#pending = undefined;
    this.#firstSeen = -Infinity;
  }

  #isLate({ notAfter }: CheckpointRecord): boolean {
    return this.#parts.settled().time > notAfter;
  }
}
