// SPDX-License-Identifier: Apache-2.0
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import express from "express";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Access } from "../access/access.ts";
import type { Caller } from "../access/caller.ts";
import { Limits } from "../access/limits.ts";
import type { Ended } from "../tracing/tracing.ts";
import { onRoute } from "./answer.ts";
import { findCaller } from "./caller.ts";
import { identify } from "./request-log.ts";
import { traceRequests } from "./request-trace.ts";

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const SPAN = "00f067aa0ba902b7";
const PUBLIC = { get: { gate: "public", why: "a test" } } as const;
const SEAT: Caller = { kind: "seat", seat: 7, organization: 3, office: 1 };

let server: Server;
let url: string;
let spans: Ended[];
let caller: Caller;
beforeEach(async () => {
  spans = [];
  caller = { kind: "nobody" };
  const app = express();
  const tracing = { ended: (span: Ended) => spans.push(span), close: () => Promise.resolve() };
  app.use(identify);
  app.use(traceRequests(tracing, 0));
  const access = { caller: () => Promise.resolve(caller) } as unknown as Access;
  app.use(findCaller(access, new Limits({}, () => 0)));
  const router = express.Router();
  const place = (path: string) => ({ path, template: path.replace(":id", "{id}") });
  const ok = { get: (_: unknown, response: express.Response) => response.status(200).end("x") };
  onRoute(router, place("/v1/things/:id"), ok, PUBLIC);
  const silent = { get: () => undefined };
  onRoute(router, place("/v1/silent"), silent, PUBLIC);
  const failing = { get: (_: unknown, response: express.Response) => response.status(503).end() };
  onRoute(router, place("/v1/failing"), failing, PUBLIC);
  app.use(router);
  app.use((_request, response) => response.status(404).end());
  server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

async function spanOf(path: string, init: RequestInit = {}): Promise<Ended | undefined> {
  const response = await fetch(url + path, init);
  await response.text();
  await vi.waitUntil(() => spans.length > 0);
  return spans.pop();
}

describe("the span of a request", () => {
  it("has the route and the request's id, and nothing of path, query, headers and address", async () => {
    const headers = {
      ...{ authorization: "Bearer hush", "x-request-id": "one", cookie: "hush" },
      ...{ tracestate: "hush=1", baggage: "hush=1", "user-agent": "hush" },
    };
    const span = await spanOf("/v1/things/hush?token=hush", { headers });
    expect(span).toEqual({
      ...{ name: "GET /v1/things/{id}", kind: "server", failed: false, parent: undefined },
      seconds: expect.any(Number) as number,
      attributes: {
        "http.request.method": "GET",
        "http.route": "/v1/things/{id}",
        "http.response.status_code": 200,
        "url.scheme": "http",
        "suyuan.request": "one",
      },
    });
    expect(JSON.stringify(span)).not.toMatch(/hush|127\.0\.0\.1/);
  });

  it("has no route where there is none, and no method that somebody made up", async () => {
    expect((await spanOf("/nowhere"))?.name).toBe("GET");
    const span = await spanOf("/v1/things/1", { method: "PROPFIND" });
    expect(span?.name).toBe("HTTP /v1/things/{id}");
    expect(span?.attributes?.["http.request.method"]).toBe("_OTHER");
  });

  it("has failed where the gateway could not answer, not where it refused", async () => {
    const span = await spanOf("/v1/failing");
    expect(span).toMatchObject({ failed: true, attributes: { "error.type": "503" } });
    expect(await spanOf("/nowhere")).toMatchObject({ failed: false });
  });

  it("has failed where its client went away, with no status", async () => {
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
    const routed = once(server, "request");
    socket.write("GET /v1/silent HTTP/1.1\r\nhost: x\r\n\r\n");
    await routed;
    await new Promise((resolve) => setImmediate(resolve));
    socket.destroy();
    await vi.waitUntil(() => spans.length > 0);
    expect(spans[0]).toMatchObject({ failed: true, attributes: { "error.type": "closed" } });
    expect(spans[0]?.attributes).not.toHaveProperty("http.response.status_code");
  });
});

describe("the parent of a request", () => {
  const asking = (sampled: boolean) => ({
    headers: { traceparent: `00-${TRACE}-${SPAN}-${sampled ? "01" : "00"}` },
  });
  const path = "/v1/things/1";

  it("is the caller's, kept as whoever has signed in says", async () => {
    caller = SEAT;
    const parent = { traceId: TRACE, spanId: SPAN };
    expect((await spanOf(path, asking(true)))?.parent).toEqual({ ...parent, sampled: true });
    expect((await spanOf(path, asking(false)))?.parent).toEqual({ ...parent, sampled: false });
  });

  it("is the stranger's, and not kept because the stranger says so", async () => {
    const parent = { traceId: TRACE, spanId: SPAN, sampled: false };
    expect((await spanOf(path, asking(true)))?.parent).toEqual(parent);
  });

  it("is none where the header is not well formed", async () => {
    caller = SEAT;
    const headers = { traceparent: `00-${TRACE}-${SPAN}` };
    expect((await spanOf(path, { headers }))?.parent).toBeUndefined();
  });
});
