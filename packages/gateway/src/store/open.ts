// SPDX-License-Identifier: Apache-2.0
import { existsSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { type CryptoProvider, Frontier, ProofError, toHex } from "@suyuan/proof";
import { StartRefusal } from "../refusal.ts";
import { checkTail } from "./check.ts";
import { type Committed, CommitsLog, hasCommits, lastCommitted } from "./commits.ts";
import type { FolderName } from "./folders.ts";
import { makeFolder } from "./names.ts";
import { KEYS, type Subject } from "./keys.ts";
import { Database, databaseFault } from "./level.ts";
import { LevelLogStore } from "./log-store.ts";
import { altered } from "./reading.ts";
import { decodeIdentity, decodeNumber, decodeTip, encodeJson } from "./records.ts";
import type { LogStore, StoreIdentity, Tip } from "./types.ts";
import { isEarlier, upgradeStore } from "./upgrade.ts";
import type { Usage } from "./usage.ts";

export interface OpenedStore {
  readonly store: LogStore;
  /** Subjects with entries that no heads entry covers yet. */
  readonly dirty: readonly Subject[];
  /** What each seat has in the log today. */
  readonly usage: Usage;
}

/** Folder of the database below that of the store. */
export const FOLDER: FolderName = "db";

/**
 * Opens the store of a log, or makes it, and checks its end; memory and time do not grow with the log.
 * @throws StartRefusal `store-in-use`, `store-unwritable`, `store-foreign`, `store-truncated`, `store-altered`
 */
export async function openStore(
  dir: string,
  identity: StoreIdentity,
  crypto: CryptoProvider,
): Promise<OpenedStore> {
  await orUnwritable(dir, makeFolder(dir));
  const last = await lastCommitted(dir);
  const path = join(dir, FOLDER);
  // LevelDB would make a new database where the old one's first file is missing.
  if (last && !existsSync(join(path, "CURRENT"))) throw truncated(last, { size: 0, writes: 0 });
  const unsorted = await bytesOfLog(path);
  const database = await openDatabase(path, !hasCommits(dir));
  try {
    const tip = await readTip(database, identity, crypto);
    if (!last && tip.size > 0) throw altered("commits.log is missing or has no whole line");
    const writes = await readWrites(database);
    if (last && (last.size > tip.size || last.writes > writes)) {
      throw truncated(last, { size: tip.size, writes });
    }
    const { dirty, usage } = await checkTail(database, tip, { crypto, unsorted });
    if (last?.size === tip.size && last.root !== tip.root)
      throw altered("commits.log names another root");
    const end = { writes, size: tip.size, root: tip.root };
    const commits = await orUnwritable(dir, CommitsLog.begin(dir, end));
    return { store: new LevelLogStore(database, commits, { tip, writes, crypto }), dirty, usage };
  } catch (error) {
    await database.close();
    if (error instanceof ProofError) throw altered(error.message, error);
    if (error instanceof StartRefusal || databaseFault(error) !== "LEVEL_CORRUPTION") throw error;
    throw altered("the database's own checksums do not hold", error);
  }
}

/**
 * Opens the database of a store, alone.
 * @param sums false leaves sums where they are
 * @throws StartRefusal `store-in-use`, `store-unwritable`, `store-altered`
 */
export async function openDatabase(path: string, create: boolean, sums = true): Promise<Database> {
  try {
    return await Database.open(path, create, sums);
  } catch (error) {
    const fault = databaseFault(error);
    if (fault === "LEVEL_LOCKED") {
      throw new StartRefusal(
        "store-in-use",
        `another process has the store at ${path} open`,
        error,
      );
    }
    if (fault === "LEVEL_IO_ERROR" && !MISSING.test(causeOf(error))) throw unwritable(path, error);
    throw altered(`the database does not open: ${causeOf(error)}`, error);
  }
}

/** A file that is not there is none that cannot be written. */
const MISSING = /no such file/i;

/** Whatever the system says of a disk that is full, of rights, of a device that is read-only. */
const unwritable = (path: string, error: unknown): StartRefusal =>
  new StartRefusal("store-unwritable", `${path} cannot be written: ${causeOf(error)}`, error);

async function orUnwritable<T>(dir: string, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (typeof (error as NodeJS.ErrnoException).syscall !== "string") throw error;
    throw unwritable(dir, error);
  }
}

const causeOf = (error: unknown): string =>
  error instanceof Error
    ? error.cause instanceof Error
      ? error.cause.message
      : error.message
    : "unknown";

async function readTip(
  database: Database,
  identity: StoreIdentity,
  crypto: CryptoProvider,
): Promise<Tip> {
  const stored = await database.get(KEYS.meta);
  if (!stored) {
    const tip = emptyTip(crypto);
    if (await database.get(KEYS.tip)) throw altered("it does not say whose it is");
    await database.write([
      [KEYS.meta, encodeJson(identity)],
      [KEYS.tip, encodeJson(tip)],
    ]);
    return tip;
  }
  const found = decodeStored(stored, decodeIdentity);
  const isOld = isEarlier(found);
  requireSame(isOld ? { ...found, type: identity.type } : found, identity);
  if (isOld) await upgradeStore(database, found.type, identity);
  const tip = await database.get(KEYS.tip);
  if (!tip) throw altered("it has no tip");
  return decodeStored(tip, decodeTip);
}

function decodeStored<T>(bytes: Uint8Array, decode: (bytes: Uint8Array) => T): T {
  try {
    return decode(bytes);
  } catch (cause) {
    throw altered("a record of the store is not JSON", cause);
  }
}

function requireSame(stored: StoreIdentity, wanted: StoreIdentity): void {
  for (const key of ["type", "origin", "chainId", "exchangeLog"] as const) {
    if (stored[key] === wanted[key]) continue;
    const message = `the store has ${key} ${String(stored[key])}, the configuration asks for ${String(wanted[key])}`;
    throw new StartRefusal("store-foreign", message);
  }
}

function emptyTip(crypto: CryptoProvider): Tip {
  const root = toHex(new Frontier(crypto).root());
  return { size: 0, root, subtrees: [], logged: 0, lastHeads: -1 };
}

/** Bytes in LevelDB's own log, which it has not sorted into tables yet. */
async function bytesOfLog(path: string): Promise<number> {
  if (!existsSync(path)) return 0;
  const logs = (await readdir(path)).filter((name) => name.endsWith(".log"));
  const sizes = await Promise.all(logs.map(async (name) => (await stat(join(path, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function readWrites(database: Database): Promise<number> {
  const bytes = await database.get(KEYS.writes);
  return bytes ? decodeNumber(bytes) : 0;
}

function truncated(last: Committed, found: Pick<Committed, "size" | "writes">): StartRefusal {
  const message =
    `the store ends at ${found.size} entries and ${found.writes} writes, ` +
    `${last.size} entries and ${last.writes} writes were on disk`;
  return new StartRefusal("store-truncated", message);
}
