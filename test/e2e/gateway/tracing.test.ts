// SPDX-License-Identifier: Apache-2.0
// Traces of a real gateway, at a collector that takes them, at one that never answers, and at none.
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { PATHS, pathOf } from "@suyuan/api";
import { attributesOf, type Collector, startCollector } from "@suyuan/gateway/collector";
import type { Delivery, Hex } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { ACCESS, call, tokenFor } from "../../support/access.ts";
import { run } from "../../support/admin.ts";
import {
  anchored,
  type Exchange,
  restartWith,
  startExchange,
  until,
} from "../../support/exchange.ts";
import { followed, prepareFollower, startFollower } from "../../support/follower.ts";
import { bodyOf, get, submit } from "../../support/http.ts";
import type { Signed } from "../../support/statements.ts";

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const SPAN = "00f067aa0ba902b7";
const SAMPLED = { traceparent: `00-${TRACE}-${SPAN}-01` };
const UNKNOWN: Hex = `0x${"5a".repeat(32)}`;
const HUSH = "hush-hush-hush";
/** What a gateway does by itself with one statement. */
const BESIDE = ["log write", "checkpoint", "anchor", "judge", "index step"];

let exchange: Exchange;
let collector: Collector;
let headersFile: string;

beforeAll(async () => {
  collector = await startCollector();
  exchange = await startExchange();
  headersFile = join(dirname(exchange.home.config), "collector.headers");
  await writeFile(headersFile, `api-key: ${HUSH}\n`);
  await restartWith(exchange, { tracing: { url: collector.url, headersFile } });
});
afterAll(async () => {
  await exchange.stop();
  await collector.close();
});

const named = (name: string) => collector.spans().filter((span) => span.name === name);
const ofRequest = (id: string) =>
  until(`the span of request ${id} arrives`, () =>
    Promise.resolve(collector.spans().find((span) => attributesOf(span)["suyuan.request"] === id)),
  );
/** Hands a statement in, and sees it anchored. */
async function handIn(headers: object = {}): Promise<Signed<Delivery>> {
  const signed = await exchange.nextDelivery();
  const { status } = await fetch(exchange.gateway.url + PATHS.statements, {
    method: "POST",
    body: bodyOf(signed),
    headers: { "content-type": "application/json", ...headers },
  });
  expect(status).toBe(201);
  await anchored(exchange.gateway, signed.id);
  return signed;
}
const droppedBy = async (why: string): Promise<number> => {
  const { text } = await get(exchange.gateway.url + PATHS.metrics);
  const found = new RegExp(`^suyuan_spans_dropped_total\\{why="${why}"\\} (\\d+)$`, "m").exec(text);
  return Number(found?.[1] ?? 0);
};
const noticesOf = (code: string): number =>
  exchange.gateway.said().split(`"notice":"${code}"`).length - 1;

describe("a statement's way", () => {
  it("is a span of its request, on the caller's trace, and spans of all that runs beside", async () => {
    await handIn({ ...SAMPLED, "x-request-id": "way" });
    const span = await ofRequest("way");
    expect(span).toMatchObject({
      ...{ name: `POST ${PATHS.statements}`, traceId: TRACE, parentSpanId: SPAN },
    });
    expect(attributesOf(span)).toEqual({
      ...{ "http.request.method": "POST", "http.route": PATHS.statements },
      ...{ "http.response.status_code": 201, "url.scheme": "http", "suyuan.request": "way" },
    });
    for (const name of BESIDE)
      await until(`a span of ${name} arrives`, () => Promise.resolve(named(name).length > 0));
    const states = named("anchor").map((one) => attributesOf(one)["suyuan.anchor.state"]);
    expect(states).toContain("mined");
  });

  it("shows nothing of what must not be in a log", async () => {
    const { id } = await handIn();
    const { url } = exchange.gateway;
    const asked = `${url + pathOf("statement", { id })}?q=${HUSH}`;
    const headers = { authorization: `Bearer ${HUSH}`, tracestate: `hush=${HUSH}`, baggage: HUSH };
    const wanted = { ...headers, "x-forwarded-for": "203.0.113.7", "x-request-id": "seen" };
    await (await fetch(asked, { headers: wanted })).text();
    await get(url + pathOf("statement", { id: UNKNOWN }));
    expect((await ofRequest("seen")).name).toBe(`GET ${PATHS.statement}`);
    const sent = collector.bodies.join("\n");
    const { asset, grant, province } = exchange;
    const secrets = [id, UNKNOWN, asset, grant.id, HUSH, "203.0.113.7", "127.0.0.1"];
    const accounts = Object.values(province.seats).map(({ account }) => account.address);
    for (const secret of [...secrets, ...accounts])
      for (const form of [secret, secret.replace(/^0x/, "")])
        expect(sent.toLowerCase()).not.toContain(form.toLowerCase());
    expect(collector.headers.at(-1)?.["api-key"]).toBe(HUSH);
  });

  it("comes from a gateway whose doctor finds that the collector answers", async () => {
    const { lines } = await run("doctor", "--config", exchange.home.config, "--json");
    expect(lines.find(({ code }) => code === "tracing-answers")).toMatchObject({ state: "ok" });
  });
});

