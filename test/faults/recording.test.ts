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
/** Long enough to kill the gateway before its next look at the chain. */
const FOLLOW_UP_MS = 1_500;
const ROUND_MS = 240_000;

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

interface Call {
  readonly method: string;
  readonly params: readonly unknown[];
}

const onLatest = (call: Call): Call =>
  call.method === "eth_estimateGas" ? { ...call, params: [call.params[0], "latest"] } : call;

/** A node before the chain that estimates on the latest block, as Besu and go-ethereum do, not on what waits. */
async function estimatingOnLatest(rpcUrl: string): Promise<string> {
  node.on("request", (request, response) => {
    void (async () => {
      const calls = (await json(request)) as Call | Call[];
      const body = JSON.stringify(Array.isArray(calls) ? calls.map(onLatest) : onLatest(calls));
      const headers = { "content-type": "application/json" };
      const answer = await fetch(rpcUrl, { method: "POST", headers, body });
      response.setHeader("content-type", "application/json").end(await answer.text());
    })();
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

/** Blocks come by themselves again. */
async function goOn(): Promise<void> {
  await rpc("evm_setIntervalMining", 1);
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

async function recording(): Promise<{
  waiting: number;
  next: number;
  behind: number;
  size: number;
}> {
  const { json } = await get(`${exchange.gateway.url}/v1/chain`);
  const {
    recording: found,
    index,
    log,
  } = json as unknown as {
    recording: { waiting: number; next: number };
    index: { behind: number };
    log: { size: number };
  };
  return { ...found, behind: index.behind, size: log.size };
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

async function restart(): Promise<void> {
  await exchange.gateway.kill();
  exchange.gateway = await startGateway(exchange.home);
}

/** Waits until nothing is left to be recorded, and looks that all was paid once. */
async function expectRecordedOnce({ grant, one }: { grant: TestGrant; one: Signed<Delivery> }) {
  await goOn();
  await until("the delivery is recorded", async () => {
    const found = await exchange.province.client.delivery(grant.id);
    return found !== null && one.id.startsWith(found.id.slice(0, 56));
  });
  await until("the gateway knows it", async () => {
    const { waiting: waits, behind } = await recording();
    return waits === 0 && behind === 0;
  });
  expect(await paid()).toBe(1);
}

beforeAll(async () => {
  exchange = await startExchange({
    gateway: { followUpMs: FOLLOW_UP_MS },
    settings: async ({ chain }) => ({ rpcUrl: await estimatingOnLatest(chain.rpcUrl) }),
  });
});
afterAll(async () => {
  await exchange.stop();
  node.close();
});
beforeEach(goOn);

describe("a gateway that is killed between an anchor and the record of a delivery", () => {
  it(
    "records it when it had not sent anything",
    async () => {
      const first = await delivered();
      await waitsFor("exchangeLog");
      await rpc("evm_mine");
      await exchange.gateway.kill();
      expect((await waiting()).filter(isTo("deliveryRegistry"))).toEqual([]);
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
      await restart();
      const looks = 4;
      for (let look = 0; look < looks; look++) {
        await new Promise((done) => setTimeout(done, FOLLOW_UP_MS));
        expect((await waiting()).filter(isTo("deliveryRegistry"))).toHaveLength(1);
      }
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
      await rpc("evm_mine");
      await restart();
      await expectRecordedOnce(first);
    },
    ROUND_MS,
  );
});
