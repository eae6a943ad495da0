// SPDX-License-Identifier: Apache-2.0
// Second pass: over all keys. What no entry leads to, what lies beyond the log, what has no kind.
import { parseLeaf, statementId, toHex } from "@suyuan/proof";
import { entryRecord } from "../entries.ts";
import { KEYS, RANGES } from "../keys.ts";
import type { Database } from "../level.ts";
import { decodeHead, decodeNumber, decodePlace } from "../records.ts";
import { withoutSum } from "../sums.ts";
import { entryWrites } from "../writes.ts";
import { faultAt, isKnownKey } from "./faults.ts";
import { type State, STEP } from "./state.ts";

type Kind = "i" | "x" | "o" | "t";

/** Looks at every key, and follows those records back of which there are too many or too few. */
export async function checkStrays(state: State): Promise<void> {
  const counted = await checkKeys(state);
  for (const kind of ["i", "x", "o"] as const) {
    if (counted[kind] !== state.counts[kind] || state.broken.size > 0)
      await followBack(state, kind);
  }
  await followBack(state, "t");
  for (const [index, { what, subjects }] of state.broken) {
    const fault = faultAt(KEYS.entry(index), what);
    state.faults.add(subjects.size > 0 ? { ...fault, subjects: [...subjects] } : fault);
  }
}

async function checkKeys({ database, faults, progress, size }: State) {
  const counted = { i: 0, x: 0, o: 0 };
  let done = 0;
  for await (const key of database.keys({ gte: "" })) {
    if (++done % STEP === 0) progress("keys", done);
    if (!isKnownKey(key)) faults.at(key, "is of no kind that the store has");
    const kind = key.charAt(0);
    if (kind === "i" || kind === "x" || kind === "o") counted[kind]++;
    if (kind === "n" && !isInTree(key, size)) faults.at(key, "lies beyond the tree");
  }
  return counted;
}

function isInTree(key: string, size: number): boolean {
  const [, level = "", index = ""] = key.split("/");
  return (Number.parseInt(index, 16) + 1) * 2 ** Number.parseInt(level, 16) <= size;
}

async function followBack(state: State, kind: Kind): Promise<void> {
  const { database, faults, broken } = state;
  for await (const [key, stored] of database.entries(RANGES.all(kind))) {
    const value = faults.try(key, () => withoutSum(key, stored));
    const index = value && (await indexOf(state, kind, value));
    const mark = index === undefined ? undefined : broken.get(index);
    if (mark) {
      const [name] = kind === "o" || kind === "t" ? (faultAt(key, "").subjects ?? []) : [];
      if (name !== undefined) mark.subjects.add(name);
      continue;
    }
    const bytes = index === undefined ? undefined : await database.get(KEYS.entry(index));
    faults.try(key, () => {
      if (index === undefined || !bytes || !keysOf(index, bytes, state).has(key))
        throw new Error("is not what an entry leads to");
    });
  }
}

/** A broken record has another sum, or a number beyond what numbers can be. */
function safe<T>(decode: () => T): T | undefined {
  try {
    return decode();
  } catch {
    return undefined;
  }
}

async function indexOf(
  { database }: State,
  kind: Kind,
  value: Uint8Array,
): Promise<number | undefined> {
  if (kind === "o") return value.length === 8 ? safe(() => decodeNumber(value)) : undefined;
  if (kind === "t") return value.length === 48 ? safe(() => decodeHead(value).index) : undefined;
  const place = kind === "i" ? value : await placeOf(database, KEYS.id(toHex(value)));
  if (place?.length !== 16) return undefined;
  return safe(() => decodePlace(place).index);
}

async function placeOf(database: Database, key: string): Promise<Uint8Array | undefined> {
  const stored = await database.get(key);
  return stored && safe(() => withoutSum(key, stored));
}

/** Keys of all records that an entry leads to. */
function keysOf(index: number, bytes: Uint8Array, { crypto }: State): Set<string> {
  const leaf = parseLeaf(bytes);
  if (leaf.type === "suyuan/heads@1") return new Set();
  const record = entryRecord(index, leaf, bytes, statementId(leaf.statement, crypto));
  const heads = record.links.map(({ subject }) => KEYS.head(subject));
  return new Set([...entryWrites(record).map(([key]) => key), ...heads]);
}
