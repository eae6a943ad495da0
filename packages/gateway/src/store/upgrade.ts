// SPDX-License-Identifier: Apache-2.0
// A store of an earlier version is brought to this one at its first start: sums behind every record that had none, and
// the counts of seats. It goes in portions, and each says how far it is, so that a kill costs one portion.
import { parseLeaf } from "@suyuan/proof";
import { KEYS } from "./keys.ts";
import type { Database, Write } from "./level.ts";
import { decodeTip, encodeJson, encodeUse } from "./records.ts";
import { isSummed } from "./sums.ts";
import type { StoreIdentity } from "./types.ts";
import { dayOf, Usage } from "./usage.ts";

const TOGETHER = 2_000;
/** Key of the last record that has its sum; only while a store is on its way. */
const DONE = "m/upgraded";

/** Which records of each earlier version end with a sum, by how their keys begin. */
const SUMMED_THEN: Readonly<Record<string, readonly string[]>> = {
  "suyuan/store@1": [],
  "suyuan/store@2": ["c/", "f/", "p/", "u/", "m/tip", "m/writes", "m/tended", "m/recorded"],
};

/** Whether a store has an earlier version that can be brought to this one. */
export const isEarlier = ({ type }: { readonly type: string }): boolean =>
  Object.hasOwn(SUMMED_THEN, type);

/**
 * Brings a store to this version; all of it or, after a kill, the rest.
 * @param from the version that the store says it has
 */
export async function upgradeStore(
  database: Database,
  from: string,
  identity: StoreIdentity,
): Promise<void> {
  const then = SUMMED_THEN[from] ?? [];
  const lacks = (key: string): boolean =>
    isSummed(key) && key !== DONE && !then.some((begin) => key.startsWith(begin));
  let portion: Write[] = [];
  const put = async (): Promise<void> => {
    const [last] = portion.at(-1) ?? [];
    if (last !== undefined) await database.write([...portion, [DONE, Buffer.from(last)]]);
    portion = [];
  };
  const done = await database.get(DONE);
  const begin = done ? Buffer.from(done).toString() : "";
  // Entries are the bulk of a store, and stay as they are.
  for (const range of [{ gt: "", lt: "e/" }, { gt: "e/~" }]) {
    const gt = begin > range.gt ? begin : range.gt;
    for await (const [key, value] of database.snapshot({ ...range, gt })) {
      if (!lacks(key)) continue;
      portion.push([key, value]);
      if (portion.length >= TOGETHER) await put();
    }
  }
  await put();
  const uses = await usesOf(database);
  await database.write([...uses, [KEYS.meta, encodeJson(identity)], [DONE, undefined]]);
}

/** The counts of the last day, up to the last heads entry. */
async function usesOf(database: Database): Promise<Write[]> {
  const stored = await database.get(KEYS.tip);
  const lastHeads = stored ? decodeTip(stored).lastHeads : -1;
  const seats: number[] = [];
  let last: number | undefined;
  const back = { gte: "e/", lt: KEYS.entry(Math.max(lastHeads, 0)), reverse: true };
  for await (const [, bytes] of database.entries(back)) {
    const leaf = parseLeaf(bytes);
    if (leaf.type !== "suyuan/entry@1") continue;
    last ??= leaf.logged;
    if (dayOf(leaf.logged) !== dayOf(last)) break;
    seats.push(leaf.statement.seat);
  }
  const usage = new Usage();
  for (const seat of seats) usage.add(seat, last ?? 0);
  return usage.all().map((use) => [KEYS.usage(use.seat), encodeUse(use)]);
}
