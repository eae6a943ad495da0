// SPDX-License-Identifier: Apache-2.0
// Four validators that seal blocks as processes of their own, and a gateway over them: validators end, come back,
// lose sight of each other, are voted out and in, lose their data; the gateway changes its node; and at the end what
// it gave out is verified when the network is no more.
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { type BlockRef, type ChainInfo, PATHS } from "@suyuan/api";
import { ChainClient } from "@suyuan/chain";
import { suyuan } from "@suyuan/cli/testing";
import type { Delivery, Evidence, Hex } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { cliquePolicy, DEPTH, strangers } from "../support/clique.ts";
import { anchored, anchorOf, DATA, policyOf, viewOf } from "../support/exchange.ts";
import { get, post, submit } from "../support/http.ts";
import { receipt, type Signed } from "../support/statements.ts";
import { geth, headAt, type TestNetwork } from "../support/validators.ts";
import {
  evidenceOf,
  exchanged,
  exchangeOnFour,
  exitOf,
  exitUnder,
  logged,
  moveTo,
  type NetworkExchange,
  PATIENCE_MS,
  pinnedPolicy,
  signersOf,
  soon,
  urlOf,
} from "./exchanges.ts";

const ALL = [1, 2, 3, 4];
const UNTRUSTED = 12;
/** As the contract numbers what a receipt says. */
const ACCEPTED = 1;
const WIPED = 2;
const LOOKS = 10;
const PAUSE_MS = 300;

let network: TestNetwork;
let exchange: NetworkExchange;

beforeAll(async () => {
  if (geth.missing) return;
  exchange = await exchangeOnFour();
  network = exchange.province.chain;
});
afterAll(async () => {
  if (!geth.missing) await exchange.stop();
});

const clientOf = (number: number): ChainClient =>
  new ChainClient({
    rpcUrl: urlOf(exchange, number),
    deployment: exchange.province.deployment,
  });
const heightOf = async (number: number): Promise<number> =>
  (await headAt(urlOf(exchange, number))).number;

/** Waits until these validators have a block, the same one. */
async function reached(number: number, those = ALL): Promise<void> {
  await soon(`validators are at ${String(number)}`, async () => {
    const heights = await Promise.all(those.map(heightOf));
    return Math.min(...heights) >= number;
  });
  const blocks = those.map(async (one) => clientOf(one).block(number));
  expect(new Set((await Promise.all(blocks)).map(({ hash }) => hash)).size).toBe(1);
}

