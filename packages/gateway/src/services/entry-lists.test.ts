// SPDX-License-Identifier: Apache-2.0
import { rm } from "node:fs/promises";
import type { SubjectEntry } from "@suyuan/api";
import { defaultCrypto, OFFICES } from "@suyuan/proof";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import type { Subject } from "../store/keys.ts";
import type { LogStore } from "../store/types.ts";
import {
  delivery,
  hash,
  type Opened,
  openLog,
  temporaryFolder,
  version,
} from "../testing/sample.ts";
import { ASSET, granted, LOG, openTree, WHO } from "../testing/tree.ts";
import { Cursors } from "./cursors.ts";
import { EntryLists, type Listed } from "./entry-lists.ts";
import { Sights } from "./sight.ts";

const MANY = 700;
const GRANT = hash("a grant of many");
const ON_ASSET: Subject = { kind: "asset", id: ASSET };
const ON_GRANT: Subject = { kind: "grant", id: GRANT };
const OPEN: Caller = { kind: "open" };
const { provider, recipient, stranger } = WHO;
const seat = (organization: number): Caller => ({
  ...{ kind: "seat", seat: 1, organization, office: OFFICES.registrant },
});

let dir: string;
let log: Opened;
let tree: Awaited<ReturnType<typeof openTree>>;
let lists: EntryLists;
/** Reads of entries, and of the numbers that lead to them. */
const reads = { entries: 0, indices: 0 };

const counting = (store: LogStore): Listed => ({
  heads: (subjects) => store.heads(subjects),
  entry: (index) => {
    reads.entries++;
    return store.entry(index);
  },
  indicesOf: async (...asked) => {
    const found = await store.indicesOf(...asked);
    reads.indices += found.length;
    return found;
  },
});

beforeAll(async () => {
  dir = await temporaryFolder();
  log = await openLog(dir);
  const first = version({ asset: ASSET });
  const others = Array.from({ length: MANY }, (_, at) =>
    delivery(first.id, at + 1, { asset: ASSET, grant: GRANT }),
  );
  await log.sequencer.submit(first, 1);
  await Promise.all(others.slice(0, MANY / 2).map((one) => log.sequencer.submit(one, 1)));
  // A heads entry stands between them and is of no subject.
  await log.sequencer.close();
  await Promise.all(others.slice(MANY / 2).map((one) => log.sequencer.submit(one, 1)));
  tree = await openTree(granted("a grant of many", recipient, provider));
  const sights = new Sights({ index: tree.index, now: () => 1_800_000_001, log: LOG });
  const parts = { store: counting(log.store), sights, crypto: defaultCrypto };
  lists = new EntryLists({ ...parts, cursors: new Cursors() });
}, 60_000);
afterAll(async () => {
  await log.store.close();
  await tree.close();
  await rm(dir, { recursive: true });
});

/** Every page from a cursor on. */
async function all(subject: Subject, query: Readonly<Record<string, string>>, caller = OPEN) {
  const items: SubjectEntry[] = [];
  let cursor: string | undefined;
  do {
    const at = cursor === undefined ? {} : { cursor };
    const page = await lists.of(subject, { ...query, ...at }, caller);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return items;
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);
const refuses = (asked: Promise<unknown>, code: string) =>
  expect(asked).rejects.toMatchObject({ code });

describe("the entries of a subject", () => {
  it("come each once and in their order, from either end, on pages of any length", async () => {
    const orders = fc.constantFrom("newest", "oldest");
    const lengths = fc.integer({ min: 40, max: 200 });
    const pages = fc.asyncProperty(orders, lengths, async (order, limit) => {
      const found = await all(ON_GRANT, { order, limit: String(limit) });
      const numbers = found.map(({ n }) => n);
      expect(order === "newest" ? numbers.toReversed() : numbers).toEqual(upTo(MANY));
    });
    await fc.assert(pages, { numRuns: 8 });
  });

  it("are what the log holds at their places, and nothing that is of another kind", async () => {
    const found = await all(ON_ASSET, { limit: "200", order: "oldest" });
    expect(found).toHaveLength(MANY + 1);
    for (const { index, id } of found) expect((await log.store.places([id]))[0]?.index).toBe(index);
    expect(found.map(({ kind }) => kind)).toEqual([
      "dataset-version",
      ...upTo(MANY).map(() => "delivery"),
    ]);
  });

  it("are the newest fifty unless asked otherwise, and none beyond a list's ends", async () => {
    const { items, count } = await lists.of(ON_GRANT, {}, OPEN);
    expect(items.map(({ n }) => n)).toEqual(upTo(MANY).slice(-50).toReversed());
    expect(count).toBe(MANY);
    const beyond = await lists.of(ON_GRANT, { order: "oldest", cursor: "9999" }, OPEN);
    expect(beyond).toEqual({ count: MANY, items: [] });
    expect(await lists.of({ kind: "grant", id: hash("no grant") }, {}, OPEN)).toEqual({
      ...{ count: 0, items: [] },
    });
  });

  it("cost as many reads in the middle of a list as at its ends", async () => {
    for (const cursor of ["10", "350", "700"]) {
      Object.assign(reads, { entries: 0, indices: 0 });
      await lists.of(ON_GRANT, { limit: "10", cursor }, OPEN);
      expect(reads).toEqual({ entries: 10, indices: 10 });
    }
  });
});

describe("who may read them", () => {
  it("is whoever may read the history: both sides of a grant, the holder of an asset", async () => {
    for (const organization of [provider, recipient])
      expect(await all(ON_GRANT, { limit: "200" }, seat(organization))).toHaveLength(MANY);
    expect(await all(ON_ASSET, { limit: "200" }, seat(provider))).toHaveLength(MANY + 1);
  });

  it("is not the recipient of an asset, and no stranger learns of a grant", async () => {
    await refuses(lists.of(ON_ASSET, {}, seat(recipient)), "not-allowed");
    await refuses(lists.of(ON_GRANT, {}, seat(stranger)), "unknown-grant");
    const none: Subject = { kind: "grant", id: hash("no grant") };
    await refuses(lists.of(none, {}, seat(stranger)), "unknown-grant");
  });

  it("goes on with a cursor of the same list and order only", async () => {
    const { next = "" } = await lists.of(ON_GRANT, {}, seat(provider));
    expect((await lists.of(ON_GRANT, { cursor: next }, seat(provider))).items[0]?.n).toBe(650);
    for (const [subject, order] of [
      [ON_GRANT, "oldest"],
      [ON_ASSET, "newest"],
    ] as const)
      await refuses(
        lists.of(subject, { cursor: next, order }, seat(provider)),
        "invalid-parameter",
      );
    await refuses(lists.of(ON_GRANT, { cursor: "650" }, seat(provider)), "invalid-parameter");
  });
});
