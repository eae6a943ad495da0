// SPDX-License-Identifier: Apache-2.0
// kill -9 between the anchor of a delivery and its record on the chain, at each moment between the two: the delivery is
// recorded once after the restart, and paid for once.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

import type { Delivery, Hex } from "@suyuan/proof";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { confirmAsset, grantAsset, registerAsset, type TestGrant } from "../support/acts.ts";
import { type Exchange, startExchange, until } from "../support/exchange.ts";
import { startGateway } from "../support/gateway.ts";
import { get, submit } from "../support/http.ts";
import { datasetVersion, delivery, type Signed } from "../support/statements.ts";

const DATA = Buffer.from("330102001,西湖区\n");
const ROUND_MS = 240_000;
/** Looks of a gateway at what waits, in each of which it could send again. */
const LOOKS = 4;

interface Sent {
  readonly to: string | null;
  readonly hash: Hex;
}

let exchange: Exchange;
let since: number;
/** Local numbers of assets; the exchange has taken the first. */
let registered = 1;

const rpc = (method: string, ...params: unknown[]) => exchange.province.client.rpc(method, params);
const addressOf = (contract: "exchangeLog" | "deliveryRegistry") =>
  exchange.province.deployment.contracts[contract].address.toLowerCase();
const isTo = (contract: "exchangeLog" | "deliveryRegistry") => (one: Sent) =>
  one.to?.toLowerCase() === addressOf(contract);

const node = createServer();
/** A call that gets no answer: whoever waits for it gets no further. */
let isHeld: (call: Call) => boolean = () => false;
/** Calls that came since a test began. */
const calls: Call[] = [];

interface Call {
  readonly method: string;
  readonly params: readonly unknown[];
}

const onLatest = (call: Call): Call =>
  call.method === "eth_estimateGas" ? { ...call, params: [call.params[0], "latest"] } : call;

const isEstimateOfRecord = ({ method, params: [call] }: Call): boolean =>
  method === "eth_estimateGas" && isTo("deliveryRegistry")(call as Sent);
const isCountOfMined = ({ method, params: [, tag] }: Call): boolean =>
  method === "eth_getTransactionCount" && tag === "latest";

/** A node before the chain that estimates on the latest block, as Besu and go-ethereum do, not on what waits. */
async function estimatingOnLatest(rpcUrl: string): Promise<string> {
  node.on("request", (request, response) => {
    const answer = async (): Promise<void> => {
      const asked = (await json(request)) as Call | Call[];
      const each = Array.isArray(asked) ? asked : [asked];
      calls.push(...each);
      if (each.some(isHeld)) return;
      const body = JSON.stringify(Array.isArray(asked) ? each.map(onLatest) : onLatest(asked));
      const headers = { "content-type": "application/json" };
      const given = await fetch(rpcUrl, { method: "POST", headers, body });
      response.setHeader("content-type", "application/json").end(await given.text());
    };
    // Whoever asked may have been killed before all of the question was here.
    answer().catch(() => response.destroy());
  });
  node.listen(0, "127.0.0.1");
  await once(node, "listening");
  return `http://127.0.0.1:${(node.address() as AddressInfo).port}`;
}

/** From here on blocks come only when a test wants one. */
async function hold(): Promise<void> {
  await rpc("evm_setIntervalMining", 0);
  await rpc("evm_setAutomine", false);
}

/** Blocks come by themselves again, whether or not there is anything to put into them. */
async function goOn(): Promise<void> {
  await rpc("evm_setIntervalMining", 1);
}

/** Each transaction gets its block at once. */
async function hurry(): Promise<void> {
  await rpc("evm_setIntervalMining", 0);
  await rpc("evm_setAutomine", true);
}

/** Transactions that wait for a block. */
async function waiting(): Promise<Sent[]> {
  const { pending } = (await rpc("txpool_content")) as {
    pending: Record<string, Record<string, Sent>>;
  };
  return Object.values(pending).flatMap((one) => Object.values(one));
}

const waitsFor = (contract: "exchangeLog" | "deliveryRegistry") =>
  until(`a transaction to ${contract} waits`, async () => (await waiting()).some(isTo(contract)));

