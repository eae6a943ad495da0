// SPDX-License-Identifier: Apache-2.0
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { LineResult } from "@suyuan/api";
import type { Response } from "express";
import { describe, expect, it } from "vitest";
import { hash } from "../testing/sample.ts";
import { Results } from "./results.ts";

const LIMIT = 4;
/** More than the system's buffers hold. */
const MANY = 200_000;

const placed = (line: number): LineResult => ({
  line,
  ok: true,
  id: hash(String(line)),
  index: line,
  logged: 1,
});

/** A server that answers with what `write` puts into the response. */
async function serve(write: (results: Results, response: ServerResponse) => Promise<void>) {
  const server = createServer((_request, response) => {
    void write(new Results(response as Response, LIMIT), response).then(() => response.end());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { server, port };
}

describe("results", () => {
  it("come in the order in which they were asked for", async () => {
    const { server, port } = await serve(async (results) => {
      await results.add(sleep(30, placed(1)));
      await results.add(sleep(1, placed(2)));
      await sleep(60);
      await results.add(Promise.resolve(placed(3)));
      await results.end();
    });
    const text = await (await fetch(`http://127.0.0.1:${String(port)}`)).text();
    expect(
      text
        .trimEnd()
        .split("\n")
        .map((line) => (JSON.parse(line) as LineResult).line),
    ).toEqual([1, 2, 3]);
    server.close();
  });

  it("wait for a reader that is slow, and forget one that has left", async () => {
    let added = 0;
    const { promise: ended, resolve } = Promise.withResolvers<number>();
    const { server, port } = await serve(async (results) => {
      for (; added < MANY; added++) await results.add(Promise.resolve(placed(added)));
      await results.end();
      resolve(added);
    });
    const reader = connect(port, "127.0.0.1");
    reader.pause();
    reader.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    await sleep(500);
    expect(added).toBeGreaterThan(0);
    expect(added).toBeLessThan(MANY);
    reader.destroy();
    expect(await ended).toBe(MANY);
    server.close();
  });
});
