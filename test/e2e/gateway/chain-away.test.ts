// SPDX-License-Identifier: Apache-2.0
// The chain goes away and comes back; the wire to it is cut while it goes on; it comes back with blocks lost.
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type BlockRef, PATHS, pathOf } from "@suyuan/api";
import { type Delivery, type Hex, parseEvidence, parseHistory, verify } from "@suyuan/proof";
import { Transaction, type TransactionLike } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EmbeddedChain, startEmbedded } from "../../../deploy/networks/embedded.ts";
import { random32 } from "../../support/acting.ts";
import { endGrant, grantAsset } from "../../support/acts.ts";
import {
  anchored,
  type Exchange,
  policyOf,
  startExchange,
  until,
  viewOf,
} from "../../support/exchange.ts";
import { get, problemOf, submit } from "../../support/http.ts";
import { type Signed, signedBy } from "../../support/statements.ts";
import { layWire, type Wire } from "../../support/wire.ts";

const BLOCK_TIME = 1;
const TWO_BLOCKS_MS = 2_200;

let exchange: Exchange<EmbeddedChain>;
let wire: Wire;
let chain: EmbeddedChain;
let folder: string;
let stateFile: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "suyuan-chain-"));
  stateFile = join(folder, "state.json");
  exchange = await startExchange({
    chain: { stateFile },
    settings: async ({ chain: { rpcUrl } }) => {
      wire = await layWire(rpcUrl);
      return { rpcUrl: wire.url };
    },
  });
  chain = exchange.province.chain;
});
afterAll(async () => {
  await exchange.stop();
  await chain.stop();
  await wire.close();
  await rm(folder, { recursive: true, force: true });
});

const comeBack = async () => {
  const port = Number(new URL(chain.rpcUrl).port);
  chain = await startEmbedded({ port, stateFile, blockTime: BLOCK_TIME });
};
const isReady = (wanted: boolean) =>
  until(`ready is ${String(wanted)}`, async () => {
    const { json } = await get(exchange.gateway.url + PATHS.ready);
    return json?.["ready"] === wanted;
  });
const seat = () => exchange.province.seats.providerRegistrant;
const differing = async (change: Partial<Delivery>): Promise<Signed<Delivery>> =>
  signedBy(seat(), { ...(await exchange.nextDelivery()).statement, ...change });
const evidenceOf = (id: Hex) => get(exchange.gateway.url + pathOf("evidence", { id }));
const exitOf = async (id: Hex): Promise<number> =>
  verify(parseEvidence((await evidenceOf(id)).text), await policyOf(exchange.gateway)).exit;
const anchoredDelivery = async (): Promise<Signed<Delivery>> => {
  const one = await exchange.nextDelivery();
  await submit(exchange.gateway, one);
  await anchored(exchange.gateway, one.id);
  return one;
};
/** Background work on what was anchored has come to its end. */
// Evidence is given out before its proofs are stored, while the chain answers: they are within some blocks.
const tended = async (id: Hex) => {
  await until("evidence is given out", async () => {
    const answer = await evidenceOf(id);
    return answer.status === 200 && answer;
  });
  await sleep(2 * TWO_BLOCKS_MS);
};

const anchorOf = async ({ id }: Signed): Promise<BlockRef | undefined> => {
  const [, step] = (await viewOf(exchange.gateway, id)).ladder;
  return step?.state === "done" ? step.block : undefined;
};
/** The only transaction of a block, as it was sent. */
const rawTransactionIn = async (number: number): Promise<string> => {
  const { client } = exchange.province;
  const block = (await client.rpc("eth_getBlockByNumber", [`0x${number.toString(16)}`, true])) as {
    transactions: Record<string, string>[];
  };
  const [sent] = block.transactions;
  if (sent === undefined || block.transactions.length > 1) throw new Error("not one transaction");
  return Transaction.from({
    ...{ type: Number(sent["type"]), chainId: sent["chainId"], nonce: Number(sent["nonce"]) },
    ...{ to: sent["to"], data: sent["input"], value: sent["value"], gasLimit: sent["gas"] },
    ...{ maxFeePerGas: sent["maxFeePerGas"], maxPriorityFeePerGas: sent["maxPriorityFeePerGas"] },
    signature: { r: sent["r"] ?? "", s: sent["s"] ?? "", v: Number(sent["v"]) + 27 },
  } as TransactionLike).serialized;
};

