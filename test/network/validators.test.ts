// SPDX-License-Identifier: Apache-2.0
// Four validators that seal blocks as processes of their own, and a gateway over them: validators end, come back,
// lose sight of each other, are voted out and in, lose their data; the gateway changes its node.
import { readFile, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

import { type BlockRef, PATHS, pathOf, type StatementView } from "@suyuan/api";
import { ChainClient } from "@suyuan/chain";
import {
  type Delivery,
  type Evidence,
  fromHex,
  type Hex,
  parseEvidence,
  type Policy,
  toHex,
  verify,
} from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import {
  anchored,
  type Exchange,
  exchangeIn,
  policyOf,
  until,
  viewOf,
} from "../support/exchange.ts";
import { startGateway } from "../support/gateway.ts";
import { get, submit } from "../support/http.ts";
import { ledgerOn } from "../support/ledger.ts";
import { provinceOn } from "../support/province.ts";
import type { Signed } from "../support/statements.ts";
import { geth, startValidators, type TestNetwork } from "../support/validators.ts";

const COUNT = 4;
/** Blocks on top of one, of four signers at least three. */
const DEPTH = 3;
const UNTRUSTED = 12;
const BEGIN_MS = 300_000;
const STANDSTILL_MS = 4_000;
/** Within it a checkpoint is made and sent. */
const CHECKPOINT_MS = 2_000;

let network: TestNetwork;
let exchange: Exchange<TestNetwork>;
/** A delivery of the beginning. */
let first: Hex;

beforeAll(async () => {
  if (geth.missing) return;
  network = await startValidators(COUNT);
  exchange = await exchangeIn(await provinceOn(await ledgerOn(network)), {
    gateway: { settledDepth: 0 },
  });
}, BEGIN_MS);
afterAll(async () => {
  if (!geth.missing) await exchange.stop();
});

const clientOf = (place: number): ChainClient =>
  new ChainClient({
    rpcUrl: network.rpcUrls[place] ?? "",
    deployment: exchange.province.deployment,
  });
const heights = async (): Promise<number[]> =>
  (await network.status()).validators.flatMap(({ head }) => (head ? [head.number] : []));

/** Submits the next delivery. */
async function logged(): Promise<Signed<Delivery>> {
  const one = await exchange.nextDelivery();
  expect((await submit(exchange.gateway, one)).status).toBe(201);
  return one;
}

const anchorOf = ({ ladder }: StatementView) => {
  const step = ladder.find((one) => one.step === "anchored");
  return step?.state === "done" ? step.block : undefined;
};

async function evidenceOf(id: Hex): Promise<Evidence> {
  const url = exchange.gateway.url + pathOf("evidence", { id });
  return until("evidence is given out", async () => {
    const { status, text } = await get(url);
    return status === 200 && parseEvidence(text);
  });
}

const exitOf = async (evidence: Evidence): Promise<number> =>
  verify(evidence, await policyOf(exchange.gateway)).exit;

/** The gateway's policy, with the signers of the chain pinned. */
async function cliquePolicy(validators: readonly Hex[], following = DEPTH): Promise<Policy> {
  const policy = await policyOf(exchange.gateway);
  const sets = [{ from: 0, validators: [...validators].sort() }];
  const consensus = { kind: "clique", sets, following, signers: DEPTH } as const;
  return { ...policy, chain: { ...policy.chain, consensus } };
}

/** Waits until all validators have a block, the same one. */
async function allReach(number: number): Promise<void> {
  await until(`all validators are at ${String(number)}`, async () => {
    const reached = await heights();
    return reached.length === COUNT && Math.min(...reached) >= number;
  });
  const blocks = network.rpcUrls.map(async (_, place) => clientOf(place).block(number));
  expect(new Set((await Promise.all(blocks)).map(({ hash }) => hash)).size).toBe(1);
}

/** A delivery that is anchored, and evidence that verifies. */
async function exchanged(): Promise<Signed<Delivery>> {
  const one = await logged();
  await anchored(exchange.gateway, one.id);
  expect(await exitOf(await evidenceOf(one.id))).toBe(0);
  return one;
}

describe.skipIf(geth.missing)(`a network of four validators ${geth.label}`, () => {
  describe("given all of them", () => {
    it("takes the deployment, an exchange and its anchor, the same on each", async () => {
      const one = await exchanged();
      first = one.id;
      const block = anchorOf(await viewOf(exchange.gateway, one.id));
      await allReach(block?.number ?? 0);
      const logs = network.rpcUrls.map(async (_, place) => clientOf(place).log(exchange.log.id));
      const sizes = (await Promise.all(logs)).map(({ size }) => size);
      expect(sizes).toEqual(Array.from({ length: COUNT }, () => sizes[0]));
      expect(sizes[0]).toBeGreaterThan(0);
    });
    it("has blocks sealed by each of them in turn", async () => {
      const { signers, lastSigners } = await network.status();
      expect(signers).toEqual([1, 2, 3, 4]);
      expect(new Set(lastSigners)).toEqual(new Set(signers));
    });
  });

  describe("given one that was killed", () => {
    it("goes on, and takes it back", async () => {
      await network.tell("stop", "4", "--kill");
      await exchanged();
      await network.tell("start", "4");
      await allReach(Math.max(...(await heights())) + 1);
    });
  });

  describe("given two that were killed", () => {
    it("stands still, takes statements all the same, and anchors them when they are back", async () => {
      await network.tell("stop", "3", "--kill");
      await network.tell("stop", "4", "--kill");
      await sleep(STANDSTILL_MS);
      const before = await heights();
      const taken = [await logged(), await logged(), await logged()];
      await sleep(STANDSTILL_MS);
      expect(await heights()).toEqual(before);
      for (const { id } of taken)
        expect(anchorOf(await viewOf(exchange.gateway, id))).toBeUndefined();

      await network.tell("start", "3");
      await network.tell("start", "4");
      for (const { id } of taken) await anchored(exchange.gateway, id);
      for (const { id } of taken) expect(await exitOf(await evidenceOf(id))).toBe(0);
      await allReach(Math.max(...before) + 1);
    });
  });

  describe("given one that the others do not see, with the gateway", () => {
    /** What is anchored in a block that only the first validator has. */
    async function anchoredAlone(): Promise<{ id: Hex; lost: BlockRef }> {
      // Whoever has sealed none of the last two blocks may seal the next, one only.
      await network.tell("seal", "1", "off");
      await allReach(Math.max(...(await heights())) + 3);
      await network.tell("partition", "1");
      const { id } = await logged();
      await sleep(CHECKPOINT_MS);
      await network.tell("seal", "1", "on");
      const lost = anchorOf(await anchored(exchange.gateway, id));
      if (lost) return { id, lost };
      throw new Error("it is anchored nowhere");
    }

    it("anchors again what stood in blocks that are lost, and gives new evidence", async () => {
      const { id, lost } = await anchoredAlone();
      const old = await evidenceOf(id);
      await until("the others have more blocks", async () => {
        const other = (await heights())[1] ?? 0;
        return other > lost.number;
      });
      expect((await clientOf(1).block(lost.number)).hash).not.toBe(lost.hash);
      await network.tell("heal");
      const again = await until("it is anchored in a block that all have", async () => {
        const block = anchorOf(await viewOf(exchange.gateway, id));
        return block && block.hash !== lost.hash && block;
      });
      await allReach(again.number);
      expect((await clientOf(1).block(again.number)).hash).toBe(again.hash);
      const fresh = await evidenceOf(id);
      expect(fresh.block).not.toEqual(old.block);
      expect(await exitOf(fresh)).toBe(0);
    });
  });

  describe("given one that is voted out", () => {
    it("goes on without it, and takes it in again", async () => {
      await network.tell("vote", "3", "out");
      expect((await network.status()).signers).toEqual([1, 2, 4]);
      const one = await exchanged();
      expect(anchorOf(await viewOf(exchange.gateway, one.id))).toBeDefined();
      await network.tell("vote", "3", "in");
      expect((await network.status()).signers).toEqual([1, 2, 3, 4]);
      await exchanged();
    });
  });

  describe("given one whose data is gone", () => {
    it("fetches everything again from the others", async () => {
      await network.tell("stop", "2");
      await network.tell("wipe", "2");
      const height = Math.max(...(await heights()));
      await network.tell("start", "2");
      await allReach(height);
      const [own, other] = [clientOf(1), clientOf(0)].map(async (client) =>
        client.log(exchange.log.id, height),
      );
      expect(await own).toEqual(await other);
    });
  });

  describe("given a gateway that is moved to another node", () => {
    it("goes on with the same log", async () => {
      const before = await logged();
      await exchange.gateway.stop();
      const config = JSON.parse(await readFile(exchange.home.config, "utf8")) as object;
      const moved = { ...config, rpcUrl: network.rpcUrls[1], settledDepth: DEPTH };
      await writeFile(exchange.home.config, JSON.stringify(moved));
      exchange.gateway = await startGateway(exchange.home);
      await anchored(exchange.gateway, before.id);
      await exchanged();
      const { json } = await get(exchange.gateway.url + PATHS.ready);
      expect(json).toEqual({ ready: true, reasons: [] });
      expect(exchange.gateway.said()).toBe("");
    });
    it("gives evidence that a Clique policy trusts, and one of other signers does not", async () => {
      const one = await exchanged();
      const evidence = await evidenceOf(one.id);
      expect(evidence.block.following).toHaveLength(DEPTH);
      const { validators } = await network.status();
      const signers = validators.map(({ address }) => address as Hex);
      expect(verify(evidence, await cliquePolicy(signers)).exit).toBe(0);
      const others = signers.map((address) => toHex(fromHex(address).reverse()));
      expect(verify(evidence, await cliquePolicy(others)).exit).toBe(UNTRUSTED);
      const deeper = await cliquePolicy(signers, DEPTH + 1);
      expect(verify(evidence, deeper).exit).toBe(UNTRUSTED);
      const early = (await evidenceOf(first)).block.following;
      expect(early).toHaveLength(DEPTH);
    });
  });
});
