// SPDX-License-Identifier: Apache-2.0
// An act that waits for a block when the gateway is killed and the node loses it is carried all the same, once.
import { forwardRequest, signForward } from "@suyuan/chain";
import { OFFICES, type Hex } from "@suyuan/proof";
import { PATHS } from "@suyuan/api";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { type Exchange, startExchange, until } from "../support/exchange.ts";
import { startGateway } from "../support/gateway.ts";
import { post } from "../support/http.ts";
import { newSigner } from "../support/signers.ts";

const GAS = 1_000_000;
const SOON = 600;
const YEAR = 365 * 86_400;

interface Waiting {
  readonly to: Hex;
  readonly hash: Hex;
}

let exchange: Exchange;

beforeAll(async () => {
  exchange = await startExchange();
});
afterAll(async () => exchange.stop());
afterEach(async () => rpc("evm_setAutomine", true));

const rpc = (method: string, ...params: unknown[]) => exchange.province.client.rpc(method, params);

/** From here on blocks come only when a test wants one. */
async function hold(): Promise<void> {
  await rpc("evm_setIntervalMining", 0);
  await rpc("evm_setAutomine", false);
}

/** Relayed acts that wait for a block. */
async function relayed(): Promise<Hex[]> {
  const { deployment } = exchange.province;
  const pool = await rpc("txpool_content");
  const { pending } = pool as { pending: Record<string, Record<string, Waiting>> };
  const all = Object.values(pending).flatMap((one) => Object.values(one));
  const { address } = deployment.contracts.forwarder;
  return all.filter(({ to }) => to.toLowerCase() === address).map(({ hash }) => hash);
}
const waits = async (): Promise<Hex> =>
  until("an act waits", async () => {
    const [one] = await relayed();
    return one;
  });

/** An appointment that is signed, and whether the chain has it. */
async function appointment() {
  const { client, deployment, organizations } = exchange.province;
  const { head, number } = organizations.provider;
  const account = newSigner().address;
  const now = await exchange.province.now();
  const request = forwardRequest(deployment, {
    ...({ contract: "organizationRegistry", fn: "appointSeat", from: head.address } as const),
    args: [number, OFFICES.registrant, account, now + YEAR, `0x${"00".repeat(32)}`],
    ...{ gas: GAS, nonce: await client.forwarderNonce(head.address), deadline: now + SOON },
  });
  const signature = await signForward(request, await client.forwarderDomain(), head);
  const { nonce: _nonce, ...sent } = request;
  const body = JSON.stringify({ request: sent, signature });
  const times = async (): Promise<number> => {
    const events = await client.events(0, await client.blockNumber());
    return events.filter(({ args }) => args["account"] === account).length;
  };
  return { body, times };
}

const send = (body: string) => post(exchange.gateway.url + PATHS.relay, body);

describe("given an act that waits for a block", () => {
  it("carries it after a kill, also when the node has lost it", async () => {
    await hold();
    const { body, times } = await appointment();
    const broken = send(body).catch(() => undefined);
    const hash = await waits();
    await exchange.gateway.kill();
    await broken;
    await rpc("anvil_dropTransaction", hash);
    expect(await relayed()).toEqual([]);
    exchange.gateway = await startGateway(exchange.home);
    expect(await waits()).toBe(hash);
    await rpc("evm_mine");
    expect(await times()).toBe(1);
  });
});