describe("a chain that goes away", () => {
  it("leaves known facts usable, refuses unknown ones, and one checkpoint catches up", async () => {
    const before = await anchoredDelivery();
    await tended(before.id);
    const known = [
      await exchange.nextDelivery(),
      await exchange.nextDelivery(),
      await exchange.nextDelivery(),
    ];
    const unknown = await differing({ grant: random32() });
    await chain.stop();
    await isReady(false);

    for (const one of known) expect((await submit(exchange.gateway, one)).status).toBe(201);
    const refused = await submit(exchange.gateway, unknown);
    expect(problemOf(refused)).toMatchObject({ code: "chain-away", status: 503 });
    expect(refused.headers.get("retry-after")).toBe("5");

    const id = known[0]?.id ?? before.id;
    const view = await viewOf(exchange.gateway, id);
    expect(view.ladder[1]).toMatchObject({
      state: "awaited",
      awaiting: "the chain, which does not answer",
    });
    expect(problemOf(await evidenceOf(id))).toMatchObject({
      code: "not-anchored",
      status: 409,
      since: view.ladder[1]?.since,
    });

    await sleep(TWO_BLOCKS_MS);
    await comeBack();
    await isReady(true);
    const views = [];
    for (const one of known) views.push(await anchored(exchange.gateway, one.id));
    expect(new Set(views.map(({ ladder }) => ladder[1]?.checkpoint)).size).toBe(1);
    expect(views.flatMap(({ findings }) => findings)).toEqual([]);
    expect(await exitOf(id)).toBe(0);
  });

  it("does not keep evidence from being given out", async () => {
    const one = await anchoredDelivery();
    await tended(one.id);
    wire.cut();
    await isReady(false);
    expect(await exitOf(one.id)).toBe(0);
    const { text } = await get(
      exchange.gateway.url + pathOf("grantHistory", { id: exchange.grant.id }),
    );
    expect(verify(parseHistory(text), await policyOf(exchange.gateway)).exit).toBe(0);
    const view = await get(exchange.gateway.url + pathOf("asset", { id: exchange.asset }));
    expect(problemOf(view).code).toBe("chain-away");
    wire.mend();
    await isReady(true);
  });

  it("leaves a finding of what turns out not to have been allowed, and no deletion", async () => {
    const { province, asset, log } = exchange;
    const grant = await grantAsset(province, asset, log.id);
    await sleep(TWO_BLOCKS_MS);
    const first = await differing({ grant: grant.id, serial: 1, time: await province.now() });
    expect((await submit(exchange.gateway, first)).status).toBe(201);
    await anchored(exchange.gateway, first.id);

    wire.cut();
    await isReady(false);
    const ended = await endGrant(province, grant.id);
    const late = await differing({ grant: grant.id, serial: 2, time: ended + 1 });
    expect((await submit(exchange.gateway, late)).status).toBe(201);
    await sleep(TWO_BLOCKS_MS);
    wire.mend();

    await anchored(exchange.gateway, late.id);
    const { findings } = await until("the finding is there", async () => {
      const view = await viewOf(exchange.gateway, late.id);
      return view.findings.length > 0 && view;
    });
    expect(findings.map(({ code }) => code)).toEqual(["already-ended"]);
    expect(await exitOf(late.id)).toBe(11);
    expect(await exitOf(first.id)).toBe(0);
  });
});

describe("a chain that comes back with blocks lost", () => {
  it("gets the log anchored again from where it stands", async () => {
    const kept = await anchoredDelivery();
    await chain.stop();
    await cp(stateFile, `${stateFile}.old`);
    await comeBack();
    await isReady(true);
    const lost = await anchoredDelivery();
    const before = await viewOf(exchange.gateway, lost.id);
    await chain.stop();
    await cp(`${stateFile}.old`, stateFile);
    await comeBack();

    const after = await until("it is anchored anew", async () => {
      const view = await viewOf(exchange.gateway, lost.id);
      const step = view.ladder[1];
      return step?.state === "done" && step.block?.hash !== before.ladder[1]?.block?.hash && view;
    });
    expect(after.index).toBe(before.index);
    expect(await exitOf(lost.id)).toBe(0);
    expect(await exitOf(kept.id)).toBe(0);
    expect(exchange.gateway.said()).toBe("");
  });

  it("says where a checkpoint stands that came into another block", async () => {
    await anchoredDelivery();
    const { client } = exchange.province;
    const snapshot = await client.rpc("evm_snapshot");
    const one = await anchoredDelivery();
    const before = await anchorOf(one);
    wire.cut();
    await isReady(false);
    const raw = await rawTransactionIn(before?.number ?? 0);
    await client.rpc("evm_revert", [snapshot]);
    await client.rpc("evm_mine");
    await client.rpc("eth_sendRawTransaction", [raw]);
    await client.rpc("evm_mine");
    wire.mend();

    const after = await until("its block is one of the chain", async () => {
      const block = await anchorOf(one);
      const there = block && (await client.block(block.number));
      return there?.hash === block?.hash && block;
    });
    expect(after.hash).not.toBe(before?.hash);
    expect(await exitOf(one.id)).toBe(0);
  });
});