describe("a follower", () => {
  it("has spans of its requests and writes", async () => {
    const { id } = await handIn();
    const follower = await startFollower(await prepareFollower(exchange));
    try {
      await followed(follower, id);
      const headers = { "x-request-id": "at-follower" };
      await (await fetch(follower.url + PATHS.chain, { headers })).text();
      await ofRequest("at-follower");
    } finally {
      await follower.stop();
    }
    const sent = collector.bodies.find((body) => body.includes('"at-follower"'));
    expect(sent).toContain('"stringValue":"follower"');
  });
});

describe("a collector that takes nothing", () => {
  const away = { tracing: { url: "http://127.0.0.1:9/v1/traces" } };
  it("or is away costs spans, is told of once, and neither statements nor the end", async () => {
    await restartWith(exchange, away);
    await handIn();
    await until("spans are given up", async () => (await droppedBy("collector")) > 0);
    const lost = await droppedBy("collector");
    await handIn();
    await until("more are given up", async () => (await droppedBy("collector")) > lost);
    expect(noticesOf("tracing-away")).toBe(1);
    expect(exchange.gateway.said()).toContain("at http://127.0.0.1:9: ECONNREFUSED");
    const { lines } = await run("doctor", "--config", exchange.home.config, "--json");
    expect(lines.find(({ code }) => code === "tracing-away")).toMatchObject({ state: "look" });
  });

  it("or never answers keeps no statement waiting, and does not keep the gateway from its end", async () => {
    collector.status = 0;
    await restartWith(exchange, { tracing: { url: collector.url } });
    const before = collector.bodies.length;
    await handIn();
    await until("spans are sent", () => Promise.resolve(collector.bodies.length > before));
    await handIn();
    await exchange.gateway.stop();
    collector.status = 200;
    await restartWith(exchange, {});
  });
});

describe("a gateway with access", () => {
  it("goes on the traces of members, and lets no stranger say what is kept", async () => {
    const tracing = { url: collector.url, ratio: 0 };
    await restartWith(exchange, { access: ACCESS, tracing });
    const { gateway, province } = exchange;
    const token = await tokenFor(gateway, province.seats.providerHead);
    const asking = (id: string, headers: object) =>
      fetch(gateway.url + PATHS.chain, { headers: { ...SAMPLED, "x-request-id": id, ...headers } });
    expect((await asking("stranger", {})).status).toBe(401);
    expect((await asking("liar", { authorization: `Bearer ${HUSH}` })).status).toBe(401);
    expect((await asking("member", { authorization: `Bearer ${token}` })).status).toBe(200);
    await ofRequest("member");
    const sent = collector.bodies.join("\n");
    expect(sent).not.toContain('"stranger"');
    expect(sent).not.toContain('"liar"');
    expect(sent).not.toContain(token);
    expect((await call("GET", gateway.url + PATHS.chain, { token })).status).toBe(200);
  });
});

describe("without tracing", () => {
  it("nothing is sent", async () => {
    const { config: file } = exchange.home;
    const config = JSON.parse(await readFile(file, "utf8")) as object;
    await writeFile(file, JSON.stringify({ ...config, tracing: undefined, access: undefined }));
    await restartWith(exchange, {});
    const before = collector.bodies.length;
    expect((await submit(exchange.gateway, await exchange.nextDelivery())).status).toBe(201);
    await handIn(SAMPLED);
    await exchange.gateway.stop();
    expect(collector.bodies).toHaveLength(before);
    await restartWith(exchange, {});
  });
});
