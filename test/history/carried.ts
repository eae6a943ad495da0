// SPDX-License-Identifier: Apache-2.0
// What goes through a real gateway by the SDK, as departments do it: acts that it relays, and deliveries with their
// receipts, which it logs, anchors, and proves to the chain by itself.
import type { Signer } from "@suyuan/chain";
import type { Row } from "@suyuan/gateway";
import { digestBytes, type Hex, OFFICES, statementId } from "@suyuan/proof";
import { act, type GatewayClient, makeStatement, sign, type StatementFields } from "@suyuan/sdk";

import { until } from "../support/exchange.ts";
import { next } from "./history.ts";
import type { Stage } from "./stage.ts";

const RUNNING = 1;
const MISMATCH = 4;
const LOOKS = 200;

/** The embedded chain makes a block for each transaction while this is done; times go on by themselves. */
export async function withBlocks(
  stage: Stage,
  gateway: GatewayClient,
  what: () => Promise<void>,
): Promise<void> {
  const { client } = stage.province;
  await client.rpc("evm_setAutomine", [true]);
  await client.rpc("evm_mine");
  await settled(stage, gateway);
  await what();
  await client.rpc("evm_setAutomine", [false]);
  await stage.catchUp();
}

/** Waits until the gateway knows the newest block, and its index everything in it. */
export async function settled(stage: Stage, gateway: GatewayClient): Promise<void> {
  const { number } = await stage.province.client.block();
  await until("the gateway has caught up", async () => {
    const { indexed } = await gateway.list("logs");
    return indexed.block >= number && indexed.behind === 0;
  });
}

/** Acts by chance, each signed by whoever does it and relayed. */
export async function relay(stage: Stage, gateway: GatewayClient, many: number): Promise<void> {
  for (let done = 0; done < many;) {
    await stage.catchUp();
    const deed = await next(stage);
    if (!deed) continue;
    const { contract, fn, args, by } = deed;
    await act(gateway, { contract, fn, args, gas: 2_000_000 }, by);
    stage.count(deed);
    done++;
  }
  await stage.catchUp();
}

interface Sender {
  readonly organization: number;
  readonly seat: number;
  readonly signer: Signer;
}

/** Whoever sends for an organisation. */
async function senderOf(stage: Stage, organization: number): Promise<Sender | undefined> {
  const seat = stage.members.get(organization)?.seats.get(OFFICES.headOfDataOffice);
  if (!seat || !(await stage.isActive(organization))) return undefined;
  const row = await stage.ledger.row("seat", seat.number);
  if (!row || stage.now >= Number(row["until"])) return undefined;
  return { organization, seat: seat.number, signer: seat.account };
}

/** A grant that runs, undelivered, with its two sides. */
async function deliverable(stage: Stage, known: ReadonlySet<string>) {
  const { ledger } = stage;
  const grant = await stage.thing("grant");
  if (grant?.["state"] !== RUNNING || known.has(String(grant.id))) return undefined;
  const isFirst = Number(grant["deliveredAt"] ?? 0) === 0 && grant["parent"] === null;
  const isSuspended =
    Number(grant["suspendedSince"] ?? 0) !== 0 && Number(grant["resumedAt"]) === 0;
  if (!isFirst || isSuspended || stage.now >= Number(grant["until"])) return undefined;
  const asset = await ledger.row("asset", grant["asset"]);
  const holder = await ledger.holder(grant["asset"]);
  const provider = await ledger.standIn(grant["provider"], grant.id);
  const recipient = await ledger.standIn(grant["recipient"], grant.id);
  if (!asset || holder !== provider) return undefined;
  const [from, to] = [await senderOf(stage, provider), await senderOf(stage, recipient)];
  return from && to ? { grant, from, to } : undefined;
}

/** Signs what somebody says, and hands it in. @returns its id */
async function say(
  stage: Stage,
  gateway: GatewayClient,
  { organization, seat, signer }: Sender,
  fields: Omit<StatementFields, "organization" | "seat">,
): Promise<Hex> {
  const { chainId, contracts } = stage.province.deployment;
  const place = { chainId, exchangeLog: contracts.exchangeLog.address, log: stage.log };
  const { time } = await stage.province.client.block();
  const all = { ...fields, organization, seat } as StatementFields;
  const statement = makeStatement(place, all, { time });
  await gateway.submit(await sign(statement, signer));
  return statementId(statement);
}

/** A version, its delivery and the receipt, which says now and then that something else arrived. */
async function exchange(
  stage: Stage,
  gateway: GatewayClient,
  { grant, from, to }: { readonly grant: Row; readonly from: Sender; readonly to: Sender },
): Promise<string> {
  const asset = grant["asset"] as Hex;
  const data = Buffer.from(`${stage.word()}\n`);
  const digest = { ...digestBytes(data) };
  const schema = stage.word();
  const version = await say(stage, gateway, from, {
    ...{ type: "suyuan/dataset-version@1", asset, digest, salted: false, schema },
  });
  const delivery = await say(stage, gateway, from, {
    ...{ type: "suyuan/delivery@1", asset, version, grant: String(grant.id), serial: 1 },
    ...{ recipient: to.organization, digest, salted: false, channel: "file" },
  });
  const isWhole = !stage.chance.once(MISMATCH);
  await say(stage, gateway, to, {
    ...{ type: "suyuan/receipt@1", asset, grant: String(grant.id) },
    ...{ delivery: { log: stage.log, id: delivery } },
    ...{ digest: isWhole ? digest : { ...digestBytes(Buffer.from("less")) }, salted: false },
    result: isWhole ? "accepted" : "mismatch",
  });
  return String(grant.id);
}

/**
 * Deliveries and receipts under grants by chance; waits until the gateway has proven all of them to the chain.
 * @returns the grants
 */
export async function deliver(
  stage: Stage,
  gateway: GatewayClient,
  many: number,
): Promise<readonly string[]> {
  await stage.catchUp();
  const grants = new Set<string>();
  for (let look = 0; look < LOOKS && grants.size < many; look++) {
    const found = await deliverable(stage, grants);
    if (found) grants.add(await exchange(stage, gateway, found));
  }
  for (const id of grants) {
    await until(`the receipt under ${id} is recorded`, async () => {
      const { result = 0 } = (await stage.province.client.delivery(id as Hex)) ?? {};
      return result !== 0;
    });
  }
  await stage.catchUp();
  return [...grants];
}
