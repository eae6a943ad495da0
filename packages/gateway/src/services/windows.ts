// SPDX-License-Identifier: Apache-2.0
// When a window ends, and what becomes of its checkpoint. At most one checkpoint is on its way; while the
// chain is away none is made, and one covers everything when it is back.
import type { BlockRef } from "@suyuan/api";
import { ChainError, type LogFacts } from "@suyuan/chain";
import { StartRefusal } from "../refusal.ts";
import type { Sequencer } from "../store/sequencer.ts";
import type { CheckpointRecord, LogStore } from "../store/types.ts";
import type { Anchored } from "./anchored.ts";
import type { Anchors, Sent } from "./anchors.ts";

export interface WindowsParts {
  readonly store: LogStore;
  readonly sequencer: Pick<Sequencer, "close">;
  readonly anchors: Pick<Anchors, "send">;
  readonly anchored: Anchored;
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
    const { store, anchored, settled, rewinds } = this.#parts;
    const { size } = await this.#onChain(settled().number);
    await anchored.forgetLost(size, settled(), rewinds());
    this.#anchored = size;
    const latest = await store.latestCheckpoint();
    if (size > 0) await this.#mark(size);
    this.#pending = latest && latest.size > size && !this.#isLate(latest) ? latest : undefined;
    this.#compared = true;
  }

  /** A log of which the contract has more than the store would be forked by whatever comes next. */
  async #onChain(tag?: number): Promise<LogFacts> {
    const { anchored, store } = this.#parts;
    const facts = await anchored.facts(tag);
    const { size } = store.tip();
    if (facts.size <= size) return facts;
    throw new StartRefusal(
      "store-behind-chain",
      `the chain holds a checkpoint of ${facts.size} entries, the store ends at ${size}`,
    );
  }

  async #follow(checkpoint: CheckpointRecord): Promise<void> {
    const { size } = await this.#onChain();
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
    const { store, anchored: contract, settled } = this.#parts;
    const marks: [size: number, anchored: NonNullable<CheckpointRecord["anchored"]>][] = [];
    for (let at = size; at > 0 && !(await store.checkpoint(at))?.anchored;) {
      const anchored = await contract.at(at, settled());
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
