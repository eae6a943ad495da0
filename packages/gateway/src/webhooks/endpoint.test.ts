// SPDX-License-Identifier: Apache-2.0
// An endpoint against a receiver that listens: what it is sent, what it may answer, and what becomes of what it does
// not take. The letters lie on disk.
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { WebhookConfig } from "../config/webhooks.ts";
import { WEBHOOK_MAX_PAUSE_MS } from "../constraints.ts";
import { hash } from "../testing/sample.ts";
import { Database } from "../store/level.ts";
import { Endpoint, pauseMs } from "./endpoint.ts";
import { ofAlarm, type Told } from "./events.ts";
import { WebhookOutbox } from "./outbox.ts";
import type { Places } from "./sources.ts";

interface Got {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly path: string;
}

const LOG = hash("log");
const KEY = Buffer.alloc(32, 9);
const SECRET = `whsec_${KEY.toString("base64")}`;
const PLACES: Places = {
  ...{ act: "0", block: { number: 1, hash: hash("block") }, due: "0", size: 0, alarms: [] },
};

let folder: string;
let server: Server;
let got: Got[];
let answer: (response: ServerResponse, got: Got) => void;
let outbox: WebhookOutbox;
let outcomes: string[];
/** What has happened and was not gathered. */
let happened: Told[];
let stopper: AbortController;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "suyuan-endpoint-"));
  await writeFile(join(folder, "secret"), SECRET);
  outbox = await WebhookOutbox.open(await Database.open(join(folder, "webhooks"), true));
  [got, outcomes, happened] = [[], [], []];
  stopper = new AbortController();
  answer = (response) => response.writeHead(204).end();
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const one = { headers: request.headers, body, path: request.url ?? "" };
      got.push(one);
      answer(response, one);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await outbox.close();
  await rm(folder, { recursive: true });
});

const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
const endpoint = (change: Partial<WebhookConfig> = {}): Endpoint =>
  new Endpoint({
    config: {
      ...{ name: "one", url: url(), secretFile: join(folder, "secret") },
      ...{ events: ["suyuan.gateway.alarm"], retryMs: 1, attempts: 3, ...change },
    },
    ...{ outbox, log: LOG, stopped: stopper.signal },
    sources: {
      begin: () => Promise.resolve(PLACES),
      since: (places) => {
        const events = happened.splice(0);
        return Promise.resolve({ events, places, more: false });
      },
    },
    attempted: (_, outcome) => outcomes.push(outcome),
  });
const alarm = (code: string): Told => ofAlarm(code, true, 1_800_000_000, LOG);
const idOf = ({ body }: Got): string => (JSON.parse(body) as { id: string }).id;

