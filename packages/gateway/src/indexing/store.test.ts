// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hash } from "../testing/sample.ts";
import { openIndex } from "./open.ts";
import type { IndexStore } from "./index-store.ts";
import type { Act, BlockActs, BlockName } from "./types.ts";

const numRuns = process.env["SUYUAN_DEEP"] === "1" ? 500 : 20;
const OF = { chainId: 20_809, deploymentId: hash("deployment") };
const ZERO = `0x${"00".repeat(32)}`;
const EVERYTHING = 1_000_000;

let folder: string;
const open: IndexStore[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "suyuan-index-"));
});
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
  await rm(folder, { recursive: true });
});

async function newIndex(name: string, of = OF): Promise<IndexStore> {
  const store = await openIndex(join(folder, name), of);
  open.push(store);
  return store;
}

type Said = Pick<Act, "contract" | "name" | "args">;

const admitted = (organization: number, parent = 0): Said => ({
  contract: "organizationRegistry",
  name: "OrganizationAdmitted",
  args: {
    ...{ organization, parent, code: "0x31", nameHash: ZERO, capacities: 1, level: 2 },
    ...{ region: 370_000, head: ZERO.slice(0, 42) },
  },
});
const suspended = (organization: number): Said => ({
  ...{ contract: "organizationRegistry", name: "OrganizationSuspended", args: { organization } },
});
const registered = (asset: string, organization: number): Said => ({
  contract: "assetRegistry",
  name: "AssetRegistered",
  args: {
    ...{ asset, organization, catalogueCode: hash("code"), seat: 1, localNumber: "1" },
    ...{ region: 370_000, attribute: 2, grade: 1, recordHash: hash("r"), legalBasis: ZERO },
  },
});
const moved = (asset: string, from: number, to: number): Said => ({
  contract: "assetRegistry",
  name: "HolderMoved",
  args: { asset, from, to, right: hash(`right of ${asset}`) },
});
const delivered = (grant: string, serial: number): Said => ({
  contract: "deliveryRegistry",
  name: "DeliveryRecorded",
  args: { grant, delivery: hash("d"), serial, counts: true, anchoredAt: 1_700_000_000 + serial },
});
const late = (subject: string, clock: number): Said => ({
  contract: "findingRegistry",
  name: "LatenessRecorded",
  args: { id: hash(`${subject} ${clock}`), subject, against: 1, code: "0x", clock, due: 1 },
});

const nameOf = (number: number, fork = "a"): BlockName => ({
  ...{ number, hash: hash(`block ${number} ${fork}`) },
});

function block(number: number, said: readonly Said[], fork = "a"): BlockActs {
  const acts = said.map((one, logIndex) => ({
    ...{ ...one, block: number, logIndex, time: 1_800_000_000 + number },
    transaction: hash(`transaction ${number} ${logIndex}`),
  }));
  return { ...nameOf(number, fork), acts };
}

const commit = (store: IndexStore, blocks: readonly BlockActs[], undoFrom = 0, tip?: BlockName) =>
  store.commit({ blocks, tip: tip ?? blocks.at(-1) ?? nameOf(0), undoFrom });

async function dump(store: IndexStore, but = /^$/): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for await (const [key, bytes] of store.records()) {
    if (!but.test(key)) found.push([key, Buffer.from(bytes).toString()]);
  }
  return found;
}

const [one, two, three] = [hash("one"), hash("two"), hash("three")];

