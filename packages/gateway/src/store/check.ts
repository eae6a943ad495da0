// SPDX-License-Identifier: Apache-2.0
// The start reads the whole log: every entry is hashed again, the root compared with the stored tip, and
// every record that leads to an entry made again and compared. What differs is named by its place.
import {
  type CryptoProvider,
  equalBytes,
  Frontier,
  fromHex,
  fromUtf8,
  type Hex,
  leafHash,
  parseLeaf,
  ProofError,
  statementId,
  toHex,
} from "@suyuan/proof";
import { StartRefusal } from "../refusal.ts";
import { HeadsCheck, checkHeadsMap } from "./check/heads.ts";
import { entryRecord } from "./entries.ts";
import { KEYS, RANGES, type Subject } from "./keys.ts";
import type { Database, Write } from "./level.ts";
import { decodeCheckpoint } from "./records.ts";
import type { Tip } from "./types.ts";
import { Usage } from "./usage.ts";
import { entryWrites, nodeWrite } from "./writes.ts";

const CHUNK = 500;

/** What of the log the rest of the start needs. */
export interface Checked {
  /** Subjects with entries behind the last heads entry. */
  readonly dirty: readonly Subject[];
  readonly usage: Usage;
}

/**
 * Compares everything that the store holds with its entries.
 * @throws StartRefusal `store-altered`, with the first place that differs
 */
export async function checkStore(
  database: Database,
  tip: Tip,
  crypto: CryptoProvider,
): Promise<Checked> {
  const check = new StoreCheck(database, tip, crypto);
  let index = 0;
  for await (const [key, bytes] of database.entries(RANGES.all("e"))) {
    if (key !== KEYS.entry(index)) throw altered(`entry ${index} is missing`);
    check.take(index++, bytes);
    if (index % CHUNK === 0) await check.compare();
  }
  await check.compare();
  await check.end(index);
  return { dirty: check.dirty(), usage: check.usage };
}

class StoreCheck {
  readonly #database: Database;
  readonly #tip: Tip;
  readonly #crypto: CryptoProvider;
  readonly #frontier: Frontier;
  readonly #heads: HeadsCheck;
  #expected: Write[] = [];
  readonly #counts = { i: 0, x: 0, o: 0 };
  readonly usage = new Usage();
  readonly #dirty = new Map<string, Subject>();
  #map: { readonly root: Hex; readonly count: number } | undefined;

  constructor(database: Database, tip: Tip, crypto: CryptoProvider) {
    this.#database = database;
    this.#tip = tip;
    this.#crypto = crypto;
    this.#frontier = new Frontier(crypto);
    this.#heads = new HeadsCheck(database);
  }

  take(index: number, bytes: Uint8Array): void {
    const leaf = this.#parse(index, bytes);
    const hash = leafHash(bytes, this.#crypto);
    this.#frontier.append(hash, (level, at, node) => {
      this.#expected.push(nodeWrite({ level, index: at, hash: node }));
    });
    if (leaf.type === "suyuan/heads@1") {
      this.#map = { root: leaf.root, count: leaf.count };
      this.#expected.push([KEYS.checkpoint(index + 1), this.#frontier.root()]);
      this.#dirty.clear();
      return;
    }
    const record = entryRecord(index, leaf, bytes, statementId(leaf.statement, this.#crypto));
    // The entry itself is what everything is compared with.
    this.#expected.push(...entryWrites(record).slice(1));
    this.#counts.i++;
    this.usage.add(leaf.statement.seat, leaf.logged);
    this.#counts.x += record.claim ? 1 : 0;
    this.#counts.o += record.links.length;
    for (const { subject, n } of record.links) {
      this.#dirty.set(`${subject.kind}${subject.id}`, subject);
      this.#heads.expect(subject, { n, index, leafHash: hash });
    }
  }

  async compare(): Promise<void> {
    const expected = this.#expected;
    this.#expected = [];
    const found = await this.#database.getMany(expected.map(([key]) => key));
    for (const [at, [key, value]] of expected.entries()) {
      const stored = found[at];
      const bytes = stored && key.startsWith("c/") ? checkpointRoot(stored) : stored;
      if (!bytes || !value || !equalBytes(bytes, value))
        throw altered(`the record ${key} is not what the log says`);
    }
    await this.#heads.compare();
  }

  async end(size: number): Promise<void> {
    const { size: stored, root, subtrees } = this.#tip;
    if (size !== stored) throw altered(`the tip names ${stored} entries and the log holds ${size}`);
    const same = this.#frontier.roots.map((hash) => toHex(hash)).join() === subtrees.join();
    if (!same || toHex(this.#frontier.root()) !== root) {
      throw altered(`the entries do not hash to the root of the tip at size ${size}`);
    }
    for (const prefix of ["i", "x", "o"] as const) {
      const count = await countKeys(this.#database, prefix);
      if (count !== this.#counts[prefix])
        throw altered(
          `${count} records lie under ${prefix}/ where the log leads to ${this.#counts[prefix]}`,
        );
    }
    this.#heads.end(await countKeys(this.#database, "t"));
    await checkHeadsMap(this.#database, this.#map, this.#crypto);
  }

  dirty(): Subject[] {
    return [...this.#dirty.values()];
  }

  #parse(index: number, bytes: Uint8Array): ReturnType<typeof parseLeaf> {
    try {
      return parseLeaf(bytes);
    } catch (cause) {
      if (!(cause instanceof ProofError)) throw cause;
      throw altered(`entry ${index} is not an entry: ${cause.message}`, cause);
    }
  }
}

/** Beside the mark of its anchor, a checkpoint is its root. */
function checkpointRoot(bytes: Uint8Array): Uint8Array {
  try {
    return fromHex(decodeCheckpoint(bytes).root);
  } catch (cause) {
    throw altered(`a checkpoint cannot be read: ${fromUtf8(bytes).slice(0, 80)}`, cause);
  }
}

async function countKeys(
  database: Database,
  prefix: Parameters<typeof RANGES.all>[0],
): Promise<number> {
  let count = 0;
  for await (const key of database.keys(RANGES.all(prefix))) count += key.length > 0 ? 1 : 0;
  return count;
}

/** The one refusal of this check. */
export function altered(what: string, cause?: unknown): StartRefusal {
  return new StartRefusal("store-altered", `the store was altered: ${what}`, cause);
}
