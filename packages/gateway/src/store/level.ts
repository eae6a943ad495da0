// SPDX-License-Identifier: Apache-2.0
// What the store asks of its database; the only place that knows which one it is.
import { Level } from "level";

export interface KeyRange {
  readonly gt?: string;
  readonly gte?: string;
  readonly lt?: string;
  readonly reverse?: boolean;
  readonly limit?: number;
}

/** A value to put under a key, or none to delete it. */
export type Write = readonly [key: string, value: Uint8Array | undefined];
/** The same with a text, which is put as UTF-8. */
export type TextWrite = readonly [key: string, value: string | undefined];

/** Texts go to the database as they are: it encodes them faster than they could be handed over as bytes. */
const TEXT = { valueEncoding: "utf8" } as const;

const CODES = ["LEVEL_LOCKED", "LEVEL_CORRUPTION"] as const;
export type DatabaseFault = (typeof CODES)[number];

/** An ordered map from strings to bytes, on disk. */
export class Database {
  readonly #level: Level<string, Uint8Array>;

  private constructor(level: Level<string, Uint8Array>) {
    this.#level = level;
  }

  /** Opens what is there, or makes it when `create` says so. */
  static async open(path: string, create: boolean): Promise<Database> {
    const level = new Level<string, Uint8Array>(path, { valueEncoding: "view" });
    await level.open({ createIfMissing: create });
    return new Database(level);
  }

  get(key: string): Promise<Uint8Array | undefined> {
    return this.#level.get(key);
  }

  getMany(keys: readonly string[]): Promise<(Uint8Array | undefined)[]> {
    return this.#level.getMany([...keys]);
  }

  values(range: KeyRange): AsyncIterable<Uint8Array> {
    return this.#level.values(range);
  }

  entries(range: KeyRange): AsyncIterable<[string, Uint8Array]> {
    return this.#level.iterator(range);
  }

  keys(range: KeyRange): AsyncIterable<string> {
    return this.#level.keys(range);
  }

  /** All or nothing, and on disk when it returns, unless `sync` is false: a crash may then take the latest. */
  async write(writes: Iterable<Write | TextWrite>, sync = true): Promise<void> {
    const operations = Array.from(writes, ([key, value]) => operation(key, value));
    await this.#level.batch<string, Uint8Array | string>(operations, { sync });
  }

  /** Deletes everything. */
  clear(): Promise<void> {
    return this.#level.clear();
  }

  close(): Promise<void> {
    return this.#level.close();
  }
}

function operation(key: string, value: Write[1] | TextWrite[1]) {
  if (value === undefined) return { type: "del", key } as const;
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
