// SPDX-License-Identifier: Apache-2.0
// A gateway that ends TLS itself: whom it lets in, what happens when its files change, and where it does not listen.
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { request, type RequestOptions } from "node:https";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { makeCertificate } from "@suyuan/gateway/testing";
import { PATHS } from "@suyuan/api";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ACCESS } from "../../support/access.ts";
import { openLog } from "../../support/acts.ts";
import { until } from "../../support/exchange.ts";
import { prepareGateway, type RunningGateway, startGateway } from "../../support/gateway.ts";
import { type Province, startProvince } from "../../support/province.ts";

type Pair = ReturnType<typeof makeCertificate>;

const HOST = "localhost";
const YEAR = 365 * 86_400_000;
const CONNECTIONS_OF_ADDRESS = 128;

/** Waits end when what they wait for is there, however slow the machine. */
const PATIENCE_MS = 600_000;

let province: Province;
let log: Awaited<ReturnType<typeof openLog>>;
let gateway: RunningGateway;
const at = (name: string): string => join(province.folder, name);
const own = makeCertificate(HOST);
const client = makeCertificate("a client");
const stale = makeCertificate("a client of last year", Date.now() - YEAR);

const write = async ({ cert, key }: Pair): Promise<void> => {
  await writeFile(at("gateway.crt"), cert);
  await writeFile(at("gateway.key"), key);
};
const prepared = (settings: object, of = log) => prepareGateway(province, of, { ...settings });

vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

beforeAll(async () => {
  province = await startProvince();
  log = await openLog(province, "log.example/tls");
  await write(own);
  await writeFile(at("clients.crt"), client.cert + stale.cert);
  const tls = { cert: at("gateway.crt"), key: at("gateway.key"), clientCa: at("clients.crt") };
  gateway = await startGateway(await prepared({ access: ACCESS, tls }));
});
afterAll(async () => {
  await gateway.stop();
  await province.stop();
});

/** The status of /healthz as a client gets it that trusts `trusted`; the code of what went wrong otherwise. */
async function health(options: RequestOptions, trusted: Pair = own): Promise<number | string> {
  const { port } = new URL(gateway.url);
  const { promise, resolve } = Promise.withResolvers<number | string>();
  const where = { host: "127.0.0.1", servername: HOST, port, path: PATHS.health, agent: false };
  const asking = request({ ...where, ca: trusted.cert, ...options }, (response) => {
    response.resume();
    resolve(response.statusCode ?? 0);
  });
  asking.on("error", (error: NodeJS.ErrnoException) => {
    resolve(error.code ?? error.message);
  });
  asking.end();
  return promise;
}

describe("a gateway with a certificate, for clients of an authority", () => {
  it("answers who shows a certificate of it, by TLS 1.2 and later", async () => {
    expect(gateway.url).toMatch(/^https:/);
    expect(await health(client)).toBe(200);
    expect(await health({ ...client, maxVersion: "TLSv1.2" })).toBe(200);
    expect(await health({ ...client, minVersion: "TLSv1", maxVersion: "TLSv1.1" })).not.toBe(200);
  });

  it.each<[string, () => RequestOptions]>([
    ["no certificate", () => ({})],
    ["a certificate that it made itself", () => makeCertificate("a client")],
    ["a certificate whose time is over", () => stale],
  ])("does not answer who shows %s", async (_, options) => {
    expect(await health(options())).not.toBe(200);
    expect(await health(client)).toBe(200);
  });

  it("says nothing without TLS", async () => {
    const answer = await fetch(gateway.url.replace("https:", "http:") + PATHS.health).catch(
      () => "nothing",
    );
    expect(answer).toBe("nothing");
  });

  it("takes another certificate without a restart, and connections that are open go on", async () => {
    const where = { host: "127.0.0.1", port: Number(new URL(gateway.url).port), servername: HOST };
    const socket = connectTls({ ...where, ca: own.cert, ...client });
    await once(socket, "secureConnect");
    const next = makeCertificate(HOST);
    await write(next);
    await until("the other one is in use", async () => (await health(client, next)) === 200);
    expect(await health(client, own)).not.toBe(200);
    expect(gateway.said()).toContain('"tls-changed"');
    socket.write(`GET ${PATHS.health} HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`);
    const [answer] = (await once(socket, "data")) as [Buffer];
    expect(answer.toString()).toContain("200 OK");
    socket.destroy();
    expect(gateway.process.exitCode).toBeNull();
  });

  it("keeps the one that it has when files come that nobody could use", async () => {
    const before = makeCertificate(HOST);
    await write(before);
    await until("it is in use", async () => (await health(client, before)) === 200);
    for (const bad of [{ ...before, key: own.key }, makeCertificate(HOST, Date.now() - YEAR)]) {
      const said = gateway.said().length;
      await write(bad);
      await until("it is refused", async () =>
        Promise.resolve(gateway.said().slice(said).includes('"tls-kept"')),
      );
      expect(await health(client, before)).toBe(200);
    }
    await write(own);
    await until("the first one is in use again", async () => (await health(client)) === 200);
  });

  it("closes connections of one address beyond a number, and lets it in again", async () => {
    const port = Number(new URL(gateway.url).port);
    const sockets: Socket[] = [];
    for (let count = 0; count < CONNECTIONS_OF_ADDRESS; count++) {
      sockets.push(connect(port, "127.0.0.1").on("error", () => undefined));
    }
    await until("no more are let in", async () => (await health(client)) !== 200);
    expect(await health({ ...client, localAddress: "127.0.0.2" })).toBe(200);
    for (const socket of sockets) socket.destroy();
    await until("there is room again", async () => (await health(client)) === 200);
  });
});

describe("where anybody could connect", () => {
  const everywhere = { host: "0.0.0.0" };
  const tls = () => ({ cert: at("gateway.crt"), key: at("gateway.key") });

  it.each<[string, () => object]>([
    ["nobody is asked who they are", () => ({ ...everywhere, tls: tls() })],
    ["anybody on the way could listen", () => ({ ...everywhere, access: ACCESS })],
    ["a proxy hands in what nobody is asked for", () => ({ proxy: true })],
  ])("a gateway does not start when %s", async (_, settings) => {
    const starting = startGateway(await prepared(settings()));
    await expect(starting).rejects.toMatchObject({ refused: "bind-refused" });
  });

  it("a gateway starts that asks, behind TLS of its own or a proxy's", async () => {
    // Each has a log of its own: what is set is told to it, and anchored.
    for (const [name, settings] of [
      ["tls", { access: ACCESS, tls: tls() }],
      ["proxy", { access: ACCESS, proxy: true }],
    ] as const) {
      const opened = await openLog(province, `log.example/everywhere-${name}`);
      const running = await startGateway(await prepared({ ...everywhere, ...settings }, opened));
      await running.stop();
    }
  });
});
