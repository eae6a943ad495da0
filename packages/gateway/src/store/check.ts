// SPDX-License-Identifier: Apache-2.0
// The start reads the end of the log: what lies behind the last checkpoint, and whatever LevelDB may have had in its
// own log alone, where one broken batch is left out without a word. These entries are hashed again, the root compared
// with the stored tip, and every record that leads to them made again and compared. All that lies before was on disk
// before, is summed, and is looked at when it is read; fsck looks at everything.
import {
  type CryptoProvider,
  equalBytes,
  Frontier,
  fromHex,
  fromUtf8,
  type HeadsEntry,
  leafHash,
  parseLeaf,
  ProofError,
  statementId,
  toHex,
} from "@suyuan/proof";
import { checkHeadsRoot, HeadsCheck } from "./check-heads.ts";
import { entryRecord } from "./entries.ts";
import { KEYS, RANGES, type Subject } from "./keys.ts";
import type { Database, Write } from "./level.ts";
import { altered } from "./reading.ts";
import { decodeCheckpoint, decodeUse } from "./records.ts";
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

/** What a check is made by. */
export interface CheckBy {
  readonly crypto: CryptoProvider;
  /** Bytes in LevelDB's own log when the store was opened. */
  readonly unsorted: number;
}

/**
 * Compares what the store holds of the end of the log with its entries.
 * @throws StartRefusal `store-altered`, with the first place that differs
 */
export async function checkTail(database: Database, tip: Tip, by: CheckBy): Promise<Checked> {
  const from = await tailStart(database, tip, by.unsorted);
  const frontier = await frontierAt(database, from, by.crypto);
  const usage = await storedUsage(database);
  const check = new TailCheck(database, { tip, crypto: by.crypto, frontier, usage });
  let index = from;
  for await (const [key, bytes] of database.entries({ gte: KEYS.entry(from), lt: "e/~" })) {
    if (key !== KEYS.entry(index)) throw altered(`entry ${index} is missing`);
    check.take(index++, bytes);
    if (index % CHUNK === 0) await check.compare();
  }
  await check.compare();
  await check.end(index);
  return { dirty: check.dirty(), usage };
}

/** The last heads entry, or an earlier entry when LevelDB's log may hold more. */
async function tailStart(database: Database, tip: Tip, unsorted: number): Promise<number> {
  let from = tip.size;
  let bytes = 0;
  const back = { gte: "e/", lt: KEYS.entry(tip.size), reverse: true };
  for await (const [key, value] of database.entries(back)) {
    if (bytes >= unsorted) break;
    bytes += value.length;
    from = Number.parseInt(key.slice(2), 16);
  }
  return Math.min(from, Math.max(tip.lastHeads, 0));
}

async function frontierAt(
  database: Database,
  size: number,
  crypto: CryptoProvider,
): Promise<Frontier> {
  const roots: Uint8Array[] = [];
  for (let from = 0, rest = size; rest > 0;) {
    const level = Math.floor(Math.log2(rest));
    const root = await database.get(KEYS.node(level, from / 2 ** level));
    if (!root) throw altered(`the subtree of level ${level} from entry ${from} is missing`);
    roots.push(root);
    from += 2 ** level;
    rest -= 2 ** level;
  }
  return Frontier.from(size, roots, crypto);
}

async function storedUsage(database: Database): Promise<Usage> {
  const records = await Array.fromAsync(database.entries(RANGES.usage));
  return Usage.from(records.map(([key, bytes]) => decodeUse(key, bytes)));
}

class TailCheck {
  readonly #database: Database;
  readonly #tip: Tip;
  readonly #crypto: CryptoProvider;
  readonly #frontier: Frontier;
  readonly #usage: Usage;
  readonly #heads: HeadsCheck;
  #expected: Write[] = [];
  readonly #dirty = new Map<string, Subject>();
  #last: HeadsEntry | undefined;

  constructor(
    database: Database,
    by: {
      readonly tip: Tip;
      readonly crypto: CryptoProvider;
      readonly frontier: Frontier;
      readonly usage: Usage;
    },
  ) {
    this.#database = database;
    this.#tip = by.tip;
    this.#crypto = by.crypto;
    this.#frontier = by.frontier;
    this.#usage = by.usage;
    this.#heads = new HeadsCheck(database);
  }

  take(index: number, bytes: Uint8Array): void {
    const leaf = this.#parse(index, bytes);
    const hash = leafHash(bytes, this.#crypto);
    this.#frontier.append(hash, (level, at, node) => {
      this.#expected.push(nodeWrite({ level, index: at, hash: node }));
    });
    if (leaf.type === "suyuan/heads@1") {
      this.#last = leaf;
      this.#expected.push([KEYS.checkpoint(index + 1), this.#frontier.root()]);
      this.#dirty.clear();
      return;
    }
    const record = entryRecord(index, leaf, bytes, statementId(leaf.statement, this.#crypto));
    // The entry itself is what everything is compared with.
    this.#expected.push(...entryWrites(record).slice(1));
    if (index > this.#tip.lastHeads) this.#usage.add(leaf.statement.seat, leaf.logged);
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
    const { size: stored, root, subtrees, lastHeads } = this.#tip;
    if (size !== stored) throw altered(`the tip names ${stored} entries and the log holds ${size}`);
    const same = this.#frontier.roots.map((hash) => toHex(hash)).join() === subtrees.join();
    if (!same || toHex(this.#frontier.root()) !== root) {
      throw altered(`the entries do not hash to the root of the tip at size ${size}`);
    }
    if ((this.#last?.size ?? -1) !== lastHeads)
      throw altered(`the tip names a heads entry at ${lastHeads} that is not the last one`);
    this.#heads.end();
    if (this.#last) await checkHeadsRoot(this.#database, this.#last, this.#crypto);
    await this.#nothingBeyond(size);
  }

  dirty(): Subject[] {
    return [...this.#dirty.values()];
  }

  async #nothingBeyond(size: number): Promise<void> {
    const beyond = [{ gte: KEYS.node(0, size), lt: "n/01" }, RANGES.checkpointsFrom(size + 1)];
    for (const range of beyond)
      for await (const key of this.#database.keys({ ...range, limit: 1 }))
        throw altered(`the record ${key} lies beyond the log`);
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
