// SPDX-License-Identifier: Apache-2.0
// A start that must not happen is refused by name, and the store is as it was.
import { cp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { once } from "node:events";
import { join } from "node:path";
import type { StartErrorCode } from "@suyuan/api";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { anchored, type Exchange, startExchange } from "../support/exchange.ts";
import { type GatewayHome, StartRefused, startGateway } from "../support/gateway.ts";
import { submit } from "../support/http.ts";

let exchange: Exchange;
let whole: string;

beforeAll(async () => {
  exchange = await startExchange();
  for (let count = 0; count < 20; count++)
    await submit(exchange.gateway, await exchange.nextDelivery());
  const last = await exchange.nextDelivery();
  await submit(exchange.gateway, last);
  await anchored(exchange.gateway, last.id);
  await exchange.gateway.stop();
  whole = `${exchange.home.dir}.whole`;
  await cp(exchange.home.dir, whole, { recursive: true });
});
beforeEach(async () => {
  await rm(exchange.home.dir, { recursive: true, force: true });
  await cp(whole, exchange.home.dir, { recursive: true });
});
afterAll(async () => {
  await exchange.stop();
});

async function refusal(home: GatewayHome = exchange.home): Promise<StartRefused> {
  try {
    const gateway = await startGateway(home);
    await gateway.stop();
  } catch (error) {
    if (error instanceof StartRefused) return error;
    throw error;
  }
  throw new Error("the gateway started");
}

async function refuses(code: StartErrorCode, home?: GatewayHome): Promise<void> {
  const { refused, detail } = await refusal(home);
  expect(refused).toBe(code);
  expect(detail.length).toBeGreaterThan(10);
}

/** The same gateway with some settings changed. */
async function changed(settings: Record<string, unknown>): Promise<GatewayHome> {
  const config = JSON.parse(await readFile(exchange.home.config, "utf8")) as Record<
    string,
    unknown
  >;
  const path = exchange.home.config.replace(".json", ".changed.json");
  await writeFile(path, JSON.stringify({ ...config, ...settings }));
  return { dir: exchange.home.dir, config: path };
}

/** The largest of the database's own files of one kind. */
async function databaseFile(ending: string): Promise<string> {
  const folder = join(exchange.home.dir, "db");
  const names = (await readdir(folder)).filter((name) => name.endsWith(ending));
  const sizes = await Promise.all(
    names.map(async (name) => ({ name, size: (await stat(join(folder, name))).size })),
  );
  const [largest] = sizes.sort((one, other) => other.size - one.size);
  if (!largest) throw new Error(`there is no file *${ending}`);
  return join(folder, largest.name);
}

describe("a store that is as it was left", () => {
  it("opens again", async () => {
    const gateway = await startGateway(exchange.home);
    await gateway.stop();
    expect(gateway.said()).toBe("");
  });
});

describe("a store that was cut short", () => {
  it.each([0.3, 0.6, 0.9, 0.999])("is refused with its log cut at %f", async (share) => {
    const file = await databaseFile(".log");
    await truncate(file, Math.floor((await stat(file)).size * share));
    await refuses("store-truncated");
  });

  it("is refused without its database, without its first file, and without its log", async () => {
    const folder = join(exchange.home.dir, "db");
    await rm(join(folder, "CURRENT"));
    await refuses("store-truncated");
    await rm(folder, { recursive: true });
    await refuses("store-truncated");
    await cp(join(whole, "db"), folder, { recursive: true });
    await rm(await databaseFile(".log"));
    const { refused } = await refusal();
    expect(["store-truncated", "store-altered"]).toContain(refused);
  });

  it("is refused without commits.log", async () => {
    await rm(join(exchange.home.dir, "commits.log"));
    await refuses("store-altered");
  });
});

describe("a store in which something was altered", () => {
  it("is refused with any byte of an entry changed on disk", async () => {
    const file = await databaseFile(".log");
    const bytes = await readFile(file);
    const at = bytes.indexOf("suyuan/delivery@1");
    bytes[at + 8] = (bytes[at + 8] ?? 0) ^ 1;
    await writeFile(file, bytes);
    const { refused } = await refusal();
    expect(["store-truncated", "store-altered"]).toContain(refused);
  });

  it("is refused with another root in commits.log", async () => {
    const file = join(exchange.home.dir, "commits.log");
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replaceAll(/0x../g, "0x00"));
    await refuses("store-altered");
  });
});

describe("a store that is not this gateway's", () => {
  it("is refused for another log", async () => {
    await refuses("store-foreign", await changed({ origin: "log.example/another" }));
  });

  it("is refused while another process has it open", async () => {
    const gateway = await startGateway(exchange.home);
    await refuses("store-in-use");
    await gateway.stop();
  });

  it("is refused when the chain holds a larger checkpoint", async () => {
    await rm(exchange.home.dir, { recursive: true });
    await refuses("store-behind-chain");
  });
});

describe("a configuration that cannot be meant", () => {
  it.each<[StartErrorCode, Record<string, unknown>]>([
    ["bind-refused", { host: "0.0.0.0" }],
    ["bind-refused", { host: "192.0.2.1" }],
    ["bind-refused", { host: "::" }],
    ["config-invalid", { tls: true }],
    ["config-invalid", { port: "8080" }],
    ["config-invalid", { window: { entries: 0, milliseconds: 1 } }],
    ["config-invalid", { deployment: "nowhere.json" }],
    ["key-unreadable", { logKey: "nowhere.key" }],
    ["key-unreadable", { logKey: "operator.key" }],
  ])("is refused as %s: %j", async (code, settings) => {
    await refuses(code, await changed(settings));
  });

  it("is refused when its port is taken", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    await refuses(
      "port-in-use",
      await changed({ port: typeof address === "object" ? address?.port : 0 }),
    );
    server.close();
  });

  it("is refused for a deployment on another chain", async () => {
    const file = exchange.home.config.replace("gateway.json", "foreign.json");
    const { deployment } = exchange.province;
    await writeFile(file, JSON.stringify({ ...deployment, chainId: deployment.chainId + 1 }));
    const home = await changed({ deployment: "foreign.json", dir: "another-store" });
    await refuses("chain-foreign", home);
  });

  it("is refused on a new store while the chain is away", async () => {
    await refuses(
      "chain-unreachable",
      await changed({ rpcUrl: "http://127.0.0.1:9", dir: "third-store" }),
    );
  });

  it("is refused on a new store while its contracts are not settled", async () => {
    await refuses(
      "chain-unreachable",
      await changed({ settledDepth: 10_000, dir: "fourth-store" }),
    );
  });
});
