// SPDX-License-Identifier: Apache-2.0
// One writer. It commits whatever arrived while the last commit was being synced; there is no timer.
import type { CryptoProvider, Hex } from "@suyuan/proof";
import {
  MAX_CLOCK_LAG,
  MAX_COMMIT,
  MAX_COMMIT_BYTES,
  MAX_QUEUE,
  MAX_QUEUE_BYTES,
} from "../constraints.ts";
import { Refusal } from "../refusal.ts";
import { closeWindow, type SignCheckpoint } from "./closing.ts";
import type { Subject } from "./keys.ts";
import { type Accepted, type Moment, type Outcome, place, type Placed } from "./placement.ts";
import type { CheckpointRecord, Commit, LogStore } from "./types.ts";
import { Usage } from "./usage.ts";

const MILLISECONDS = 1_000;

export interface SequencerParts {
  readonly store: LogStore;
  readonly log: Hex;
  readonly crypto: CryptoProvider;
  readonly sign: SignCheckpoint;
  readonly moment: () => Moment;
  /** Subjects with entries that no heads entry covers yet. */
  readonly dirty: readonly Subject[];
  /** What each seat has in the log today. */
  readonly usage?: Usage;
  /** Told of each synced write: how long it took, and how many new entries it had. */
  readonly onCommit?: (seconds: number, entries: number) => void;
}

interface Waiting {
  readonly accepted: Accepted;
  readonly bytes: number;
  readonly resolve: (placed: Placed | "stale") => void;
  readonly reject: (error: unknown) => void;
}

interface WaitingClose {
  readonly resolve: (checkpoint: CheckpointRecord) => void;
  readonly reject: (error: unknown) => void;
}

/** Orders statements into the log. */
export class Sequencer {
  readonly #parts: SequencerParts;
  readonly #dirty = new Map<string, Subject>();
  readonly #usage: Usage;
  #queue: Waiting[] = [];
  #queueBytes = 0;
  #close: WaitingClose | undefined;
  #running: Promise<void> | undefined;
  #rooms: (() => void)[] = [];
  #failed: Refusal | undefined;

  constructor(parts: SequencerParts) {
    this.#parts = parts;
    this.#usage = parts.usage ?? new Usage();
    this.#remember(parts.dirty);
  }

  /** Whether a write has failed; nothing more is taken then. */
  get failed(): boolean {
    return this.#failed !== undefined;
  }