/** Every transaction to the delivery registry since the test began: each was paid, also one that was refused. */
async function paid(): Promise<number> {
  const last = await exchange.province.client.blockNumber();
  let count = 0;
  for (let number = since; number <= last; number++) {
    const found = await rpc("eth_getBlockByNumber", `0x${number.toString(16)}`, true);
    count += (found as { transactions: Sent[] }).transactions.filter(
      isTo("deliveryRegistry"),
    ).length;
  }
  return count;
}

interface Recording {
  readonly waiting: number;
  readonly next: number;
  /** Number of the last block in the index. */
  readonly indexed: number;
  readonly size: number;
}

async function recording(): Promise<Recording> {
  const { json } = await get(`${exchange.gateway.url}/v1/chain`);
  const {
    recording: found,
    index,
    log,
  } = json as unknown as {
    recording: { waiting: number; next: number };
    index: { block: number };
    log: { size: number };
  };
  return { ...found, indexed: index.block, size: log.size };
}

/** A first delivery under a new grant is in the log; no block is made since. */
async function delivered(): Promise<{ grant: TestGrant; one: Signed<Delivery> }> {
  const { province, log, gateway } = exchange;
  const asset = await registerAsset(province, ++registered);
  await confirmAsset(province, asset);
  const grant = await grantAsset(province, asset, log.id);
  const version = await datasetVersion(province, log.id, grant.asset, DATA);
  await until("the asset is settled", async () => (await submit(gateway, version)).status === 201);
  const facts = { log: log.id, grant, version: version.id, serial: 1, data: DATA };
  const one = await delivery(province, facts);
  await until("the version is anchored", async () => {
    const { next, size, waiting: waits } = await recording();
    return waits === 0 && next >= size && (await waiting()).length === 0;
  });
  since = (await province.client.blockNumber()) + 1;
  await hold();
  await until("the grant is settled", async () => (await submit(gateway, one)).status === 201);
  return { grant, one };
}

/** Waits until nothing is left to be recorded, and looks that all was paid once. */
async function expectRecordedOnce({ grant, one }: { grant: TestGrant; one: Signed<Delivery> }) {
  await goOn();
  await until("the delivery is recorded", async () => {
    const found = await exchange.province.client.delivery(grant.id);
    return found !== null && one.id.startsWith(found.id.slice(0, 56));
  });
  const block = await exchange.province.client.blockNumber();
  await until("the gateway knows it", async () => {
    const { waiting: waits, indexed } = await recording();
    return waits === 0 && indexed >= block;
  });
  expect(await paid()).toBe(1);
}

beforeAll(async () => {
  exchange = await startExchange({
    settings: async ({ chain }) => ({ rpcUrl: await estimatingOnLatest(chain.rpcUrl) }),
  });
});
afterAll(async () => {
  await exchange.stop();
  node.close();
});
beforeEach(async () => {
  isHeld = () => false;
  await hurry();
});

describe("a gateway that is killed between an anchor and the record of a delivery", () => {
  it(
    "records it when it had not sent anything",
    async () => {
      const first = await delivered();
      await waitsFor("exchangeLog");
      isHeld = isEstimateOfRecord;
      calls.length = 0;
      await rpc("evm_mine");
      await until("it is about to send", () => Promise.resolve(calls.some(isEstimateOfRecord)));
      await exchange.gateway.kill();
      expect(await waiting()).toEqual([]);
      isHeld = () => false;
      exchange.gateway = await startGateway(exchange.home);
      await expectRecordedOnce(first);
    },
    ROUND_MS,
  );

  it(
    "sends no second transaction when its first one waits for a block",
    async () => {
      const first = await delivered();
      await waitsFor("exchangeLog");
      await rpc("evm_mine");
      await waitsFor("deliveryRegistry");
      await exchange.gateway.kill();
      calls.length = 0;
      exchange.gateway = await startGateway(exchange.home);
      const looked = () => calls.filter(isCountOfMined).length;
      await until("it has looked at what waits", () => Promise.resolve(looked() >= LOOKS));
      expect((await waiting()).map(isTo("deliveryRegistry"))).toEqual([true]);
      await expectRecordedOnce(first);
    },
    ROUND_MS,
  );

  it(
    "sends none when its first one was mined and it never heard of it",
    async () => {
      const first = await delivered();
      await waitsFor("exchangeLog");
      await rpc("evm_mine");
      await waitsFor("deliveryRegistry");
      await exchange.gateway.kill();
      await rpc("evm_mine");
      exchange.gateway = await startGateway(exchange.home);
      await expectRecordedOnce(first);
    },
    ROUND_MS,
  );
});
