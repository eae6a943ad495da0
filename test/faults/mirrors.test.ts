// SPDX-License-Identifier: Apache-2.0
// What is made of a log and a chain beside the gateway that keeps them: tiles for any web server, an index.
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { openIndex } from "@suyuan/gateway";
import {
  consistencyPathAsync,
  formatTilePath,
  inclusionPathAsync,
  leafHash,
  nodesFromTiles,
  parseBundle,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  type ReadTile,
  verifyConsistency,
  verifyInclusion,
  verifyNote,
} from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PATHS } from "@suyuan/api";
import { refusedIn, run } from "../support/admin.ts";
import { anchored, type Exchange, startExchange } from "../support/exchange.ts";
import { startGateway } from "../support/gateway.ts";
import { get, submit } from "../support/http.ts";

let exchange: Exchange;
let tiles: string;
let site: Server;
let key: string;
const command = (name: string, ...more: string[]) =>
  run(name, "--config", exchange.home.config, ...more);
const beside = (name: string): string => join(exchange.province.folder, name);

async function send(count: number): Promise<void> {
  for (let round = 0; round < count; round++) {
    const one = await exchange.nextDelivery();
    await submit(exchange.gateway, one);
    if (round === count - 1) await anchored(exchange.gateway, one.id);
  }
}

/** A web server that knows files and nothing else. */
async function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    readFile(join(folder, request.url ?? "")).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

