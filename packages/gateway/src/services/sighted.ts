// SPDX-License-Identifier: Apache-2.0
// Pages of lists that hold what others must not see. Whoever sees little is led through its own things alone, so that
// neither a page nor the time that it takes says anything of others'; an authority's page looks at so many rows.
import type { ThingName } from "../access/things.ts";
import { THINGS } from "../access/things.ts";
import { isIn, type ListName, type ListQuery } from "../indexing/lists.ts";
import type { IndexReads, Page, Thing } from "../indexing/index-store.ts";
import { namedIn, ownValue } from "../indexing/parts.ts";
import type { Kind } from "../indexing/types.ts";
import type { Filter } from "./lists.ts";
import type { Place } from "./page.ts";
import type { Sight } from "./sight.ts";
import { withPredecessors } from "./succession.ts";

/** Rows that are looked at for one page, and at once. */
export const MAX_LOOKED = 1_000;
const AT_ONCE = 100;

/** What is asked for, of which kind of thing. */
export interface Asked {
  readonly query: ListQuery;
  readonly kind: Kind & ThingName;
  readonly filter: Filter;
}

type Test = (thing: Thing) => boolean;

/** A list to go through, and which of its things belong to the answer. */
interface Source {
  readonly query: ListQuery;
  readonly test: Test;
}

const PUBLISHED: Readonly<Partial<Record<Kind, ListName>>> = {
  demand: "demands-by-status",
  finding: "findings-by-state",
};

/** Kinds of the things that filters name. */
const NAMED: Readonly<Record<string, readonly (Kind & ThingName)[]>> = {
  grant: ["grant"],
  parent: ["grant"],
  demand: ["demand"],
  subject: ["grant", "request", "case"],
};

/** One page of what a caller may see. */
export async function sightedPage(
  index: IndexReads,
  sight: Sight,
  asked: Asked,
  { limit, after }: Place,
): Promise<Page<Thing>> {
  const sources = await sourcesOf(index, sight, asked);
  const [begin = "0", place = ""] = (after ?? "").split(".");
  const scan = { index, sight, kind: asked.kind, limit, left: MAX_LOOKED };
  const items: Thing[] = [];
  for (let at = Number(begin); at < sources.length; at++) {
    const source = sources[at];
    if (!source) break;
    const from = String(at) === begin ? place : "";
    const end = await through(source, from, scan, items);
    if (end !== undefined) return { items, next: `${at}.${end}` };
  }
  return { items };
}

interface Scan {
  readonly index: IndexReads;
  readonly sight: Sight;
  readonly kind: Kind & ThingName;
  readonly limit: number;
  left: number;
}

/** Goes through a source until the page is full. @returns where it stopped; undefined at its end */
async function through(
  { query, test }: Source,
  from: string,
  scan: Scan,
  items: Thing[],
): Promise<string | undefined> {
  let after = from;
  for (;;) {
    const page = await scan.index.things(query, { limit: AT_ONCE, ...(after && { after }) });
    for (const thing of page.items) {
      if (items.length === scan.limit || scan.left === 0) return after;
      after = thing.place;
      scan.left -= 1;
      if (test(thing) && (await scan.sight.may(scan.kind, thing.row))) items.push(thing);
    }
    if (page.next === undefined) return undefined;
    after = page.next;
  }
}

async function sourcesOf(index: IndexReads, sight: Sight, asked: Asked): Promise<Source[]> {
  const { query, kind } = asked;
  const { reader } = sight;
  if (reader === undefined) return [];
  if ((await sight.isAuthority()) || (await isOwn(sight, asked.filter))) {
    return [{ query, test: ({ row }) => isIn(query, kind, row) }];
  }
  const { published } = THINGS[kind];
  const list = PUBLISHED[kind];
  const isPublished: Test = ({ row }) =>
    published !== undefined && row[published.field] === published.value;
  const wanted: Test = ({ row }) => isIn(query, kind, row);
  const told: Source[] =
    list && published ? [{ query: { list, value: String(published.value) }, test: wanted }] : [];
  const own = await withPredecessors(index, reader);
  return [
    ...told,
    ...own.map((source, at): Source => {
      const before = new Set(own.slice(0, at).map(String));
      return {
        query: { list: "things-by-part", value: ownValue(source, kind) },
        // What has come before, in the list of those told or of an earlier organisation, comes once.
        test: (thing) =>
          wanted(thing) &&
          !isPublished(thing) &&
          !namedIn(kind, thing.row).some((who) => before.has(who)),
      };
    }),
  ];
}

/** Whether a filter names a thing of the caller's own, so that what hangs on it is its own too. */
async function isOwn(sight: Sight, { name, value }: Filter): Promise<boolean> {
  const { ledger, reader } = sight;
  if (name === "asset") return (await ledger.holder(value)) === reader;
  for (const kind of NAMED[name] ?? []) {
    if (await sight.mayId(kind, kind, value)) return true;
  }
  return false;
}