describe("given some blocks", () => {
  it("shows rows, lists in the order of the chain, and histories", async () => {
    const store = await newIndex("a");
    await commit(store, [
      block(1, [admitted(1), admitted(2, 1)]),
      block(3, [registered(one, 2), registered(two, 2), registered(three, 1)]),
    ]);
    await commit(store, [block(4, [moved(one, 2, 1)])]);
    const held = (value: string) => store.list({ list: "assets-by-holder", value }, { limit: 9 });
    expect((await held("2")).items.map(({ id }) => id)).toEqual([two]);
    expect((await held("1")).items.map(({ id }) => id)).toEqual([one, three]);
    expect(await store.row({ kind: "asset", id: one.slice(2) })).toMatchObject({ holder: 1 });
    const history = await store.history({ kind: "asset", id: one.slice(2) }, { limit: 9 });
    expect(history.items.map(({ name }) => name)).toEqual(["AssetRegistered", "HolderMoved"]);
    expect(history.items[1]).toMatchObject({ block: 4, logIndex: 0, time: 1_800_000_004 });
    expect(store.count()).toBe(6);
  });

  it("gives pages, each behind the one before, and no empty one at the end", async () => {
    const store = await newIndex("a");
    const all = [1, 2, 3, 4, 5].map((number) => admitted(number));
    await commit(store, [block(1, all)]);
    const seen: unknown[] = [];
    let after: string | undefined;
    let pages = 0;
    do {
      const page = { limit: 2, ...(after !== undefined && { after }) };
      const { items, next } = await store.list({ list: "organizations", value: "" }, page);
      seen.push(...items.map(({ id }) => id));
      after = next;
      pages += 1;
    } while (after !== undefined);
    expect(seen).toEqual([1, 2, 3, 4, 5]);
    expect(pages).toBe(3);
    const whole = await store.list({ list: "organizations", value: "" }, { limit: 5 });
    expect(whole.next).toBeUndefined();
  });
});

describe("given an index on disk", () => {
  it("goes on where it was", async () => {
    const store = await newIndex("a");
    await commit(store, [block(1, [admitted(1)])]);
    await store.close();
    open.pop();
    const again = await newIndex("a");
    expect(again.tip()).toEqual(nameOf(1));
    expect(again.count()).toBe(1);
  });

  it.each([
    ["of another deployment", { ...OF, deploymentId: hash("other") }],
    ["of another chain", { ...OF, chainId: 1 }],
  ])("begins anew when it is %s", async (_, of) => {
    const store = await newIndex("a");
    await commit(store, [block(1, [admitted(1)])]);
    await store.close();
    open.pop();
    const other = await newIndex("a", of);
    expect(other.tip()).toBeUndefined();
    expect((await dump(other)).map(([key]) => key)).toEqual(["m/identity"]);
  });

  it("forgets everything when it is told to", async () => {
    const store = await newIndex("a");
    await commit(store, [block(1, [admitted(1)])]);
    await store.clear();
    expect(store.tip()).toBeUndefined();
    expect(await store.row({ kind: "organization", id: "1" })).toBeUndefined();
  });

  it("is open in one process only", async () => {
    await newIndex("a");
    await expect(openIndex(join(folder, "a"), OF)).rejects.toThrow();
  });
});

describe("given blocks that the chain has lost", () => {
  const until =
    (last: number) =>
    ({ number }: BlockName) =>
      Promise.resolve(number <= last);

  it("takes them back, newest first, and is as it was before them", async () => {
    const store = await newIndex("a");
    await commit(store, [block(1, [admitted(1), admitted(2)]), block(2, [registered(one, 2)])]);
    const before = await dump(store);
    await commit(store, [block(5, [suspended(1), moved(one, 2, 1)])]);
    await commit(store, [block(6, [registered(two, 1)])]);
    expect(await store.rollBack(until(4))).toBe(true);
    expect(store.tip()).toEqual(nameOf(2));
    expect(await dump(store)).toEqual(before);
    await commit(store, [block(5, [suspended(2)], "b")]);
    expect(await store.row({ kind: "organization", id: "1" })).toMatchObject({ status: 1 });
    expect(await store.row({ kind: "organization", id: "2" })).toMatchObject({ status: 2 });
  });

  it("takes back a tip without acts", async () => {
    const store = await newIndex("a");
    await commit(store, [block(1, [admitted(1)])], 0, nameOf(9));
    expect(await store.rollBack(until(3))).toBe(true);
    expect(store.tip()).toEqual(nameOf(1));
    expect(store.count()).toBe(1);
  });

  it("takes back everything when everything can be", async () => {
    const store = await newIndex("a");
    await commit(store, [block(1, [admitted(1)])]);
    expect(await store.rollBack(until(0))).toBe(true);
    expect(store.tip()).toBeUndefined();
    expect((await dump(store)).map(([key]) => key)).toEqual(["m/identity"]);
  });

  it("says so when more is lost than it can take back", async () => {
    const store = await newIndex("a");
    await commit(store, [block(1, [admitted(1)]), block(2, [admitted(2)])], 2);
    expect(await store.rollBack(until(0))).toBe(false);
  });

  it("stops at what cannot be undone any more and is still there", async () => {
    const store = await newIndex("a");
    await commit(store, [block(1, [admitted(1)]), block(2, [admitted(2)])], 2);
    expect(await store.rollBack(until(1))).toBe(true);
    expect(store.tip()).toEqual(nameOf(1));
  });
});

