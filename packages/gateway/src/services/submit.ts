// SPDX-License-Identifier: Apache-2.0
// The way of a statement into the log: read, compared with this log, its signatures recovered, its right
// looked up on the chain, then placed and synced.
import type { ErrorCode, Placed as PlacedAnswer } from "@suyuan/api";
import {
  canonicalText,
  type CryptoProvider,
  type Hex,
  type Statement,
  toHex,
  utf8,
} from "@suyuan/proof";
import type { Caller } from "../access/caller.ts";
import { MAX_READ_ROUNDS } from "../constraints.ts";
import { Refusal } from "../refusal.ts";
import { type Accepted, type Placed, timeRefusal } from "../store/placement.ts";
import type { Sequencer } from "../store/sequencer.ts";
import type { LogStore } from "../store/types.ts";
import type { Authority } from "./authority.ts";
import { parseSubmission, type Submitted } from "./input.ts";
import type { Settled } from "./settled.ts";
import type { Sights } from "./sight.ts";

export interface SubmitParts {
  readonly chainId: number;
  readonly exchangeLog: Hex;
  readonly log: Hex;
  readonly crypto: CryptoProvider;
  readonly now: () => number;
  readonly store: LogStore;
  readonly settled: Pick<Settled, "block">;
  readonly sequencer: Pick<Sequencer, "submit" | "room">;
  readonly authority: Pick<Authority, "require">;
  readonly sights: Pick<Sights, "of">;
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

/** Refusals that say nothing of a grant. */
const OPEN: ReadonlySet<ErrorCode> = new Set([
  ...(["wrong-chain", "wrong-exchange-log", "wrong-log", "time-future", "time-ancient"] as const),
  ...(["entry-too-large", "clock-behind", "chain-away", "state-pruned"] as const),
  ...(["busy", "closing", "store-failed"] as const),
]);

/** A submission in its canonical form, which is made once: its id, and the text that the entry will hold. */
interface Written extends Submitted {
  readonly id: Hex;
  readonly written: NonNullable<Accepted["written"]>;
}

function written(submitted: Submitted, crypto: CryptoProvider): Written {
  const statement = canonicalText(submitted.statement);
  const signatures = canonicalText(submitted.signatures);
  const id = toHex(crypto.sha256(utf8(statement)));
  return { ...submitted, id, written: { statement, signatures } };
}

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
   * @param caller who brings it: that changes what a refusal tells, and nothing else
   * @param turn when it may enter the queue
   * @returns its place, once it is on disk
   * @throws Refusal with the first thing that is wrong
   */
  async one(body: Uint8Array, caller: Caller, turn: Turn = NO_TURN): Promise<PlacedAnswer> {
    try {
      return await this.#take(body, caller, turn);
    } finally {
      turn.done();
    }
  }

  async #take(body: Uint8Array, caller: Caller, turn: Turn): Promise<PlacedAnswer> {
    if (this.#closing) throw new Refusal("closing", "the gateway is stopping");
    const submitted = written(parseSubmission(body), this.#parts.crypto);
    const placing = this.#placeOnce(submitted, body.length, turn);
    const { index, logged, duplicate } = await placing.catch(async (error: unknown) => {
      throw await this.#told(error, submitted.statement, caller);
    });
    return { id: submitted.id, index, logged, ...(duplicate && { duplicate }) };
  }

  /** Who has no part in a grant hears of every refusal under it what is said of a grant that is not there. */
  async #told(error: unknown, statement: Statement, caller: Caller): Promise<unknown> {
    const { grant } = { grant: undefined, ...statement };
    const isPlain = !(error instanceof Refusal) || OPEN.has(error.code);
    if (isPlain || caller.kind === "open" || grant === undefined) return error;
    const sight = this.#parts.sights.of(caller);
    const absent = (): Refusal =>
      new Refusal("grant-not-given", `there is no grant ${grant} under which this could be`);
    return sight.require("grant-history", "grant", grant, absent).then(
      () => error,
      (refused: unknown) => refused,
    );
  }

  /** What was taken stays taken, also when it would not be taken today. */
  async #placeOnce(submitted: Written, bytes: number, turn: Turn): Promise<Placed> {
    try {
      this.#requireThisLog(submitted.statement);
      return await this.#place(submitted, bytes, turn);
    } catch (error) {
      if (!(error instanceof Refusal) || !PASSING.has(error.code)) throw error;
      const [known] = await this.#parts.store.places([submitted.id]);
      if (known) return { ...known, duplicate: true };
      throw error;
    }
  }

  async #place(submitted: Written, bytes: number, turn: Turn): Promise<Placed> {
    const { authority, sequencer } = this.#parts;
    for (let round = 0; round < MAX_READ_ROUNDS; round++) {
      const allowed = await authority.require(submitted);
      await turn.before;
      const placing = sequencer.submit({ ...submitted, ...allowed }, bytes);
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
