// SPDX-License-Identifier: Apache-2.0
// Four validators that seal blocks as processes of their own, and a gateway over them: validators end, come back,
// lose sight of each other, are voted out and in, lose their data; the gateway changes its node; and at the end what
// it gave out is verified when the network is no more.
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { type BlockRef, type ChainInfo, PATHS, pathOf } from "@suyuan/api";
import { ChainClient } from "@suyuan/chain";
import { suyuan } from "@suyuan/cli/testing";
import { type Delivery, type Evidence, type Hex, parseEvidence, verify } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { cliquePolicy, DEPTH, type SignerRange, strangers } from "../support/clique.ts";
import {
  anchored,
  anchorOf,
  type Exchange,
  exchangeIn,
  policyOf,
  restartWith,
  until,
  viewOf,
} from "../support/exchange.ts";
import { type Answer, get, post, problemOf, submit } from "../support/http.ts";
import { ledgerOn } from "../support/ledger.ts";
import { provinceOn } from "../support/province.ts";
import type { Signed } from "../support/statements.ts";
import { geth, headAt, startValidators, type TestNetwork } from "../support/validators.ts";

const COUNT = 4;
const UNTRUSTED = 12;
const PRUNED = 2;
/** More blocks than a pruned node keeps states of: 128 in geth. */
const DEEP = 140;
/** A wait that ends when it is so costs nothing. */
const PATIENCE_MS = 180_000;
const LOOKS = 10;
const PAUSE_MS = 300;

let network: TestNetwork;
let exchange: Exchange<TestNetwork>;
/** A delivery of the beginning. */
let first: Hex;

beforeAll(async () => {
  if (geth.missing) return;
  network = await startValidators(COUNT, ["--pruned", String(PRUNED)]);
  exchange = await exchangeIn(await provinceOn(await ledgerOn(network)), {
    gateway: { settledDepth: 0 },
  });
});
afterAll(async () => {
  if (!geth.missing) await exchange.stop();
});

const urlOf = (number: number): string => network.rpcUrls[number - 1] ?? "";
const clientOf = (number: number): ChainClient =>
  new ChainClient({ rpcUrl: urlOf(number), deployment: exchange.province.deployment });
const heightOf = async (number: number): Promise<number> => (await headAt(urlOf(number))).number;
const soon = async <T>(what: string, ask: () => Promise<T | undefined | false>): Promise<T> =>
  until(what, ask, PATIENCE_MS);

async function signers(): Promise<Hex[]> {
  return (await network.status()).validators.map(({ address }) => address as Hex);
}

/** Submits the next delivery. */
async function logged(): Promise<Signed<Delivery>> {
  const one = await exchange.nextDelivery();
  expect((await submit(exchange.gateway, one)).status).toBe(201);
  return one;
}

const askEvidence = async (id: Hex): Promise<Answer> =>
  get(exchange.gateway.url + pathOf("evidence", { id }));

async function evidenceOf(id: Hex): Promise<Evidence> {
  return soon("evidence is given out", async () => {
    const { status, text } = await askEvidence(id);
    return status === 200 && parseEvidence(text);
  });
}

const exitOf = async (evidence: Evidence): Promise<number> =>
  verify(evidence, await policyOf(exchange.gateway)).exit;

const exitUnder = async (evidence: Evidence, ranges: readonly SignerRange[], following = DEPTH) =>
  verify(evidence, cliquePolicy(await policyOf(exchange.gateway), ranges, following)).exit;

/** Waits until these validators have a block, the same one. */
async function reached(number: number, those = [1, 2, 3, 4]): Promise<void> {
  await soon(`validators are at ${String(number)}`, async () => {
    const heights = await Promise.all(those.map(heightOf));
    return Math.min(...heights) >= number;
  });
  const blocks = those.map(async (one) => clientOf(one).block(number));
  expect(new Set((await Promise.all(blocks)).map(({ hash }) => hash)).size).toBe(1);
}

/** A delivery that is anchored, and evidence that verifies. */
async function exchanged(): Promise<Signed<Delivery>> {
  const one = await logged();
  await anchored(exchange.gateway, one.id, PATIENCE_MS);
  expect(await exitOf(await evidenceOf(one.id))).toBe(0);
  return one;
}

/** Starts the gateway again over another node. */
const moveTo = async (number: number, settings: object): Promise<void> =>
  restartWith(exchange, { ...settings, rpcUrl: urlOf(number) });

