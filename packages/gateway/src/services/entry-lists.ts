// SPDX-License-Identifier: Apache-2.0
// A page of what the log holds on an asset or a grant. The store numbers the entries of each subject, so that a page
// costs the same anywhere in a list of any length.
import { PAGE_SIZE, type SubjectEntry, type SubjectEntryPage } from "@suyuan/api";
import { type CryptoProvider, kindOf, statementId } from "@suyuan/proof";
import type { Caller } from "../access/caller.ts";
import type { Subject } from "../store/keys.ts";
import { heldLeaf } from "../store/reading.ts";
import type { LogStore } from "../store/types.ts";
import { type Cursors, Paging } from "./cursors.ts";
import { requireHistory } from "./history.ts";
import type { Sights } from "./sight.ts";

/** What of a store is needed. */
export type Listed = Pick<LogStore, "entry" | "heads" | "indicesOf">;

export interface EntryListsParts {
  readonly store: Listed;
  readonly sights: Sights;
  readonly cursors: Cursors;
  readonly crypto: CryptoProvider;
}

type Query = Readonly<Record<string, string>>;

/** Lists the entries of subjects, for whoever may read their histories. */
export class EntryLists {
  readonly #parts: EntryListsParts;

  constructor(parts: EntryListsParts) {
    this.#parts = parts;
  }

  /**
   * One page, the newest first unless the query says otherwise; an empty one of a subject without entries.
   * @throws Refusal `invalid-parameter`, `unknown-asset`, `unknown-grant`, `not-allowed`
   */
  async of(subject: Subject, query: Query, caller: Caller): Promise<SubjectEntryPage> {
    const { store, sights, cursors } = this.#parts;
    const { order = "newest" } = query;
    const paging = new Paging(cursors, caller, ["entries", subject.kind, subject.id, order]);
    const { limit, after } = paging.place(query, PAGE_SIZE);
    await requireHistory(sights.of(caller), subject);
    const count = (await store.heads([subject]))[0]?.n ?? 0;
    const { first, last, next } = runOf({ order, limit, count }, placeIn(after));
    const indices = await store.indicesOf(subject, last, first);
    const items = await Promise.all(indices.map((index, at) => this.#entry(index, first + at)));
    if (order === "newest") items.reverse();
    return paging.sealed({ count, items, ...(next !== undefined && { next: String(next) }) });
  }

  async #entry(index: number, n: number): Promise<SubjectEntry> {
    const { store, crypto } = this.#parts;
    const bytes = await store.entry(index);
    const leaf = bytes && heldLeaf(bytes);
    if (leaf?.type !== "suyuan/entry@1") throw new Error(`the log holds no statement ${index}`);
    const { statement, logged } = leaf;
    const said = { id: statementId(statement, crypto), kind: kindOf(statement) };
    return { n, index, logged, ...said, statement: { ...statement } as SubjectEntry["statement"] };
  }
}

const DECIMAL = /^[1-9][0-9]{0,15}$/;

/** Which entry a page begins with; one that no list has for what is no place. */
function placeIn(after: string | undefined): number | undefined {
  if (after === undefined) return undefined;
  return DECIMAL.test(after) ? Number(after) : 0;
}

interface Asked {
  readonly order: string;
  readonly limit: number;
  readonly count: number;
}

/** From which to which entry a page goes, counted from 1 on, and where the next one begins. */
function runOf(
  { order, limit, count }: Asked,
  begin: number | undefined,
): { readonly first: number; readonly last: number; readonly next?: number } {
  if (order === "oldest") {
    const first = begin ?? 1;
    const last = first === 0 ? -1 : Math.min(count, first + limit - 1);
    return { first, last, ...(last > 0 && last < count && { next: last + 1 }) };
  }
  const last = Math.min(count, begin ?? count);
  const first = Math.max(1, last - limit + 1);
  return { first, last, ...(first > 1 && { next: first - 1 }) };
}
