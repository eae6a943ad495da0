// SPDX-License-Identifier: Apache-2.0
import { OFFICES } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import type { IndexReads } from "../indexing/index-store.ts";
import { hash } from "../testing/sample.ts";
import { announced, ASSET, granted, LOG, merged, openTree, WHO } from "../testing/tree.ts";
import { filterOf, queryOf } from "./lists.ts";
import { Sights } from "./sight.ts";
import { MAX_LOOKED, sightedPage } from "./sighted.ts";

const { authority, provider, recipient, neighbour, stranger, heir } = WHO;
const MANY = 2_500;
const SOME = 3;

/** Thousands of grants of others, and some of one department, scattered among them. */
const many = Array.from({ length: MANY }, (_, at) => granted(`many ${at}`, recipient, provider));
const some = Array.from({ length: SOME }, (_, at) => granted(`some ${at}`, heir, provider));
const acts = [...many.slice(0, 900), ...some.slice(0, 1), ...many.slice(900), ...some.slice(1)];

let tree: Awaited<ReturnType<typeof openTree>>;
let few: Awaited<ReturnType<typeof openTree>>;
beforeAll(async () => {
  tree = await openTree(acts.flat());
  few = await openTree(some.flat());
}, 120_000);
afterAll(async () => {
  await tree.close();
  await few.close();
});

const seat = (organization: number): Caller => ({
  ...{ kind: "seat", seat: 1, organization, office: OFFICES.registrant },
});

interface Question {
  readonly index?: IndexReads;
  readonly limit?: number;
  readonly after?: string;
}

async function page(
  caller: Caller,
  filter: Readonly<Record<string, string>>,
  { index = tree.index, limit = 200, after }: Question = {},
  list: "grants" | "demands" = "grants",
) {
  const sight = new Sights({ index, now: () => 1_800_000_001, log: LOG }).of(caller);
  const asked = filterOf(list, filter);
  const kind = list === "grants" ? "grant" : "demand";
  const from = { limit, ...(after !== undefined && { after }) };
  const question = { query: queryOf(list, asked), kind, filter: asked } as const;
  const { items, next } = await sightedPage(index, sight, question, from);
  return { ids: items.map(({ row }) => String(row.id)), next };
}

const names = Array.from({ length: SOME }, (_, at) => hash(`some ${at}`));
const FILTERS = [{ asset: ASSET }, { state: "1" }, { provider: String(provider) }];

describe("given thousands of grants of others", () => {
  it.each(FILTERS)("a department finds all its own at once, asked by %o", async (filter) => {
    expect(await page(seat(heir), filter)).toEqual({ ids: names, next: undefined });
    expect((await page(seat(heir), { recipient: String(heir) })).ids).toEqual(names);
    expect((await page(seat(heir), { recipient: String(recipient) })).ids).toEqual([]);
  });

  it.each(FILTERS)(
    "a stranger finds an empty page with no next one, asked by %o",
    async (filter) => {
      expect(await page(seat(stranger), filter)).toEqual({ ids: [], next: undefined });
    },
  );

  it.each(FILTERS)(
    "a stranger's page reads as much as if there were few, asked by %o",
    async (filter) => {
      const cost = async ({ index }: typeof tree): Promise<number> => {
        let reads = 0;
        const counted: IndexReads = {
          row: (subject) => ((reads += 1), index.row(subject)),
          rows: (subjects) => ((reads += subjects.length), index.rows(subjects)),
          list: (query, at) => ((reads += 1), index.list(query, at)),
          things: (query, at) => ((reads += 1), index.things(query, at)),
        };
        await page(seat(stranger), filter, { index: counted });
        return reads;
      };
      expect(await cost(tree)).toBe(await cost(few));
    },
  );

  it("pages lead through all of them, each once", async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const one = await page(seat(heir), { state: "1" }, { limit: 1, ...(after && { after }) });
      seen.push(...one.ids);
      after = one.next;
    } while (after !== undefined);
    expect(seen).toEqual(names);
  });

  it("the holder of the asset and the authority above find all", async () => {
    for (const one of [provider, authority]) {
      const seen = new Set<string>();
      let after: string | undefined;
      do {
        const { ids, next } = await page(seat(one), { asset: ASSET }, { ...(after && { after }) });
        for (const id of ids) seen.add(id);
        after = next;
      } while (after !== undefined);
      expect(seen.size).toBe(MANY + SOME);
    }
  });

  it("an authority of another branch looks at so many rows, and goes on behind them", async () => {
    const first = await page(seat(neighbour), { state: "1" });
    expect(first.ids).toEqual([]);
    expect(first.next).toBeDefined();
    let pages = 1;
    let { next } = first;
    while (next !== undefined) {
      ({ next } = await page(seat(neighbour), { state: "1" }, { after: next }));
      pages += 1;
    }
    expect(pages).toBe(Math.ceil((MANY + SOME) / MAX_LOOKED));
  });
});

describe("given an organisation that took another one's place", () => {
  it("finds its own and those of that one, each once", async () => {
    const own = [...granted("own", heir, provider), ...granted("theirs", recipient, provider)];
    const both = granted("both", heir, recipient);
    const after = await openTree([...own, ...both, merged(recipient, heir)]);
    const { ids } = await page(seat(heir), { state: "1" }, { index: after.index });
    expect(ids.toSorted()).toEqual([hash("own"), hash("theirs"), hash("both")].toSorted());
    await after.close();
  });
});

describe("given demands", () => {
  it("shows every member those that are announced, and each once to who announced them", async () => {
    const told = await openTree([announced("a", recipient), announced("b", heir)]);
    for (const one of [recipient, heir, stranger]) {
      const { ids } = await page(seat(one), {}, { index: told.index }, "demands");
      expect(ids).toEqual([hash("a"), hash("b")]);
    }
    await told.close();
  });
});
