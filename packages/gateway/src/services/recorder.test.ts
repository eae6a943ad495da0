// SPDX-License-Identifier: Apache-2.0
// With a store and an index as they are; the chain is in memory, so that a test says when a block comes.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { BlockRef } from "@suyuan/api";
import { type ChainClient, ChainError, type ChainEvent, type Writer } from "@suyuan/chain";
import { defaultCrypto, type Hex } from "@suyuan/proof";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openIndex } from "../indexing/open.ts";
import type { IndexStore } from "../indexing/index-store.ts";
import {
  delivery,
  hash,
  NOW,
  openLog,
  type Opened,
  receipt,
  temporaryFolder,
  version,
} from "../testing/sample.ts";
import { Indexer } from "./indexer.ts";
import { Recorder } from "./recorder.ts";
import type { Settled } from "./settled.ts";

const DEPLOYMENT = {
  ...{ network: "test", chainId: 20_809, deploymentId: hash("deployment"), block: 1 },
  contracts: { rightRegistry: { address: `0x${"aa".repeat(20)}`, codeHash: hash("code") } },
} as unknown as ChainClient["deployment"];
const GRANT = hash("grant");
/** Steps after which whatever can happen has happened. */
const MANY = 40;

type Told = Pick<ChainEvent, "name" | "args">;

/** A chain with a delivery registry that takes the first delivery under the grant, and its receipts. */
class FakeChain {
  readonly deployment = DEPLOYMENT;
  readonly address = "0x01";
  readonly #blocks: { readonly fork: string; readonly told: readonly Told[] }[] = [];
  /** What it does before each answer. */
  before: () => void = () => undefined;
  /** Transactions of the sender that wait for a block. */
  pending = 0;
  mined = 0;
  readonly sent: string[] = [];

  grow(told: readonly Told[] = [], fork = "a"): number {
    return this.#blocks.push({ fork, told });
  }

  lose(blocks: number): void {
    this.#blocks.splice(-blocks);
  }

  nameOf(number: number): BlockRef {
    const found = this.#blocks[number - 1];
    if (!found) throw new ChainError("not-found", `no block ${number}`);
    return { number, hash: hash(`${number} ${found.fork}`), time: NOW + number };
  }

  newest(): BlockRef {
    this.before();
    return this.nameOf(this.#blocks.length);
  }

  block(number: number): Promise<BlockRef> {
    this.before();
    return new Promise((resolve) => {
      resolve(this.nameOf(number));
    });
  }

  blockNumber(): Promise<number> {
    return Promise.resolve(this.#blocks.length);
  }

  rpc(_method: string, [, tag]: readonly unknown[]): Promise<unknown> {
    return Promise.resolve(this.mined + (tag === "pending" ? this.pending : 0));
  }

  events(from: number, until: number): Promise<ChainEvent[]> {
    this.before();
    const events = this.#blocks.slice(from - 1, until).flatMap(({ told }, place) => {
      const { number: block, hash: blockHash, time } = this.nameOf(from + place);
      const where = { block, blockHash, time, transaction: hash(`t${block}`) };
      return told.map((one, logIndex): ChainEvent => {
        return { contract: "deliveryRegistry", ...one, ...where, logIndex };
      });
    });
    return Promise.resolve(events);
  }

  /** As the contract does: no second delivery, and a receipt of the delivery that is there. */
  send(_contract: string, fn: string, args: readonly unknown[]): Promise<{ block: number }> {
    const names = this.#blocks.flatMap(({ told }) => told.map(({ name }) => name));
    const isDelivery = fn === "recordDelivery";
    const isTold = names.includes(isDelivery ? "DeliveryRecorded" : "ReceiptRecorded");
    if (isTold || (!isDelivery && !names.includes("DeliveryRecorded"))) {
      const name = isDelivery ? "AlreadyDelivered" : "NotNextReceipt";
      const revert = { name: `DeliveryRegistry__${name}`, values: {}, data: "0x" };
      return Promise.reject(new ChainError("reverted", name, { revert }));
    }
    this.sent.push(fn);
    this.mined++;
    const [{ serial }] = args as [{ serial?: number }];
    return Promise.resolve({ block: this.grow([this.told(fn, serial)]) });
  }

  told: (fn: string, serial?: number) => Told = () => ({ name: "unknown", args: {} });
}

let dir: string;
let log: Opened;
let chain: FakeChain;
let index: IndexStore;
let indexer: Indexer;
let rewinds: number;
let ids: { readonly delivery: Hex; readonly receipt: Hex };

beforeEach(async () => {
  dir = await temporaryFolder();
  log = await openLog(dir);
  chain = new FakeChain();
  index = await openIndex(join(dir, "index"), DEPLOYMENT);
  const client = chain as unknown as ChainClient;
  indexer = new Indexer({ client, index, settled: () => chain.newest() });
  rewinds = 0;
});
afterEach(async () => {
  await index.close();
  await log.store.close();
  await rm(dir, { recursive: true });
});

const deliveryTold = (): Told => {
  const anchoredAt = NOW;
  const args = { grant: GRANT, delivery: ids.delivery, serial: 1, anchoredAt, counts: true };
  return { name: "DeliveryRecorded", args };
};
const receiptTold = (): Told => {
  const args = { grant: GRANT, delivery: ids.delivery, receipt: ids.receipt, result: 1 };
  return { name: "ReceiptRecorded", args: { ...args, anchoredAt: NOW } };
};

