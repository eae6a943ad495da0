// SPDX-License-Identifier: Apache-2.0
import { mkdir, rm } from "node:fs/promises";
import { Database, databaseFault } from "../store/level.ts";
import { KEYS } from "./keys.ts";
import { decodeJson } from "./records.ts";
import { LevelIndexStore } from "./store.ts";
import type { IndexStore } from "./index-store.ts";
import type { IndexIdentity } from "./types.ts";

/** Grows with every change of what acts do to rows, or of how rows are written: the index is then made anew. */
export const INDEX_VERSION = 5;

/**
 * Opens the index in a folder of its own. One that is another deployment's, of another version or damaged is thrown
 * away: all of it can be made anew from the chain.
 * @throws Error `LEVEL_LOCKED` when another process has it open
 */
export async function openIndex(
  folder: string,
  of: Omit<IndexIdentity, "version">,
): Promise<IndexStore> {
  const identity = { version: INDEX_VERSION, ...of };
  try {
    const database = await Database.open(folder, true);
    try {
      if (await isOurs(database, identity)) return await LevelIndexStore.over(database, identity);
    } catch (error) {
      await database.close();
      throw error;
    }
    await database.close();
  } catch (error) {
    if (databaseFault(error) === "LEVEL_LOCKED") throw error;
    // Whatever else is wrong with it, a new one is not.
  }
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return LevelIndexStore.over(await Database.open(folder, true), identity);
}

async function isOurs(database: Database, identity: IndexIdentity): Promise<boolean> {
  const bytes = await database.get(KEYS.identity);
  if (!bytes) return (await database.get(KEYS.tip)) === undefined;
  const found = decodeJson(bytes) as IndexIdentity;
  return (
    found.version === identity.version &&
    found.chainId === identity.chainId &&
    found.deploymentId === identity.deploymentId
  );
}
