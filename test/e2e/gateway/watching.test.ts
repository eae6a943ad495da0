// SPDX-License-Identifier: Apache-2.0
// What whoever keeps a gateway sees of it: metrics, reasons, and a log that holds no secret.
import { spawnSync } from "node:child_process";
import { PATHS } from "@suyuan/api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ACCESS, call, tokenFor } from "../../support/access.ts";
import { DATA, type Exchange, startExchange, until } from "../../support/exchange.ts";
import { bodyOf, get } from "../../support/http.ts";
import { need } from "../../support/needs.ts";
import { datasetVersion, delivery, type Signed } from "../../support/statements.ts";

const promtool = need("promtool");
let exchange: Exchange;
let token: string;
let beside: string;
let version: Signed;
let serial = 0;

const lines = (): Record<string, unknown>[] =>
  exchange.gateway
    .said()
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

beforeAll(async () => {
  const metrics = { host: "127.0.0.1", port: 0 };
  const attempts = { burst: 1_000, perSecond: 1_000 };
  const access = { ...ACCESS, limits: { address: attempts, attempts } };
  exchange = await startExchange({ gateway: { access, metrics, logRequests: true } });
  token = await tokenFor(exchange.gateway, exchange.province.seats.providerRegistrant);
  const told = lines().find((line) => line["notice"] === "metrics-listening");
  const { province, log, asset } = exchange;
  version = await datasetVersion(province, log.id, asset, DATA);
  await call("POST", statements(), { token, body: JSON.parse(bodyOf(version)) });
  beside = /http:\S+/.exec(String(told?.["detail"]))?.[0] ?? "";
});
afterAll(async () => {
  await exchange.stop();
});

async function valueOf(series: string): Promise<number> {
  const { text } = await get(beside);
  const line = text.split("\n").find((one) => one.startsWith(`${series} `));
  return Number(line?.slice(series.length));
}
const statements = () => exchange.gateway.url + PATHS.statements;
const next = async () => {
  const { province, log, grant } = exchange;
  const facts = { log: log.id, grant, version: version.id, serial: ++serial, data: DATA };
  return bodyOf(await delivery(province, facts));
};
const hand = async (signed: string) =>
  call("POST", statements(), { token, body: JSON.parse(signed) });

