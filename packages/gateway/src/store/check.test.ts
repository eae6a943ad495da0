// SPDX-License-Identifier: Apache-2.0
// What a start finds at the end of the log, and what is left for reads and for fsck: records altered with sums that fit.
import { appendFile, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { defaultCrypto, type Hex, noteSigner } from "@suyuan/proof";
import { beforeEach, describe, expect, it } from "vitest";
import {
  accepted,
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
import { type Fault, fsck } from "./fsck.ts";
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
  const database = await Database.open(join(dir, "db"), false, true);
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

/** The records that a check of the whole store names. */
async function named(): Promise<string[]> {
  const faults: Fault[] = [];
  const key = noteSigner(IDENTITY.origin, new Uint8Array(32).fill(7)).key;
  const tell = (fault: Fault) => faults.push(fault);
  await fsck(dir, {
    ...{ identity: IDENTITY, key, crypto: defaultCrypto, tell },
    progress: () => undefined,
  });
  return faults.map(({ record }) => record);
}

/** Entry 3 is the heads entry of the only checkpoint, 4 lies behind it; the store was opened since, and is in tables. */
describe("a record of the end of the log that was altered", () => {
  it.each([
    ["the last heads entry", KEYS.entry(3)],
    ["the last entry", KEYS.entry(4)],
    ["the place of an id", KEYS.id(received.id)],
    ["the place of a receipt", KEYS.claim(place())],
    ["the end of a chain", KEYS.head(GRANT)],
    ["an ordinal", KEYS.ordinal(GRANT, 3)],
    ["a leaf hash", KEYS.node(0, 4)],
    ["a node of the tree", KEYS.node(1, 1)],
    ["a node that the tree grows from", KEYS.node(1, 0)],
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

  it("a tip that names an earlier heads entry, or none", async () => {
    await alter(async (database) => {
      const tip = JSON.parse(
        Buffer.from((await database.get(KEYS.tip)) ?? []).toString(),
      ) as object;
      await database.write([[KEYS.tip, Buffer.from(JSON.stringify({ ...tip, lastHeads: -1 }))]]);
    });
    await refuses("store-altered");
  });
});

describe("a record of the end of the log that is missing or too many", () => {
  it.each([
    ["the last heads entry", KEYS.entry(3)],
    ["the last entry", KEYS.entry(4)],
    ["an id", KEYS.id(received.id)],
    ["the place of a receipt", KEYS.claim(place())],
    ["the end of a chain", KEYS.head(GRANT)],
    ["a node that the tree grows from", KEYS.node(1, 0)],
    ["a checkpoint", KEYS.checkpoint(4)],
    ["the tip", KEYS.tip],
    ["whose it is", KEYS.meta],
  ])("%s is gone", async (_, key) => {
    await alter((database) => database.write([[key, undefined]]));
    await refuses("store-altered");
  });

  it.each([
    ["an entry beyond the tip", KEYS.entry(5), KEYS.entry(0)],
    ["a leaf hash beyond the tip", KEYS.node(0, 5), KEYS.node(0, 0)],
    ["a checkpoint beyond the tip", KEYS.checkpoint(6), KEYS.checkpoint(4)],
  ])("%s is there", async (_, key, from) => {
    await alter(async (database) => database.write([[key, await database.get(from)]]));
    await refuses("store-altered");
  });
});

describe("a record before it, with a sum that fits", () => {
  it.each([
    ["an entry", KEYS.entry(1)],
    ["the place of an id", KEYS.id(first.id)],
    ["a used serial", KEYS.claim(serial(2))],
    ["an ordinal", KEYS.ordinal(GRANT, 2)],
    ["what a seat has used", KEYS.usage(3)],
  ])("%s that was altered is named by fsck", async (_, key) => {
    expect(await named()).not.toContain(key);
    await flip(key);
    expect(await named()).toContain(key);
  });

  it("is not given out where it is an entry", async () => {
    await flip(KEYS.entry(1));
    const { store } = await openStore(dir, IDENTITY, defaultCrypto);
    const code = "store-altered";
    await expect(store.entry(1)).rejects.toMatchObject({ code });
    await expect(Array.fromAsync(store.entries(0, 5))).rejects.toMatchObject({ code });
    expect(await Array.fromAsync(store.entries(2, 5))).toHaveLength(3);
    await store.close();
  });

  it.each([
    ["an entry", KEYS.entry(1)],
    ["an id", KEYS.id(first.id)],
    ["a serial", KEYS.claim(serial(1))],
    ["what a seat has used", KEYS.usage(3)],
  ])("%s that is gone is named by fsck", async (_, key) => {
    await alter((database) => database.write([[key, undefined]]));
    expect(await named()).toContain(key);
  });

  it.each([
    ["a serial that nobody used", KEYS.claim(serial(77)), KEYS.claim(serial(2))],
    ["a receipt that nobody superseded", KEYS.claim(place(received.id)), KEYS.claim(place())],
    ["an id that is not in the log", KEYS.id(hash("nobody")), KEYS.id(first.id)],
    ["a chain without entries", KEYS.head({ kind: "asset", id: hash("nobody") }), KEYS.head(GRANT)],
    ["a node of the heads map", KEYS.heads("0101010101"), KEYS.heads("")],
    ["the use of a seat that signed nothing", KEYS.usage(77), KEYS.usage(3)],
  ])("%s is named by fsck", async (_, key, from) => {
    await alter(async (database) => database.write([[key, await database.get(from)]]));
    expect(await named()).toContain(key);
  });
});

describe("a broken stretch in the middle of LevelDB's own log, which it leaves out without a word", () => {
  it("is found, though the tip and the last checkpoint lie behind it", async () => {
    const log = await openLog(dir);
    for (let count = 0; count < 100; count++) await log.sequencer.submit(accepted(count), 1);
    await log.sequencer.close();
    await log.store.close();
    const folder = join(dir, "db");
    const [name = ""] = (await readdir(folder)).filter((one) => one.endsWith(".log"));
    const bytes = await readFile(join(folder, name));
    // Three of the blocks in which LevelDB sums its log lie before this byte, and some behind it.
    const at = 3.5 * 32_768;
    expect(bytes.length).toBeGreaterThan(2 * at);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await writeFile(join(folder, name), bytes);
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
