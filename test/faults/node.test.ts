// SPDX-License-Identifier: Apache-2.0
// The node that the gateway asks is slow, silent, another chain's, or empty; and a second gateway writes the same log.
import { cp, readFile, writeFile } from "node:fs/promises";

import { PATHS } from "@suyuan/api";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { startEmbedded } from "../../deploy/networks/embedded.ts";
import { anchored, type Exchange, startExchange, until, viewOf } from "../support/exchange.ts";
import { type GatewayHome, type RunningGateway, startGateway } from "../support/gateway.ts";
import { get, post, submit } from "../support/http.ts";
import { startNode, type TestNode } from "../support/node.ts";

const SLOW_MS = 700;
/** One call of the chain ends after 5 s, and what waits for a block after 20 s. */
const STOP_MS = 40_000;
const OTHER_CHAIN = 31_999;
const PATIENCE_MS = 240_000;

let exchange: Exchange;
let node: TestNode;

beforeAll(async () => {
  exchange = await startExchange({
    settings: async ({ chain }) => {
      node = await startNode(chain.rpcUrl);
      return { rpcUrl: node.url };
    },
  });
}, PATIENCE_MS);
beforeEach(() => {
  node.target = exchange.province.chain.rpcUrl;
  node.isSilent = false;
  node.delayMs = 0;
});
afterAll(async () => {
  await exchange.stop();
  await node.close();
});

async function taken(gateway: RunningGateway = exchange.gateway) {
  const one = await exchange.nextDelivery();
  expect((await submit(gateway, one)).status).toBe(201);
  return one.id;
}

const isReady = (wanted: boolean) =>
  until(`ready is ${String(wanted)}`, async () => {
    const { json } = await get(exchange.gateway.url + PATHS.ready);
    return json?.["ready"] === wanted;
  });

/** The end of a gateway that nobody asked to end, and the code that it says. */
async function endOf(gateway: RunningGateway): Promise<string> {
  await gateway.ends();
  expect(gateway.process.exitCode).toBe(1);
  const line = gateway
    .said()
    .split("\n")
    .find((text) => text.startsWith('{"refused"'));
  return (JSON.parse(line ?? "{}") as { refused: string }).refused;
}

describe("given a node that is slow", () => {
  it(
    "acknowledges all the same, and anchors later",
    async () => {
      node.delayMs = SLOW_MS;
      const id = await taken();
      await anchored(exchange.gateway, id, PATIENCE_MS);
      expect(exchange.gateway.said()).toBe("");
    },
    PATIENCE_MS,
  );
});

describe("given a node that is silent", () => {
  it(
    "says so, takes statements all the same, and anchors when it is back",
    async () => {
      await taken();
      node.isSilent = true;
      await isReady(false);
      const id = await taken();
      node.isSilent = false;
      await anchored(exchange.gateway, id, PATIENCE_MS);
    },
    PATIENCE_MS,
  );

  it(
    "ends in bounded time when it is told to, and has everything afterwards",
    async () => {
      const id = await taken();
      node.isSilent = true;
      const begun = performance.now();
      await exchange.gateway.stop();
      expect(performance.now() - begun).toBeLessThan(STOP_MS);
      expect(exchange.gateway.process.exitCode).toBe(0);
      node.isSilent = false;
      exchange.gateway = await startGateway(exchange.home);
      await anchored(exchange.gateway, id, PATIENCE_MS);
    },
    PATIENCE_MS,
  );
});

describe("given two gateways on one log's key, each with a copy of the store", () => {
  it(
    "lets the chain refuse one of the two branches: that gateway ends and does not start again",
    async () => {
      const { home } = exchange;
      await exchange.gateway.stop();
      const other = await copyOf(home);
      const homes = [home, other];
      const both = await Promise.all(homes.map((one) => startGateway(one)));
      const ends = both.map((one, at) => endOf(one).then((code) => ({ code, at })));
      const ids = await Promise.all(both.map((one) => taken(one)));
      const { code, at } = await Promise.race(ends);
      expect(["store-forked", "store-behind-chain"]).toContain(code);
      const [winner, id] = [both[1 - at], ids[1 - at]];
      if (winner && id) await anchored(winner, id, PATIENCE_MS);
      await expect(startGateway(homes[at] ?? home)).rejects.toMatchObject({ refused: code });
      await winner?.stop();
      exchange.home = homes[1 - at] ?? home;
      exchange.gateway = await startGateway(exchange.home);
    },
    PATIENCE_MS,
  );
});

/** The same keys and settings on a copy of the store. */
async function copyOf(home: GatewayHome): Promise<GatewayHome> {
  const [dir, config] = [`${home.dir}-copy`, home.config.replace(".json", ".copy.json")];
  await cp(home.dir, dir, { recursive: true });
  const settings = JSON.parse(await readFile(home.config, "utf8")) as object;
  await writeFile(config, JSON.stringify({ ...settings, dir }));
  return { dir, config };
}

/** Gives a development chain another number. */
async function setChainId(rpcUrl: string, chainId: number): Promise<void> {
  const call = { jsonrpc: "2.0", id: 1, method: "anvil_setChainId", params: [chainId] };
  const answer = await post(rpcUrl, JSON.stringify(call));
  expect(answer.json).not.toHaveProperty("error");
}

describe("given a node that becomes another chain's, or loses everything", () => {
  it.each([
    ["another chain", OTHER_CHAIN],
    ["an empty chain of the same number", undefined],
  ])(
    "ends on %s, and goes on with its own",
    async (_name, other) => {
      const id = await taken();
      const strange = await startEmbedded({ port: 0 });
      if (other !== undefined) await setChainId(strange.rpcUrl, other);
      node.target = strange.rpcUrl;
      expect(await endOf(exchange.gateway)).toBe("chain-foreign");
      await strange.stop();
      node.target = exchange.province.chain.rpcUrl;
      exchange.gateway = await startGateway(exchange.home);
      await anchored(exchange.gateway, id, PATIENCE_MS);
      expect((await viewOf(exchange.gateway, id)).id).toBe(id);
    },
    PATIENCE_MS,
  );
});
