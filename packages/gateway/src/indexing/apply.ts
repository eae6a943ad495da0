// SPDX-License-Identifier: Apache-2.0
// What acts do to rows, and which records of the index that changes. Pure: the same acts give the same bytes.
import { partsOf } from "./acts/index.ts";
import type { Part } from "./acts/part.ts";
import { KEYS } from "./keys.ts";
import { placeKeys } from "./lists.ts";
import { positionOf } from "./position.ts";
import { actText } from "./records.ts";
import type { Act, Row, Rows, Subject } from "./types.ts";

/** Records to write: their bytes as text, or undefined to delete them. */
export type Records = Map<string, string | undefined>;

/** The rows that acts change or read, which must be known before they are applied. */
export function touchedRows(acts: readonly Act[]): Set<string> {
  const keys = new Set<string>();
  for (const { contract, name, args } of acts) {
    for (const { kind, ids, change, reads } of partsOf(contract, name)) {
      if (!change && !reads) continue;
      for (const id of ids(args)) keys.add(KEYS.row({ kind, id }));
    }
  }
  return keys;
}

/** Every thing that has a part in an act. */
function partsIn({ contract, name, args }: Act): (Subject & Pick<Part, "change">)[] {
  const found: (Subject & Pick<Part, "change">)[] = [];
  for (const { kind, ids, change, reads } of partsOf(contract, name)) {
    if (reads === "silently") continue;
    for (const id of ids(args)) found.push(change ? { kind, id, change } : { kind, id });
  }
  return found;
}

/** The things that an act makes or changes. */
export const changedIn = (act: Act): Subject[] =>
  partsIn(act).flatMap(({ kind, id, change }) => (change ? [{ kind, id }] : []));

/**
 * Applies acts in their order.
 * @param rows every row of `touchedRows`; changed in place
 * @param records gets what is to be written
 * @returns the rows as they were before, by their keys
 */
export function applyActs(acts: readonly Act[], rows: Rows, records: Records): Rows {
  const before: Rows = new Map();
  const kinds = new Map<string, Subject["kind"]>();
  for (const act of acts) {
    const at = positionOf(act.block, act.logIndex);
    const parts = partsIn(act);
    // What an act reads is what it names, whichever acts are applied together with it.
    const own: Rows = new Map([...touchedRows([act])].map((key) => [key, rows.get(key)]));
    for (const { kind, id, change } of parts) {
      records.set(KEYS.part({ kind, id }, at), "");
      if (!change) continue;
      const key = KEYS.row({ kind, id });
      const row = rows.get(key);
      if (!before.has(key)) before.set(key, row);
      kinds.set(key, kind);
      const changed = change(row, act, { id, at, rows: own });
      rows.set(key, changed);
      own.set(key, changed);
    }
    if (parts.length > 0) records.set(KEYS.act(at), actText(act));
  }
  for (const [key, was] of before) {
    const kind = kinds.get(key);
    if (kind) moveRow({ key, kind }, was, rows.get(key), records);
  }
  return before;
}

/** Writes a row, and its places in lists where they differ. */
export function moveRow(
  { key, kind }: { readonly key: string; readonly kind: Subject["kind"] },
  was: Row | undefined,
  is: Row | undefined,
  records: Records,
): void {
  const thing = key.slice(key.indexOf("/") + 1);
  const places = is ? placeKeys(kind, is) : [];
  const before = was ? placeKeys(kind, was) : [];
  for (const place of before) if (!places.includes(place)) records.set(place, undefined);
  for (const place of places) if (!before.includes(place)) records.set(place, thing);
  records.set(key, is && JSON.stringify(is));
}

/** The records that an act alone has made. */
export function recordsOf(act: Act): string[] {
  const position = positionOf(act.block, act.logIndex);
  const parts = partsIn(act).map((subject) => KEYS.part(subject, position));
  return parts.length === 0 ? [] : [KEYS.act(position), ...parts];
}
