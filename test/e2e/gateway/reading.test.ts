// SPDX-License-Identifier: Apache-2.0
// What a gateway gives out is worth something without it: evidence and histories verify offline, and a
// standard client reads the log.
import { MEDIA, PATHS, pathOf, type SubjectEntryPage } from "@suyuan/api";
import {
  type Delivery,
  type Evidence,
  parseEntry,
  parseEvidence,
  parseHistory,
  toTlogProof,
  verify,
} from "@suyuan/proof";
import { GatewayClient } from "@suyuan/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { go, runGoClient } from "../../network/go-client.ts";
import { random32 } from "../../support/acting.ts";
import {
  anchored,
  type Exchange,
  policyOf,
  startExchange,
  viewOf,
} from "../../support/exchange.ts";
import { get, problemOf, submit, submitLines, bodyOf } from "../../support/http.ts";
import { receipt, type Signed } from "../../support/statements.ts";

const DATA = Buffer.from("330102001,西湖区\n");
const MANY = 300;

let exchange: Exchange;
let first: Signed<Delivery>;

beforeAll(async () => {
  exchange = await startExchange();
  first = await exchange.nextDelivery();
  await submit(exchange.gateway, first);
  await submit(exchange.gateway, await receipt(exchange.province, first, DATA));
  await anchored(exchange.gateway, first.id);
});
afterAll(async () => {
  await exchange.stop();
});

const evidenceOf = async (id: Signed["id"]): Promise<Evidence> =>
  parseEvidence((await get(exchange.gateway.url + pathOf("evidence", { id }))).text);

describe("a statement that is anchored", () => {
  it("shows its ladder, with what is awaited and since when", async () => {
    const { ladder, findings, kind } = await viewOf(exchange.gateway, first.id);
    expect(kind).toBe("delivery");
    expect(findings).toEqual([]);
    expect(ladder.map(({ step, state }) => [step, state])).toEqual([
      ["logged", "done"],
      ["anchored", "done"],
      ["witnessed", "awaited"],
    ]);
    expect(ladder[2]).toMatchObject({ awaiting: "an auditor's cosignature", since: ladder[1]?.at });
  });

  it("has evidence that verifies against the policy, with the data", async () => {
    const evidence = await evidenceOf(first.id);
    const policy = await policyOf(exchange.gateway);
    const verdict = verify(evidence, policy, { data: first.statement.digest });
    expect(verdict.exit).toBe(0);
    expect(verdict.groups).toMatchObject({ integrity: "ok", authorisation: "ok" });
    expect(verify(evidence, policy, { data: { ...first.statement.digest, bytes: 1 } }).exit).toBe(
      10,
    );
  });

  it("has evidence with the version that the delivery names", async () => {
    const evidence = await evidenceOf(first.id);
    expect(evidence.related).toHaveLength(1);
    expect(toTlogProof(evidence)).toMatch(/^c2sp\.org\/tlog-proof@v1\n/);
  });

  it("is told with its media type", async () => {
    const { type } = await get(exchange.gateway.url + pathOf("evidence", { id: first.id }));
    expect(type).toContain(MEDIA.evidence);
  });
});

describe("a history", () => {
  it.each(["asset", "grant"] as const)("of an %s holds all of its entries", async (kind) => {
    const id = kind === "asset" ? exchange.asset : exchange.grant.id;
    const { text } = await get(exchange.gateway.url + pathOf(`${kind}History`, { id }));
    const history = parseHistory(text);
    const { json } = await get(exchange.gateway.url + pathOf(kind, { id }));
    expect(history.entries).toHaveLength(Number(json?.["statements"]));
    expect(verify(history, await policyOf(exchange.gateway)).exit).toBe(0);
  });

  it("of an asset without entries says so, provably", async () => {
    const { text } = await get(exchange.gateway.url + pathOf("assetHistory", { id: random32() }));
    const history = parseHistory(text);
    expect(history.entries).toEqual([]);
    expect(verify(history, await policyOf(exchange.gateway)).exit).toBe(0);
  });
});

