// SPDX-License-Identifier: Apache-2.0
// Events that a gateway tells: to a receiver that checks signatures, to one that has another secret, and to one that
// never answers. What the latter two do is nothing to the first, nor to the log.
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { PATHS } from "@suyuan/api";
import type { Hex } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { EmbeddedChain } from "../../../deploy/networks/embedded.ts";
import {
  confirmAsset,
  endGrant,
  grantAsset,
  registerAsset,
  requestAsset,
} from "../../support/acts.ts";
import { run } from "../../support/admin.ts";
import { anchored, type Exchange, startExchange, until } from "../../support/exchange.ts";
import { startGateway } from "../../support/gateway.ts";
import { get, submit } from "../../support/http.ts";
import { type Receiver, startReceiver } from "../../support/receiver.ts";
import { layWire, type Wire } from "../../support/wire.ts";

const EVENTS = [
  ...["suyuan.request.filed", "suyuan.grant.issued", "suyuan.grant.ended"],
  ...["suyuan.checkpoint.anchored", "suyuan.deadline.reached", "suyuan.gateway.alarm"],
];
const MONTHS = 100 * 86_400;

let exchange: Exchange<EmbeddedChain>;
let wire: Wire;
let all: Receiver | undefined;
let deaf: Receiver | undefined;
let silent: Receiver | undefined;
let secretFile: string;

/** Local numbers of assets; the exchange has taken the first. */
let registered = 1;
async function newAsset(): Promise<Hex> {
  const asset = await registerAsset(exchange.province, ++registered);
  await confirmAsset(exchange.province, asset);
  return asset;
}

const told = (): Receiver => {
  if (!all) throw new Error("nobody receives");
  return all;
};

beforeAll(async () => {
  [all, deaf, silent] = [
    await startReceiver(),
    await startReceiver(Buffer.alloc(32, 6)),
    await startReceiver(),
  ];
  silent.status = 0;
  exchange = await startExchange({
    settings: async ({ chain, folder }) => {
      wire = await layWire(chain.rpcUrl);
      const secrets = [all, all, silent].map((one) => one?.secret ?? "");
      const files = secrets.map((_, at) => join(folder, `secret-${at}`));
      for (const [at, secret] of secrets.entries()) await writeFile(files[at] ?? "", secret);
      const [first = "", second = "", third = ""] = files;
      secretFile = second;
      const each = { retryMs: 10, attempts: 2 };
      return {
        rpcUrl: wire.url,
        webhooks: [
          { ...each, name: "all", url: all?.url, events: EVENTS, secretFile: first },
          {
            ...{ ...each, name: "deaf", url: deaf?.url, secretFile: second },
            events: ["suyuan.grant.ended"],
          },
          {
            ...{ name: "silent", url: silent?.url, events: EVENTS, secretFile: third },
            ...{ timeoutMs: 60_000 },
          },
        ],
      };
    },
  });
});
afterAll(async () => {
  await exchange.stop();
  await wire.close();
  for (const one of [all, deaf, silent]) await one?.close();
});

const command = async (name: string, ...args: string[]) => {
  const { lines, said } = await run(name, "--config", exchange.home.config, ...args);
  if (!lines[0]) throw new Error(said);
  return lines[0];
};
interface Listed {
  readonly endpoint: string;
  readonly waiting: number;
  readonly dead: readonly { readonly id: string; readonly failed: string }[];
}
const listed = async (name: string) => {
  const { webhooks } = (await command("webhook-list")) as unknown as { webhooks: Listed[] };
  return webhooks.find(({ endpoint }) => endpoint === name);
};
const event = (type: string, subject: string) =>
  until(`${type} of ${subject} is told`, () =>
    Promise.resolve(told().taken.find((one) => one.type === type && one.subject === subject)),
  );

