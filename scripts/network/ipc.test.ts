// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { NetworkError } from "./errors.ts";
import { ask } from "./ipc.ts";

let folder = "";
let server: Server | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "suyuan-ipc-"));
});
afterEach(() => {
  server?.close();
  server = undefined;
  rmSync(folder, { recursive: true });
});

/** A node that does with each question as it is told. */
async function node(answer: (socket: Socket, question: unknown) => void): Promise<string> {
  const path = join(folder, "geth.ipc");
  server = createServer((socket) => {
    socket.once("data", (bytes: Buffer) => {
      answer(socket, JSON.parse(bytes.toString()));
    });
  }).listen(path);
  await once(server, "listening");
  return path;
}

describe("ask", () => {
  it("gives the answer, however it is cut", async () => {
    const path = await node((socket, question) => {
      const text = JSON.stringify({ jsonrpc: "2.0", id: 1, result: question });
      socket.write(text.slice(0, 20));
      setTimeout(() => socket.write(`${text.slice(20)}\n`), 20);
    });
    expect(await ask(path, "admin_peers", [1])).toMatchObject({
      ...{ method: "admin_peers", params: [1], jsonrpc: "2.0" },
    });
  });
  it("tells what a node refuses", async () => {
    const path = await node((socket) => {
      socket.write(`{"id":1,"error":{"code":-32000,"message":"not now"}}\n`);
    });
    await expect(ask(path, "miner_start")).rejects.toThrow("refuses miner_start: not now");
  });
  it("tells of a node that ends without an answer, and of none at all", async () => {
    const path = await node((socket) => socket.destroy());
    await expect(ask(path, "miner_start")).rejects.toThrow(NetworkError);
    await expect(ask(join(folder, "none.ipc"), "miner_start")).rejects.toThrow("cannot be asked");
  });
});
