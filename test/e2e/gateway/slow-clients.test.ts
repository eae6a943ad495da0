// SPDX-License-Identifier: Apache-2.0
// Clients that take forever: they are ended in time, hold no memory meanwhile, and nobody else notices.
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { MEDIA, PATHS } from "@suyuan/api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Exchange, logSize, startExchange } from "../../support/exchange.ts";
import { get, submit } from "../../support/http.ts";
import { residentBytes } from "../../support/memory.ts";

const STALL_MS = 1_000;
const READERS = 32;
/** Far more than the buffers of two sockets take up. */
const ASKED_BYTES = 32 * 2 ** 20;
const MOST_GROWTH = 160 * 2 ** 20;

let exchange: Exchange;

beforeAll(async () => {
  const window = { entries: 100_000, milliseconds: 3_000_000 };
  exchange = await startExchange({ gateway: { stallMs: STALL_MS, window } });
});
afterAll(async () => {
  await exchange.stop();
});

/** A connection that reads nothing until it is told to. */
async function unread(): Promise<Socket> {
  const { hostname, port } = new URL(exchange.gateway.url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => undefined);
  await once(socket, "connect");
  socket.pause();
  return socket;
}

/** What arrives until the other side ends the connection. */
async function rest(socket: Socket): Promise<string> {
  let text = "";
  socket.setEncoding("utf8");
  socket.on("data", (chunk: string) => (text += chunk));
  socket.resume();
  if (!socket.closed) await once(socket, "close");
  return text;
}

const heading = (method: string, path: string, ...headers: readonly string[]): string =>
  [`${method} ${path} HTTP/1.1`, "Host: gateway.test", ...headers, "", ""].join("\r\n");

/** Resolves when the gateway has ended a connection of which nothing is read. */
async function ended(socket: Socket): Promise<void> {
  // Only a write tells a socket that reads nothing that its other side is gone.
  while (!socket.destroyed) {
    socket.write("\n");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function othersAreServed(): Promise<void> {
  const before = await logSize(exchange.gateway);
  expect((await submit(exchange.gateway, await exchange.nextDelivery())).status).toBe(201);
  expect(await logSize(exchange.gateway)).toBeGreaterThan(before);
}

describe("a client that sends half a body", () => {
  it.each([
    ["of one statement", MEDIA.json, '{"statement":{'],
    ["of lines", MEDIA.lines, '{"statement":{}}\n{"statement"'],
  ])("%s is ended, and leaves nothing in the log", async (_, media, half) => {
    const size = await logSize(exchange.gateway);
    const socket = await unread();
    const headers = [`Content-Type: ${media}`, "Content-Length: 10000"];
    socket.write(heading("POST", PATHS.statements, ...headers) + half);
    const text = await rest(socket);
    expect(text).not.toContain("HTTP/1.1 201");
    expect(await logSize(exchange.gateway)).toBe(size);
    await othersAreServed();
  });
});

describe("clients that never read", () => {
  it("are ended when they ask on without an answer, and memory stays bounded", async () => {
    const { pid = 0 } = exchange.gateway.process;
    const one = (await get(exchange.gateway.url + PATHS.openapi)).text.length;
    const asks = heading("GET", PATHS.openapi).repeat(Math.ceil(ASKED_BYTES / one));
    const before = await residentBytes(pid);
    const sockets = await Promise.all(Array.from({ length: READERS }, unread));
    for (const socket of sockets) socket.write(asks);
    await othersAreServed();
    await Promise.all(sockets.map(ended));
    const { own } = await residentBytes(pid);
    expect(own - before.own).toBeLessThan(MOST_GROWTH);
    await othersAreServed();
  });

  it("are ended with results of lines that they do not take in time", async () => {
    const socket = await unread();
    const lines = `${"[".repeat(60)}\n`.repeat(10_000);
    const headers = [`Content-Type: ${MEDIA.lines}`, "Transfer-Encoding: chunked"];
    socket.write(heading("POST", PATHS.statements, ...headers));
    // The last chunk never comes: an answer to all of it cannot either.
    socket.write(`${lines.length.toString(16)}\r\n${lines}\r\n`);
    await othersAreServed();
    const text = await rest(socket);
    expect(text).not.toContain("\r\n0\r\n\r\n");
    await othersAreServed();
  });
});
