// SPDX-License-Identifier: Apache-2.0
// The way of a statement into the log: read, compared with this log, its signatures recovered, its right
// looked up on the chain, then placed and synced.
import type { ErrorCode, Placed as PlacedAnswer } from "@suyuan/api";
import { type CryptoProvider, type Hex, type Statement, statementId } from "@suyuan/proof";
import { MAX_READ_ROUNDS } from "../constraints.ts";
import { Refusal } from "../refusal.ts";
import { type Placed, timeRefusal } from "../store/placement.ts";
import type { Sequencer } from "../store/sequencer.ts";
import type { LogStore } from "../store/types.ts";
import type { Authority } from "./authority.ts";
import { parseSubmission, type Submitted } from "./input.ts";
import type { Settled } from "./settled.ts";

export interface SubmitParts {
  readonly chainId: number;
  readonly exchangeLog: Hex;
  readonly log: Hex;
  readonly crypto: CryptoProvider;
  readonly now: () => number;
  readonly store: LogStore;
  readonly settled: Settled;
  readonly sequencer: Sequencer;
  readonly authority: Authority;
}

/** Keeps the order of statements that are checked at the same time. */
export interface Turn {
  /** Resolves when all before have entered the queue or dropped out. */
  readonly before: Promise<void>;
  /** Lets the next one in. */
  readonly done: () => void;
}

/** Refusals that depend on the moment, so that a statement known before may meet them. */
const PASSING: ReadonlySet<ErrorCode> = new Set([
  "time-ancient",
  "not-authorised",
  "asset-not-registered",
  "grant-not-given",
  "grant-not-begun",
  "grant-suspended",
  "grant-ended",
  "grant-of-other-log",
  "source-not-in-force",
  "chain-away",
  "state-pruned",
]);

const NO_TURN: Turn = { before: Promise.resolve(), done: () => undefined };

/** Takes statements into the log. */
export class Submit {
  readonly #parts: SubmitParts;
  #closing = false;

  constructor(parts: SubmitParts) {
    this.#parts = parts;
  }

  /** From now on nothing new is taken. */
  close(): void {
    this.#closing = true;
  }

  /** Resolves when there is room in the queue. */
  room(): Promise<void> {
    return this.#parts.sequencer.room();
  }

  /**
   * Takes one signed statement.
   * @param body `{"statement", "signatures"}` as it came
   * @param turn when it may enter the queue
   * @returns its place, once it is on disk
   * @throws Refusal with the first thing that is wrong
   */
  async one(body: Uint8Array, turn: Turn = NO_TURN): Promise<PlacedAnswer> {
    try {
      return await this.#take(body, turn);
    } finally {
      turn.done();
    }
  }

  async #take(body: Uint8Array, turn: Turn): Promise<PlacedAnswer> {
    if (this.#closing) throw new Refusal("closing", "the gateway is stopping");
    const submitted = parseSubmission(body);
    const id = statementId(submitted.statement, this.#parts.crypto);
    const { index, logged, duplicate } = await this.#placeOnce(submitted, id, body.length, turn);
    return { id, index, logged, ...(duplicate && { duplicate }) };
  }

  /** What was taken stays taken, also when it would not be taken today. */
  async #placeOnce(submitted: Submitted, id: Hex, bytes: number, turn: Turn): Promise<Placed> {
    try {
      this.#requireThisLog(submitted.statement);
      return await this.#place(submitted, id, bytes, turn);
    } catch (error) {
      if (!(error instanceof Refusal) || !PASSING.has(error.code)) throw error;
      const [known] = await this.#parts.store.places([id]);
      if (known) return { ...known, duplicate: true };
      throw error;
    }
  }

  async #place(submitted: Submitted, id: Hex, bytes: number, turn: Turn): Promise<Placed> {
    const { authority, sequencer } = this.#parts;
    for (let round = 0; round < MAX_READ_ROUNDS; round++) {
      const allowed = await authority.require(submitted);
      await turn.before;
      const placing = sequencer.submit({ ...submitted, id, ...allowed }, bytes);
      turn.done();
      const placed = await placing;
      if (placed !== "stale") return placed;
    }
    throw new Refusal("busy", "the facts changed faster than the statement could be taken");
  }

  #requireThisLog({ chainId, exchangeLog, log, time }: Statement): void {
    const own = this.#parts;
    if (chainId !== own.chainId) {
      throw new Refusal(
        "wrong-chain",
        `the statement is for chain ${chainId}, this is chain ${own.chainId}`,
        { path: "statement.chainId" },
      );
    }
    if (exchangeLog !== own.exchangeLog) {
      throw new Refusal(
        "wrong-exchange-log",
        `the statement is for ${exchangeLog}, this is ${own.exchangeLog}`,
        { path: "statement.exchangeLog" },
      );
    }
    if (log !== own.log) {
      throw new Refusal("wrong-log", `the statement is for log ${log}, this is ${own.log}`, {
        path: "statement.log",
      });
    }
    const logged = Math.max(own.now(), own.store.tip().logged, own.settled.block.time);
    const refusal = timeRefusal(time, logged);
    if (refusal) throw refusal;
  }
}
