// SPDX-License-Identifier: Apache-2.0
// What a statement says of others in its log: the version that is delivered, the receipt that is superseded.
// Each is refused while it does not hold, and the neighbour that holds is taken.
import type { ErrorCode } from "@suyuan/api";
import type { Delivery, Hex, Receipt } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { random32 } from "../../support/acting.ts";
import { confirmAsset, registerAsset } from "../../support/acts.ts";
import { type Exchange, startExchange } from "../../support/exchange.ts";
import { type Answer, problemOf, submit } from "../../support/http.ts";
import { startGateway } from "../../support/gateway.ts";
import { refuses as refusesBy } from "../../support/refuses.ts";
import { datasetVersion, receipt, type Signed, signedBy } from "../../support/statements.ts";

const DATA = Buffer.from("330102001,西湖区\n");

let exchange: Exchange;

beforeAll(async () => {
  exchange = await startExchange({ gateway: { window: { entries: 1_000, milliseconds: 100 } } });
});
afterAll(async () => {
  await exchange.stop();
});

const send = (one: Signed): Promise<Answer> => submit(exchange.gateway, one);
const refuses = (code: ErrorCode, one: Signed): Promise<Answer> =>
  refusesBy(exchange, code, () => send(one));
const takes = async (one: Signed): Promise<void> => {
  expect((await send(one)).status).toBe(201);
};

const versionOf = (asset: Hex) => datasetVersion(exchange.province, exchange.log.id, asset, DATA);

/** The next delivery, of another version than the one in the log. */
async function deliveryOf(version: Hex): Promise<Signed<Delivery>> {
  const { statement } = await exchange.nextDelivery();
  return signedBy(exchange.province.seats.providerRegistrant, { ...statement, version });
}

async function deliveredNow(): Promise<Signed<Delivery>> {
  const one = await exchange.nextDelivery();
  await takes(one);
  return one;
}

/** A receipt of a delivery, in place of another where one is named. */
async function receiptOf(
  delivered: Signed<Delivery>,
  supersedes?: Hex,
  change: Partial<Receipt> = {},
): Promise<Signed<Receipt>> {
  const { statement } = await receipt(exchange.province, delivered, DATA);
  const seat = exchange.province.seats.recipientReceiver;
  return signedBy(seat, { ...statement, ...(supersedes && { supersedes }), ...change });
}

describe("given a delivery of a version", () => {
  it("is refused while the version is not in the log, and the very same is taken once it is", async () => {
    const version = await versionOf(exchange.asset);
    const delivered = await deliveryOf(version.id);
    const answer = await refuses("version-unknown", delivered);
    expect(problemOf(answer)).toMatchObject({ path: "statement.version" });
    await takes(version);
    await takes(delivered);
  });

  it("is refused where the id is of another asset's version, or of no version", async () => {
    const asset = await registerAsset(exchange.province, 2);
    await confirmAsset(exchange.province, asset);
    const other = await versionOf(asset);
    await expect
      .poll(async () => (await send(other)).status, { timeout: 20_000 })
      .toBeLessThan(300);
    await refuses("version-unknown", await deliveryOf(other.id));
    await refuses("version-unknown", await deliveryOf((await deliveredNow()).id));
    await refuses("version-unknown", await deliveryOf(random32()));
  });
});

describe("given a delivery that was received", () => {
  it("refuses a second receipt that supersedes nothing; the first stays the same statement", async () => {
    const delivered = await deliveredNow();
    const first = await receiptOf(delivered);
    await takes(first);
    const second = await receiptOf(delivered);
    expect(problemOf(await refuses("supersedes-needed", second)).detail).toContain(first.id);
    expect((await send(first)).json).toMatchObject({ duplicate: true });
    await takes(await receiptOf(delivered, first.id));
  });

  it("lets each receipt be superseded by one other", async () => {
    const delivered = await deliveredNow();
    const first = await receiptOf(delivered);
    const second = await receiptOf(delivered, first.id);
    await takes(first);
    await takes(second);
    const rival = await receiptOf(delivered, first.id);
    expect(problemOf(await refuses("receipt-superseded", rival)).detail).toContain(second.id);
    await takes(await receiptOf(delivered, second.id));
  });

  it("refuses to supersede what is not in the log, and what is no receipt of this delivery", async () => {
    const [one, other] = [await deliveredNow(), await deliveredNow()];
    const [first, elsewhere] = [await receiptOf(one), await receiptOf(other)];
    await refuses("supersedes-unknown", await receiptOf(one, first.id));
    await takes(first);
    await takes(elsewhere);
    await refuses("supersedes-unknown", await receiptOf(one, elsewhere.id));
    await refuses("supersedes-unknown", await receiptOf(one, one.id));
    await takes(await receiptOf(one, first.id));
  });

  it("takes one of two first receipts that are sent at once", async () => {
    const delivered = await deliveredNow();
    const both = [await receiptOf(delivered), await receiptOf(delivered)];
    const answers = await Promise.all(both.map(send));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409]);
    const lost = answers.find(({ status }) => status === 409);
    expect(lost && problemOf(lost).code).toBe("supersedes-needed");
  });
});

describe("given a restart", () => {
  it("holds to what is in the log", async () => {
    const delivered = await deliveredNow();
    const first = await receiptOf(delivered);
    await takes(first);
    await exchange.gateway.stop();
    exchange.gateway = await startGateway(exchange.home);
    await refuses("supersedes-needed", await receiptOf(delivered));
    await takes(await receiptOf(delivered, first.id));
    await deliveredNow();
  });
});
