// SPDX-License-Identifier: Apache-2.0
// What the log was told of what was done beside it: the chain of the log's own id.
import { type AdministrationPage, type AdministrationRow, PAGE_SIZE } from "@suyuan/api";
import { type Administration, type Hex, parseLeaf, statementId } from "@suyuan/proof";
import type { Caller } from "../access/caller.ts";
import type { Subject } from "../store/keys.ts";
import type { LogStore } from "../store/types.ts";
import { type Cursors, Paging } from "./cursors.ts";
import type { Sights } from "./sight.ts";
import { MAX_LOOKED } from "./sighted.ts";

export interface AdministrationParts {
  readonly store: LogStore;
  readonly sights: Sights;
  readonly cursors: Cursors;
  readonly log: Hex;
}

type Query = Readonly<Record<string, string>>;

/** An act of which an administration tells, with what it says. */
interface Told {
  readonly statement: Administration;
  readonly index: number;
  readonly logged: number;
}

export class AdministrationService {
  readonly #parts: AdministrationParts;

  constructor(parts: AdministrationParts) {
    this.#parts = parts;
  }

  /** The newest first, as far as the caller may read them. @throws Refusal `invalid-parameter` */
  async list(query: Query, caller: Caller): Promise<AdministrationPage> {
    const { store, sights, cursors, log } = this.#parts;
    const paging = new Paging(cursors, caller, ["administration"]);
    const { limit, after } = paging.place(query, PAGE_SIZE);
    const subject: Subject = { kind: "asset", id: log };
    const [head] = await store.heads([subject]);
    const sight = sights.of(caller);
    const items: AdministrationRow[] = [];
    const newest = Math.min(head?.n ?? 0, placeIn(after));
    const oldest = Math.max(1, newest - MAX_LOOKED + 1);
    let n = newest;
    for (; n >= oldest && items.length < limit; n--) {
      const told = await this.#told(subject, n);
      if (await sight.mayStatement(told.statement)) items.push(rowOf(told));
    }
    return paging.sealed({ items, ...(n >= 1 && { next: String(n) }) });
  }

  async #told(subject: Subject, n: number): Promise<Told> {
    const { store } = this.#parts;
    const [index = -1] = await store.indicesOf(subject, n, n);
    const leaf = await store.entry(index);
    const entry = leaf && parseLeaf(leaf);
    if (entry?.type !== "suyuan/entry@1" || entry.statement.type !== "suyuan/administration@1") {
      throw new Error(`the log holds no administration ${n}`);
    }
    return { statement: entry.statement, index, logged: entry.logged };
  }
}

const DECIMAL = /^[1-9][0-9]{0,15}$/;

/** From which administration on a page goes, downwards. */
function placeIn(after: string | undefined): number {
  if (after === undefined) return Number.MAX_SAFE_INTEGER;
  return DECIMAL.test(after) ? Number(after) : 0;
}

function rowOf({ statement, index, logged }: Told): AdministrationRow {
  const { act, at, subject, concerned, by, organization, seat } = statement;
  return {
    ...{ id: statementId(statement), index, logged, act, at, subject },
    ...(concerned !== undefined && { concerned }),
    ...(by !== undefined && { by }),
    ...{ organization, seat },
  };
}
