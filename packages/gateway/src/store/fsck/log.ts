// SPDX-License-Identifier: Apache-2.0
// First pass: every entry parsed and hashed again, the tree made again, and every record compared that an
// entry leads to. A broken entry is told from a broken leaf hash by the node above them.
import {
  type Entry,
  equalBytes,
  Frontier,
  type HeadsEntry,
  leafHash,
  nodeHash,
  parseLeaf,
  statementId,
  toHex,
} from "@suyuan/proof";
import { entryRecord } from "../entries.ts";
import { KEYS, RANGES } from "../keys.ts";
import type { Write } from "../level.ts";
import { decodeHead, decodeNumber } from "../records.ts";
import { withoutSum, withSum } from "../sums.ts";
import type { EntryRecord } from "../types.ts";
import { entryWrites, nodeWrite } from "../writes.ts";
import { checkCheckpoint } from "./checkpoints.ts";
import { CHUNK, MAX_BROKEN, type State, STEP } from "./state.ts";

interface Item {
  readonly index: number;
  /** Left out when there is no such entry. */
  readonly bytes: Uint8Array | undefined;
}

interface Hashed extends Item {
  readonly leaf: Entry | HeadsEntry | undefined;
  readonly hash: Uint8Array | undefined;
}

/** Reads all entries and compares what they lead to. */
export async function checkLog(state: State): Promise<void> {
  const pass = new LogPass(state);
  let chunk: Item[] = [];
  let next = 0;
  const take = async (item: Item): Promise<void> => {
    chunk.push(item);
    next = item.index + 1;
    if (next % STEP === 0) state.progress("entries", next);
    if (chunk.length < CHUNK) return;
    await pass.compare(chunk);
    chunk = [];
  };
  const end = state.tip?.size ?? Infinity;
  for await (const [key, bytes] of state.database.entries(RANGES.all("e"))) {
    const index = Number.parseInt(key.slice(2), 16);
    if (key !== KEYS.entry(index)) continue;
    if (index >= end) {
      state.faults.at(key, `the tip ends the log at ${end} entries`);
      continue;
    }
    while (next < index) await take({ index: next, bytes: undefined });
    await take({ index, bytes });
  }
  while (next < (state.tip?.size ?? next)) await take({ index: next, bytes: undefined });
  await pass.compare(chunk);
  state.size = next;
  pass.end();
}

/** What lies under a key before its sum; nothing where the sum is another's. */
function valueIn(key: string, stored: Uint8Array | undefined): Uint8Array | undefined {
  try {
    return stored && withoutSum(key, stored);
  } catch {
    return undefined;
  }
}

/** An index that a record holds; -1 when it is none. */
function indexIn(bytes: Uint8Array | undefined): number {
  if (bytes?.length !== 8 || (bytes[0] ?? 0) > 0 || (bytes[1] ?? 0) >= 0x20) return -1;
  return decodeNumber(bytes);
}

class LogPass {
  readonly #state: State;
  readonly #frontier: Frontier;
  /** False once a leaf hash is lost: nothing above it can be made again. */
  #isWhole = true;
  /** What seats used behind the last heads entry. */
  #used: { readonly seat: number; readonly logged: number }[] = [];

  constructor(state: State) {
    this.#state = state;
    this.#frontier = new Frontier(state.crypto);
  }

  async compare(items: readonly Item[]): Promise<void> {
    const stored = await this.#values(items.map(({ index }) => KEYS.node(0, index)));
    const good: {
      readonly record: EntryRecord;
      readonly leaf: Entry;
      readonly hash: Uint8Array;
    }[] = [];
    const nodes: Write[] = [];
    for (const [at, item] of items.entries()) {
      const hashed = this.#hash(item);
      const { isGood, hash } = await this.#judge(hashed, stored[at]);
      this.#append(hash, item.index, nodes);
      if (!isGood || !hashed.leaf || !hashed.bytes || !hash) continue;
      const { leaf, bytes } = hashed;
      if (leaf.type === "suyuan/heads@1") {
        await this.#closing(item.index, leaf);
        continue;
      }
      const id = statementId(leaf.statement, this.#state.crypto);
      good.push({ record: entryRecord(item.index, leaf, bytes, id), leaf, hash });
      this.#used.push({ seat: leaf.statement.seat, logged: leaf.logged });
    }
    await this.#expect(nodes, "is not the hash of what lies below it");
    await this.#expect(
      good.flatMap(({ record }) => entryWrites(record).slice(1)),
      "is not what the entry says",
    );
    for (const { record } of good) this.#count(record);
    await this.#heads(good);
    await this.#chains(good);
  }