describe.skipIf(geth.missing)(`a network of four validators ${geth.label}`, () => {
  describe("given all of them", () => {
    let first: Signed<Delivery>;

    it("takes the deployment, an exchange and its anchor, the same on each", async () => {
      first = await exchanged(exchange);
      const block = anchorOf(await viewOf(exchange.gateway, first.id));
      await reached(block?.number ?? 0);
      const logs = ALL.map(async (number) => clientOf(number).log(exchange.log.id));
      const sizes = (await Promise.all(logs)).map(({ size }) => size);
      expect(sizes).toEqual(ALL.map(() => sizes[0]));
      expect(sizes[0]).toBeGreaterThan(0);
    });
    it("takes the receipt of what was delivered, and proves it to the chain, on each", async () => {
      const taken = await receipt(exchange.province, first, DATA);
      expect((await submit(exchange.gateway, taken)).status).toBe(201);
      await anchored(exchange.gateway, taken.id, PATIENCE_MS);
      expect(await exitOf(exchange, await evidenceOf(exchange, taken.id))).toBe(0);
      await soon("all know that it was accepted", async () => {
        const known = ALL.map(async (number) => clientOf(number).delivery(exchange.grant.id));
        return (await Promise.all(known)).every((one) => one?.result === ACCEPTED);
      });
    });
    it("has blocks sealed by each of them", async () => {
      const { signers: all, lastSigners } = await network.status();
      expect(all).toEqual(ALL);
      expect(new Set(lastSigners)).toEqual(new Set(all));
    });
  });

  describe("given one that was killed", () => {
    it("goes on without it", async () => {
      await network.tell("stop", "4", "--kill");
      await exchanged(exchange);
    });
  });

  describe("given two that were killed", () => {
    /** The height at which the chain stands still. */
    async function stood(): Promise<number> {
      let looks = 0;
      let last = "";
      return soon("the chain stands still", async () => {
        await sleep(PAUSE_MS);
        const heights = await Promise.all([1, 2].map(heightOf));
        looks = heights.join() === last ? looks + 1 : 0;
        last = heights.join();
        return looks >= LOOKS && Math.max(...heights);
      });
    }

    it("stands still, takes statements all the same, and anchors them when they are back", async () => {
      await network.tell("stop", "3", "--kill");
      await stood();
      const taken = [await logged(exchange), await logged(exchange), await logged(exchange)];
      const height = await stood();
      for (const { id } of taken)
        expect(anchorOf(await viewOf(exchange.gateway, id))).toBeUndefined();

      await network.tell("up");
      for (const { id } of taken) await anchored(exchange.gateway, id, PATIENCE_MS);
      for (const { id } of taken)
        expect(await exitOf(exchange, await evidenceOf(exchange, id))).toBe(0);
      await reached(height + 1);
    });
  });

  describe("given one that the others do not see, with the gateway", () => {
    /** What is anchored in a block that only the first validator has. */
    async function anchoredAlone(): Promise<{ id: Hex; lost: BlockRef }> {
      // Whoever has sealed none of the last two blocks may seal the next, one only.
      await network.tell("seal", "1", "off");
      await reached(Math.max(...(await Promise.all(ALL.map(heightOf)))) + DEPTH);
      await network.tell("partition", "1");
      const { id } = await logged(exchange);
      await soon("it is in a checkpoint that was sent", async () => {
        const pending = await clientOf(1).rpc("eth_getBlockByNumber", ["pending", false]);
        return (pending as { transactions: string[] }).transactions.length > 0;
      });
      await network.tell("seal", "1", "on");
      const lost = anchorOf(await anchored(exchange.gateway, id, PATIENCE_MS));
      if (lost) return { id, lost };
      throw new Error("it is anchored nowhere");
    }

    const standingOf = async ({ block }: Evidence): Promise<unknown> => {
      const body = JSON.stringify({ header: block.header });
      return (await post(exchange.gateway.url + PATHS.standing, body)).json?.["state"];
    };

    it("anchors again what stood in blocks that are lost, and gives new evidence", async () => {
      const { id, lost } = await anchoredAlone();
      const old = await evidenceOf(exchange, id);
      await reached(lost.number, [2, 3, 4]);
      expect((await clientOf(2).block(lost.number)).hash).not.toBe(lost.hash);
      await network.tell("heal");
      const again = await soon("it is anchored in a block that all have", async () => {
        const block = anchorOf(await viewOf(exchange.gateway, id));
        return block && block.hash !== lost.hash && block;
      });
      await reached(again.number);
      const fresh = await evidenceOf(exchange, id);
      expect(fresh.block).not.toEqual(old.block);
      expect(await exitOf(exchange, fresh)).toBe(0);
      expect([await standingOf(old), await standingOf(fresh)]).toEqual(["superseded", "stands"]);
      // Nothing is on top of a block that a minority sealed alone.
      const all = [{ from: 0, validators: await signersOf(exchange) }];
      expect(await exitUnder(exchange, old, all)).toBe(UNTRUSTED);
    });
  });

  describe("given one that is voted out", () => {
    it("goes on without it, under a policy that says so, and takes it in again", async () => {
      const all = await signersOf(exchange);
      await moveTo(exchange, 1, { settledDepth: DEPTH, policy: await pinnedPolicy(exchange) });
      await network.tell("vote", "3", "out");
      expect((await network.status()).signers).toEqual([1, 2, 4]);
      const since = await heightOf(1);
      const left = all.filter((_, place) => place !== 2);
      await soon("the gateway says that policies need an update", async () => {
        const { json } = await get(exchange.gateway.url + PATHS.chain);
        return (json as unknown as ChainInfo).policy.watch.state === "update-needed";
      });
      const { id } = await logged(exchange);
      await anchored(exchange.gateway, id, PATIENCE_MS);
      const evidence = await evidenceOf(exchange, id);
      const before = { from: 0, to: since, validators: all };
      const after = { from: since + 1, validators: left };
      expect(await exitUnder(exchange, evidence, [before, after])).toBe(0);
      const wrong = { ...after, validators: all.slice(1) };
      expect(await exitUnder(exchange, evidence, [before, wrong])).toBe(UNTRUSTED);
      await network.tell("vote", "3", "in");
      expect((await network.status()).signers).toEqual(ALL);
    });
  });

  describe("given one whose data is gone", () => {
    it("fetches everything again from the others, and serves the gateway", async () => {
      await network.tell("stop", String(WIPED));
      await network.tell("wipe", String(WIPED));
      const height = await heightOf(1);
      await network.tell("start", String(WIPED));
      await reached(height);
      const [own, other] = [clientOf(WIPED), clientOf(1)].map(async (client) =>
        client.log(exchange.log.id, height),
      );
      expect(await own).toEqual(await other);
      await moveTo(exchange, WIPED, { settledDepth: DEPTH });
      await exchanged(exchange);
    });
  });

  describe("given nothing but files", () => {
    it("trusts them under the exported policy, and not under one of other signers", async () => {
      const { id } = await exchanged(exchange);
      const at = (name: string) => join(exchange.province.folder, name);
      const env = { SUYUAN_GATEWAY: exchange.gateway.url };
      const export_ = await suyuan(["policy", "export", "--out", at("policy.json")], env);
      const given = await suyuan(["evidence", "get", id, "--out", at("evidence.json")], env);
      expect([export_, given]).toMatchObject([{ status: 0 }, { status: 0 }]);
      const policy = await policyOf(exchange.gateway);
      const others = cliquePolicy(policy, [
        { from: 0, validators: strangers(await signersOf(exchange)) },
      ]);
      await writeFile(at("others.json"), JSON.stringify(others));
      await exchange.gateway.stop();
      await network.stop();
      expect(existsSync(network.directory)).toBe(false);

      const under = async (name: string) =>
        suyuan(["verify", at("evidence.json"), "--policy", at(name), "--json"]);
      expect(await under("policy.json")).toMatchObject({ status: 0 });
      expect(await under("others.json")).toMatchObject({ status: UNTRUSTED });
    });
  });
});