describe("a list of what the log holds", () => {
  it.each(["asset", "grant"] as const)("on an %s names its history page by page", async (kind) => {
    const id = kind === "asset" ? exchange.asset : exchange.grant.id;
    const client = new GatewayClient({ url: exchange.gateway.url });
    const { entries } = parseHistory(await client.getHistory(kind, id));
    const listed: SubjectEntryPage["items"] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined;) {
      const from = cursor === "" ? {} : { cursor };
      const page = await client.entries(kind, id, { order: "oldest", limit: 1, ...from });
      expect(page.count).toBe(entries.length);
      listed.push(...page.items);
      cursor = page.next;
    }
    const named = entries.map((text) => parseEntry(Buffer.from(text, "base64")));
    expect(listed.map(({ statement }) => statement)).toEqual(
      named.map(({ statement }) => statement),
    );
    expect((await client.entries(kind, id)).items).toEqual(listed.toReversed());
  });

  it.each(["?order=both", "?limit=201", "?limit=0", "?cursor=x", "?offset=1"])(
    "is not given for %s",
    async (query) => {
      const path = pathOf("assetEntries", { id: exchange.asset });
      const answer = await get(exchange.gateway.url + path + query);
      expect([answer.status, problemOf(answer).code]).toEqual([400, "invalid-parameter"]);
    },
  );
});

describe("the log as C2SP tiles", () => {
  it.skipIf(go.missing)(`is read by a client that is not ours ${go.label}`, async () => {
    const before = (await get(exchange.gateway.url + PATHS.checkpoint)).text;
    const lines: string[] = [];
    let last = first;
    for (let count = 0; count < MANY; count++) {
      last = await exchange.nextDelivery();
      lines.push(bodyOf(last));
    }
    const results = await submitLines(exchange.gateway, lines);
    expect(results.every(({ ok }) => ok)).toBe(true);
    await anchored(exchange.gateway, last.id);
    const { json } = await get(exchange.gateway.url + PATHS.chain);
    const { log } = json as unknown as { log: { key: string; size: number } };
    const read = await runGoClient({
      baseUrl: `${exchange.gateway.url}/log`,
      vkey: log.key,
      previous: before,
      every: 17,
    });
    expect(read).toMatchObject({ origin: exchange.log.origin, size: log.size, entries: log.size });
    expect(read.partial).toBeGreaterThan(0);
    expect(read.tiles).toBeGreaterThan(read.partial);
  });

  it("lets tiles be kept and the checkpoint not", async () => {
    const checkpoint = await get(exchange.gateway.url + PATHS.checkpoint);
    expect(checkpoint.type).toContain("text/plain");
    expect(checkpoint.headers.get("cache-control")).toBe("no-cache");
    const tile = await get(exchange.gateway.url + pathOf("tile", { place: "0/000.p/1" }));
    expect(tile.headers.get("cache-control")).toContain("immutable");
    expect(tile.type).toBe(MEDIA.bytes);
  });
});

describe("what the gateway says of itself", () => {
  it("has an OpenAPI document, a health and a readiness", async () => {
    const { url } = exchange.gateway;
    expect((await get(url + PATHS.openapi)).json).toMatchObject({ openapi: "3.1.0" });
    expect((await get(url + PATHS.health)).json).toEqual({ ok: true });
    expect((await get(url + PATHS.ready)).json).toEqual({ ready: true, reasons: [] });
  });

  it("names the settled block beside what stands on the chain", async () => {
    const { url } = exchange.gateway;
    const { json } = await get(
      url + pathOf("seat", { number: exchange.province.seats.providerHead.number }),
    );
    expect(json).toMatchObject({
      state: { organization: exchange.province.organizations.provider.number },
    });
    expect(json?.["settled"]).toHaveProperty("hash");
    const organization = await get(url + pathOf("organization", { number: 1 }));
    expect(organization.status).toBe(200);
  });
});
