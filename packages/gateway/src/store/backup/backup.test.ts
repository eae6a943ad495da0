// SPDX-License-Identifier: Apache-2.0
// Backup and restore of a store that a sequencer writes to, without a gateway around it.
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  defaultCrypto,
  formatCheckpoint,
  formatNote,
  type Hex,
  noteSigner,
  signNote,
} from "@suyuan/proof";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { accepted, IDENTITY, openLog, type Opened, temporaryFolder } from "../../testing/sample.ts";
import type { Snapshots } from "../folders.ts";
import type { FsckParts } from "../fsck.ts";
import { Database } from "../level.ts";
import { openStore } from "../open.ts";
import { restoreBackup } from "./restore.ts";
import { type BackupParts, writeBackup } from "./write.ts";

const SIGNER = noteSigner(IDENTITY.origin, new Uint8Array(32).fill(7));
const signed = (size: number, root: Uint8Array): string => {
  const text = formatCheckpoint({ origin: IDENTITY.origin, size, root });
  return formatNote({ text, signatures: [signNote(text, SIGNER)] });
};
const PARTS: FsckParts = {
  ...{ identity: IDENTITY, key: SIGNER.key, crypto: defaultCrypto },
  tell: () => undefined,
  progress: () => undefined,
};

let dir: string;
let log: Opened;
let serial = 0;
const beside = (name: string): string => join(dir, name);
const write = (): Promise<unknown> => log.sequencer.submit(accepted(++serial), 1);

beforeEach(async () => {
  dir = await temporaryFolder();
  log = await openLog(beside("store"), (store) => store, signed);
  for (let count = 0; count < 5; count++) await write();
  await log.sequencer.close();
});
afterEach(async () => {
  await log.store.close();
  await rm(dir, { recursive: true });
});

function parts(change: Partial<BackupParts> = {}): BackupParts {
  const snapshots: Snapshots = {
    db: () => log.store.snapshot(),
    access: undefined,
    "document-records": undefined,
    webhooks: undefined,
  };
  const { signal } = new AbortController();
  const quiet = { progress: () => undefined, signal };
  return { snapshots, identity: IDENTITY, now: () => 5, ...quiet, ...change };
}

/** The size and root of a store in a folder, as a start reads them. */
async function endOf(folder: string): Promise<{ readonly size: number; readonly root: Hex }> {
  const { store } = await openStore(folder, IDENTITY, defaultCrypto);
  const { size, root } = store.tip();
  await store.close();
  return { size, root };
}

describe("a backup", () => {
  it("is of the moment at which it began, whatever is written meanwhile", async () => {
    const { size, root } = log.store.tip();
    const taken = parts();
    const db = (): ReturnType<NonNullable<Snapshots["db"]>> => {
      const snapshot = log.store.snapshot();
      const slow = async function* () {
        for await (const record of snapshot) {
          if (record[0] === "m/meta") await write();
          yield record;
        }
      };
      return { [Symbol.asyncIterator]: slow, close: () => snapshot.close() };
    };
    const { end, files } = await writeBackup(beside("b"), {
      ...taken,
      snapshots: { ...taken.snapshots, db },
    });
    expect(end).toMatchObject({ size, root });
    expect(files.map(({ file }) => file)).toEqual(["db.records"]);
    expect(log.store.tip().size).toBe(size + 1);
    const { checked } = await restoreBackup(beside("b"), beside("restored"), PARTS);
    expect(checked).toEqual({ size, root, faults: 0 });
    expect(await endOf(beside("restored"))).toEqual({ size, root });
  });

  it("leaves nothing when it is ended early, and may be taken again", async () => {
    const early = AbortSignal.abort(new Error("enough"));
    await expect(writeBackup(beside("b"), parts({ signal: early }))).rejects.toThrow("enough");
    expect((await readdir(dir)).toSorted()).toEqual(["store"]);
    await writeBackup(beside("b"), parts());
    expect(existsSync(beside("b"))).toBe(true);
  });

  it("is not written over anything, nor beside one that another is writing", async () => {
    await mkdir(beside("b"));
    await expect(writeBackup(beside("b"), parts())).rejects.toMatchObject({ code: "target-taken" });
    await mkdir(beside("c.part"));
    await expect(writeBackup(beside("c"), parts())).rejects.toMatchObject({ code: "target-taken" });
    expect(existsSync(beside("c.part"))).toBe(true);
    const nowhere = writeBackup(join(beside("none"), "b"), parts());
    await expect(nowhere).rejects.toMatchObject({ code: "target-taken" });
  });
});

describe("a restore", () => {
  const refused = (from: string) => restoreBackup(from, beside("never"), PARTS);

  it("refuses every manifest that is not one", async () => {
    await writeBackup(beside("b"), parts());
    const path = join(beside("b"), "manifest.json");
    const whole = JSON.parse(await readFile(path, "utf8")) as Record<string, unknown>;
    const [file] = whole["files"] as Record<string, unknown>[];
    const changes: Record<string, unknown>[] = [
      { type: "suyuan/backup@2" },
      { taken: "now" },
      { end: { size: -1, root: "0x", writes: 0 } },
      { files: [] },
      { files: [file, file] },
      { files: [{ ...file, file: "../db.records" }] },
      { files: [{ ...file, folder: "index", file: "index.records" }] },
      { files: [{ ...file, sha256: "00" }] },
      { files: [{ ...file, sha256: "00".repeat(32) }] },
      { files: [{ ...file, records: Number(file?.["records"]) + 1 }] },
    ];
    for (const change of changes) {
      await writeFile(path, JSON.stringify({ ...whole, ...change }));
      await expect(refused(beside("b")), JSON.stringify(change)).rejects.toMatchObject({
        code: "backup-broken",
      });
      await rm(beside("never.part"), { recursive: true, force: true });
    }
    await writeFile(path, "{");
    await expect(refused(beside("b"))).rejects.toMatchObject({ code: "backup-broken" });
    await writeFile(path, JSON.stringify(whole));
    expect((await refused(beside("b"))).checked.faults).toBe(0);
  });

  it("gives no name to a store whose records are not what the log says", async () => {
    // A forger who also writes the sums anew: the log's own hashes still tell.
    await log.store.close();
    const forged = await Database.open(join(beside("store"), "db"), false);
    await forged.write([["i/00", new Uint8Array(16)]]);
    await forged.close();
    await cp(beside("store"), beside("copy"), { recursive: true });
    log = await openLog(beside("other"));
    const database = await Database.open(join(beside("copy"), "db"), false);
    const snapshots: Snapshots = {
      db: () => database.snapshot(),
      access: undefined,
      "document-records": undefined,
      webhooks: undefined,
    };
    await writeBackup(beside("b"), parts({ snapshots }));
    await database.close();
    const { checked } = await refused(beside("b"));
    expect(checked.faults).toBeGreaterThan(0);
    expect(existsSync(beside("never"))).toBe(false);
    expect(existsSync(beside("never.part"))).toBe(true);
  });
});