  end(): void {
    const { tip, faults, size } = this.#state;
    if (!tip || !this.#isWhole || size !== tip.size) return;
    const subtrees = this.#frontier.roots.map((hash) => toHex(hash)).join();
    if (subtrees !== tip.subtrees.join() || toHex(this.#frontier.root()) !== tip.root)
      faults.at(KEYS.tip, `the entries do not hash to its root at ${size} entries`);
  }

  #hash({ index, bytes }: Item): Hashed {
    if (!bytes) return { index, bytes, leaf: undefined, hash: undefined };
    let leaf: Hashed["leaf"];
    try {
      leaf = parseLeaf(bytes);
    } catch {
      leaf = undefined;
    }
    return { index, bytes, leaf, hash: leafHash(bytes, this.#state.crypto) };
  }

  /** Which of the two is broken, the entry or its stored hash, and the hash to go on with. */
  async #judge(
    { index, leaf, hash, bytes }: Hashed,
    stored: Uint8Array | undefined,
  ): Promise<{ readonly isGood: boolean; readonly hash: Uint8Array | undefined }> {
    if (hash && leaf && stored && equalBytes(hash, stored)) return { isGood: true, hash };
    const fitsStored = stored !== undefined && (await this.#fits(index, stored));
    const fitsOwn = hash !== undefined && leaf !== undefined && (await this.#fits(index, hash));
    if (!fitsOwn || fitsStored) {
      const what = !bytes ? "is missing" : leaf ? "does not hash to its leaf" : "is not an entry";
      this.#break(index, what);
    }
    if (!fitsStored) this.#state.faults.at(KEYS.node(0, index), "is not the hash of its entry");
    return { isGood: fitsOwn && !fitsStored, hash: fitsStored ? stored : (hash ?? stored) };
  }

  /** Whether the tree above agrees with a leaf hash. */
  async #fits(index: number, hash: Uint8Array): Promise<boolean> {
    const { crypto, tip } = this.#state;
    const [sibling, parent] = await this.#values([
      KEYS.node(0, index ^ 1),
      KEYS.node(1, index >> 1),
    ]);
    if (!sibling || !parent) {
      return tip?.size === index + 1 && tip.subtrees.at(-1) === toHex(hash);
    }
    const pair = index % 2 === 0 ? ([hash, sibling] as const) : ([sibling, hash] as const);
    return equalBytes(nodeHash(pair[0], pair[1], crypto), parent);
  }

  #break(index: number, what: string): void {
    const { broken, faults } = this.#state;
    if (broken.size < MAX_BROKEN) broken.set(index, { what, subjects: new Set() });
    else faults.at(KEYS.entry(index), what);
  }

  #append(hash: Uint8Array | undefined, index: number, nodes: Write[]): void {
    const { roots } = this.#state;
    this.#isWhole &&= hash !== undefined;
    if (!this.#isWhole || !hash) return;
    this.#frontier.append(hash, (level, at, node) => {
      if (level > 0) nodes.push(nodeWrite({ level, index: at, hash: node }));
    });
    if (roots.has(index + 1)) roots.set(index + 1, toHex(this.#frontier.root()));
  }

  async #expect(writes: readonly Write[], what: string): Promise<void> {
    const { database, faults } = this.#state;
    const found = await database.getMany(writes.map(([key]) => key));
    for (const [at, [key, value]] of writes.entries()) {
      const stored = found[at];
      if (!stored) faults.at(key, "is missing");
      else if (!value || !equalBytes(stored, withSum(key, value))) faults.at(key, what);
    }
  }

  async #values(keys: readonly string[]): Promise<(Uint8Array | undefined)[]> {
    const found = await this.#state.database.getMany(keys);
    return keys.map((key, at) => valueIn(key, found[at]));
  }

  #count({ claim, links }: EntryRecord): void {
    const { counts } = this.#state;
    counts.i++;
    counts.x += claim ? 1 : 0;
    counts.o += links.length;
  }

  async #closing(index: number, leaf: HeadsEntry): Promise<void> {
    const { database, faults, usage } = this.#state;
    this.#state.map = leaf;
    for (const { seat, logged } of this.#used.splice(0)) usage.add(seat, logged);
    const key = KEYS.checkpoint(index + 1);
    const stored = await database.get(key);
    if (!stored) faults.at(key, "is missing");
    else if (this.#isWhole) {
      const root = toHex(this.#frontier.root());
      faults.try(key, () => {
        checkCheckpoint(this.#state, key, stored, { leaf, root });
      });
    }
  }

  /** An entry is either the end that the store names, or comes before it. */
  async #heads(good: readonly { record: EntryRecord; hash: Uint8Array }[]): Promise<void> {
    const links = good.flatMap(({ record, hash }) =>
      record.links.map(({ subject, n }) => ({ subject, n, index: record.index, hash })),
    );
    const found = await this.#state.database.getMany(
      links.map(({ subject }) => KEYS.head(subject)),
    );
    for (const [at, { subject, n, index, hash }] of links.entries()) {
      const key = KEYS.head(subject);
      const stored = found[at];
      const head = stored && this.#state.faults.try(key, () => decodeHead(withoutSum(key, stored)));
      const isEnd = head?.n === n;
      const isSame = isEnd && head.index === index && equalBytes(head.leafHash, hash);
      if (!head || head.n < n || (isEnd && !isSame))
        this.#state.faults.at(key, `does not end the chain at its entry ${n}, index ${index}`);
    }
  }

  /** Each entry names the leaf hash of the one before it in each of its chains. */
  async #chains(good: readonly { record: EntryRecord; leaf: Entry }[]): Promise<void> {
    const { faults, broken } = this.#state;
    const links = good.flatMap(({ record, leaf }) =>
      record.links.flatMap(({ subject, n }, at) =>
        n > 1 ? [{ subject, n, prev: leaf.chain[at]?.prev, index: record.index }] : [],
      ),
    );
    const ordinals = await this.#values(
      links.map(({ subject, n }) => KEYS.ordinal(subject, n - 1)),
    );
    const before = ordinals.map(indexIn);
    const hashes = await this.#values(before.map((index) => KEYS.node(0, Math.max(index, 0))));
    for (const [at, { subject, n, prev, index }] of links.entries()) {
      const hash = hashes[at];
      if (hash && toHex(hash) === prev) continue;
      // A broken record before it is named by itself.
      if (broken.has(before[at] ?? -1)) continue;
      faults.at(
        KEYS.ordinal(subject, n - 1),
        `entry ${index} does not follow the one that it names`,
      );
    }
  }
}