/** A delivery and its receipt are anchored in block 3. */
async function exchanged(): Promise<void> {
  const of = version();
  const one = delivery(of.id, 1);
  const answer = receipt(one.id);
  ids = { delivery: one.id, receipt: answer.id };
  chain.told = (fn) => (fn === "recordDelivery" ? deliveryTold() : receiptTold());
  for (const each of [of, one, answer]) await log.sequencer.submit(each, 1_000);
  const { size } = await log.sequencer.close();
  for (let count = 0; count < 3; count++) chain.grow();
  await log.store.markAnchored(size, { block: chain.nameOf(3), previousSize: 0 });
}

function recording(): Recorder {
  const settled = {
    awaySince: undefined,
    get rewinds() {
      return rewinds;
    },
  };
  return new Recorder({
    client: chain as unknown as ChainClient,
    writer: chain as unknown as Writer,
    settled: settled as unknown as Settled,
    ...{ store: log.store, index, crypto: defaultCrypto, now: () => NOW },
  });
}

/** Lets both look at the chain in turn. */
async function turns(recorder: Recorder, count = MANY): Promise<void> {
  for (let turn = 0; turn < count; turn++) {
    await indexer.step();
    await recorder.step();
  }
}

const isAllTold = { waiting: 0, recorded: 2, refused: 0, next: 4 };

describe("given blocks that come as fast as it looks", () => {
  it("records all the same, once, with an index that never has the newest block", async () => {
    await exchanged();
    chain.before = () => void chain.grow();
    const recorder = recording();
    for (let turn = 0; turn < MANY; turn++) {
      await indexer.step();
      expect(indexer.progress.behind).toBeGreaterThan(0);
      await recorder.step();
    }
    expect(chain.sent).toEqual(["recordDelivery", "recordReceipt"]);
    expect(recorder.state).toEqual(isAllTold);
  });
});

describe("given an index that lacks what was recorded", () => {
  it("tells no receipt off whose delivery somebody else has recorded", async () => {
    await exchanged();
    const recorder = recording();
    await recorder.step();
    await indexer.step();
    // The index has all that was there when it looked first, and now somebody else is faster.
    chain.grow([deliveryTold()]);
    await recorder.step();
    await recorder.step();
    expect(recorder.state).toMatchObject({ waiting: 2, recorded: 0 });
    await turns(recorder);
    expect(chain.sent).toEqual(["recordReceipt"]);
    expect(recorder.state).toEqual({ ...isAllTold, recorded: 1 });
  });

  it("waits after a start until it has what was sent before", async () => {
    await exchanged();
    for (let count = 0; count < 300; count++) chain.grow();
    chain.grow([deliveryTold()]);
    // Of the delivery it knew; the index was thrown away since.
    await log.store.putRecorded(2);
    const recorder = recording();
    await turns(recorder, 1);
    expect(index.tip()?.number).toBeLessThan(300);
    expect(recorder.state).toMatchObject({ waiting: 1, next: 2 });
    await turns(recorder);
    expect(chain.sent).toEqual(["recordReceipt"]);
  });

  it("waits while transactions of its account wait for a block", async () => {
    await exchanged();
    chain.pending = 1;
    const recorder = recording();
    await turns(recorder);
    expect(chain.sent).toEqual([]);
    chain.pending = 0;
    chain.mined = 1;
    chain.grow([deliveryTold()]);
    await turns(recorder);
    expect(chain.sent).toEqual(["recordReceipt"]);
  });

  it("does not wait for one that the node has lost", async () => {
    await exchanged();
    chain.pending = 1;
    const recorder = recording();
    await turns(recorder);
    chain.pending = 0;
    await turns(recorder);
    expect(chain.sent).toEqual(["recordDelivery", "recordReceipt"]);
  });
});

describe("given blocks that the chain has lost", () => {
  it("does not go by what the index still has of them", async () => {
    await exchanged();
    const recorder = recording();
    await turns(recorder);
    chain.lose(2);
    chain.grow([], "b");
    chain.grow([], "b");
    rewinds++;
    await recorder.step();
    expect(recorder.state).toMatchObject({ waiting: 2, next: 1 });
    await turns(recorder);
    expect(chain.sent).toEqual([
      ...["recordDelivery", "recordReceipt"],
      ...["recordDelivery", "recordReceipt"],
    ]);
  });

  it("sends again what was mined in a block that never settled", async () => {
    await exchanged();
    const recorder = recording();
    while (chain.sent.length === 0) await turns(recorder, 1);
    chain.lose(1);
    for (let count = 0; count < 3; count++) chain.grow([], "b");
    // Its transaction waits again, and is in no block yet.
    chain.mined = 0;
    chain.pending = 1;
    await turns(recorder);
    expect(chain.sent).toHaveLength(1);
    chain.mined = 1;
    chain.pending = 0;
    chain.grow([deliveryTold()]);
    await turns(recorder);
    expect(chain.sent).toEqual(["recordDelivery", "recordReceipt"]);
  });
});
