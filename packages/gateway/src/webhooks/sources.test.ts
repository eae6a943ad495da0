// SPDX-License-Identifier: Apache-2.0
// What is read of a real index while it grows, loses blocks, and is made anew; and of anchors and alarms.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ChainError } from "@suyuan/chain";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { IndexStore } from "../indexing/index-store.ts";
import { openIndex } from "../indexing/open.ts";
import type { BlockActs, BlockName } from "../indexing/types.ts";
import { Deadlines } from "../services/deadlines.ts";
import { hash } from "../testing/sample.ts";
import { type Places, type SourceParts, Sources } from "./sources.ts";

const NOW = 1_800_000_000;
let folder: string;
let index: IndexStore;
/** The chain: hashes of its blocks. */
let chain: string[];
let rewinds: number;
let reasons: string[];
let anchors: { readonly size: number; readonly fork: string }[];

const nameOf = (number: number): BlockName => ({ number, hash: hash(chain[number] ?? "") });
const settled = () => ({ ...nameOf(chain.length - 1), time: NOW + chain.length });

/** Puts a block onto the chain, with the end of a grant in it. */
async function grow(fork: string): Promise<void> {
  const number = chain.push(`${fork}${chain.length}`) - 1;
  const block: BlockActs = {
    ...nameOf(number),
    acts: [
      {
        ...{ contract: "sharingRegistry", name: "GrantEnded", block: number, logIndex: 0 },
        args: { grant: hash(`grant ${number}`), organization: 2, reason: 1 },
        ...{ time: NOW + number, transaction: hash(`tx ${fork}${number}`) },
      },
    ],
  };
  await index.commit({ blocks: [block], tip: nameOf(number), undoFrom: 0 });
}

const parts = (): SourceParts => ({
  ...{ index, indexer: { progress: { behind: 0, acts: 0, block: undefined } } },
  store: {
    latestAnchored: () => Promise.resolve(anchored().at(-1)),
    anchorOf: (at) => Promise.resolve(anchored().find(({ size }) => size > at)),
  },
  settled: {
    get block() {
      return settled();
    },
    get rewinds() {
      return rewinds;
    },
    awaySince: undefined,
  },
  client: {
    block: (number) => {
      if (typeof number === "number" && number < chain.length)
        return Promise.resolve({ ...nameOf(number), time: NOW, parentHash: hash("") });
      return Promise.reject(new ChainError("not-found", "there is no such block"));
    },
  },
  about: {
    ready: () => ({
      ready: reasons.length === 0,
      reasons: reasons.map((code) => ({ code: code as "chain-away", detail: "" })),
    }),
  },
  deadlines: new Deadlines(index, () => NOW),
  ...{ log: hash("log"), now: () => NOW },
});
const anchored = () =>
  anchors.map(({ size, fork }) => ({
    ...{ size, root: hash("root"), note: "", notAfter: 0 },
    seen: { number: 1, hash: hash("seen"), time: NOW },
    anchored: { block: { number: 1, hash: hash(fork), time: NOW }, previousSize: 0 },
  }));

let sources: Sources;
let places: Places;
/** Everything that is new, by its ids. */
async function told(): Promise<string[]> {
  const ids: string[] = [];
  for (let more = true; more;) {
    const found = await sources.since(places);
    ids.push(...found.events.map(({ id }) => id));
    ({ places, more } = found);
  }
  return ids;
}
const acts = (...names: string[]): string[] =>
  names.map((name) => `act-${hash(`tx ${name}`).slice(2)}-0`);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "suyuan-sources-"));
  index = await openIndex(join(folder, "index"), { chainId: 1, deploymentId: hash("d") });
  [chain, rewinds, reasons, anchors] = [["root"], 0, [], []];
  await grow("a");
  sources = new Sources(parts());
  places = await sources.begin();
});
afterEach(async () => {
  await index.close();
  await rm(folder, { recursive: true });
});

describe("acts", () => {
  it("are told once each, in the order of the chain, from the beginning on", async () => {
    expect(await told()).toEqual([]);
    await grow("a");
    await grow("a");
    expect(await told()).toEqual(acts("a2", "a3"));
    expect(await told()).toEqual([]);
  });

  it("are told once also by another one that goes on from the same places", async () => {
    await grow("a");
    await told();
    sources = new Sources(parts());
    expect(await told()).toEqual([]);
  });

  it("of blocks in the place of lost ones are told when the index has taken those back", async () => {
    await grow("a");
    await grow("a");
    await told();
    chain.splice(2);
    rewinds += 1;
    // The index has the lost blocks still.
    expect(await told()).toEqual([]);
    await index.rollBack(({ number, hash: of }) => Promise.resolve(nameOf(number).hash === of));
    await grow("b");
    const again = await told();
    expect(again).toEqual(expect.arrayContaining(acts("b2")));
    expect(again).not.toEqual(expect.arrayContaining(acts("a2")));
    expect(await told()).toEqual([]);
  });

  it("are not told again where a loss is elsewhere, or the index is made anew", async () => {
    await grow("a");
    await told();
    rewinds += 1;
    expect(await told()).toEqual([]);
    await index.clear();
    expect(await told()).toEqual([]);
    chain.splice(1);
    for (let i = 0; i < 3; i++) await grow("a");
    expect(await told()).toEqual(acts("a3"));
  });
});

describe("anchors", () => {
  it("are told one by one, and again where their blocks are lost", async () => {
    anchors = [
      { size: 4, fork: "a" },
      { size: 9, fork: "a" },
    ];
    const ids = (fork: string, ...sizes: number[]) =>
      sizes.map((size) => `anchor-${size}-${hash(fork).slice(2)}`);
    expect(await told()).toEqual(ids("a", 4, 9));
    anchors = anchors.slice(0, 1);
    rewinds += 1;
    expect(await told()).toEqual([]);
    anchors.push({ size: 12, fork: "b" });
    expect(await told()).toEqual(ids("b", 12));
  });
});

describe("alarms", () => {
  it("are told when they come and when they go", async () => {
    reasons = ["chain-away"];
    expect(await told()).toEqual([`alarm-chain-away-raised-${NOW}`]);
    expect(await told()).toEqual([]);
    reasons = ["store-failed"];
    expect(await told()).toEqual([
      `alarm-store-failed-raised-${NOW}`,
      `alarm-chain-away-cleared-${NOW}`,
    ]);
  });
});
