// SPDX-License-Identifier: Apache-2.0
// First deliveries and their receipts come to the delivery registry by themselves: once, also after a kill.
import { GatewayClient } from "@suyuan/sdk";
import type { Delivery, Hex } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { confirmAsset, grantAsset, registerAsset } from "../support/acts.ts";
import { anchored, type Exchange, startExchange, until } from "../support/exchange.ts";
import { startGateway } from "../support/gateway.ts";
import { submit } from "../support/http.ts";
import { datasetVersion, delivery, receipt, type Signed } from "../support/statements.ts";

const DATA = Buffer.from("330102001,西湖区\n");

let exchange: Exchange;
let gateway: GatewayClient;

beforeAll(async () => {
  exchange = await startExchange();
  gateway = new GatewayClient({ url: exchange.gateway.url });
});
afterAll(async () => exchange.stop());

/** The row of the delivery that is recorded under a grant, once it is as told. */
const recorded = async (grant: Hex, is: (row: { result: number }) => boolean = () => true) =>
  until(`a delivery under ${grant} is recorded`, async () => {
    const { items } = await gateway.list("deliveries", { grant });
    return items.find(is);
  });

const eventsOn = async (grant: Hex, name: string): Promise<number> => {
  const { items } = await gateway.acts("delivery", grant, { limit: 200 });
  return items.filter((act) => act.name === name).length;
};

/** The moment of the first anchor that covers a statement. */
async function anchorOf(id: Hex): Promise<number | undefined> {
  const { ladder } = await anchored(exchange.gateway, id);
  return ladder.find(({ step }) => step === "anchored")?.block?.time;
}

describe("given a first delivery that is anchored", () => {
  let first: Signed<Delivery>;

  it("is proven to the chain, as of its anchor, and the later ones are not", async () => {
    first = await exchange.nextDelivery();
    await submit(exchange.gateway, first);
    for (let more = 0; more < 3; more++)
      await submit(exchange.gateway, await exchange.nextDelivery());
    const row = await recorded(exchange.grant.id);
    expect(row).toMatchObject({ delivery: first.id, serial: 1, result: 0, late: false });
    expect(row.anchoredAt).toBe(await anchorOf(first.id));
    const { state } = await gateway.delivery(exchange.grant.id);
    expect(state).toMatchObject({ firstAt: row.firstAt, anchoredAt: row.anchoredAt });
    const { items } = await gateway.list("grants", { provider: row.provider });
    const grant = items.find(({ id }) => id === exchange.grant.id);
    expect(grant).toMatchObject({ deliveredAt: row.firstAt, deliveryDeadline: null });
  });

  it("is followed by its receipt", async () => {
    const { province, grant } = exchange;
    const answer = await receipt(province, first, DATA);
    await submit(exchange.gateway, answer);
    const row = await recorded(grant.id, ({ result }) => result !== 0);
    expect(row).toMatchObject({ receipt: answer.id, result: 1, deadline: null });
    expect(row.receivedAt).toBe(await anchorOf(answer.id));
  });

  it("is recorded once, also when the gateway forgot that it was", async () => {
    await exchange.gateway.stop();
    exchange.gateway = await startGateway(exchange.home);
    gateway = new GatewayClient({ url: exchange.gateway.url });
    await until("all is looked at again", async () => {
      const { recording, log } = await gateway.chain();
      return recording.waiting === 0 && recording.next >= log.size - 1;
    });
    expect(await eventsOn(exchange.grant.id, "DeliveryRecorded")).toBe(1);
    expect(await eventsOn(exchange.grant.id, "ReceiptRecorded")).toBe(1);
    const { recording } = await gateway.chain();
    expect(recording).toMatchObject({ recorded: 0, refused: 0 });
  });
});

describe("given a gateway that is killed between the anchor and the record", () => {
  it("records after it is back", async () => {
    const { province, log } = exchange;
    const asset = await registerAsset(province, 7);
    await confirmAsset(province, asset);
    const grant = await grantAsset(province, asset, log.id);
    const version = await datasetVersion(province, log.id, asset, DATA);
    await submit(exchange.gateway, version);
    const place = { log: log.id, grant, version: version.id, serial: 1, data: DATA };
    const one = await delivery(province, place);
    await until(
      "the grant is settled",
      async () => (await submit(exchange.gateway, one)).status === 201,
    );
    await exchange.gateway.stop();
    exchange.gateway = await startGateway(exchange.home);
    gateway = new GatewayClient({ url: exchange.gateway.url });
    const row = await recorded(grant.id);
    expect(row.delivery).toBe(one.id);
    expect(await eventsOn(grant.id, "DeliveryRecorded")).toBe(1);
  });
});
