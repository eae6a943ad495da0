// SPDX-License-Identifier: Apache-2.0
// What no entry leads to: records with sums of their own, and commits.log.
import { parseLeaf } from "@suyuan/proof";
import { KEYS, RANGES } from "../keys.ts";
import {
  decodeCheckpoint,
  decodeFinding,
  decodeNumber,
  decodeProofs,
  decodeTip,
  decodeUse,
} from "../records.ts";
import type { Committed } from "../commits.ts";
import { withoutSum } from "../sums.ts";
import type { Tip } from "../types.ts";
import type { Faults } from "./faults.ts";
import type { State } from "./state.ts";

/** The tip, or a fault. */
export function readTip(faults: Faults, stored: Uint8Array | undefined): Tip | undefined {
  if (!stored) faults.at(KEYS.tip, "is missing");
  return stored && faults.try(KEYS.tip, () => decodeTip(withoutSum(KEYS.tip, stored)));
}

/** Checkpoints without a heads entry, findings, proofs, counters, what seats have used. */
export async function checkRest(state: State): Promise<void> {
  await checkAlone(state);
  await checkUsage(state);
  const { database, faults, size } = state;
  for await (const [key, stored] of database.entries({ gte: "f/", lt: "f/~" })) {
    faults.try(key, () => {
      const { code } = decodeFinding(withoutSum(key, stored));
      if (!key.endsWith(`/${code}`)) throw new Error(`holds the finding ${code}`);
      if (Number.parseInt(key.slice(2), 16) >= size) throw new Error("lies beyond the log");
    });
  }
  for await (const [key, stored] of database.entries(RANGES.proofsFrom(0))) {
    faults.try(key, () => {
      const { first, until } = decodeProofs(withoutSum(key, stored));
      if (key !== KEYS.proofs(first) || until <= first || until > size)
        throw new Error("is of another run of entries");
    });
  }
  for (const key of [KEYS.tended, KEYS.recorded]) {
    const stored = await database.get(key);
    if (!stored) continue;
    faults.try(key, () => {
      if (decodeNumber(withoutSum(key, stored)) > size) throw new Error("is beyond the log");
    });
  }
}

async function checkAlone({ database, faults, broken }: State): Promise<void> {
  for await (const [key, stored] of database.entries(RANGES.checkpointsFrom(0))) {
    const record = faults.try(key, () => decodeCheckpoint(withoutSum(key, stored)));
    if (!record) continue;
    if (key !== KEYS.checkpoint(record.size)) faults.at(key, `holds that of ${record.size}`);
    const entry = await database.get(KEYS.entry(Math.max(record.size - 1, 0)));
    if (broken.has(record.size - 1)) continue;
    faults.try(key, () => {
      if (!entry || parseLeaf(entry).type !== "suyuan/heads@1")
        throw new Error("ends in no heads entry");
    });
  }
}

/** Counts of the newest day are what the entries up to the last heads entry say; of others only the sum is known. */
async function checkUsage({ database, faults, broken, usage }: State): Promise<void> {
  const awaited = new Map(usage.all().map((use) => [KEYS.usage(use.seat), use]));
  const [{ day } = { day: 0 }] = awaited.values();
  for await (const [key, stored] of database.entries(RANGES.usage)) {
    const use = awaited.get(key);
    awaited.delete(key);
    faults.try(key, () => {
      const found = decodeUse(key, withoutSum(key, stored));
      const isSame = use ? found.day === day && found.count === use.count : found.day < day;
      // A broken entry may have been anybody's.
      if (!isSame && broken.size === 0) throw new Error("is not what the entries say");
    });
  }
  if (broken.size === 0) for (const key of awaited.keys()) faults.at(key, "is missing");
}

/** Compares commits.log, line by line, with the roots that the tree had. */
export async function checkCommits(
  { database, faults, tip, roots }: State,
  lines: readonly (Committed | undefined)[],
): Promise<void> {
  const stored = await database.get(KEYS.writes);
  const writes = stored
    ? faults.try(KEYS.writes, () => decodeNumber(withoutSum(KEYS.writes, stored)))
    : undefined;
  if (!stored && (tip?.size ?? 0) > 0) faults.at(KEYS.writes, "is missing");
  if (lines.length === 0 && (tip?.size ?? 0) > 0) faults.at("commits.log", "is missing or empty");
  let before: Committed | undefined;
  for (const [at, line] of lines.entries()) {
    const name = `commits.log:${at + 1}`;
    if (!line) {
      faults.at(name, "is not a line of a commit");
      continue;
    }
    if (before && (line.writes <= before.writes || line.size < before.size))
      faults.at(name, "goes back");
    const root = roots.get(line.size);
    if (root !== undefined && root !== line.root) faults.at(name, "names another root");
    const isBeyond = line.size > (tip?.size ?? Infinity) || line.writes > (writes ?? Infinity);
    if (isBeyond) faults.at(name, "names more than the store holds");
    before = line;
  }
}