describe("given any acts in any portions", () => {
  const ids = [one, two, three];
  const act = fc.oneof(
    fc.nat(4).map((n) => admitted(n + 1, n)),
    fc.nat(4).map((n) => suspended(n + 1)),
    fc.tuple(fc.nat(2), fc.nat(4)).map(([n, of]) => registered(ids[n] ?? one, of + 1)),
    fc
      .tuple(fc.nat(2), fc.nat(4), fc.nat(4))
      .map(([n, a, b]) => moved(ids[n] ?? one, a + 1, b + 1)),
    fc.tuple(fc.nat(2), fc.nat(9)).map(([n, serial]) => delivered(ids[n] ?? one, serial + 1)),
    fc.tuple(fc.nat(2), fc.nat(5)).map(([n, clock]) => late(ids[n] ?? one, clock + 1)),
  );
  const chain = fc.array(fc.array(act, { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 12,
  });
  let turn = 0;

  it("holds the same bytes, whether it followed the chain or was made at once", async () => {
    const law = fc.asyncProperty(chain, fc.nat(6), async (said, window) => {
      turn += 1;
      const blocks = said.map((acts, place) => block(place + 1, acts));
      const last = blocks.length;
      const live = await newIndex(`live${turn}`);
      for (const each of blocks) await commit(live, [each], Math.max(0, each.number - window));
      const rebuilt = await newIndex(`rebuilt${turn}`);
      const half = last >> 1;
      const undoFrom = Math.max(0, last - window);
      if (half > 0) await commit(rebuilt, blocks.slice(0, half), undoFrom);
      await commit(rebuilt, blocks.slice(half), undoFrom);
      expect(await dump(rebuilt)).toEqual(await dump(live));
      await live.close();
      await rebuilt.close();
      open.length = 0;
    });
    await fc.assert(law, { numRuns });
  });

  it("is without a trace of blocks that it took back", async () => {
    const law = fc.asyncProperty(chain, fc.nat(12), async (said, keep) => {
      turn += 1;
      const blocks = said.map((acts, place) => block(place + 1, acts));
      const store = await newIndex(`lost${turn}`);
      for (const each of blocks) await commit(store, [each]);
      await store.rollBack(({ number }) => Promise.resolve(number <= keep));
      const kept = blocks.slice(0, keep);
      const other = await newIndex(`kept${turn}`);
      for (const each of kept) await commit(other, [each]);
      expect(await dump(store)).toEqual(await dump(other));
      await store.close();
      await other.close();
      open.length = 0;
    });
    await fc.assert(law, { numRuns });
  });
});

describe("given a list that is sorted by time", () => {
  it("gives what ends first, and nothing from a moment on", async () => {
    const store = await newIndex("a");
    const confirmed = (asset: string, until: number): Said => ({
      contract: "assetRegistry",
      name: "AssetConfirmed",
      args: {
        ...{ asset, registrar: 1, effect: 1, seat: 1, version: 1, until, serial: 1 },
        right: hash(`right of ${asset}`),
      },
    });
    await commit(store, [
      block(1, [registered(one, 1), registered(two, 1), registered(three, 1)]),
      block(2, [confirmed(one, 300), confirmed(two, 100), confirmed(three, 200)]),
    ]);
    const before = (300).toString(16).padStart(10, "0");
    const page = { limit: EVERYTHING };
    const { items } = await store.list({ list: "assets-by-until", value: "", before }, page);
    expect(items.map(({ id }) => id)).toEqual([two, three]);
  });
});
