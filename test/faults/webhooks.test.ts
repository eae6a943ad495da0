// SPDX-License-Identifier: Apache-2.0
// kill -9 between what happens and the answer of whoever is told of it: it is told after the restart.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { requestAsset } from "../support/acts.ts";
import { type Exchange, startExchange, until } from "../support/exchange.ts";
import { startGateway } from "../support/gateway.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";

let exchange: Exchange;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver();
  exchange = await startExchange({
    settings: async ({ folder }) => {
      const secretFile = join(folder, "secret");
      await writeFile(secretFile, receiver.secret);
      const events = ["suyuan.request.filed"];
      return { webhooks: [{ name: "one", url: receiver.url, events, secretFile, retryMs: 10 }] };
    },
  });
});
afterAll(async () => {
  await exchange.stop();
  await receiver.close();
});

/** One act, and so one block to wait for. */
const request = async () => requestAsset(exchange.province, exchange.asset);
const isTaken = (id: string) => () =>
  Promise.resolve(receiver.taken.some(({ subject }) => subject === `request/${id}`));

describe("a gateway that is killed", () => {
  it("between the letter on disk and its answer sends it again, the same", async () => {
    receiver.status = 0;
    const { came } = receiver;
    const id = await request();
    await until("it is under way", () => Promise.resolve(receiver.came > came));
    await exchange.gateway.kill();
    expect(await isTaken(id)()).toBe(false);
    receiver.status = 200;
    exchange.gateway = await startGateway(exchange.home);
    await until("it is taken", isTaken(id));
  });

  it("before it knew of what happened tells it when it knows", async () => {
    await exchange.gateway.kill();
    const id = await request();
    exchange.gateway = await startGateway(exchange.home);
    await until("it is taken", isTaken(id));
  });

  it("while letters pile up loses none of them, nor their order", async () => {
    receiver.status = 503;
    const ids = [await request(), await request(), await request()];
    const { came } = receiver;
    await until("they are refused", () => Promise.resolve(receiver.came > came));
    await exchange.gateway.kill();
    receiver.status = 200;
    const before = receiver.taken.length;
    exchange.gateway = await startGateway(exchange.home);
    await until("the last is taken", isTaken(ids.at(-1) ?? ""));
    const taken = receiver.taken.slice(before).map(({ subject }) => subject);
    expect(taken).toEqual(ids.map((id) => `request/${id}`));
  });
});
