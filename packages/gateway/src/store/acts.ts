// SPDX-License-Identifier: Apache-2.0
// Acts that the log has not been told yet. Each goes to disk in one synced batch with what was done, so that no kill
// comes between the two: what was done is told, and what was not done is not.
import { randomBytes } from "node:crypto";
import type { AdministrativeAct } from "@suyuan/api";
import { fromUtf8, type Hex, NONCE_BYTES, toHex, utf8 } from "@suyuan/proof";
import type { Database, TextWrite, Write } from "./level.ts";

/** Something that was done beside the log. */
export interface Act {
  readonly act: AdministrativeAct;
  /** When, in seconds since the epoch. */
  readonly at: number;
  /** What it was done to: a commitment, or a digest of what nobody guesses. Never the thing itself. */
  readonly subject: Hex;
  /** The organisation that it concerns. */
  readonly concerned?: number;
  /** The seat at whose word it was done. */
  readonly by?: number;
}

/** As what it is told: who says it, and when. */
export interface Teller {
  readonly organization: number;
  readonly seat: number;
  readonly time: number;
}

/** An act that waits to be told. */
export interface WaitingAct extends Act {
  /** Of its statement, which is the same however often it is handed in. */
  readonly nonce: Hex;
  /** Set before it is handed in for the first time. */
  readonly teller?: Teller;
}

const KEY = "q/";
const TIME_DIGITS = 12;
const keyOf = ({ at, nonce }: WaitingAct): string =>
  `${KEY}${at.toString(16).padStart(TIME_DIGITS, "0")}/${nonce.slice(2)}`;

/** The acts of one database that wait, in memory and on disk. */
export class ActQueue {
  readonly #database: Database;
  readonly #waiting: Map<string, WaitingAct>;

  private constructor(database: Database, waiting: Map<string, WaitingAct>) {
    this.#database = database;
    this.#waiting = waiting;
  }

  /** @param database of what is done; keys that begin with `q/` are the queue's */
  static async open(database: Database): Promise<ActQueue> {
    const waiting = new Map<string, WaitingAct>();
    for await (const bytes of database.values({ gte: KEY, lt: `${KEY}~` })) {
      const act = JSON.parse(fromUtf8(bytes)) as WaitingAct;
      waiting.set(keyOf(act), act);
    }
    return new ActQueue(database, waiting);
  }

  /** Those that wait, oldest first. */
  get waiting(): readonly WaitingAct[] {
    return [...this.#waiting]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([, act]) => act);
  }

  /** Puts on disk what is done, together with what will be told of it: all or nothing. */
  async write(done: Iterable<Write | TextWrite>, acts: readonly Act[]): Promise<void> {
    const made = acts.map((act): WaitingAct => ({
      ...act,
      nonce: toHex(randomBytes(NONCE_BYTES)),
    }));
    await this.#database.write([...done, ...made.map((act) => recordOf(act))]);
    for (const act of made) this.#waiting.set(keyOf(act), act);
  }

  /** Says as what an act is told; on disk when it returns. */
  async entrust(act: WaitingAct, teller: Teller): Promise<WaitingAct> {
    const entrusted = { ...act, teller };
    await this.#database.write([recordOf(entrusted)]);
    this.#waiting.set(keyOf(entrusted), entrusted);
    return entrusted;
  }

  /** Forgets an act that the log holds. */
  async told(act: WaitingAct): Promise<void> {
    await this.#database.write([[keyOf(act), undefined]]);
    this.#waiting.delete(keyOf(act));
  }
}

const recordOf = (act: WaitingAct): Write => [keyOf(act), utf8(JSON.stringify(act))];
