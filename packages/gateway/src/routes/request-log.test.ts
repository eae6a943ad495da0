// SPDX-License-Identifier: Apache-2.0
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { identify, logRequests, type RequestLine } from "./request-log.ts";

let server: Server;
let url: string;
let lines: RequestLine[];
beforeEach(async () => {
  lines = [];
  const app = express();
  app.use(identify);
  app.use(logRequests((line) => lines.push(line)));
  app.use((_request, response) => response.status(204).end());
  server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
});
afterEach(async () => {
  server.close();
  await once(server, "close");
});

const idFor = async (given?: string): Promise<string | null> => {
  const headers = { connection: "close", ...(given !== undefined && { "x-request-id": given }) };
  return (await fetch(`${url}secret?token=secret`, { headers })).headers.get("x-request-id");
};
const MADE = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe("the id of a request", () => {
  it.each(["1", "trace-1.2_3", "A".repeat(64)])("is %s where the client says so", async (given) => {
    expect(await idFor(given)).toBe(given);
  });

  it.each([
    ...["", "a b", "A".repeat(65), "a;b", 'a"b', "a\tb", "<script>", "a,b", "%0d%0aSet-Cookie:x"],
    "é",
  ])("is a new one where the client says %j", async (given) => {
    expect(await idFor(given)).toMatch(MADE);
  });

  it("is a new one for each request that has none", async () => {
    const [one, other] = [await idFor(), await idFor()];
    expect(one).toMatch(MADE);
    expect(other).toMatch(MADE);
    expect(one).not.toBe(other);
  });
});

describe("the line of a request", () => {
  it("has no path and no query", async () => {
    await idFor("one");
    expect(lines).toEqual([
      {
        ...{ request: "one", method: "GET", route: "none", status: 204, caller: "nobody" },
        milliseconds: expect.any(Number) as number,
      },
    ]);
    expect(JSON.stringify(lines)).not.toContain("secret");
  });
});
