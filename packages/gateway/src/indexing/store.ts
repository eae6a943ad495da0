// SPDX-License-Identifier: Apache-2.0
import type { Database } from "../store/level.ts";
import { applyActs, moveRow, type Records, recordsOf, touchedRows } from "./apply.ts";
import { RowCache } from "./cache.ts";
import { endOf, KEYS, RANGES, subjectOf, thingOf } from "./keys.ts";
import type { ListQuery } from "./lists.ts";
import { decodeAct, decodeJson, encodeJson, type Tip, type Undo } from "./records.ts";
import type { IndexCommit, IndexStore, Page, PageQuery, Thing } from "./index-store.ts";
import type { Act, BlockActs, BlockName, IndexIdentity, Row, Rows, Subject } from "./types.ts";

/** Rows that are kept at hand. */
const MAX_CACHED_ROWS = 50_000;

type IsStill = (block: BlockName) => Promise<boolean>;

/** The index in Level. Opened by `openIndex`. */
export class LevelIndexStore implements IndexStore {
  readonly #database: Database;
  readonly #identity: IndexIdentity;
  readonly #cache = new RowCache(MAX_CACHED_ROWS);
  /** Rows that were read since the last write. */
  #reads = new Map<string, Row | undefined>();
  /** Blocks that can be undone, oldest first. */
  #undo: BlockName[] = [];
  #floor: BlockName | undefined;
  #tip: Tip | undefined;

  private constructor(database: Database, identity: IndexIdentity) {
    this.#database = database;
    this.#identity = identity;
  }

  /** Takes over a database that has this identity, or an empty one. */
  static async over(database: Database, identity: IndexIdentity): Promise<LevelIndexStore> {
    const store = new LevelIndexStore(database, identity);
    await database.write([[KEYS.identity, encodeJson(identity)]]);
    await store.#load();
    return store;
  }

  tip(): BlockName | undefined {
    return this.#tip && { number: this.#tip.number, hash: this.#tip.hash };
  }

  count(): number {
    return this.#tip?.acts ?? 0;
  }

  async commit({ blocks, tip, undoFrom }: IndexCommit): Promise<void> {
    const rows = await this.#rowsFor(blocks);
    const records: Records = new Map();
    const undone: BlockName[] = [];
    const final = blocks.filter(({ number }) => number < undoFrom);
    applyActs(
      final.flatMap(({ acts }) => acts),
      rows,
      records,
    );
    let floor = final.at(-1) ?? this.#floor;
    for (const block of blocks.slice(final.length)) {
      const before = applyActs(block.acts, rows, records);
      records.set(KEYS.undo(block.number), JSON.stringify(undoOf(block, before)));
      undone.push({ number: block.number, hash: block.hash });
    }
    for (const old of this.#undo.filter(({ number }) => number < undoFrom)) {
      records.set(KEYS.undo(old.number), undefined);
      if (!floor || floor.number < old.number) floor = old;
    }
    const acts = blocks.reduce((sum, block) => sum + block.acts.length, this.count());
    const end = { ...tip, acts };
    if (floor) records.set(KEYS.floor, JSON.stringify({ number: floor.number, hash: floor.hash }));
    await this.#write(records, end);
    this.#floor = floor && { number: floor.number, hash: floor.hash };
    this.#undo = [...this.#undo.filter(({ number }) => number >= undoFrom), ...undone];
    for (const [key, row] of rows) this.#cache.put(key, row);
  }

  async rollBack(isStill: IsStill): Promise<boolean> {
    while (this.#tip && !(await isStill(this.#tip))) {
      const last = this.#undo.at(-1);
      if (!last) return this.#toFloor(isStill);
      if (last.number < this.#tip.number && (await isStill(last))) {
        await this.#write(new Map(), { ...last, acts: this.count() });
      } else {
        await this.#undoLast(last);
      }
    }
    return true;
  }

  async clear(): Promise<void> {
    await this.#database.clear();
    await this.#database.write([[KEYS.identity, encodeJson(this.#identity)]]);
    await this.#load();
  }

  async row(subject: Subject): Promise<Row | undefined> {
    const [row] = await this.rows([subject]);
    return row;
  }

  async rows(subjects: readonly Subject[]): Promise<(Row | undefined)[]> {
    // Whoever reads while something is written keeps nothing for those who read after it.
    const reads = this.#reads;
    const keys = subjects.map((subject) => KEYS.row(subject));
    const missing = [...new Set(keys)].filter((key) => !reads.has(key));
    if (reads.size > MAX_CACHED_ROWS) this.#reads = new Map();
    const found = missing.length === 0 ? [] : await this.#database.getMany(missing);
    const fresh = new Map(
      missing.map((key, place) => {
        const bytes = found[place];
        return [key, bytes && (decodeJson(bytes) as Row)] as const;
      }),
    );
    const rows = keys.map((key) => (fresh.has(key) ? fresh.get(key) : reads.get(key)));
    for (const [key, row] of fresh) reads.set(key, row);
    return rows;
  }

  async list(query: ListQuery, page: PageQuery): Promise<Page<Row>> {
    const { items, next } = await this.things(query, page);
    return pageOf(
      items.map(({ row }) => row),
      next,
    );
  }

