// SPDX-License-Identifier: Apache-2.0
// Every key of the index. Numbers are fixed-width hexadecimal, so that keys sort as numbers do.
import { type Position, positionOf } from "./position.ts";
import { type Kind, KINDS, type Subject } from "./types.ts";

const BLOCK_DIGITS = 10;
/** Sorts behind every key that has the prefix before it. */
const LAST = "~";

const LETTERS = Object.fromEntries(
  KINDS.map((kind, place) => [kind, String.fromCharCode(97 + place)]),
) as Record<Kind, string>;
const BY_LETTER = new Map(KINDS.map((kind) => [LETTERS[kind], kind]));

const block = (number: number): string => number.toString(16).padStart(BLOCK_DIGITS, "0");
const thing = ({ kind, id }: Subject): string => LETTERS[kind] + id;

export const KEYS = {
  /** Whose index it is. */
  identity: "m/identity",
  /** The last block, and how many acts there are up to it. */
  tip: "m/tip",
  /** The newest block with acts that cannot be undone any more. */
  floor: "m/floor",
  act: (position: Position) => `e/${position}`,
  row: (subject: Subject) => `r/${thing(subject)}`,
  /** Empty: the act's position is the end of the key. */
  part: (subject: Subject, position: Position) => `h/${thing(subject)}/${position}`,
  /** The name of the thing that stands at this place of a list. */
  place: (list: string, value: string, sort: string) => `l/${list}/${value}/${sort}`,
  /** What the rows were that a block changed. */
  undo: (number: number) => `u/${block(number)}`,
} as const;

/** Half-open ranges of keys. */
export const RANGES = {
  everything: { gte: "", lt: LAST },
  parts: (subject: Subject, after: Position | undefined) => ({
    gt: KEYS.part(subject, after ?? ""),
    lt: KEYS.part(subject, LAST),
  }),
  places: (list: string, value: string, after: string | undefined) => ({
    gt: KEYS.place(list, value, after ?? ""),
    lt: KEYS.place(list, value, LAST),
  }),
  acts: (after: Position | undefined) => ({ gt: KEYS.act(after ?? ""), lt: KEYS.act(LAST) }),
  actsOf: (number: number) => ({
    gte: KEYS.act(positionOf(number, 0)),
    lt: KEYS.act(positionOf(number + 1, 0)),
  }),
  undo: { gte: "u/", lt: `u/${LAST}` },
  undoBefore: (number: number) => ({ gte: "u/", lt: KEYS.undo(number) }),
} as const;

/** What stands behind the last slash of a key. */
export const endOf = (key: string): string => key.slice(key.lastIndexOf("/") + 1);

/** A thing by its name: the letter of its kind, then its id. */
export function thingOf(name: string): Subject {
  const kind = BY_LETTER.get(name.slice(0, 1));
  if (!kind) throw new Error(`${name} is the name of nothing`);
  return { kind, id: name.slice(1) };
}

/** The thing of a row's key. */
export const subjectOf = (rowKey: string): Subject => thingOf(rowKey.slice(2));
