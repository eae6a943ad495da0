// SPDX-License-Identifier: Apache-2.0
// What a client makes of answers that no sound gateway gives. What sound ones give is tested on a real
// gateway, in test/e2e.
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { ERRORS, LineResult, MAX_LINES, Problem } from "@suyuan/api";
import { afterEach, describe, expect, it } from "vitest";

import { GatewayClient } from "./gateway.ts";
import type { SubmitResult } from "./lines.ts";
import type { SignedStatement } from "./types.ts";

const ID = `0x${"ab".repeat(32)}` as const;
const PLACED = { id: ID, index: 7, logged: 1_900_000_000 };
const SIGNED = {
  statement: { type: "suyuan/use@1" },
  signatures: [],
} as unknown as SignedStatement;

const servers: Server[] = [];

async function clientOf(listener: RequestListener, timeoutMs = 2_000): Promise<GatewayClient> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return new GatewayClient({ url, timeoutMs });
}

const answering =
  (body: string, status = 200): RequestListener =>
  (_, response) => {
    response.statusCode = status;
    response.end(body);
  };

async function linesOf(request: IncomingMessage): Promise<string[]> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text.split("\n").filter((line) => line !== "");
}

async function collect(results: AsyncIterable<SubmitResult>): Promise<SubmitResult[]> {
  const all: SubmitResult[] = [];
  for await (const result of results) all.push(result);
  return all;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe("given a problem", () => {
  it("gives its code, its words and the whole problem", async () => {
    const { title, status } = ERRORS["not-anchored"];
    const told = { type: "urn:suyuan:error:not-anchored", title, status, detail: "Not yet." };
    const problem = Problem.parse({ ...told, code: "not-anchored", awaiting: "block", since: 5 });
    const client = await clientOf(answering(JSON.stringify(problem), status));
    const failure = { name: "GatewayError", code: "not-anchored", message: "Not yet.", problem };
    await expect(client.getEvidence(ID)).rejects.toMatchObject(failure);
  });

  it.each([
    ["a web page", "<html>", 502],
    ["an unknown code", JSON.stringify({ code: "made-up", status: 400 }), 400],
    ["nothing", "", 500],
  ])("calls %s instead of one a bad answer", async (_, body, status) => {
    const client = await clientOf(answering(body, status));
    await expect(client.statement(ID)).rejects.toMatchObject({ code: "bad-answer" });
  });
});

describe("given an answer", () => {
  it("takes one of the right shape", async () => {
    const client = await clientOf(answering(JSON.stringify(PLACED), 201));
    await expect(client.submit(SIGNED)).resolves.toEqual(PLACED);
  });

  it.each([
    ["no JSON", "{"],
    ["a field too many", JSON.stringify({ ...PLACED, more: 1 })],
    ["a field too few", JSON.stringify({ id: ID })],
    ["another type", JSON.stringify({ ...PLACED, index: "7" })],
  ])("refuses %s", async (_, body) => {
    const client = await clientOf(answering(body));
    await expect(client.submit(SIGNED)).rejects.toMatchObject({ code: "bad-answer" });
  });
});

describe("given no answer", () => {
  it("says unreachable when nothing listens", async () => {
    const client = await clientOf(answering(""));
    servers.pop()?.close();
    await expect(client.chain()).rejects.toMatchObject({ code: "unreachable" });
  });

  it("says timeout when it does not come in time, or stops half-way", async () => {
    const silent = await clientOf(() => undefined, 100);
    await expect(silent.chain()).rejects.toMatchObject({ code: "timeout" });
    const half = await clientOf((_, response) => response.write("{"), 100);
    await expect(half.chain()).rejects.toMatchObject({ code: "timeout" });
  });
});

describe("given many statements", () => {
  const result = (line: number) => JSON.stringify(LineResult.parse({ line, ok: true, ...PLACED }));

  it("sends as many requests as the limit on lines asks for, and counts through", async () => {
    const sizes: number[] = [];
    const client = await clientOf((request, response) => {
      void linesOf(request).then((lines) => {
        sizes.push(lines.length);
        response.end(lines.map((_, place) => result(place + 1)).join("\n"));
      });
    });
    const many = Array.from({ length: MAX_LINES + 2 }, () => SIGNED);
    const results = await collect(client.submitMany(many));
    expect(sizes).toEqual([MAX_LINES, 2]);
    expect(results.map(({ place }) => place)).toEqual(many.map((_, place) => place));
  });

  it("gives each refusal at its place", async () => {
    const { title, status } = ERRORS["serial-used"];
    const told = { type: "urn:suyuan:error:serial-used", title, status, detail: "Used." };
    const problem = { ...told, code: "serial-used", line: 2 };
    const refused = JSON.stringify({ line: 2, ok: false, problem });
    const client = await clientOf(answering(`${result(1)}\n${refused}\n${result(3)}\n`));
    const results = await collect(client.submitMany([SIGNED, SIGNED, SIGNED]));
    expect(results.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(results[1]).toMatchObject({ place: 1, error: { code: "serial-used" } });
  });

  it("sends nothing when there are none", async () => {
    const client = await clientOf(answering("never"));
    await expect(collect(client.submitMany([]))).resolves.toEqual([]);
  });

  it.each([
    ["too few results", `${result(1)}\n`],
    ["results out of order", `${result(2)}\n${result(1)}\n`],
    ["a result twice", `${result(1)}\n${result(1)}\n`],
    ["something else", "{}\n"],
  ])("refuses %s", async (_, body) => {
    const client = await clientOf(answering(body));
    const submitting = collect(client.submitMany([SIGNED, SIGNED]));
    await expect(submitting).rejects.toMatchObject({ code: "bad-answer" });
  });
});
