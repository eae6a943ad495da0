// SPDX-License-Identifier: Apache-2.0
// One byte of one record is changed, of every kind that docs/lifecycle.md has: fsck names the record, and the
// store either does not open or does not give the record out.
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import {
  defaultCrypto,
  formatCheckpoint,
  formatNote,
  type Hex,
  noteSigner,
  signNote,
} from "@suyuan/proof";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
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
import { type Fault, fsck, type FsckSummary } from "./fsck.ts";
import { Database } from "./level.ts";
import { openStore } from "./open.ts";
import type { LogStore } from "./types.ts";

/** Every kind of key, as docs/lifecycle.md lists them. */
const KINDS = [
  ...["m/meta", "m/tip", "m/writes", "m/tended", "m/recorded", "e/", "i/", "x/s/", "x/r/", "o/"],
  ...["t/", "n/", "h/", "u/", "c/", "d/", "p/", "f/"],
];
const SIGNER = noteSigner(IDENTITY.origin, new Uint8Array(32).fill(7));
const BLOCK = { number: 7, hash: hash("block"), time: 1 };

let whole: string;
let dir: string;
let keys: string[];
const first = version();
const delivered = delivery(first.id, 1);

const signed = (size: number, root: Uint8Array): string => {
  const text = formatCheckpoint({ origin: IDENTITY.origin, size, root });
  return formatNote({ text, signatures: [signNote(text, SIGNER)] });
};

async function fill(store: LogStore): Promise<void> {
  await store.addFinding(1, {
    code: "seat-ended",
    detail: "its seat had ended",
    found: 5,
  } as never);
  const header: Hex = "0x01";
  await store.putProofs({ first: 0, until: 3, block: BLOCK, header, nodes: ["0x02"] });
  await store.putRecorded(2);
}

beforeAll(async () => {
  whole = await temporaryFolder();
  const log = await openLog(whole, undefined, signed);
  for (const one of [first, delivered, delivery(first.id, 2)]) await log.sequencer.submit(one, 1);
  await log.sequencer.close();
  await log.sequencer.submit(receipt(delivered.id), 1);
  await log.sequencer.close();
  await log.sequencer.submit(delivery(first.id, 3), 1);
  await fill(log.store);
  await log.store.close();
  const raw = await Database.open(join(whole, "db"), false);
  keys = await Array.fromAsync(raw.keys({ gte: "" }));
  await raw.close();
});
afterAll(() => rm(whole, { recursive: true }));
beforeEach(async () => {
  dir = await temporaryFolder();
  await cp(whole, dir, { recursive: true });
  return () => rm(dir, { recursive: true });
});

async function alter(change: (raw: Database) => Promise<void>): Promise<void> {
  const raw = await Database.open(join(dir, "db"), false);
  await change(raw);
  await raw.close();
}

const flip = (key: string, share: number) =>
  alter(async (raw) => {
    const bytes = Uint8Array.from((await raw.get(key)) ?? []);
    const at = Math.floor(bytes.length * share);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await raw.write([[key, bytes]]);
  });

async function check(): Promise<{ summary: FsckSummary; faults: Fault[] }> {
  const faults: Fault[] = [];
  const summary = await fsck(dir, {
    ...{ identity: IDENTITY, key: SIGNER.key, crypto: defaultCrypto },
    tell: (fault) => faults.push(fault),
    progress: () => undefined,
  });
  expect(summary.faults).toBe(faults.length);
  return { summary, faults };
}

const GRANT = { kind: "grant", id: hash("grant") } as const;
const ASSET = { kind: "asset", id: hash("asset") } as const;

/** Everything that entries lead to, by the words in which services ask. */
async function readAll(store: LogStore): Promise<void> {
  const { size } = store.tip();
  await Array.fromAsync(store.entries(0, size));
  for (let index = 0; index < size; index++) await store.entry(index);
  const named = (kind: string) => keys.filter((key) => key.startsWith(kind));
  await store.places(named("i/").map((key): Hex => `0x${key.slice(2)}`));
  const after = named("x/r/").map((key) => key.split("/").at(-1));
  expect(after).toEqual(["first"]);
  const place = {
    of: "receipt",
    grant: GRANT.id,
    delivery: { log: LOG, id: delivered.id },
  } as const;
  await store.claims([1, 2, 3].map((serial) => ({ of: "serial", grant: GRANT.id, serial })));
  await store.claims([place]);
  for (const [subject, n] of [
    [ASSET, 5],
    [GRANT, 4],
  ] as const) {
    expect((await store.heads([subject]))[0]?.n).toBe(n);
    expect(await store.indicesOf(subject, n)).toHaveLength(n);
  }
  await store.headsNodes(named("h/").map((key) => key.slice(2)));
  for (const key of named("n/")) {
    const [, level = "", index = ""] = key.split("/");
    await store.node(Number.parseInt(level, 16), Number.parseInt(index, 16));
    await store.nodes(Number.parseInt(level, 16), 0, size);
  }
}

