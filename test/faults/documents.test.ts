// SPDX-License-Identifier: Apache-2.0
// kill -9 while documents come in: what was acknowledged is there and opens, what was not is there whole or not at all.
import { randomBytes } from "node:crypto";
import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathOf } from "@suyuan/api";
import type { Hex } from "@suyuan/proof";
import { Level } from "level";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventOf } from "../support/acting.ts";
import { run } from "../support/admin.ts";
import { type Exchange, startExchange, until } from "../support/exchange.ts";
import { startGateway } from "../support/gateway.ts";
import { documentKeys, handIn, type Paper, paper } from "../support/papers.ts";

const ROUNDS = Number(process.env["SUYUAN_CRASH_ROUNDS"] ?? 3);
const PAPERS = 6;
const LATEST_KILL_MS = 300;
const ROUND_MS = 60_000;

let exchange: Exchange;
const papers: { readonly paper: Paper; readonly thing: Hex }[] = [];
const stored = new Map<Hex, Paper>();

beforeAll(async () => {
  const settings = async ({ folder }: Exchange["province"]) => ({
    documents: await documentKeys(folder),
  });
  exchange = await startExchange({ settings });
  const { recipientHead } = exchange.province.seats;
  for (let n = 0; n < PAPERS * ROUNDS; n++) {
    const one = paper(
      Buffer.concat([Buffer.from("%PDF-"), randomBytes(200_000)]),
      "application/pdf",
    );
    const args = [recipientHead.number, one.commitment];
    const { account } = recipientHead;
    const told = await exchange.province.send(account, "sharingRegistry", "announceDemand", args);
    papers.push({ paper: one, thing: eventOf(told, "DemandAnnounced")["demand"] as Hex });
  }
}, ROUND_MS * ROUNDS);
afterAll(() => exchange.stop());

/** Hands one in until it is there; the gateway may be gone meanwhile. */
async function hand({ paper: one, thing }: (typeof papers)[number]): Promise<boolean> {
  try {
    const { status, json } = await handIn(exchange.gateway, one, { subject: "demand", thing });
    if (status > 201) return false;
    stored.set(json?.["id"] as Hex, one);
    return true;
  } catch {
    return false;
  }
}

async function opened(id: Hex): Promise<Buffer> {
  const response = await fetch(exchange.gateway.url + pathOf("documentContent", { id }));
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

describe("a gateway that is killed while documents come in", () => {
  it.each(Array.from({ length: ROUNDS }, (_, round) => round))(
    "keeps what it acknowledged and leaves no half of anything, round %d",
    async (round) => {
      const own = papers.slice(round * PAPERS, (round + 1) * PAPERS);
      const [first] = own;
      await until("the demands are in the index", async () => first && hand(first));
      const sending = own.slice(1).map(hand);
      await sleep(Math.random() * LATEST_KILL_MS);
      await exchange.gateway.kill();
      await Promise.all(sending);
      exchange.gateway = await startGateway(exchange.home);
      for (const [id, one] of stored) expect((await opened(id)).equals(one.bytes)).toBe(true);
      for (const one of own) expect(await hand(one)).toBe(true);
      const names = await readdir(join(exchange.home.dir, "documents"));
      expect(names).toHaveLength(2 * stored.size);
      expect(stored.size).toBe((round + 1) * PAPERS);
    },
    ROUND_MS,
  );
});

/** Another byte in the middle of a file. */
async function damage(file: string): Promise<void> {
  const bytes = await readFile(file);
  const middle = bytes.length >> 1;
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
  await writeFile(file, bytes);
}

/** The same in a record, through the database. */
async function damageRecord(folder: string, key: string): Promise<void> {
  const level = new Level<string, Buffer>(folder, { valueEncoding: "buffer" });
  const bytes = await level.get(key);
  bytes.writeUInt8(bytes.readUInt8(8) ^ 1, 8);
  await level.put(key, bytes);
  await level.close();
}

describe("documents in a store that was stopped", () => {
  const fsck = (dir: string) => run("fsck", "--config", exchange.home.config, "--dir", dir);
  let copy: string;
  let id: Hex;

  beforeAll(async () => {
    await exchange.gateway.stop();
    copy = `${exchange.home.dir}.copy`;
    [id = "0x"] = stored.keys();
  });
  beforeEach(async () => {
    const filter = (path: string) => !path.endsWith(".sock");
    await cp(exchange.home.dir, copy, { recursive: true, filter });
  });
  afterEach(() => rm(copy, { recursive: true }));

  it("are whole", async () => {
    const { status, lines } = await fsck(copy);
    expect(lines).toMatchObject([{ checked: { documents: stored.size, faults: 0 } }]);
    expect(status).toBe(0);
  });

  it.each([
    ["a byte of its sealed content was changed", "sealed", damage],
    ["its sealed content is gone", "sealed", rm],
    ["its key is gone", "key", rm],
    ["its key is not one", "key", (file: string) => writeFile(file, "{")],
  ])("are named by fsck: %s", async (_, end, harm) => {
    const record = `documents/${id.slice(2)}.${end}`;
    await harm(join(copy, record));
    const { status, lines } = await fsck(copy);
    expect(lines).toMatchObject([{ record, document: id }, { checked: { faults: 1 } }]);
    expect(status).toBe(3);
  });

  it("are named by fsck when a byte of their record was changed", async () => {
    const key = `f/${id.slice(2)}`;
    await damageRecord(join(copy, "document-records"), key);
    const { status, lines } = await fsck(copy);
    const checked = { documents: stored.size - 1, faults: 1 };
    expect(lines).toMatchObject([{ record: `document-records/${key}` }, { checked }]);
    expect(status).toBe(3);
  });
});
