// SPDX-License-Identifier: Apache-2.0
// A gateway that waits for blocks on top: what it gives out shows them.
import { setTimeout as sleep } from "node:timers/promises";
import { PATHS, pathOf } from "@suyuan/api";
import { type Delivery, parseEvidence, parseGrant, parseHistory, verify } from "@suyuan/proof";
import { decodeRlp, keccak256 } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anchored, type Exchange, policyOf, startExchange, until } from "../../support/exchange.ts";
import { get, submit } from "../../support/http.ts";
import type { Signed } from "../../support/statements.ts";
import { layWire, type Wire } from "../../support/wire.ts";

const DEPTH = 2;
const SOME_BLOCKS_MS = 5_000;

let exchange: Exchange;
let wire: Wire;
let one: Signed<Delivery>;

beforeAll(async () => {
  exchange = await startExchange({
    gateway: { settledDepth: DEPTH },
    settings: async ({ chain, client }) => {
      wire = await layWire(chain.rpcUrl);
      // The grant has to be settled before the first statement under it.
      const granted = await client.blockNumber();
      await until(
        "the grant is settled",
        async () => (await client.blockNumber()) > granted + DEPTH,
      );
      return { rpcUrl: wire.url };
    },
  });
  one = await exchange.nextDelivery();
  await submit(exchange.gateway, one);
  await anchored(exchange.gateway, one.id);
});
afterAll(async () => {
  await exchange.stop();
  await wire.close();
});

const fetched = async (path: string): Promise<string> =>
  until(`${path} is given out`, async () => {
    const { status, text } = await get(exchange.gateway.url + path);
    return status === 200 && text;
  });
const evidence = async () => parseEvidence(await fetched(pathOf("evidence", { id: one.id })));

/** The hash that a header names as its parent's: the first member of its list (yellow paper, 4.3). */
const parentOf = (header: string): unknown => decodeRlp(header)[0];

function expectOnTop({
  header,
  following = [],
}: {
  header: string;
  following?: readonly string[];
}) {
  expect(following).toHaveLength(DEPTH);
  expect(following.map(parentOf)).toEqual(
    [header, ...following.slice(0, -1)].map((bytes) => keccak256(bytes)),
  );
}

describe("given a gateway that waits for two blocks on top", () => {
  it("puts their headers into evidence, histories and certificates", async () => {
    const policy = await policyOf(exchange.gateway);
    const history = parseHistory(await fetched(pathOf("grantHistory", { id: exchange.grant.id })));
    const path = pathOf("grantCertificate", { id: exchange.grant.id });
    const certificate = parseGrant(await fetched(path));
    for (const file of [await evidence(), history, certificate]) {
      expectOnTop(file.block);
      expect(verify(file, policy).exit).toBe(0);
    }
  });
  it("has them with the chain away", async () => {
    const policy = await policyOf(exchange.gateway);
    // Evidence is given out before its proofs are stored, which is within some blocks.
    await evidence();
    await sleep(SOME_BLOCKS_MS);
    wire.cut();
    await until("the gateway knows", async () => {
      const { json } = await get(exchange.gateway.url + PATHS.ready);
      return json?.["ready"] === false;
    });
    const away = await evidence();
    expectOnTop(away.block);
    expect(verify(away, policy).exit).toBe(0);
    wire.mend();
  });
});
