// SPDX-License-Identifier: Apache-2.0
// Whatever record of the store is altered, with checksums that fit, the start names it.
import { appendFile, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { defaultCrypto, type Hex } from "@suyuan/proof";
import { beforeEach, describe, expect, it } from "vitest";
import {
  delivery,
  hash,
  IDENTITY,
  LOG,
  openLog,
  receipt,
  temporaryFolder,
  version,
} from "../testing/sample.ts";
import type { Claim } from "./claims.ts";
import { KEYS } from "./keys.ts";
import { Database } from "./level.ts";
import { openStore } from "./open.ts";

const GRANT = { kind: "grant", id: hash("grant") } as const;

let dir: string;
const first = version();
const delivered = delivery(first.id, 1);
const received = receipt(delivered.id);
const serial = (number: number): Claim => ({ of: "serial", grant: GRANT.id, serial: number });
const place = (after?: Hex): Claim => {
  const to = { log: LOG, id: delivered.id };
  return { of: "receipt", grant: GRANT.id, delivery: to, ...(after && { after }) };
};

beforeEach(async () => {
  dir = await temporaryFolder();
  const log = await openLog(dir);
  for (const one of [first, delivered, delivery(first.id, 2)]) await log.sequencer.submit(one, 1);
  await log.sequencer.close();
  await log.sequencer.submit(received, 1);
  await log.store.close();
  return () => rm(dir, { recursive: true });
});

async function alter(change: (database: Database) => Promise<void>): Promise<void> {
  const database = await Database.open(join(dir, "db"), false);
  await change(database);
  await database.close();
}

async function flip(key: string): Promise<void> {
  await alter(async (database) => {
    const bytes = Uint8Array.from((await database.get(key)) ?? []);
    expect(bytes.length).toBeGreaterThan(0);
    const middle = bytes.length >> 1;
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    await database.write([[key, bytes]]);
  });
}

const open = async () => {
  const { store } = await openStore(dir, IDENTITY, defaultCrypto);
  await store.close();
};
const refuses = (code: string) => expect(open()).rejects.toMatchObject({ code });

describe("a store as it was left", () => {
  it("opens", async () => {
    await open();
    await open();
  });

  it("opens with a torn last line in commits.log", async () => {
    await appendFile(join(dir, "commits.log"), "99 999 0x12");
    await open();
  });
});

describe("a record that was altered", () => {
  it.each([
    ["an entry", KEYS.entry(1)],
    ["the place of an id", KEYS.id(first.id)],
    ["a used serial", KEYS.claim(serial(2))],
    ["the place of a receipt", KEYS.claim(place())],
    ["the end of a chain", KEYS.head(GRANT)],
    ["an ordinal", KEYS.ordinal(GRANT, 2)],
    ["a leaf hash", KEYS.node(0, 2)],
    ["a node of the tree", KEYS.node(1, 0)],
    ["the root of the heads map", KEYS.heads("")],
    ["the tip", KEYS.tip],
  ])("%s", async (_, key) => {
    await flip(key);
    await refuses("store-altered");
  });

  it("the root of a checkpoint", async () => {
    await alter(async (database) => {
      const text = Buffer.from((await database.get(KEYS.checkpoint(4))) ?? []).toString();
      await database.write([
        [KEYS.checkpoint(4), Buffer.from(text.replace(/"root":"0x../, '"root":"0x00'))],
      ]);
    });
    await refuses("store-altered");
  });
});

describe("a record that is missing or too many", () => {
  it.each([
    ["an entry in the middle", KEYS.entry(1)],
    ["the last entry", KEYS.entry(4)],
    ["an id", KEYS.id(first.id)],
    ["a serial", KEYS.claim(serial(1))],
    ["the place of a receipt", KEYS.claim(place())],
    ["a checkpoint", KEYS.checkpoint(4)],
    ["the tip", KEYS.tip],
    ["whose it is", KEYS.meta],
  ])("%s is gone", async (_, key) => {
    await alter((database) => database.write([[key, undefined]]));
    await refuses("store-altered");
  });

  it.each([
    ["a serial that nobody used", KEYS.claim(serial(77))],
    ["a receipt that nobody superseded", KEYS.claim(place(received.id))],
    ["an id that is not in the log", KEYS.id(hash("nobody"))],
    ["a chain without entries", KEYS.head({ kind: "asset", id: hash("nobody") })],
    ["an entry beyond the tip", KEYS.entry(5)],
    ["a node of the heads map", KEYS.heads("0101010101")],
  ])("%s is there", async (_, key) => {
    await alter(async (database) => {
      const source = key.startsWith("e/")
        ? KEYS.entry(0)
        : key.startsWith("t/")
          ? KEYS.head(GRANT)
          : key.startsWith("h/")
            ? KEYS.heads("")
            : KEYS.id(first.id);
      await database.write([[key, await database.get(source)]]);
    });
    await refuses("store-altered");
  });
});

describe("commits.log", () => {
  it("that names more than the store holds", async () => {
    await appendFile(join(dir, "commits.log"), `9 6 ${hash("later")}\n`);
    await refuses("store-truncated");
  });

  it("that names more writes than the store has seen", async () => {
    const file = join(dir, "commits.log");
    const [last = ""] = (await readFile(file, "utf8")).trimEnd().split("\n").slice(-1);
    await writeFile(file, `${last.replace(/^\d+/, "99")}\n`);
    await refuses("store-truncated");
  });

  it("that is gone", async () => {
    await rm(join(dir, "commits.log"));
    await refuses("store-altered");
  });
});

describe("a store of another log", () => {
  it.each([
    { origin: "log.example/other" },
    { chainId: 1 },
    { exchangeLog: `0x${"dd".repeat(20)}` as const },
  ])("%j", async (change) => {
    await expect(openStore(dir, { ...IDENTITY, ...change }, defaultCrypto)).rejects.toMatchObject({
      code: "store-foreign",
    });
  });

  it("of another version", async () => {
    await alter((database) =>
      database.write([
        [KEYS.meta, Buffer.from(JSON.stringify({ ...IDENTITY, type: "suyuan/store@0" }))],
      ]),
    );
    await refuses("store-foreign");
  });
});
