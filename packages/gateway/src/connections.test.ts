// SPDX-License-Identifier: Apache-2.0
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { limitConnections } from "./connections.ts";

const MOST = 3;

let server: Server;
let sockets: Socket[];

beforeEach(async () => {
  sockets = [];
  server = createServer();
  limitConnections(server, MOST);
  // Says that it is there, so that a client knows that it was let in.
  server.on("connection", (socket) => {
    if (!socket.destroyed) socket.write("in");
  });
  server.listen(0);
  await once(server, "listening");
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  server.close();
  await once(server, "close");
});

/** Whether a connection from an address is let in. */
async function isLetIn(localAddress: string): Promise<boolean> {
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: "127.0.0.1", localAddress });
  sockets.push(socket);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const answer = (isIn: boolean) => () => {
    resolve(isIn);
  };
  for (const event of ["error", "close"]) socket.on(event, answer(false));
  socket.on("data", answer(true));
  return promise;
}

describe("the connections of one address", () => {
  beforeEach(async () => {
    for (let count = 0; count < MOST; count++) expect(await isLetIn("127.0.0.1")).toBe(true);
  });

  it("are closed beyond the limit", async () => {
    expect(await isLetIn("127.0.0.1")).toBe(false);
  });

  it("take nothing from another address", async () => {
    expect(await isLetIn("127.0.0.2")).toBe(true);
  });

  it("may be replaced: one that has ended makes room for one", async () => {
    const [first] = sockets;
    first?.end();
    if (first) await once(first, "close");
    expect(await isLetIn("127.0.0.1")).toBe(true);
    expect(await isLetIn("127.0.0.1")).toBe(false);
  });
});