describe.skipIf(geth.missing)(`a network of four validators ${geth.label}`, () => {
  describe("given all of them", () => {
    it("takes the deployment, an exchange and its anchor, the same on each", async () => {
      const one = await exchanged();
      first = one.id;
      const block = anchorOf(await viewOf(exchange.gateway, one.id));
      await reached(block?.number ?? 0);
      const logs = [1, 2, 3, 4].map(async (number) => clientOf(number).log(exchange.log.id));
      const sizes = (await Promise.all(logs)).map(({ size }) => size);
      expect(sizes).toEqual(Array.from({ length: COUNT }, () => sizes[0]));
      expect(sizes[0]).toBeGreaterThan(0);
    });
    it("has blocks sealed by each of them", async () => {
      const { signers: all, lastSigners } = await network.status();
      expect(all).toEqual([1, 2, 3, 4]);
      expect(new Set(lastSigners)).toEqual(new Set(all));
    });
  });

  describe("given one that was killed", () => {
    it("goes on without it", async () => {
      await network.tell("stop", "4", "--kill");
      await exchanged();
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
      const taken = [await logged(), await logged(), await logged()];
      const height = await stood();
      for (const { id } of taken)
        expect(anchorOf(await viewOf(exchange.gateway, id))).toBeUndefined();

      await network.tell("up");
      for (const { id } of taken) await anchored(exchange.gateway, id, PATIENCE_MS);
      for (const { id } of taken) expect(await exitOf(await evidenceOf(id))).toBe(0);
      await reached(height + 1);
    });
  });

  describe("given one that the others do not see, with the gateway", () => {
    /** What is anchored in a block that only the first validator has. */
    async function anchoredAlone(): Promise<{ id: Hex; lost: BlockRef }> {
      // Whoever has sealed none of the last two blocks may seal the next, one only.
      await network.tell("seal", "1", "off");
      await reached(Math.max(...(await Promise.all([1, 2, 3, 4].map(heightOf)))) + DEPTH);
      await network.tell("partition", "1");
      const { id } = await logged();
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
      const old = await evidenceOf(id);
      await reached(lost.number, [2, 3, 4]);
      expect((await clientOf(2).block(lost.number)).hash).not.toBe(lost.hash);
      await network.tell("heal");
      const again = await soon("it is anchored in a block that all have", async () => {
        const block = anchorOf(await viewOf(exchange.gateway, id));
        return block && block.hash !== lost.hash && block;
      });
      await reached(again.number);
      const fresh = await evidenceOf(id);
      expect(fresh.block).not.toEqual(old.block);
      expect(await exitOf(fresh)).toBe(0);
      expect([await standingOf(old), await standingOf(fresh)]).toEqual(["superseded", "stands"]);
      // Nothing is on top of a block that a minority sealed alone.
      expect(await exitUnder(old, [{ from: 0, validators: await signers() }])).toBe(UNTRUSTED);
    });
  });

  describe("given one that is voted out", () => {
    it("goes on without it, under a policy that says so, and takes it in again", async () => {
      const all = await signers();
      const pinned = cliquePolicy(await policyOf(exchange.gateway), [{ from: 0, validators: all }]);
      const policy = join(exchange.province.folder, "pinned.json");
      await writeFile(policy, JSON.stringify(pinned));
      await moveTo(1, { settledDepth: DEPTH, policy });
      await network.tell("vote", "3", "out");
      expect((await network.status()).signers).toEqual([1, 2, 4]);
      const since = await heightOf(1);
      const left = all.filter((_, place) => place !== 2);
      await soon("the gateway says that policies need an update", async () => {
        const { json } = await get(exchange.gateway.url + PATHS.chain);
        return (json as unknown as ChainInfo).policy.watch.state === "update-needed";
      });
      const { id } = await logged();
      await anchored(exchange.gateway, id, PATIENCE_MS);
      const evidence = await evidenceOf(id);
      const before = { from: 0, to: since, validators: all };
      const after = { from: since + 1, validators: left };
      expect(await exitUnder(evidence, [before, after])).toBe(0);
      const wrong = { ...after, validators: all.slice(1) };
      expect(await exitUnder(evidence, [before, wrong])).toBe(UNTRUSTED);
      await network.tell("vote", "3", "in");
      expect((await network.status()).signers).toEqual([1, 2, 3, 4]);
    });
  });

  describe("given one whose data is gone", () => {
    it("fetches everything again from the others", async () => {
      await network.tell("stop", String(PRUNED));
      await network.tell("wipe", String(PRUNED));
      const height = await heightOf(1);
      await network.tell("start", String(PRUNED));
      await reached(height);
      const [own, other] = [clientOf(PRUNED), clientOf(1)].map(async (client) =>
        client.log(exchange.log.id, height),
      );
      expect(await own).toEqual(await other);
    });
  });

  describe("given a gateway that is moved to a node with pruned state", () => {
    it("says that the state is no longer kept, where it is, and gives the evidence elsewhere", async () => {
      await reached((anchorOf(await viewOf(exchange.gateway, first))?.number ?? 0) + DEEP + DEPTH);
      await moveTo(PRUNED, { settledDepth: DEEP });
      const refused = await askEvidence(first);
      expect(problemOf(refused)).toMatchObject({ code: "state-pruned", status: 503 });
      expect(refused.headers.get("retry-after")).toMatch(/^\d+$/u);
      await moveTo(3, { settledDepth: DEEP });
      expect((await evidenceOf(first)).block.following).toHaveLength(DEEP);
    });
  });

  describe("given a gateway that asks a node with pruned state for new blocks only", () => {
    it("goes on with the same log, under a policy of the chain's signers", async () => {
      const before = await logged();
      await moveTo(PRUNED, { settledDepth: DEPTH });
      await anchored(exchange.gateway, before.id, PATIENCE_MS);
      expect(await exitOf(await evidenceOf(first))).toBe(0);
      await exchanged();
      const { json } = await get(exchange.gateway.url + PATHS.ready);
      expect(json).toEqual({ ready: true, reasons: [] });
    });
  });

  describe("given nothing but files", () => {
    it("trusts them under the exported policy, and not under one of other signers", async () => {
      const { id } = await exchanged();
      const at = (name: string) => join(exchange.province.folder, name);
      const env = { SUYUAN_GATEWAY: exchange.gateway.url };
      const export_ = await suyuan(["policy", "export", "--out", at("policy.json")], env);
      const given = await suyuan(["evidence", "get", id, "--out", at("evidence.json")], env);
      expect([export_, given]).toMatchObject([{ status: 0 }, { status: 0 }]);
      const policy = await policyOf(exchange.gateway);
      const others = cliquePolicy(policy, [{ from: 0, validators: strangers(await signers()) }]);
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
