// SPDX-License-Identifier: Apache-2.0
// What the store asks of its database; the only place that knows which one it is.
import { dirname } from "node:path";
import { Level } from "level";
import { Refusal } from "../refusal.ts";
import { Names, syncFolder } from "./names.ts";
import type { Snapshot } from "./folders.ts";
import { isSummed, withoutSum, withSum } from "./sums.ts";

export interface KeyRange {
  readonly gt?: string;
  readonly gte?: string;
  readonly lt?: string;
  readonly reverse?: boolean;
  readonly limit?: number;
  /** How many bytes may be read at once, ahead of what is asked for. */
  readonly highWaterMarkBytes?: number;
}

/** A value to put under a key, or none to delete it. */
export type Write = readonly [key: string, value: Uint8Array | undefined];
/** The same with a text, which is put as UTF-8. */
export type TextWrite = readonly [key: string, value: string | undefined];

/** Texts go to the database as they are: it encodes them faster than they could be handed over as bytes. */
const TEXT = { valueEncoding: "utf8" } as const;

/** Bytes that one read of a snapshot brings. */
const SNAPSHOT_READ_BYTES = 262_144;

const CODES = ["LEVEL_LOCKED", "LEVEL_CORRUPTION", "LEVEL_IO_ERROR"] as const;
export type DatabaseFault = (typeof CODES)[number];

/** An ordered map from strings to bytes, on disk. */
export class Database {
  readonly #level: Level<string, Uint8Array>;
  readonly #sums: boolean;
  readonly #names: Names;
  #failed: Refusal | undefined;

  private constructor(level: Level<string, Uint8Array>, sums: boolean) {
    this.#level = level;
    this.#names = new Names(level.location);
    this.#sums = sums;
  }

  /**
   * Opens what is there, or makes it when `create` says so.
   * @param sums records without an entry behind them carry sums, see sums.ts; reading a wrong one throws
   */
  static async open(path: string, create: boolean, sums = false): Promise<Database> {
    const level = new Level<string, Uint8Array>(path, { valueEncoding: "view" });
    await level.open({ createIfMissing: create });
    if (create) await syncFolder(dirname(path));
    return new Database(level, sums);
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    return this.#found(key, await this.#level.get(key));
  }

  async getMany(keys: readonly string[]): Promise<(Uint8Array | undefined)[]> {
    const found = await this.#level.getMany([...keys]);
    if (!this.#sums) return found;
    return found.map((stored, at) => this.#found(keys[at] ?? "", stored));
  }

  values(range: KeyRange): AsyncIterable<Uint8Array> {
    if (!this.#sums || !isSummed(range.gte ?? range.gt ?? "")) return this.#level.values(range);
    return valuesOf(this.entries(range));
  }

  entries(range: KeyRange): AsyncIterable<[string, Uint8Array]> {
    const found = this.#level.iterator(range);
    return this.#sums ? this.#readAll(found) : found;
  }

  /** Those of a range that is known to be short, at one go: one by one each costs a turn of its own. */
  async list(range: KeyRange): Promise<[string, Uint8Array][]> {
    const found = await this.#level.iterator(range).all();
    if (!this.#sums) return found;
    return found.map(([key, stored]) => [key, this.#read(key, stored)]);
  }

  /** What lies on disk at this moment, sums and all, whatever is written meanwhile. */
  snapshot(range: KeyRange = {}): Snapshot {
    const reading = { fillCache: false, highWaterMarkBytes: SNAPSHOT_READ_BYTES };
    return this.#level.iterator({ ...range, ...reading });
  }

  keys(range: KeyRange): AsyncIterable<string> {
    return this.#level.keys(range);
  }

  /**
   * All or nothing, and on disk when it returns, unless `sync` is false: a crash may then take the latest.
   * After one that failed there is no other: half of it may lie in the database's log, and what came after that
   * would be dropped when the log is read.
   * @throws Refusal `store-failed`
   */
  async write(writes: Iterable<Write | TextWrite>, sync = true): Promise<void> {
    if (this.#failed) throw this.#failed;
    const operations = Array.from(writes, ([key, value]) => operation(key, value, this.#sums));
    try {
      await this.#level.batch<string, Uint8Array | string>(operations, { sync });
      // The database may have begun a new file for this write, of which it syncs the bytes alone.
      if (sync) await this.#names.keep();
    } catch (cause) {
      this.#failed = new Refusal("store-failed", "the store did not take a write", { cause });
      throw this.#failed;
    }
  }

  /** Deletes everything. */
  clear(): Promise<void> {
    return this.#level.clear();
  }

  close(): Promise<void> {
    return this.#level.close();
  }

  #found(key: string, stored: Uint8Array | undefined): Uint8Array | undefined {
    return stored && this.#read(key, stored);
  }

  #read(key: string, stored: Uint8Array): Uint8Array {
    return this.#sums && isSummed(key) ? withoutSum(key, stored) : stored;
  }

  async *#readAll(
    found: AsyncIterable<[string, Uint8Array]>,
  ): AsyncGenerator<[string, Uint8Array]> {
    for await (const [key, stored] of found) yield [key, this.#read(key, stored)];
  }
}

async function* valuesOf(entries: AsyncIterable<[string, Uint8Array]>): AsyncGenerator<Uint8Array> {
  for await (const [, value] of entries) yield value;
}

function operation(key: string, value: Write[1] | TextWrite[1], sums: boolean) {
  if (value === undefined) return { type: "del", key } as const;
  if (sums && typeof value !== "string" && isSummed(key))
    return { type: "put", key, value: withSum(key, value) } as const;
  if (typeof value === "string") return { type: "put", key, value, ...TEXT } as const;
  return { type: "put", key, value } as const;
}

/** Why the database did not open or read, when it is one of the reasons that have a name. */
export function databaseFault(error: unknown): DatabaseFault | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code } = at as { readonly code?: unknown };
    const known = CODES.find((each) => each === code);
    if (known) return known;
  }
  return undefined;
}

/** The first value of a range. */
export async function firstValue(
  database: Database,
  range: KeyRange,
): Promise<Uint8Array | undefined> {
  for await (const value of database.values({ ...range, limit: 1 })) return value;
  return undefined;
}
