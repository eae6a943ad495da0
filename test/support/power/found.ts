// SPDX-License-Identifier: Apache-2.0
// What is found when the power is back: an image of the disk, written down and read by LevelDB itself.
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import type { Hex } from "@suyuan/proof";
import { Level } from "level";

/** Writes an image below a folder, in place of what was there. @param from the folder that the image is of */
export async function writeImage(
  image: ReadonlyMap<string, Buffer>,
  from: string,
  to: string,
): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await mkdir(to, { recursive: true });
  for (const [path, bytes] of image) {
    const file = join(to, path.slice(from.length));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
}

/**
 * What a store has lost.
 * @param dir folder of the store
 * @param ids statements that it must have
 * @returns a reason for each; nothing when it opens and has them all
 */
export async function lostIn(dir: string, ids: readonly Hex[]): Promise<string[]> {
  if (ids.length === 0) return [];
  if (!existsSync(join(dir, "commits.log"))) return ["commits.log is not there"];
  const level = new Level<string, Uint8Array>(join(dir, "db"), { valueEncoding: "view" });
  try {
    await level.open({ createIfMissing: false });
  } catch (error) {
    return [`the database does not open: ${String(error instanceof Error ? error.cause : error)}`];
  }
  try {
    const found = await level.getMany(ids.map((id) => `i/${id.slice(2)}`));
    const lost = ids.filter((_, at) => found[at] === undefined);
    return [...lost.map((id) => `${id} is lost`), ...(await behind(dir, level))];
  } finally {
    await level.close();
  }
}

/** The rule of every start: the store does not end before the last whole line of commits.log. */
async function behind(dir: string, level: Level<string, Uint8Array>): Promise<string[]> {
  const text = await readFile(join(dir, "commits.log"), "latin1");
  const lines = text.slice(0, text.lastIndexOf("\n") + 1).split("\n");
  const last = lines.findLast((line) => /^\d+ \d+ 0x[0-9a-f]{64}$/.test(line));
  if (last === undefined) return ["commits.log has no whole line"];
  const [stored] = await level.getMany(["m/writes"]);
  const writes = stored ? Number(Buffer.from(stored).readBigUInt64BE(0)) : 0;
  return writes >= parseInt(last, 10) ? [] : [`commits.log says ${last}, the store ${writes}`];
}
