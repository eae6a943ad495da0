// SPDX-License-Identifier: Apache-2.0
// Limits in numbers over HTTP: the quota of a grant, and how many statements an automated seat may sign a day in China.
import { OFFICES } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { eventOf } from "../../support/acting.ts";
import { requestAsset, type TestGrant } from "../../support/acts.ts";
import type { TestSeat } from "../../support/cast.ts";
import { type Exchange, startExchange, until } from "../../support/exchange.ts";
import { problemOf, submit } from "../../support/http.ts";
import { newSigner } from "../../support/signers.ts";
import { datasetVersion, deliveryDraft, signedBy } from "../../support/statements.ts";

const DATA = Buffer.from("330102001,西湖区\n");
const HOUR = 3_600;
const DAY = 24 * HOUR;
/** China keeps one time, 8 hours ahead of UTC. */
const AHEAD = 8 * HOUR;
const QUOTA = 3;
const DAILY = 4;
const NONE = `0x${"00".repeat(32)}`;

let exchange: Exchange;
let version: `0x${string}`;

/** Goes on to so many seconds after the next midnight in China. */
async function nextDay(seconds: number): Promise<void> {
  const { province } = exchange;
  const now = await province.now();
  await province.pass(DAY - ((now + AHEAD) % DAY) + seconds);
}

async function settled(): Promise<void> {
  const { province } = exchange;
  const time = await province.now();
  await until("the gateway has seen it", async () => {
    const answer = await fetch(`${exchange.gateway.url}/v1/chain`);
    const { settled: block } = (await answer.json()) as { settled: { time: number } };
    return block.time >= time;
  });
}

async function granted(quota: number): Promise<TestGrant> {
  const { province, asset, log } = exchange;
  const id = await requestAsset(province, asset);
  const { number, account } = province.seats.providerHead;
  const to = (await province.now()) + 100 * DAY;
  const terms = [log.id, NONE, 0, to, quota, 1, 0];
  const { time } = await province.send(account, "sharingRegistry", "grant", [number, id, terms]);
  return { id, asset, purpose: exchange.grant.purpose, from: time, until: to };
}

async function signed(grant: TestGrant, serial: number, seat?: TestSeat) {
  const { province, log } = exchange;
  const by = seat ?? province.seats.providerRegistrant;
  const facts = { log: log.id, grant, version, serial, data: DATA };
  const draft = await deliveryDraft(province, facts);
  return signedBy(by, { ...draft, seat: by.number });
}

beforeAll(async () => {
  exchange = await startExchange();
  const { province, log, asset, gateway } = exchange;
  // The day must not end in the middle of a test.
  await nextDay(HOUR);
  const made = await datasetVersion(province, log.id, asset, DATA);
  await settled();
  expect((await submit(gateway, made)).status).toBe(201);
  version = made.id;
});
afterAll(async () => exchange.stop());

describe("given a grant of three deliveries", () => {
  let grant: TestGrant;
  beforeAll(async () => {
    grant = await granted(QUOTA);
    await settled();
  });

  it("takes the third, in whatever order they come, and refuses the fourth", async () => {
    for (const serial of [2, 1, QUOTA]) {
      expect((await submit(exchange.gateway, await signed(grant, serial))).status).toBe(201);
    }
    const beyond = await submit(exchange.gateway, await signed(grant, QUOTA + 1));
    expect(beyond.status).toBe(422);
    expect(problemOf(beyond)).toMatchObject({ code: "quota-reached", path: "statement.serial" });
  });

  it("refuses another one under a serial that was used, also when two come at once", async () => {
    const twice = await submit(exchange.gateway, await signed(grant, QUOTA));
    expect(problemOf(twice)).toMatchObject({ code: "serial-used" });
    const other = await granted(1);
    await settled();
    const pair = await Promise.all([signed(other, 1), signed(other, 1)]);
    const answers = await Promise.all(pair.map((one) => submit(exchange.gateway, one)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  });
});

describe("given an automated seat with a daily limit", () => {
  let seat: TestSeat;
  let grant: TestGrant;
  let serial = 0;
  const next = () => signed(grant, ++serial, seat);

  beforeAll(async () => {
    const { province } = exchange;
    grant = await granted(0);
    const { account: head, organization } = province.seats.providerHead;
    const account = newSigner();
    const to = (await province.now()) + 50 * DAY;
    const args = [organization, account.address, to, DAILY];
    const fn = "appointSystemSeat";
    const appointed = eventOf(
      await province.send(head, "organizationRegistry", fn, args),
      "SeatAppointed",
    );
    expect(appointed["office"]).toBe(OFFICES.system);
    seat = { number: Number(appointed["seat"]), organization, account };
    const allow = [seat.number, grant.id, true];
    await province.send(head, "organizationRegistry", "setAllowance", allow);
    await settled();
  });

  it("takes all but the last, and of two at once at the limit one", async () => {
    for (let count = 1; count < DAILY; count++) {
      expect((await submit(exchange.gateway, await next())).status).toBe(201);
    }
    const pair = [await next(), await next()];
    const answers = await Promise.all(pair.map((one) => submit(exchange.gateway, one)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 429]);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused && problemOf(refused)).toMatchObject({
      ...{ code: "seat-limit-reached", path: "statement.seat" },
    });
  });

  it("refuses until the day ends in China, and not what was taken before, nor other seats", async () => {
    const late = await next();
    expect((await submit(exchange.gateway, late)).status).toBe(429);
    await exchange.province.pass(DAY - (((await exchange.province.now()) + AHEAD) % DAY) - 120);
    await settled();
    expect((await submit(exchange.gateway, await next())).status).toBe(429);
    const bySomebody = await signed(grant, ++serial);
    expect((await submit(exchange.gateway, bySomebody)).status).toBe(201);
    expect((await submit(exchange.gateway, bySomebody)).json).toMatchObject({ duplicate: true });
  });

  it("takes as many again on the next day, also what was refused the day before", async () => {
    const refused = await next();
    expect((await submit(exchange.gateway, refused)).status).toBe(429);
    await nextDay(5);
    await settled();
    expect((await submit(exchange.gateway, refused)).status).toBe(201);
    const more = await Promise.all(Array.from({ length: DAILY }, next));
    const answers = await Promise.all(more.map((one) => submit(exchange.gateway, one)));
    const taken = answers.filter(({ status }) => status === 201);
    expect(taken).toHaveLength(DAILY - 1);
  });

  it("is not allowed under a grant that it was not appointed for", async () => {
    const other = await granted(0);
    await nextDay(HOUR);
    await settled();
    const answer = await submit(exchange.gateway, await signed(other, 1, seat));
    expect(answer.status).toBe(403);
    expect(problemOf(answer).code).toBe("not-authorised");
  });
});