async function fetched(path: string): Promise<Uint8Array> {
  const { port } = site.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/${path}`);
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}
const readTile: ReadTile = (tile) => fetched(formatTilePath(tile));
async function checkpoint() {
  const note = parseNote(Buffer.from(await fetched("checkpoint")).toString());
  verifyNote(note, [parseVerifierKey(key)]);
  return parseCheckpoint(note.text);
}

beforeAll(async () => {
  exchange = await startExchange();
  await send(4);
  tiles = beside("tiles");
  site = await serve(tiles);
  const { json } = await get(exchange.gateway.url + PATHS.chain);
  key = (json as unknown as { log: { key: string } }).log.key;
});
afterAll(async () => {
  site.close();
  await exchange.stop();
});

describe("an exported log", () => {
  it("is verified with the library alone, from any web server, and holds no entry", async () => {
    expect((await command("export", "--to", tiles)).status).toBe(0);
    const { size, root } = await checkpoint();
    expect(size).toBeGreaterThan(4);
    const node = nodesFromTiles(size, readTile);
    for (const index of [0, 3, size - 1]) {
      const leaf = await node(0, index);
      const proof = await inclusionPathAsync(index, size, node);
      verifyInclusion({ index, size, leaf, root, path: proof });
      const other = Uint8Array.from(leaf, (byte, at) => (at === 0 ? byte ^ 1 : byte));
      expect(() => {
        verifyInclusion({ index, size, leaf: other, root, path: proof });
      }).toThrow();
    }
    expect(existsSync(join(tiles, "tile", "entries"))).toBe(false);
  });

  it("is added to, and extends what it was", async () => {
    const before = await checkpoint();
    const old = (await readdir(tiles, { recursive: true })).filter((name) => /[0-9]$/.test(name));
    const times = await Promise.all(
      old.map(async (name) => (await stat(join(tiles, name))).mtimeMs),
    );
    await send(2);
    const { status, lines } = await command("export", "--to", tiles);
    expect(status).toBe(0);
    const after = await checkpoint();
    expect(lines).toMatchObject([
      { exported: { from: before.size, size: after.size, bundles: 0 } },
    ]);
    const sizes = { size1: before.size, size2: after.size, root1: before.root, root2: after.root };
    const node = nodesFromTiles(after.size, readTile);
    const proof = await consistencyPathAsync(before.size, after.size, node);
    verifyConsistency({ ...sizes, proof });
    for (const [at, name] of old.entries()) {
      const { mtimeMs, isFile } = await stat(join(tiles, name)).then((one) => ({
        mtimeMs: one.mtimeMs,
        isFile: one.isFile(),
      }));
      if (isFile) expect(mtimeMs).toBe(times[at]);
    }
    expect((await command("export", "--to", tiles)).lines).toMatchObject([
      { exported: { from: after.size, size: after.size, tiles: 0 } },
    ]);
  });

  it("has the entries where they are asked for, and says who may then read them", async () => {
    const { lines } = await command("export", "--to", tiles, "--entries");
    expect(JSON.stringify(lines)).toContain("every statement");
    const { size } = await checkpoint();
    const width = size;
    const bundle = await fetched(formatTilePath({ level: "entries", index: 0, width }));
    const entries = parseBundle(bundle, width);
    const node = nodesFromTiles(size, readTile);
    for (const [index, entry] of entries.entries())
      expect(leafHash(entry)).toEqual(await node(0, index));
    const path = join(tiles, formatTilePath({ level: "entries", index: 0, width }));
    expect((await stat(path)).mode & 0o007).toBe(0);
  });

  it("is not mixed with another log, nor with a history that this one never had", async () => {
    const text = await readFile(join(tiles, "checkpoint"), "utf8");
    const lines = text.split("\n");
    for (const changed of [
      text.replace("log.example/exchange", "log.example/another"),
      text.replace(lines[2] ?? "", Buffer.alloc(32, 1).toString("base64")),
    ]) {
      await writeFile(join(tiles, "checkpoint"), changed);
      expect(refusedIn(await command("export", "--to", tiles))).toBe("export-foreign");
    }
    await writeFile(join(tiles, "checkpoint"), text);
  });

  it("is the same of a gateway that does not run", async () => {
    await exchange.gateway.stop();
    const to = beside("offline");
    expect((await command("export", "--to", to)).status).toBe(0);
    const [one, other] = [to, tiles].map((folder) => join(folder, "checkpoint"));
    expect(await readFile(one ?? "", "utf8")).toBe(await readFile(other ?? "", "utf8"));
    exchange.gateway = await startGateway(exchange.home);
  });
});

async function recordsOf(folder: string): Promise<string[]> {
  const index = await openIndex(folder, exchange.province.deployment);
  try {
    const found: string[] = [];
    for await (const [name, bytes] of index.records())
      // How far it is, and what could be undone, depends on when it was made.
      if (!/^[mu]\//.test(name)) found.push(`${name} ${Buffer.from(bytes).toString("hex")}`);
    return found;
  } finally {
    await index.close();
  }
}

describe("an index made anew", () => {
  it("is refused while the gateway runs", async () => {
    expect(refusedIn(await command("reindex"))).toBe("store-in-use");
  });

  it("is what the gateway had, and takes the place of one that is damaged", async () => {
    await exchange.gateway.stop();
    const index = join(exchange.home.dir, "index");
    const before = await recordsOf(index);
    expect(before.length).toBeGreaterThan(20);
    await rm(join(index, "CURRENT"));
    const { status, lines, said } = await command("reindex");
    expect(status).toBe(0);
    expect(lines).toMatchObject([{ reindexed: { acts: expect.any(Number) as number } }]);
    expect(said).toContain('"behind":0');
    expect((await recordsOf(index)).slice(0, before.length)).toEqual(before);
    expect(existsSync(`${index}.next`) || existsSync(`${index}.before`)).toBe(false);
    exchange.gateway = await startGateway(exchange.home);
  });

  it("leaves the index as it was when the chain is away", async () => {
    await exchange.gateway.stop();
    const index = join(exchange.home.dir, "index");
    const before = await recordsOf(index);
    const config = await readFile(exchange.home.config, "utf8");
    const away = { ...(JSON.parse(config) as object), rpcUrl: "http://127.0.0.1:9" };
    await writeFile(exchange.home.config, JSON.stringify(away));
    expect(refusedIn(await command("reindex"))).toBe("chain-unreachable");
    await writeFile(exchange.home.config, config);
    expect(await recordsOf(index)).toEqual(before);
    exchange.gateway = await startGateway(exchange.home);
  });
});