/** Steps until nothing waits, or so often. */
async function work(one: Endpoint, most = 200): Promise<void> {
  for (let i = 0; i < most; i++) {
    const more = await one.step();
    if (!more && outbox.box(one.name).waiting === 0 && happened.length === 0) return;
    if (!more) await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** As whoever receives would have it from the specification. */
function isSigned({ headers, body }: Got, key: Uint8Array = KEY): boolean {
  const [id, time] = [headers["webhook-id"], headers["webhook-timestamp"]];
  const mac = createHmac("sha256", key).update(`${String(id)}.${String(time)}.${body}`);
  return headers["webhook-signature"] === `v1,${mac.digest("base64")}`;
}

describe("an event", () => {
  it("is sent as a CloudEvent in structured mode, signed, in its turn", async () => {
    happened = [alarm("a"), alarm("b")];
    await work(endpoint());
    expect(got.map(idOf)).toEqual([alarm("a").id, alarm("b").id]);
    expect(outcomes).toEqual(["taken", "taken"]);
    for (const one of got) {
      expect(one.headers["content-type"]).toBe("application/cloudevents+json; charset=utf-8");
      expect(one.headers["webhook-id"]).toBe(idOf(one));
      expect(isSigned(one)).toBe(true);
      expect(isSigned(one, Buffer.alloc(32, 8))).toBe(false);
      expect(isSigned({ ...one, body: `${one.body} ` })).toBe(false);
    }
  });

  it("of a type that was not asked for is not sent", async () => {
    happened = [alarm("a")];
    await work(endpoint({ events: ["suyuan.grant.ended"] }));
    expect(got).toEqual([]);
  });

  it("is sent again, the same bytes, until it is taken; later ones wait", async () => {
    answer = (response) => response.writeHead(got.length < 3 ? 500 : 200).end("words");
    happened = [alarm("a"), alarm("b")];
    await work(endpoint());
    const [first, second, third, fourth] = got;
    expect(new Set([first, second, third].map((one) => one?.body)).size).toBe(1);
    expect(got).toHaveLength(4);
    expect(fourth && idOf(fourth)).toBe(alarm("b").id);
    expect(outcomes).toEqual(["failed", "failed", "taken", "taken"]);
  });

  it("is dead after its last attempt, the next one goes out, and it can be sent again", async () => {
    answer = (response, one) => response.writeHead(idOf(one) === alarm("a").id ? 500 : 200).end();
    happened = [alarm("a"), alarm("b")];
    const one = endpoint();
    await work(one);
    expect(outbox.box("one")).toEqual({ waiting: 0, dead: 1 });
    expect(await outbox.dead("one")).toMatchObject([
      { id: alarm("a").id, attempts: 3, failed: "status-500" },
    ]);
    answer = (response) => response.writeHead(200).end();
    await outbox.revive("one");
    await work(one);
    expect(got.map(idOf).slice(-2)).toEqual([alarm("b").id, alarm("a").id]);
    expect(outbox.box("one")).toEqual({ waiting: 0, dead: 0 });
  });
});

describe("what fails an attempt", () => {
  const failing = async (change: Partial<WebhookConfig> = {}): Promise<unknown> => {
    happened = [alarm("a")];
    await work(endpoint({ attempts: 1, ...change }));
    return (await outbox.dead("one"))[0]?.failed;
  };

  it("is another place: nobody is followed there", async () => {
    answer = (response) => response.writeHead(307, { location: "/elsewhere" }).end();
    expect(await failing()).toBe("status-307");
    expect(got.map(({ path }) => path)).toEqual(["/events"]);
  });

  it("is silence", async () => {
    answer = () => undefined;
    expect(await failing({ timeoutMs: 50 })).toBe("timeout");
  });

  it("is nobody who listens", async () => {
    const nobody = createServer().listen(0, "127.0.0.1");
    await once(nobody, "listening");
    const { port } = nobody.address() as AddressInfo;
    nobody.close();
    await once(nobody, "close");
    expect(await failing({ url: `http://127.0.0.1:${port}/` })).toBe("ECONNREFUSED");
  });

  it("is a receiver with another secret", async () => {
    answer = (response, one) =>
      response.writeHead(isSigned(one, Buffer.alloc(32, 8)) ? 200 : 401).end();
    expect(await failing()).toBe("status-401");
  });

  it("is a secret that is gone; nothing is sent without a signature", async () => {
    await rm(join(folder, "secret"));
    expect(await failing()).toBe("webhook-secret");
    expect(got).toEqual([]);
  });
});

it("an answer without end is taken by its head, and not read", async () => {
  let written = 0;
  let isClosed = false;
  answer = (response) => {
    response.writeHead(200);
    const write = (): void => {
      while (!isClosed && response.write(Buffer.alloc(65_536))) written += 65_536;
    };
    response.on("drain", write).on("close", () => (isClosed = true));
    write();
  };
  happened = [alarm("a")];
  await work(endpoint());
  expect(outcomes).toEqual(["taken"]);
  await expect.poll(() => isClosed).toBe(true);
  expect(written).toBeLessThan(50_000_000);
});

it("what is broken off by a stop is no attempt, and is sent after the next start", async () => {
  answer = () => {
    stopper.abort();
  };
  happened = [alarm("a")];
  await work(endpoint(), 3);
  expect(outcomes).toEqual([]);
  stopper = new AbortController();
  answer = (response) => response.writeHead(200).end();
  await work(endpoint());
  expect([got.length, outcomes]).toEqual([2, ["taken"]]);
});

describe("the pause", () => {
  it("doubles, is spread by half, and has a bound", () => {
    const most = (attempts: number) => pauseMs(attempts, 1_000, () => 1);
    expect([1, 2, 3, 4].map(most)).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(pauseMs(3, 1_000, () => 0)).toBe(2_000);
    expect(most(40)).toBe(WEBHOOK_MAX_PAUSE_MS);
  });
});