describe("metrics", () => {
  it("are given to an agent on this machine, and nothing else is", async () => {
    const answer = await get(beside);
    expect(answer.status).toBe(200);
    expect(answer.type).toBe("text/plain; version=0.0.4; charset=utf-8");
    for (const path of ["/", "/v1/chain", "/metrics/", "/metrics?x"])
      expect((await fetch(new URL(path, beside))).status).toBe(404);
    expect((await fetch(beside, { method: "POST" })).status).toBe(404);
  });

  it.skipIf(promtool.missing)(`are as Prometheus wants them ${promtool.label}`, async () => {
    const { text: input } = await get(beside);
    const check = (metrics: string) =>
      spawnSync(promtool.program, ["check", "metrics"], { input: metrics, encoding: "utf8" });
    const { status, stderr } = check(input);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(check(input.replace(/^# HELP suyuan_log_entries .*\n/m, "")).status).not.toBe(0);
  });

  it("follow a statement from the disk to the chain", async () => {
    const before = await valueOf("suyuan_statements_logged_total");
    const writes = await valueOf("suyuan_commit_seconds_count");
    expect((await hand(await next())).status).toBe(201);
    expect(await valueOf("suyuan_statements_logged_total")).toBe(before + 1);
    expect(await valueOf("suyuan_commit_seconds_count")).toBeGreaterThan(writes);
    const route = 'route="/v1/statements",method="POST",status="201"';
    expect(await valueOf(`suyuan_http_requests_total{${route}}`)).toBeGreaterThan(0);
    await until("everything is anchored", async () => {
      const since = await valueOf("suyuan_log_unanchored_since_seconds");
      return since === 0 && (await valueOf("suyuan_log_anchored_entries")) > before;
    });
    expect(await valueOf("suyuan_log_anchored_entries")).toBe(await valueOf("suyuan_log_entries"));
    expect(await valueOf("suyuan_window_entries")).toBe(0);
  });

  it("count refusals by their code, and what leads nowhere as such", async () => {
    const series = 'suyuan_refusals_total{code="unknown-path"}';
    const nowhere = 'suyuan_http_requests_total{route="none",method="GET",status="404"}';
    const [refused, none] = [(await valueOf(series)) || 0, (await valueOf(nowhere)) || 0];
    await get(`${exchange.gateway.url}/made/up/${"x".repeat(50)}`);
    expect(await valueOf(series)).toBe(refused + 1);
    expect(await valueOf(nowhere)).toBe(none + 1);
    expect((await get(beside)).text).not.toContain("made");
  });

  it("count lines of a body that are refused", async () => {
    const series = 'suyuan_refusals_total{code="malformed-json"}';
    const before = (await valueOf(series)) || 0;
    const headers = { "content-type": "application/x-ndjson", authorization: `Bearer ${token}` };
    const good = await next();
    const body = ["{", good, "["].join("\n");
    expect((await fetch(statements(), { method: "POST", headers, body })).status).toBe(200);
    await until("they are counted", async () => (await valueOf(series)) === before + 2);
  });

  it("show sessions, the chain, the index and memory", async () => {
    expect(await valueOf("suyuan_sessions")).toBe(1);
    const { text } = await call("GET", exchange.gateway.url + PATHS.chain, { token });
    const { settled } = JSON.parse(text) as { settled: { number: number } };
    expect(await valueOf("suyuan_chain_settled_block")).toBeGreaterThanOrEqual(settled.number);
    expect(await valueOf("suyuan_chain_head_block")).toBeGreaterThanOrEqual(settled.number);
    expect(await valueOf("suyuan_chain_away_since_seconds")).toBe(0);
    expect(await valueOf("suyuan_ready")).toBe(1);
    expect(await valueOf("process_resident_memory_bytes")).toBeGreaterThan(20_000_000);
    expect(await valueOf("suyuan_disk_free_bytes")).toBeGreaterThan(0);
  });
});

describe("a request", () => {
  const idOf = async (path: string, id: string) =>
    (await fetch(exchange.gateway.url + path, { headers: { "x-request-id": id } })).headers.get(
      "x-request-id",
    );

  it("keeps the id that its client gave it, also when it is refused", async () => {
    for (const path of [PATHS.health, PATHS.chain, "/nowhere"])
      expect(await idOf(path, "of-mine.7")).toBe("of-mine.7");
    expect(await idOf(PATHS.health, "of mine")).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("leaves a line with its caller, its route and no path", async () => {
    const headers = { "x-request-id": "lined-1", authorization: `Bearer ${token}` };
    await fetch(`${exchange.gateway.url}/v1/seats/1?as=secret`, { headers });
    const line = await until("it is told", () =>
      Promise.resolve(lines().find(({ request }) => request === "lined-1")),
    );
    const { number } = exchange.province.seats.providerRegistrant;
    expect(line).toMatchObject({ method: "GET", route: "/v1/seats/{number}" });
    expect(line["caller"]).toBe(`seat ${number}`);
  });

  it("leaves no secret: no token, signature, passphrase or key", async () => {
    await hand(await next());
    const said = exchange.gateway.said();
    expect(said).toContain('"route":"/v1/sign-in"');
    const { log, province } = exchange;
    const secrets = [token, "a passphrase for tests", "Bearer", "signature", "secret"];
    const keys = [log.key.secret, province.seats.providerRegistrant.account.secret];
    for (const key of keys) secrets.push(Buffer.from(key).toString("hex"));
    for (const secret of secrets) expect(said).not.toContain(secret);
  });
});

describe("readiness", () => {
  let waiting: string;
  it("is told with a code to everybody, and in words to members", async () => {
    const ready = exchange.gateway.url + PATHS.ready;
    expect((await get(ready)).json).toEqual({ ready: true, reasons: [] });
    waiting = await next();
    await until(
      "everything is anchored",
      async () => (await valueOf("suyuan_log_unanchored_since_seconds")) === 0,
    );
    await exchange.province.chain.stop();
    const told = await until("the chain is missed", async () => {
      const { status, json } = await get(ready);
      return status === 503 && (json as { reasons: object[] }).reasons;
    });
    expect(told).toEqual([{ code: "chain-away", since: expect.any(Number) as number }]);
    const { json } = await call("GET", ready, { token });
    expect(json).toMatchObject({
      reasons: [{ code: "chain-away", detail: "the chain does not answer" }],
    });
    expect(await valueOf('suyuan_trouble{reason="chain-away"}')).toBe(1);
    expect(await valueOf("suyuan_ready")).toBe(0);
    expect(await valueOf("suyuan_chain_away_since_seconds")).toBeGreaterThan(0);
  });

  it("says nothing of entries that wait, whose moment the metrics tell", async () => {
    expect(await valueOf("suyuan_log_unanchored_since_seconds")).toBe(0);
    expect((await hand(waiting)).status).toBe(201);
    const since = await valueOf("suyuan_log_unanchored_since_seconds");
    // The chain's clock may be some seconds ahead of this one, and the log's never goes back.
    expect(Math.abs(since - Date.now() / 1_000)).toBeLessThan(60);
    const entries = await valueOf("suyuan_log_entries");
    expect(await valueOf("suyuan_log_anchored_entries")).toBe(entries - 1);
    expect(await valueOf("suyuan_window_entries")).toBe(1);
  });
});
