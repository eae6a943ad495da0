// SPDX-License-Identifier: Apache-2.0
import { type LineResult, MEDIA, PATHS } from "@suyuan/api";
import { signBatch } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Exchange, logSize, startExchange } from "../../support/exchange.ts";
import { bodyOf, post, submitLines } from "../../support/http.ts";

const LONG = 70_000;
const TOO_MANY = 10_001;

let exchange: Exchange;

beforeAll(async () => {
  exchange = await startExchange({
    gateway: { window: { entries: 100_000, milliseconds: 3_000_000 } },
  });
});
afterAll(async () => {
  await exchange.stop();
});

const fresh = async (count: number): Promise<string[]> => {
  const bodies: string[] = [];
  for (let at = 0; at < count; at++) bodies.push(bodyOf(await exchange.nextDelivery()));
  return bodies;
};
const codes = (results: readonly LineResult[]) =>
  results.map((result) => (result.ok ? "ok" : result.problem.code));

describe("a body of lines", () => {
  it("gives each good line its place, in order, around the bad ones", async () => {
    const good = await fresh(4);
    const before = await logSize(exchange.gateway);
    const bad = '{"statement":';
    const results = await submitLines(exchange.gateway, [
      good[0] ?? "",
      bad,
      good[1] ?? "",
      "x".repeat(LONG),
      good[2] ?? "",
      "",
      good[3] ?? "",
    ]);
    expect(codes(results)).toEqual([
      "ok",
      "malformed-json",
      "ok",
      "line-too-long",
      "ok",
      "malformed-json",
      "ok",
    ]);
    expect(results.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const places = results.flatMap((result) => (result.ok ? [result.index] : []));
    expect(places).toEqual([before, before + 1, before + 2, before + 3]);
    expect(results.flatMap((result) => (result.ok ? [] : [result.problem.line]))).toEqual([
      2, 4, 6,
    ]);
  });

  it("takes the same line twice as one", async () => {
    const [line = ""] = await fresh(1);
    const results = await submitLines(exchange.gateway, [line, line]);
    expect(codes(results)).toEqual(["ok", "ok"]);
    expect(results[1]).toMatchObject({
      duplicate: true,
      index: (results[0] as { index: number }).index,
    });
  });

  it("refuses a serial that an earlier line used", async () => {
    const [one = ""] = await fresh(1);
    const { statement } = await exchange.nextDelivery();
    const serial = Number(/"serial":(\d+)/.exec(one)?.[1]);
    const seat = exchange.province.seats.providerRegistrant;
    const other = { ...statement, serial };
    const signatures = await signBatch([other], (digest) => seat.account.sign(digest), {
      purpose: exchange.grant.purpose,
    });
    const results = await submitLines(exchange.gateway, [
      one,
      bodyOf({ statement: other, signatures }),
    ]);
    expect(codes(results)).toEqual(["ok", "serial-used"]);
  });

  it("answers nothing to nothing, and ends with a line feed or without", async () => {
    expect(await submitLines(exchange.gateway, [""])).toEqual([]);
    const [line = ""] = await fresh(1);
    expect(codes(await submitLines(exchange.gateway, [line, ""]))).toEqual(["ok"]);
  });

  it("stops after 10,000 lines, having answered each of them", async () => {
    const results = await submitLines(
      exchange.gateway,
      Array.from({ length: TOO_MANY }, () => "{}"),
    );
    expect(results).toHaveLength(TOO_MANY);
    expect(results.at(-1)).toMatchObject({
      line: TOO_MANY,
      ok: false,
      problem: { code: "too-many-lines" },
    });
    expect(results.at(-2)).toMatchObject({ problem: { code: "missing-field" } });
  });

  it("is not read compressed", async () => {
    const headers = { "content-type": MEDIA.lines, "content-encoding": "gzip" };
    const response = await fetch(exchange.gateway.url + PATHS.statements, {
      method: "POST",
      body: "{}",
      headers,
    });
    expect(response.status).toBe(415);
  });

  it("keeps the gateway well when the sender leaves in the middle", async () => {
    const stopper = new AbortController();
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(Buffer.from('{"statement":'));
        setTimeout(() => {
          stopper.abort();
        }, 50);
      },
    });
    const options = {
      method: "POST",
      body,
      duplex: "half",
      headers: { "content-type": MEDIA.lines },
      signal: stopper.signal,
    };
    await expect(
      fetch(exchange.gateway.url + PATHS.statements, options as RequestInit),
    ).rejects.toThrow();
    expect(
      (await post(exchange.gateway.url + PATHS.statements, (await fresh(1))[0] ?? "")).status,
    ).toBe(201);
    expect(exchange.gateway.said()).toBe("");
  });
});
