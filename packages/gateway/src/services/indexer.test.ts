// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BlockRef } from "@suyuan/api";
import { type ChainClient, ChainError, type ChainEvent, type Deployment } from "@suyuan/chain";
import type { Hex } from "@suyuan/proof";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openIndex } from "../indexing/open.ts";
import type { IndexStore } from "../indexing/index-store.ts";
import { hash } from "../testing/sample.ts";
import { Indexer } from "./indexer.ts";

const DEPLOYMENT = {
  ...{ network: "test", chainId: 20_809, deploymentId: hash("deployment"), block: 1 },
  contracts: { rightRegistry: { address: `0x${"aa".repeat(20)}`, codeHash: hash("code") } },
} as unknown as Deployment;

/** A chain in memory: one event a block, and a node that can be told to misbehave. */
class FakeChain {
  readonly deployment = DEPLOYMENT;
  /** Which history each block belongs to. */
  #forks: string[] = [];
  readonly asked: { from: number; until: number }[] = [];
  tellsTimes = true;
  longestRange = Infinity;
  beforeEvents: () => void = () => undefined;

  grow(blocks: number, fork = "a"): void {
    for (let count = 0; count < blocks; count++) this.#forks.push(fork);
  }

  lose(blocks: number): void {
    this.#forks = this.#forks.slice(0, -blocks);
  }

  nameOf(number: number): BlockRef {
    const fork = this.#forks[number - 1];
    if (fork === undefined) throw new ChainError("not-found", `no block ${number}`);
    return { number, hash: hash(`${number} ${fork}`), time: 1_000 + number };
  }