  /** What waits for the disk. */
  get waiting(): { readonly statements: number; readonly bytes: number } {
    return { statements: this.#queue.length, bytes: this.#queueBytes };
  }

  /**
   * Puts a statement into the log. Resolves when it is on disk, or with `stale` when it has to be checked
   * again.
   * @param bytes how much of the queue it takes up
   * @throws Refusal `busy`, `serial-used`, `version-unknown`, `supersedes-needed`, `supersedes-unknown`,
   *   `receipt-superseded`, `seat-limit-reached`, `time-future`, `time-ancient`, `entry-too-large`, `clock-behind`, `store-failed`
   */
  submit(accepted: Accepted, bytes: number): Promise<Placed | "stale"> {
    if (this.#failed) return Promise.reject(this.#failed);
    if (this.#full()) return Promise.reject(new Refusal("busy", "the queue to the disk is full"));
    return new Promise((resolve, reject) => {
      this.#queue.push({ accepted, bytes, resolve, reject });
      this.#queueBytes += bytes;
      this.#wake();
    });
  }

  /** Resolves when the queue has room, for those who can wait. */
  async room(): Promise<void> {
    while (this.#full() && !this.#failed) {
      await new Promise<void>((resolve) => this.#rooms.push(resolve));
    }
  }

  /** Ends the window: heads entry and signed checkpoint over all that is in the log. */
  close(): Promise<CheckpointRecord> {
    if (this.#failed) return Promise.reject(this.#failed);
    return new Promise((resolve, reject) => {
      this.#close = { resolve, reject };
      this.#wake();
    });
  }

  /** Resolves when nothing waits any more. */
  async drain(): Promise<void> {
    while (this.#running) await this.#running;
  }

  #full(): boolean {
    return this.#queue.length >= MAX_QUEUE || this.#queueBytes >= MAX_QUEUE_BYTES;
  }

  #wake(): void {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      // What arrived between the last look and here.
      if (this.#queue.length > 0 || this.#close) this.#wake();
    });
  }

  async #run(): Promise<void> {
    // Statements that arrive in the same turn of the event loop go into one commit.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#queue.length > 0 || this.#close) {
      const batch = this.#next();
      if (batch.length > 0) await this.#commit(batch);
      if (this.#close) await this.#end(this.#close);
    }
  }

  #next(): Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const waiting of this.#queue) {
      if (count > 0 && (count >= MAX_COMMIT || bytes + waiting.bytes > MAX_COMMIT_BYTES)) break;
      bytes += waiting.bytes;
      count++;
    }
    const batch = this.#queue.slice(0, count);
    this.#queue = this.#queue.slice(count);
    this.#queueBytes -= bytes;
    for (const resolve of this.#rooms.splice(0)) resolve();
    return batch;
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    const { store, crypto } = this.#parts;
    try {
      const moment = this.#moment();
      const accepted = batch.map((waiting) => waiting.accepted);
      const by = { crypto, usage: this.#usage };
      const { outcomes, commit, subjects } = await place(store, accepted, moment, by);
      if (commit) await this.#write(commit);
      this.#remember(subjects);
      this.#count(accepted, outcomes);
      for (const [at, { resolve, reject }] of batch.entries()) {
        const outcome = outcomes[at];
        if (!outcome || outcome instanceof Refusal) reject(outcome);
        else resolve(outcome);
      }
    } catch (error) {
      const refusal = this.#fail(error);
      for (const { reject } of batch) reject(refusal);
    }
  }

  async #end({ resolve, reject }: WaitingClose): Promise<void> {
    const { store, log, sign, crypto } = this.#parts;
    this.#close = undefined;
    try {
      const subjects = [...this.#dirty.values()];
      const usage = this.#usage.changed();
      const closing = { log, sign, subjects, usage, moment: this.#moment() };
      const { commit, checkpoint } = await closeWindow(store, closing, crypto);
      await this.#write(commit);
      this.#dirty.clear();
      this.#usage.stored();
      resolve(checkpoint);
    } catch (error) {
      reject(this.#fail(error));
    }
  }

  async #write(commit: Commit): Promise<void> {
    const { store, onCommit } = this.#parts;
    const begun = performance.now();
    await store.commit(commit);
    onCommit?.((performance.now() - begun) / MILLISECONDS, commit.entries.length);
  }

  #count(accepted: readonly Accepted[], outcomes: readonly Outcome[]): void {
    for (const [at, outcome] of outcomes.entries()) {
      const seat = accepted[at]?.statement.seat;
      const isNew = typeof outcome === "object" && "index" in outcome && !outcome.duplicate;
      if (isNew && seat !== undefined) this.#usage.add(seat, outcome.logged);
    }
  }

  #moment(): Moment {
    const moment = this.#parts.moment();
    const behind = this.#parts.store.tip().logged - moment.now;
    if (behind <= MAX_CLOCK_LAG || moment.seen.time > moment.now) return moment;
    throw new Refusal("clock-behind", `the clock is ${behind} s behind the last entry of the log`);
  }

  /** A write that failed leaves unknown what is on disk: only a start that reads it may go on. */
  #fail(error: unknown): unknown {
    if (error instanceof Refusal && error.code !== "store-failed") return error;
    this.#failed = new Refusal("store-failed", "the store did not take a write", { cause: error });
    for (const { reject } of this.#queue.splice(0)) reject(this.#failed);
    for (const resolve of this.#rooms.splice(0)) resolve();
    return this.#failed;
  }

  #remember(subjects: readonly Subject[]): void {
    for (const subject of subjects) this.#dirty.set(`${subject.kind}${subject.id}`, subject);
  }
}
