// SPDX-License-Identifier: Apache-2.0
import { type ErrorCode, MEDIA, PATHS } from "@suyuan/api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Exchange, startExchange } from "../../support/exchange.ts";
import { type Answer, bodyOf, post } from "../../support/http.ts";
import { refuses as refusesBy } from "../../support/refuses.ts";

let exchange: Exchange;

beforeAll(async () => {
  exchange = await startExchange();
});
afterAll(async () => {
  await exchange.stop();
});

const statementsUrl = (): string => exchange.gateway.url + PATHS.statements;
const refuses = (code: ErrorCode, send: () => Promise<Answer>): Promise<Answer> =>
  refusesBy(exchange, code, send);

describe("a body that is not a signed statement", () => {
  const valid = async () => bodyOf(await exchange.nextDelivery());

  it.each<[string, ErrorCode, (body: string) => string | Uint8Array]>([
    ["cut short", "malformed-json", (body) => body.slice(0, -1)],
    ["followed by more", "malformed-json", (body) => `${body}{}`],
    ["empty", "malformed-json", () => ""],
    [
      "not UTF-8",
      "malformed-json",
      (body) => Buffer.concat([Buffer.from(body.slice(0, -1)), Buffer.from([0xff])]),
    ],
    ["with a byte order mark", "malformed-json", (body) => `\ufeff${body}`],
    [
      "with a key twice",
      "duplicate-key",
      (body) => body.replace('"serial":', '"serial":99,"serial":'),
    ],
    ["with half a character", "lone-surrogate", (body) => body.replace('"file"', '"\\ud800"')],
    [
      "with a number beyond 2^53",
      "unsafe-number",
      (body) => body.replace(/"serial":\d+/, '"serial":9007199254740993'),
    ],
    ["with a fraction", "unsafe-number", (body) => body.replace(/"serial":\d+/, '"serial":1.5')],
    ["with text that is not normalised", "not-nfc", (body) => body.replace('"file"', '"e\u0301"')],
    [
      "nested too deep",
      "too-deep",
      (body) => body.replace('"file"', `${"[".repeat(100)}${"]".repeat(100)}`),
    ],
    [
      "with an unknown field",
      "unknown-field",
      (body) => body.replace('"serial":', '"note":"x","serial":'),
    ],
    ["with an unknown field around it", "unknown-field", (body) => body.replace("{", '{"note":1,')],
    ["with a field missing", "missing-field", (body) => body.replace(/"serial":\d+,/, "")],
    ["without signatures", "missing-field", (body) => body.replace(/,"signatures":.*$/, "}")],
    [
      "of a wrong kind",
      "unknown-kind",
      (body) => body.replace("suyuan/delivery@1", "suyuan/gift@1"),
    ],
    [
      "of another version",
      "unknown-kind",
      (body) => body.replace("suyuan/delivery@1", "suyuan/delivery@2"),
    ],
    [
      "with a field of another type",
      "invalid-field",
      (body) => body.replace(/"serial":\d+/, '"serial":"1"'),
    ],
    ["with an unknown algorithm", "invalid-field", (body) => body.replace('"eip712"', '"rot13"')],
    ["that is a list", "invalid-field", (body) => `[${body}]`],
    [
      "larger than any statement",
      "body-too-large",
      (body) => body.replace('"file"', `"${"x".repeat(70_000)}"`),
    ],
  ])("%s", async (_, code, spoil) => {
    const body = await valid();
    expect(spoil(body)).not.toBe(body);
    await refuses(code, () => post(statementsUrl(), spoil(body)));
  });

  it("of another media type, or compressed", async () => {
    const body = await valid();
    await refuses("unsupported-media-type", () => post(statementsUrl(), body, "text/plain"));
    await refuses("unsupported-media-type", async () => {
      const headers = { "content-type": MEDIA.json, "content-encoding": "gzip" };
      const response = await fetch(statementsUrl(), { method: "POST", body, headers });
      const text = await response.text();
      const type = response.headers.get("content-type") ?? "";
      return {
        status: response.status,
        type,
        headers: response.headers,
        text,
        json: JSON.parse(text) as Record<string, unknown>,
      };
    });
  });

  it("is taken unspoilt", async () => {
    expect((await post(statementsUrl(), await valid())).status).toBe(201);
  });
});