  newest(): BlockRef {
    return this.nameOf(this.#forks.length);
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- so that what it throws is a rejection
  async block(number: number): Promise<BlockRef> {
    return this.nameOf(number);
  }

  blockTimes(numbers: readonly number[]): Promise<number[]> {
    return Promise.resolve(numbers.map((number) => this.nameOf(number).time));
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- as above
  async events(from: number, until: number): Promise<ChainEvent[]> {
    this.asked.push({ from, until });
    this.beforeEvents();
    if (until - from >= this.longestRange) {
      throw new ChainError("rpc", "the range is too long");
    }
    const events: ChainEvent[] = [];
    for (let at = from; at <= Math.min(until, this.#forks.length); at++)
      events.push(this.#event(at));
    return events;
  }

  #event(number: number): ChainEvent {
    const block = this.nameOf(number);
    return {
      ...{ contract: "organizationRegistry", name: "OrganizationRenamed" },
      args: { organization: 1 + (number % 3), nameHash: hash(`name ${block.hash}`) },
      ...{ block: number, blockHash: block.hash, logIndex: 0, transaction: hash(`t${number}`) },
      ...(this.tellsTimes && { time: block.time }),
    };
  }
}

let folder: string;
let chain: FakeChain;
const open: IndexStore[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "suyuan-indexer-"));
  chain = new FakeChain();
});
afterEach(async () => {
  for (const index of open.splice(0)) await index.close();
  await rm(folder, { recursive: true });
});

async function started(): Promise<{ index: IndexStore; indexer: Indexer }> {
  const index = await openIndex(join(folder, String(open.length)), DEPLOYMENT);
  open.push(index);
  const client = chain as unknown as ChainClient;
  return { index, indexer: new Indexer({ client, index, settled: () => chain.newest() }) };
}

/** Steps until the index stands at the newest block. */
async function follow(indexer: Indexer, most = 200): Promise<void> {
  for (let turn = 0; turn < most; turn++) {
    const goesOn = await indexer.step();
    if (!goesOn && indexer.progress.behind === 0) return;
  }
  throw new Error("the index does not get there");
}

const nameHash = async (index: IndexStore, id: number): Promise<Hex> =>
  (await index.row({ kind: "organization", id: String(id) }))?.["nameHash"] as Hex;

describe("given a chain with blocks", () => {
  it("takes them all in, and tells how far it is", async () => {
    chain.grow(1_200);
    const { index, indexer } = await started();
    expect(indexer.progress).toEqual({ block: undefined, behind: 1_200, acts: 0 });
    await follow(indexer);
    const { number, hash: name } = chain.nameOf(1_200);
    expect(indexer.progress).toEqual({ block: { number, hash: name }, behind: 0, acts: 1_200 });
    expect(await nameHash(index, 1)).toBe(hash(`name ${chain.nameOf(1_200).hash}`));
  });

  it("asks for longer runs while they hold few events", async () => {
    chain.grow(3_000);
    const { indexer } = await started();
    await follow(indexer);
    const lengths = chain.asked.map(({ from, until }) => until - from + 1);
    expect(Math.max(...lengths)).toBeGreaterThan(lengths[0] ?? 0);
    expect(chain.asked.reduce((sum, { from, until }) => sum + until - from + 1, 0)).toBe(3_000);
  });

  it("asks for shorter runs when the node takes none so long", async () => {
    chain.grow(300);
    chain.longestRange = 40;
    const { index, indexer } = await started();
    await follow(indexer);
    expect(index.count()).toBe(300);
  });

  it("asks for times when the node does not tell them with its logs", async () => {
    chain.grow(5);
    chain.tellsTimes = false;
    const { index, indexer } = await started();
    await follow(indexer);
    const { items } = await index.history({ kind: "organization", id: "1" }, { limit: 9 });
    expect(items.map(({ time }) => time)).toEqual([1_003]);
  });

  it("does nothing when there is nothing new", async () => {
    chain.grow(5);
    const { indexer } = await started();
    await follow(indexer);
    const before = chain.asked.length;
    expect(await indexer.step()).toBe(false);
    expect(chain.asked).toHaveLength(before);
  });
});

describe("given a chain that lost blocks", () => {
  it.each([1, 7, 200])("takes back %i of them and goes on with what came instead", async (lost) => {
    chain.grow(300);
    const { index, indexer } = await started();
    await follow(indexer);
    chain.lose(lost);
    chain.grow(lost + 3, "b");
    await follow(indexer);
    expect(index.count()).toBe(303);
    const other = await started();
    await follow(other.indexer);
    for (const id of [1, 2, 3]) {
      expect(await nameHash(index, id)).toBe(await nameHash(other.index, id));
    }
  });

  it("begins anew when more is lost than it can take back", async () => {
    chain.grow(900);
    const { index, indexer } = await started();
    await follow(indexer);
    chain.lose(700);
    chain.grow(10, "b");
    await follow(indexer);
    expect(index.count()).toBe(210);
  });

  it("takes nothing of a run whose last block changed while it was read", async () => {
    chain.grow(10);
    const { index, indexer } = await started();
    let once = true;
    chain.beforeEvents = () => {
      if (!once) return;
      once = false;
      chain.lose(2);
      chain.grow(2, "b");
    };
    expect(await indexer.step()).toBe(false);
    expect(index.count()).toBe(0);
    await follow(indexer);
    expect(await nameHash(index, 2)).toBe(hash(`name ${chain.nameOf(10).hash}`));
  });
});

describe("given a chain that is away", () => {
  it("waits, and says that there is nothing more now", async () => {
    chain.grow(5);
    const index = await openIndex(join(folder, "away"), DEPLOYMENT);
    open.push(index);
    const client = chain as unknown as ChainClient;
    const indexer = new Indexer({ client, index, settled: () => undefined });
    expect(await indexer.step()).toBe(false);
    expect(indexer.progress).toEqual({ block: undefined, behind: 0, acts: 0 });
  });

  it("lets go on what is no trouble of the node", async () => {
    chain.grow(5);
    const { indexer } = await started();
    chain.beforeEvents = () => {
      throw new ChainError("wrong-chain", "another chain");
    };
    await expect(indexer.step()).rejects.toMatchObject({ code: "wrong-chain" });
  });
});