  async things({ list, value, before }: ListQuery, page: PageQuery): Promise<Page<Thing>> {
    const range = RANGES.places(list, value, page.after);
    const lt = before === undefined ? range.lt : KEYS.place(list, value, before);
    const found: [sort: string, name: string][] = [];
    // One more than asked for tells whether there is a next page.
    const places = this.#database.entries({ ...range, lt, limit: page.limit + 1 });
    for await (const [key, name] of places) found.push([endOf(key), Buffer.from(name).toString()]);
    const shown = found.slice(0, page.limit);
    const subjects = shown.map(([, name]) => thingOf(name));
    const rows = await this.rows(subjects);
    const things = subjects.flatMap((subject, at) => {
      const row = rows[at];
      return row ? [{ ...subject, row, place: shown[at]?.[0] ?? "" }] : [];
    });
    return pageOf(things, found.length > page.limit ? shown.at(-1)?.[0] : undefined);
  }

  async history(subject: Subject, page: PageQuery): Promise<Page<Act>> {
    const range = RANGES.parts(subject, page.after);
    const found: string[] = [];
    for await (const key of this.#database.keys({ ...range, limit: page.limit + 1 })) {
      found.push(endOf(key));
    }
    const shown = found.slice(0, page.limit);
    const bytes = await this.#database.getMany(shown.map((position) => KEYS.act(position)));
    const acts = shown.flatMap((position, place) => {
      const act = bytes[place];
      return act ? [decodeAct(position, act)] : [];
    });
    return pageOf(acts, found.length > page.limit ? shown.at(-1) : undefined);
  }

  async acts({ after, limit }: PageQuery): Promise<Page<Act>> {
    const found = await this.#database.list({ ...RANGES.acts(after), limit: limit + 1 });
    const shown = found.slice(0, limit).map(([key, bytes]) => [endOf(key), bytes] as const);
    return pageOf(
      shown.map(([position, bytes]) => decodeAct(position, bytes)),
      found.length > limit ? shown.at(-1)?.[0] : undefined,
    );
  }

  records(): AsyncIterable<readonly [string, Uint8Array]> {
    return this.#database.entries(RANGES.everything);
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  async #load(): Promise<void> {
    const [tip, floor] = await this.#database.getMany([KEYS.tip, KEYS.floor]);
    this.#tip = tip && (decodeJson(tip) as Tip);
    this.#floor = floor && (decodeJson(floor) as BlockName);
    this.#undo = [];
    for await (const bytes of this.#database.values(RANGES.undo)) {
      const { number, hash } = decodeJson(bytes) as Undo;
      this.#undo.push({ number, hash });
    }
    this.#cache.clear();
    this.#reads = new Map();
  }

  /** Every row that blocks change, as it is now. */
  async #rowsFor(blocks: readonly BlockActs[]): Promise<Rows> {
    const rows: Rows = new Map();
    const missing: string[] = [];
    for (const key of touchedRows(blocks.flatMap(({ acts }) => acts))) {
      const row = this.#cache.get(key);
      rows.set(key, row);
      if (!row) missing.push(key);
    }
    const found = await this.#database.getMany(missing);
    for (const [place, key] of missing.entries()) {
      const bytes = found[place];
      if (bytes) rows.set(key, decodeJson(bytes) as Row);
    }
    return rows;
  }

  async #write(records: Records, tip: Tip | undefined): Promise<void> {
    records.set(KEYS.tip, tip && JSON.stringify(tip));
    this.#reads = new Map();
    await this.#database.write(records, false);
    this.#reads = new Map();
    this.#tip = tip;
  }

  async #undoLast({ number }: BlockName): Promise<void> {
    const bytes = await this.#database.get(KEYS.undo(number));
    if (!bytes) throw new Error(`the index cannot undo block ${number}`);
    const { rows, made, acts } = decodeJson(bytes) as Undo;
    const records: Records = new Map(made.map((key) => [key, undefined]));
    const is = await this.#database.getMany(rows.map(([key]) => key));
    for (const [place, [key, was]] of rows.entries()) {
      const row = is[place];
      const { kind } = subjectOf(key);
      moveRow({ key, kind }, row && (decodeJson(row) as Row), was ?? undefined, records);
    }
    records.set(KEYS.undo(number), undefined);
    const before = this.#undo.at(-2) ?? this.#floor;
    await this.#write(records, before && { ...before, acts: this.count() - acts });
    this.#undo.pop();
    this.#cache.clear();
  }

  /** Nothing is left to be undone: what is below can only be there still, or all has to be made anew. */
  async #toFloor(isStill: IsStill): Promise<boolean> {
    const floor = this.#floor;
    if (floor && !(await isStill(floor))) return false;
    await this.#write(new Map(), floor && { ...floor, acts: this.count() });
    return true;
  }
}

const pageOf = <T>(items: readonly T[], next: string | undefined): Page<T> =>
  next === undefined ? { items } : { items, next };

function undoOf({ number, hash, acts }: BlockActs, before: Rows): Undo {
  const made = acts.flatMap((act) => recordsOf(act));
  const rows = [...before].map(([key, row]) => [key, row ?? null] as const);
  return { number, hash, acts: acts.length, made, rows };
}
