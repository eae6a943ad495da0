// SPDX-License-Identifier: Apache-2.0
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { afterEach, describe, expect, it } from "vitest";

import { ChainClient } from "./client.ts";
import { EMPTY_DEPLOYMENT } from "./testing/deployment.ts";

const servers: Server[] = [];

/** A client of something at a real socket that is not a sound node. */
async function clientOf(listener: RequestListener, timeoutMs = 2_000): Promise<ChainClient> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const rpcUrl = `http://127.0.0.1:${port}`;
  return new ChainClient({ rpcUrl, deployment: EMPTY_DEPLOYMENT, timeoutMs });
}

const answering =
  (body: string): RequestListener =>
  (_, response) =>
    response.end(body);

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe("given nothing at the node's address", () => {
  it("says unreachable", async () => {
    const client = await clientOf(answering("{}"));
    servers.pop()?.close();
    await expect(client.chainId()).rejects.toMatchObject({ code: "unreachable" });
  });
});

describe("given a node that never answers", () => {
  it("ends in time and says timeout", async () => {
    const client = await clientOf(() => undefined, 100);
    await expect(client.chainId()).rejects.toMatchObject({ code: "timeout" });
  });
});

describe("given a node that stops in the middle of its answer", () => {
  it("ends in time", async () => {
    const client = await clientOf((_, response) => response.write('{"id":'), 100);
    await expect(client.chainId()).rejects.toMatchObject({ code: "timeout" });
  });
});

describe("given something that is no node", () => {
  it.each([
    ["a web page", "<html>", "unreachable"],
    ["an empty answer", "", "unreachable"],
    ["another JSON", "[1]", "bad-answer"],
    ["null", "null", "bad-answer"],
    ["no result", '{"jsonrpc":"2.0","id":1}', "bad-answer"],
    ["no hex", '{"jsonrpc":"2.0","id":1,"result":"seven"}', "bad-answer"],
    ["a number above 2^53", '{"jsonrpc":"2.0","id":1,"result":"0xffffffffffffffff"}', "bad-answer"],
    ["an error without words", '{"jsonrpc":"2.0","id":1,"error":null}', "rpc"],
  ])("given %s, says %s → %s", async (_, body, code) => {
    const client = await clientOf(answering(body));
    await expect(client.chainId()).rejects.toMatchObject({ name: "ChainError", code });
  });
});

describe("given a node that answers batches out of order or in part", () => {
  const word = (digit: string) => `0x${digit.repeat(64)}`;
  const reads = ["0", "1"].map((digit) => ({
    contract: "exchangeLog" as const,
    slot: word(digit) as `0x${string}`,
  }));

  it("puts them in order", async () => {
    const answers = [2, 1].map((id) => ({ jsonrpc: "2.0", id, result: word(String(id)) }));
    const client = await clientOf(answering(JSON.stringify(answers)));
    const words = await client.storageAt(reads, 1);
    expect(words.map((bytes) => bytes[0])).toEqual([0x11, 0x22]);
  });

  it("refuses a missing one", async () => {
    const client = await clientOf(answering(`[{"jsonrpc":"2.0","id":1,"result":"${word("1")}"}]`));
    await expect(client.storageAt(reads, 1)).rejects.toMatchObject({ code: "bad-answer" });
  });

  it("refuses one answer for all", async () => {
    const client = await clientOf(answering('{"jsonrpc":"2.0","id":1,"result":"0x"}'));
    await expect(client.storageAt(reads, 1)).rejects.toMatchObject({ code: "bad-answer" });
  });

  it("sends nothing when nothing is asked", async () => {
    const client = await clientOf(answering("never"));
    await expect(client.storageAt([], 1)).resolves.toEqual([]);
  });
});

describe("given a node without the state of that block", () => {
  it.each([
    "missing trie node 12ab (path )",
    "World state unavailable",
    "required historical state unavailable",
  ])("says state-pruned for %j", async (message) => {
    const error = { code: -32000, message };
    const client = await clientOf(answering(JSON.stringify({ jsonrpc: "2.0", id: 1, error })));
    await expect(client.chainId()).rejects.toMatchObject({ code: "state-pruned" });
  });
});
