// SPDX-License-Identifier: Apache-2.0
// Stores of earlier versions are opened, and are afterwards what a store of this version is: fsck finds nothing.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { defaultCrypto, formatCheckpoint, formatNote, noteSigner, signNote } from "@suyuan/proof";
import { beforeEach, describe, expect, it } from "vitest";
import { accepted, IDENTITY, openLog, temporaryFolder } from "../testing/sample.ts";
import { type Fault, fsck } from "./fsck.ts";
import { KEYS } from "./keys.ts";
import { Database } from "./level.ts";
import { openStore } from "./open.ts";
import { encodeJson } from "./records.ts";
import { withSum } from "./sums.ts";

/** Which records ended with a sum, as docs/lifecycle.md had it for each version. */
const VERSIONS = [
  ["suyuan/store@1", []],
  ["suyuan/store@2", ["c/", "f/", "p/", "u/", "m/tip", "m/writes", "m/tended", "m/recorded"]],
] as const;
const SIGNER = noteSigner(IDENTITY.origin, new Uint8Array(32).fill(7));
const ALTERED = { code: "store-altered" };

const signed = (size: number, root: Uint8Array): string => {
  const text = formatCheckpoint({ origin: IDENTITY.origin, size, root });
  return formatNote({ text, signatures: [signNote(text, SIGNER)] });
};

let dir: string;
/** What this version stores, without sums. */
let records: (readonly [key: string, value: Uint8Array])[];

beforeEach(async () => {
  dir = await temporaryFolder();
  const { store, sequencer } = await openLog(dir, undefined, signed);
  for (let count = 0; count < 5; count++) await sequencer.submit(accepted(count), 1);
  await sequencer.close();
  await sequencer.submit(accepted(5), 1);
  await store.putRecorded(2);
  await store.close();
  const database = await Database.open(join(dir, "db"), false, true);
  records = await Array.fromAsync(database.entries({ gte: "" }));
  await database.close();
  return () => rm(dir, { recursive: true });
});

/** Puts the records as an earlier version had them, and more. */
async function putAs(type: string, summed: readonly string[], more: [string, Uint8Array][] = []) {
  const raw = await Database.open(join(dir, "db"), false);
  const then = records.map(([key, value]) => {
    if (key.startsWith("d/")) return [key, undefined] as const;
    const isSummed = summed.some((begin) => key.startsWith(begin));
    return [key, isSummed ? withSum(key, value) : value] as const;
  });
  await raw.write([...then, [KEYS.meta, encodeJson({ ...IDENTITY, type })], ...more]);
  await raw.close();
}

async function openTwice(): Promise<void> {
  for (let round = 0; round < 2; round++) {
    const { store, usage } = await openStore(dir, IDENTITY, defaultCrypto);
    expect(store.tip().size).toBe(7);
    expect((await store.latestCheckpoint())?.size).toBe(6);
    expect(usage.of(3, store.tip().logged)).toBe(6);
    await store.close();
  }
}

async function faults(): Promise<Fault[]> {
  const found: Fault[] = [];
  const tell = (fault: Fault) => found.push(fault);
  const progress = () => undefined;
  await fsck(dir, { identity: IDENTITY, key: SIGNER.key, crypto: defaultCrypto, tell, progress });
  return found;
}

describe.each(VERSIONS)("a store of %s", (type, summed) => {
  it("is opened and is one of this version afterwards", async () => {
    await putAs(type, summed);
    expect(await faults()).not.toEqual([]);
    await openTwice();
    expect(await faults()).toEqual([]);
    const database = await Database.open(join(dir, "db"), false, true);
    expect(await Array.fromAsync(database.entries({ gte: "" }))).toEqual(
      records.map(([key, value]) => [
        key,
        key === KEYS.writes ? (expect.anything() as Uint8Array) : value,
      ]),
    );
    await database.close();
  });

  it("is opened when an earlier start was killed on the way", async () => {
    const keys = records.map(([key]) => key);
    for (const last of [keys[0], keys[keys.length >> 1], keys.at(-1)]) {
      const done = records.filter(([key]) => key <= (last ?? "") && !key.startsWith("e/"));
      const begun = done.filter(([key]) => key !== KEYS.meta && !key.startsWith("d/"));
      const mark = ["m/upgraded", Buffer.from(last ?? "")] as const;
      await putAs(
        type,
        summed,
        [...begun, mark].map(([key, value]) => [key, withSum(key, value)]),
      );
      await openTwice();
      expect(await faults(), last).toEqual([]);
    }
  });

  it("is not opened for another log, and is as it was", async () => {
    await putAs(type, summed);
    const other = { ...IDENTITY, origin: "log.example/other" };
    const code = "store-foreign";
    await expect(openStore(dir, other, defaultCrypto)).rejects.toMatchObject({ code });
    await openTwice();
  });
});

describe("a store of this version", () => {
  it("is refused when its records have no sums", async () => {
    await putAs(IDENTITY.type, []);
    await expect(openStore(dir, IDENTITY, defaultCrypto)).rejects.toMatchObject(ALTERED);
  });
});
