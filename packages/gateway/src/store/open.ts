// SPDX-License-Identifier: Apache-2.0
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type CryptoProvider, Frontier, toHex } from "@suyuan/proof";
import { StartRefusal } from "../refusal.ts";
import { altered, checkStore } from "./check.ts";
import { type Committed, CommitsLog, hasCommits, lastCommitted } from "./commits.ts";
import { KEYS, type Subject } from "./keys.ts";
import { Database, databaseFault } from "./level.ts";
import { LevelLogStore } from "./log-store.ts";
import { decodeIdentity, decodeNumber, decodeTip, encodeJson } from "./records.ts";
import type { LogStore, StoreIdentity, Tip } from "./types.ts";
import type { Usage } from "./usage.ts";

export interface OpenedStore {
  readonly store: LogStore;
  /** Subjects with entries that no heads entry covers yet. */
  readonly dirty: readonly Subject[];
  /** What each seat has in the log today. */
  readonly usage: Usage;
}

const FOLDER = "db";

/**
 * Opens the store of a log, or makes it, and checks all that it holds.
 * @throws StartRefusal `store-in-use`, `store-foreign`, `store-truncated`, `store-altered`
 */
export async function openStore(
  dir: string,
  identity: StoreIdentity,
  crypto: CryptoProvider,
): Promise<OpenedStore> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const last = await lastCommitted(dir);
  const path = join(dir, FOLDER);
  // LevelDB would make a new database where the old one's first file is missing.
  if (last && !existsSync(join(path, "CURRENT"))) throw truncated(last, { size: 0, writes: 0 });
  const database = await openDatabase(path, !hasCommits(dir));
  try {
    const tip = await readTip(database, identity, crypto);
    if (!last && tip.size > 0) throw altered("commits.log is missing or has no whole line");
    const writes = await readWrites(database);
    if (last && (last.size > tip.size || last.writes > writes)) {
      throw truncated(last, { size: tip.size, writes });
    }
    const { dirty, usage } = await checkStore(database, tip, crypto);
    if (last?.size === tip.size && last.root !== tip.root)
      throw altered("commits.log names another root");
    const commits = await CommitsLog.begin(dir, { writes, size: tip.size, root: tip.root });
    return { store: new LevelLogStore(database, commits, { tip, writes }), dirty, usage };
  } catch (error) {
    await database.close();
    if (error instanceof StartRefusal || databaseFault(error) !== "LEVEL_CORRUPTION") throw error;
    throw altered("the database's own checksums do not hold", error);
  }
}

async function openDatabase(path: string, create: boolean): Promise<Database> {
  try {
    return await Database.open(path, create);
  } catch (error) {
    const fault = databaseFault(error);
    if (fault === "LEVEL_LOCKED") {
      throw new StartRefusal(
        "store-in-use",
        `another process has the store at ${path} open`,
        error,
      );
    }
    throw altered(`the database does not open: ${causeOf(error)}`, error);
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
  requireSame(decodeStored(stored, decodeIdentity), identity);
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
