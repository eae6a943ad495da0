// SPDX-License-Identifier: Apache-2.0
// Entries as they lie in the log, each held against its leaf hash before it is given out.
import {
  type CryptoProvider,
  type Entry,
  equalBytes,
  fromUtf8,
  type HeadsEntry,
  leafHash,
} from "@suyuan/proof";
import { READ_AHEAD_BYTES } from "../constraints.ts";
import { StartRefusal } from "../refusal.ts";
import { KEYS, RANGES } from "./keys.ts";
import type { Database } from "./level.ts";

/** Entries that are read together, at most 64 KiB each. */
const TOGETHER = 64;

/** The refusal of a record that is not what the log says. */
export function altered(what: string, cause?: unknown): StartRefusal {
  return new StartRefusal("store-altered", `the store was altered: ${what}`, cause);
}

/**
 * The leaf that such bytes say. It was read strictly when it was taken, and they are what was taken then: nothing is
 * asked of it again.
 */
export const heldLeaf = (bytes: Uint8Array): Entry | HeadsEntry =>
  JSON.parse(fromUtf8(bytes)) as Entry | HeadsEntry;

/** Reads entries. Every method throws StartRefusal `store-altered` rather than give out another one. */
export class Entries {
  readonly #database: Database;
  readonly #crypto: CryptoProvider;

  constructor(database: Database, crypto: CryptoProvider) {
    this.#database = database;
    this.#crypto = crypto;
  }

  /** The entries at some indices; nothing where none lies. */
  async at(indices: readonly number[]): Promise<(Uint8Array | undefined)[]> {
    const keys = [...indices.map(KEYS.entry), ...indices.map((index) => KEYS.node(0, index))];
    const found = await this.#database.getMany(keys);
    return indices.map((index, at) => this.#held(index, found[at], found[indices.length + at]));
  }

  /** Those of a half-open run of indices, in order, up to the end of the log. */
  async *run(from: number, until: number): AsyncGenerator<Uint8Array> {
    for (let at = from; at < until;) {
      const end = Math.min(until, at + TOGETHER);
      const range = { ...RANGES.entries(at, end), highWaterMarkBytes: READ_AHEAD_BYTES };
      const entries = await this.#database.list(range);
      const hashes = await this.#database.list(RANGES.nodes(0, at, at + entries.length));
      for (const [place, [key, bytes]] of entries.entries()) {
        const index = at + place;
        if (key !== KEYS.entry(index)) throw altered(`entry ${index} is missing`);
        yield this.#held(index, bytes, hashes[place]?.[1]) ?? bytes;
      }
      at += entries.length;
      if (at < end) return;
    }
  }

  #held(
    index: number,
    bytes: Uint8Array | undefined,
    hash: Uint8Array | undefined,
  ): Uint8Array | undefined {
    if (!bytes && !hash) return undefined;
    if (!bytes) throw altered(`entry ${index} is missing`);
    if (hash && equalBytes(leafHash(bytes, this.#crypto), hash)) return bytes;
    throw altered(`entry ${index} does not hash to its leaf`);
  }
}
