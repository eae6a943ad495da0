// SPDX-License-Identifier: Apache-2.0
// Reads a whole store without a chain and names every record that is not what the log says. Memory does not
// grow with the log.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { CryptoProvider, Hex, NoteKey } from "@suyuan/proof";
import { StartRefusal } from "../refusal.ts";
import { committedLines } from "./commits.ts";
import { type Fault, Faults } from "./fsck/faults.ts";
import { checkMap, checkUndo } from "./fsck/heads.ts";
import { checkLog } from "./fsck/log.ts";
import { checkCommits, checkRest, readTip } from "./fsck/rest.ts";
import type { State } from "./fsck/state.ts";
import { checkStrays } from "./fsck/strays.ts";
import { KEYS } from "./keys.ts";
import type { Database } from "./level.ts";
import { FOLDER, openDatabase } from "./open.ts";
import { decodeIdentity } from "./records.ts";
import type { StoreIdentity } from "./types.ts";
import { Usage } from "./usage.ts";

export type { Fault } from "./fsck/faults.ts";

/** Whose store is checked, and who is told what. */
export interface FsckParts {
  readonly identity: StoreIdentity;
  /** Verifies the log's checkpoints. */
  readonly key: NoteKey;
  readonly crypto: CryptoProvider;
  readonly tell: (fault: Fault) => void;
  readonly progress: (pass: string, done: number) => void;
}

/** What a check came to. */
export interface FsckSummary {
  /** Entries in the log. */
  readonly size: number;
  /** Root at the end of the log, as the tip has it. */
  readonly root: Hex | undefined;
  readonly faults: number;
}

/**
 * Checks the store in a folder. No record is changed; the database is opened alone, and does to its own files
 * what it does whenever it is opened.
 * @throws StartRefusal `store-in-use`, `store-foreign`, `store-truncated` (there is none), `store-altered` (it
 * does not open)
 */
export async function fsck(dir: string, parts: FsckParts): Promise<FsckSummary> {
  const path = join(dir, FOLDER);
  if (!existsSync(join(path, "CURRENT")))
    throw new StartRefusal("store-truncated", `there is no store in ${dir}`);
  const database = await openDatabase(path, false, false);
  try {
    return await check(dir, database, parts);
  } finally {
    await database.close();
  }
}

async function check(dir: string, database: Database, parts: FsckParts): Promise<FsckSummary> {
  const { identity, key, crypto, tell, progress } = parts;
  const faults = new Faults(tell);
  checkIdentity(faults, await database.get(KEYS.meta), identity);
  const tip = readTip(faults, await database.get(KEYS.tip));
  const lines = await committedLines(dir);
  const state: State = {
    ...{ database, faults, crypto, identity, key, tip, progress },
    size: 0,
    broken: new Map(),
    counts: { i: 0, x: 0, o: 0 },
    roots: new Map(lines.flatMap((line) => (line ? [[line.size, undefined]] : []))),
    map: undefined,
    usage: new Usage(),
  };
  await checkLog(state);
  await checkStrays(state);
  await checkMap(state);
  await checkUndo(state);
  await checkRest(state);
  await checkCommits(state, lines);
  return { size: state.size, root: tip?.root, faults: faults.count };
}

function checkIdentity(
  faults: Faults,
  stored: Uint8Array | undefined,
  identity: StoreIdentity,
): void {
  if (!stored) {
    faults.at(KEYS.meta, "is missing");
    return;
  }
  const found = faults.try(KEYS.meta, () => decodeIdentity(stored));
  if (!found) return;
  for (const member of ["type", "origin", "chainId", "exchangeLog"] as const) {
    if (found[member] === identity[member]) continue;
    const what = `has ${member} ${String(found[member])} and not ${String(identity[member])}`;
    faults.at(KEYS.meta, what);
  }
}
