// SPDX-License-Identifier: Apache-2.0
import { type ErrorCode, PATHS, pathOf } from "@suyuan/api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { random32 } from "../../support/acting.ts";
import { type Exchange, startExchange } from "../../support/exchange.ts";
import { get, getRaw } from "../../support/http.ts";
import { refuses } from "../../support/refuses.ts";

let exchange: Exchange;

beforeAll(async () => {
  exchange = await startExchange();
});
afterAll(async () => {
  await exchange.stop();
});

describe("a path that leads nowhere", () => {
  it.each<[string, ErrorCode, () => string]>([
    [
      "a statement that is not there",
      "unknown-statement",
      () => pathOf("statement", { id: random32() }),
    ],
    ["its evidence", "unknown-statement", () => pathOf("evidence", { id: random32() })],
    ["an id that is none", "invalid-parameter", () => pathOf("statement", { id: "0x12" })],
    ["an asset that is not there", "unknown-asset", () => pathOf("asset", { id: random32() })],
    ["a grant that is not there", "unknown-grant", () => pathOf("grant", { id: random32() })],
    ["a request that is not there", "unknown-request", () => pathOf("request", { id: random32() })],
    [
      "an organisation that is not there",
      "unknown-organization",
      () => pathOf("organization", { number: 4_000_000 }),
    ],
    ["a seat that is not there", "unknown-seat", () => pathOf("seat", { number: 4_000_000 })],
    ["a seat that is no number", "invalid-parameter", () => pathOf("seat", { number: "1e3" })],
    ["a path that does not exist", "unknown-path", () => "/v1/nothing"],
    ["a tile beyond the log", "beyond-log", () => pathOf("tile", { place: "0/x001/000" })],
    ["a wider tile than there is", "beyond-log", () => pathOf("tile", { place: "0/000" })],
    ["a bundle beyond the log", "beyond-log", () => pathOf("tile", { place: "entries/000" })],
    ["a tile path that is none", "invalid-tile-path", () => pathOf("tile", { place: "0/0" })],
  ])("%s", async (_, code, path) => {
    await refuses(exchange, code, () => get(exchange.gateway.url + path()));
  });

  it.each([
    "/log/tile/../../../etc/passwd",
    "/log/tile/0/../000",
    "/log/tile/%2e%2e/%2e%2e/etc/passwd",
    "/log/tile/..%2f..%2f000",
    "/log/tile/0/000%00",
    "/log/tile//0/000",
  ])("out of the log by %s", async (path) => {
    const { status, text } = await getRaw(exchange.gateway.url, path);
    expect([400, 404]).toContain(status);
    expect(["invalid-tile-path", "unknown-path"]).toContain(
      (JSON.parse(text) as { code: string }).code,
    );
  });

  it("by a method that the path does not have", async () => {
    const response = await fetch(exchange.gateway.url + PATHS.checkpoint, { method: "DELETE" });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD");
  });
});