describe("what is told", () => {
  it("is a request, its grant and its end, each once, in the order of the chain", async () => {
    const { province, log } = exchange;
    const asset = await newAsset();
    const grant = await grantAsset(province, asset, log.id);
    await endGrant(province, grant.id);
    const ended = await event("suyuan.grant.ended", `grant/${grant.id}`);
    const on = told().taken.filter(({ subject }) => subject.endsWith(grant.id));
    expect(on.map(({ type }) => type)).toEqual(EVENTS.slice(0, 3));
    const { organization, number } = province.seats.recipientHead;
    expect(number).toBeGreaterThan(0);
    expect(ended).toMatchObject({
      source: `urn:suyuan:log:${log.id}`,
      data: { grant: grant.id, organization, reason: 1 },
    });
    expect(on[0]?.data).toMatchObject({ request: grant.id, asset, organization });
  });

  it("is each checkpoint that is anchored, one behind the other", async () => {
    const one = await exchange.nextDelivery();
    expect((await submit(exchange.gateway, one)).status).toBe(201);
    const view = await anchored(exchange.gateway, one.id);
    const checkpoints = () => told().of("suyuan.checkpoint.anchored");
    const index = (view as unknown as { index: number }).index;
    await until("its checkpoint is told", () =>
      Promise.resolve(checkpoints().some(({ data }) => Number(data["size"]) > index)),
    );
    const sizes = checkpoints().map(({ data }) => [data["previousSize"], data["size"]]);
    for (const [at, [previous]] of sizes.entries())
      if (at > 0) expect(previous).toBe(sizes[at - 1]?.[1]);
  });

  it("is nothing of what was before the endpoint", () => {
    expect(told().taken.filter(({ subject }) => subject.endsWith(exchange.grant.id))).toEqual([]);
  });

  it("is told once to whoever answers, also after a restart", async () => {
    await exchange.gateway.stop();
    exchange.gateway = await startGateway(exchange.home);
    const request = await requestAsset(exchange.province, exchange.asset);
    await event("suyuan.request.filed", `request/${request}`);
    const ids = told().taken.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("is that the chain is away, and that it is back", async () => {
    const alarms = () =>
      told()
        .of("suyuan.gateway.alarm")
        .map(({ data }) => data);
    wire.cut();
    await until("the alarm is told", () =>
      Promise.resolve(
        alarms().some(({ code, raised }) => code === "chain-away" && raised === true),
      ),
    );
    wire.mend();
    await until("its end is told", () =>
      Promise.resolve(
        alarms().some(({ code, raised }) => code === "chain-away" && raised === false),
      ),
    );
  });
});

describe("an endpoint that takes nothing", () => {
  it("has dead letters, which are listed, counted, sent again, and given up", async () => {
    const letters = await until("there are dead letters", async () => {
      const found = await listed("deaf");
      return found?.waiting === 0 && found.dead.length > 0 && found.dead;
    });
    expect(letters[0]).toMatchObject({ type: "suyuan.grant.ended", failed: "status-401" });
    const { text } = await get(exchange.gateway.url + PATHS.metrics);
    expect(text).toContain(`suyuan_webhooks_dead{endpoint="deaf"} ${letters.length}\n`);
    expect(await command("webhook-retry", "--endpoint", "nobody")).toEqual({ retried: 0 });

    await writeFile(secretFile, `${readFileSync(secretFile, "utf8")}\n${deaf?.secret ?? ""}\n`);
    const { id = "" } = letters[0] ?? {};
    expect(await command("webhook-retry", "--endpoint", "deaf", "--id", id)).toEqual({
      retried: 1,
    });
    await until("it is taken", () => Promise.resolve(deaf?.taken.some((one) => one.id === id)));
    const after = await get(exchange.gateway.url + PATHS.metrics);
    expect(after.text).toContain('webhook_attempts_total{endpoint="deaf",outcome="taken"} 1\n');
    const { dead = [] } = (await listed("deaf")) ?? {};
    expect(dead).toHaveLength(letters.length - 1);
    expect(await command("webhook-drop", "--endpoint", "deaf")).toEqual({ dropped: dead.length });
    expect((await listed("deaf"))?.dead).toEqual([]);
  });

  it("or never answers keeps neither the log nor others waiting", async () => {
    expect(silent?.came).toBeGreaterThan(0);
    expect(silent?.taken).toEqual([]);
    const [one, before] = [await exchange.nextDelivery(), told().taken.length];
    expect((await submit(exchange.gateway, one)).status).toBe(201);
    await anchored(exchange.gateway, one.id);
    await until("others are told", () => Promise.resolve(told().taken.length > before));
    const { text } = await get(exchange.gateway.url + PATHS.metrics);
    const waiting = /^suyuan_webhooks_waiting\{endpoint="silent"\} (\d+)$/m.exec(text)?.[1];
    expect(Number(waiting)).toBeGreaterThan(1);
  });

  it("does not keep a gateway from its end, and its letters wait on disk", async () => {
    await exchange.gateway.stop();
    expect((await listed("silent"))?.waiting).toBeGreaterThan(1);
    exchange.gateway = await startGateway(exchange.home);
  });
});

describe("a deadline", () => {
  it("is told when it is reached, and not before", async () => {
    const { province } = exchange;
    const request: Hex = await requestAsset(province, exchange.asset);
    await event("suyuan.request.filed", `request/${request}`);
    const due = () =>
      told()
        .of("suyuan.deadline.reached")
        .map(({ subject }) => subject);
    expect(due()).not.toContain(`request/${request}`);
    await province.pass(MONTHS);
    const { data } = await event("suyuan.deadline.reached", `request/${request}`);
    const { organization } = province.seats.providerHead;
    expect(data).toMatchObject({ request, clock: "answer", organization, late: true });
  });
});
