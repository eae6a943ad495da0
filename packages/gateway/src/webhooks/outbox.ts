// SPDX-License-Identifier: Apache-2.0
// What is still to be told to each endpoint, how far each source was read for it, and what it did not take. A page of a
// source and the place behind it go to disk in one synced write: no kill loses an event or leaves one out.
import { fromUtf8, utf8 } from "@suyuan/proof";
import type { Snapshot } from "../store/folders.ts";
import type { Database, Write } from "../store/level.ts";
import type { EventType } from "./events.ts";
import type { Places } from "./sources.ts";

/** An event on its way to one endpoint. */
export interface Letter {
  readonly id: string;
  readonly type: EventType;
  readonly body: string;
  /** When it was put there, in milliseconds since the epoch. */
  readonly since: number;
  readonly attempts: number;
  /** Before this moment it is not tried again. */
  readonly notBefore: number;
  /** Why the last attempt failed. */
  readonly failed?: string;
}

/** A letter with its number; letters of one endpoint go out in the order of their numbers. */
export type Numbered = Letter & { readonly number: number };

interface Cursor {
  readonly places: Places;
  /** Number of the next letter. */
  readonly next: number;
}

/** What lies there for an endpoint. */
export interface Box {
  readonly waiting: number;
  readonly dead: number;
}

type Tray = "q" | "d";
const DIGITS = 12;
const keyOf = (tray: Tray, name: string, number: number): string =>
  `${tray}/${name}/${number.toString(16).padStart(DIGITS, "0")}`;
const rangeOf = (tray: Tray, name: string) => ({ gt: `${tray}/${name}/`, lt: `${tray}/${name}/~` });
const cursorKey = (name: string): string => `c/${name}`;
const encode = (value: unknown): Uint8Array => utf8(JSON.stringify(value));
const NOTHING: Box = { waiting: 0, dead: 0 };

export class WebhookOutbox {
  readonly #database: Database;
  readonly #cursors: Map<string, Cursor>;
  readonly #boxes: Map<string, Box>;

  private constructor(database: Database, cursors: Map<string, Cursor>, boxes: Map<string, Box>) {
    this.#database = database;
    this.#cursors = cursors;
    this.#boxes = boxes;
  }

  static async open(database: Database): Promise<WebhookOutbox> {
    const cursors = new Map<string, Cursor>();
    for await (const [key, bytes] of database.entries({ gt: "c/", lt: "c/~" }))
      cursors.set(key.slice(2), JSON.parse(fromUtf8(bytes)) as Cursor);
    const boxes = new Map<string, Box>();
    for (const name of cursors.keys()) {
      const [waiting, dead] = [
        await countOf(database, rangeOf("q", name)),
        await countOf(database, rangeOf("d", name)),
      ];
      boxes.set(name, { waiting, dead });
    }
    return new WebhookOutbox(database, cursors, boxes);
  }

  /** Every endpoint that was ever told anything, and not forgotten. */
  get names(): readonly string[] {
    return [...this.#cursors.keys()].toSorted();
  }

  box(name: string): Box {
    return this.#boxes.get(name) ?? NOTHING;
  }

  /** How far each source was read; undefined for an endpoint that is new. */
  places(name: string): Places | undefined {
    return this.#cursors.get(name)?.places;
  }

  /** Puts letters there together with how far their sources were read. */
  async put(name: string, letters: readonly Letter[], places: Places): Promise<void> {
    const first = this.#cursors.get(name)?.next ?? 0;
    const cursor = { places, next: first + letters.length };
    const made = letters.map((letter, at): Write => [keyOf("q", name, first + at), encode(letter)]);
    await this.#database.write([...made, [cursorKey(name), encode(cursor)]]);
    this.#cursors.set(name, cursor);
    this.#count(name, letters.length, 0);
  }

  /** Notes how far sources were read, until the next letter in memory only. */
  note(name: string, places: Places): void {
    const cursor = this.#cursors.get(name);
    if (cursor) this.#cursors.set(name, { ...cursor, places });
  }

  /** The letter that goes out next. */
  async first(name: string): Promise<Numbered | undefined> {
    for await (const letter of this.#letters("q", name, 1)) return letter;
    return undefined;
  }

  /** The endpoint has it. */
  async delivered(name: string, { number }: Numbered): Promise<void> {
    await this.#database.write([[keyOf("q", name, number), undefined]]);
    this.#count(name, -1, 0);
  }

  /** Notes that an attempt failed. */
  async failed(name: string, { number, ...letter }: Numbered): Promise<void> {
    await this.#database.write([[keyOf("q", name, number), encode(letter)]]);
  }

  /** Puts a letter to the dead ones. */
  async bury(name: string, { number, ...letter }: Numbered): Promise<void> {
    const buried = [keyOf("d", name, number), encode(letter)] as const;
    await this.#database.write([[keyOf("q", name, number), undefined], buried]);
    this.#count(name, -1, 1);
  }

  /** Dead letters of an endpoint, oldest first. */
  async dead(name: string): Promise<Numbered[]> {
    const found: Numbered[] = [];
    for await (const letter of this.#letters("d", name)) found.push(letter);
    return found;
  }

  /** Sends dead letters again, before those that wait. @returns how many */
  async revive(name: string, id?: string): Promise<number> {
    const found = await this.#chosen(name, id);
    const writes = found.flatMap(({ number, ...letter }): Write[] => [
      [keyOf("d", name, number), undefined],
      [keyOf("q", name, number), encode({ ...letter, attempts: 0, notBefore: 0 })],
    ]);
    await this.#database.write(writes);
    this.#count(name, found.length, -found.length);
    return found.length;
  }

  /** Gives dead letters up. @returns how many */
  async drop(name: string, id?: string): Promise<number> {
    const found = await this.#chosen(name, id);
    await this.#database.write(
      found.map(({ number }): Write => [keyOf("d", name, number), undefined]),
    );
    this.#count(name, 0, -found.length);
    return found.length;
  }

  /** Forgets an endpoint that the configuration does not name, with all that waits for it. */
  async forget(name: string): Promise<void> {
    const writes: Write[] = [[cursorKey(name), undefined]];
    for (const tray of ["q", "d"] as const)
      for await (const key of this.#database.keys(rangeOf(tray, name)))
        writes.push([key, undefined]);
    await this.#database.write(writes);
    this.#cursors.delete(name);
    this.#boxes.delete(name);
  }

  snapshot(): Snapshot {
    return this.#database.snapshot();
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  async #chosen(name: string, id: string | undefined): Promise<Numbered[]> {
    const dead = await this.dead(name);
    return id === undefined ? dead : dead.filter((letter) => letter.id === id);
  }

  async *#letters(tray: Tray, name: string, limit?: number): AsyncGenerator<Numbered> {
    const range = { ...rangeOf(tray, name), ...(limit !== undefined && { limit }) };
    for await (const [key, bytes] of this.#database.entries(range)) {
      const number = Number.parseInt(key.slice(-DIGITS), 16);
      yield { ...(JSON.parse(fromUtf8(bytes)) as Letter), number };
    }
  }

  #count(name: string, waiting: number, dead: number): void {
    const before = this.box(name);
    this.#boxes.set(name, { waiting: before.waiting + waiting, dead: before.dead + dead });
  }
}

async function countOf(
  database: Database,
  range: { readonly gt: string; readonly lt: string },
): Promise<number> {
  let count = 0;
  for await (const _ of database.keys(range)) count += 1;
  return count;
}