/** Opens the store and reads whatever it could give out. */
async function serve(): Promise<void> {
  const { store } = await openStore(dir, IDENTITY, defaultCrypto);
  try {
    await store.tended();
    await store.recorded();
    await store.findings(1);
    await store.proofBlocks();
    for (const size of [4, 6]) await store.checkpoint(size);
    await readAll(store);
    for (const key of keys.filter((one) => one.startsWith("u/")))
      await store.headsNodeAt(Number.parseInt(key.slice(-14), 16) - 1, key.slice(2, -15));
  } finally {
    await store.close();
  }
}

describe("a store as it was left", () => {
  it("has records of every kind, and no fault", async () => {
    const found = KINDS.filter((kind) => keys.some((key) => key.startsWith(kind)));
    expect(found).toEqual(KINDS);
    const others = keys.filter((key) => !KINDS.some((kind) => key.startsWith(kind)));
    expect(others).toEqual([]);
    const { faults, summary } = await check();
    expect(faults).toEqual([]);
    expect(summary.size).toBe(7);
    await serve();
  });
});

describe("a record with one byte changed", () => {
  it.each(KINDS)("is named and not given out: %s", async (kind) => {
    const all = keys.filter((key) => key.startsWith(kind));
    const own = process.env["SUYUAN_DEEP"] === "1" ? all : [...all.slice(0, 1), ...all.slice(-1)];
    for (const key of own) {
      for (const share of [0, 0.4, 0.99]) {
        await rm(join(dir, "db"), { recursive: true });
        await cp(join(whole, "db"), join(dir, "db"), { recursive: true });
        await flip(key, share);
        await expect(serve(), key).rejects.toMatchObject({
          code: expect.stringMatching(/^store-(?:altered|foreign|truncated)$/) as string,
        });
        const { faults } = await check();
        expect(
          faults.map(({ record }) => record),
          `${key} at ${share}`,
        ).toContain(key);
      }
    }
  });

  it("names an entry by index and subjects, and nothing else with it", async () => {
    const key = keys.find((one) => one.endsWith("1") && one.startsWith("e/")) ?? "";
    await flip(key, 0.5);
    const { faults } = await check();
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ record: key, index: 1 });
    const subjects = [`asset ${hash("asset")}`, `grant ${hash("grant")}`];
    expect([...(faults[0]?.subjects ?? [])].sort()).toEqual(subjects.sort());
  });
});

describe("a record that is gone or too many", () => {
  it.each(KINDS.filter((kind) => !/^(?:[pfu]\/|m\/(?:tended|recorded))$/.test(kind)))(
    "is named when it is gone: %s",
    async (kind) => {
      const key = keys.findLast((one) => one.startsWith(kind)) ?? "";
      await alter((raw) => raw.write([[key, undefined]]));
      const { faults } = await check();
      const named = faults.map(({ record }) => record);
      // A chain without its end is told by the entries of it.
      expect(named).toContain(key);
    },
  );

  it("is named when nothing leads to it", async () => {
    const more = ["i/", "x/s/", "o/", "t/", "e/", "n/00/", "c/"].map((kind) => {
      const from = keys.find((one) => one.startsWith(kind)) ?? "";
      return [from, `${from.slice(0, -2)}f7`] as const;
    });
    await alter(async (raw) => {
      for (const [from, to] of more) await raw.write([[to, await raw.get(from)]]);
      await raw.write([["q/1", Uint8Array.of(1)]]);
    });
    const { faults } = await check();
    const named = new Set(faults.map(({ record }) => record));
    for (const [, to] of more) expect(named).toContain(to);
    expect(named).toContain("q/1");
    expect(named.size).toBe(more.length + 1);
  });
});
