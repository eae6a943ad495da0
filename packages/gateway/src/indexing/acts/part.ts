// SPDX-License-Identifier: Apache-2.0
// The words in which the tables of this folder say what an act does to the rows of the index.
import { KEYS } from "../keys.ts";
import type { Position } from "../position.ts";
import type { Act, Args, Fields, Kind, Plain, Row, Rows } from "../types.ts";

/** Where a change happens. */
export interface Place {
  /** Id of the thing, as keys have it. */
  readonly id: string;
  readonly at: Position;
  /** The other rows that the act changes, earlier parts of it applied. */
  readonly rows: Rows;
}

/** A row after an act. */
export type Change = (row: Row | undefined, act: Act, place: Place) => Row;

/** The part that a thing has in an act, or each of some things of a kind. */
export interface Part {
  readonly kind: Kind;
  /** Their ids; none when the act has no such thing this time. */
  readonly ids: (args: Args) => readonly string[];
  readonly change?: Change;
  /** Changes of other things in the act read its row; `silently`: the act is none of its history. */
  readonly reads?: true | "silently";
}

/** What each event of a contract does, by the event's name. */
export type ContractActs = Readonly<Record<string, readonly Part[]>>;

const ZERO = /^0x0+$/;

/** An id as keys have it; undefined for zero, which stands for none. */
export function idText(value: Plain | undefined): string | undefined {
  if (typeof value === "number") return value === 0 ? undefined : String(value);
  if (typeof value !== "string" || ZERO.test(value)) return undefined;
  return value.startsWith("0x") ? value.slice(2) : value;
}

/** A simple value as text; empty for none, and for what is not simple. */
export const plainText = (value: Plain | undefined): string =>
  typeof value === "object" || value === undefined ? "" : String(value);

/** The text that stands in fixed bytes, filled up with zeros. */
export const textOf = (value: Plain | undefined): string =>
  Buffer.from(plainText(value).slice(2), "hex").toString("utf8").replace(/\0+$/, "");

const NONE: readonly string[] = [];

const field =
  (name: string) =>
  (args: Args): readonly string[] => {
    const id = idText(args[name]);
    return id === undefined ? NONE : [id];
  };

/** The id in a struct that is a value of the act. */
export const nested =
  (struct: string, name: string) =>
  (args: Args): readonly string[] =>
    field(name)((args[struct] ?? {}) as Args);

/** The thing takes part: the act belongs to its history. */
export const has = (kind: Kind, name: string): Part => ({ kind, ids: field(name) });

/** The thing takes part, and changes of other things in the act read its row. */
export const sees = (kind: Kind, name: string): Part => ({ kind, ids: field(name), reads: true });

/** The act makes the thing. */
export const makes = (
  kind: Kind,
  name: string,
  fields: (args: Args, act: Act, rows: Rows) => Fields,
): Part => ({
  kind,
  ids: field(name),
  change: (_, act, { at, rows }) => {
    const id = act.args[name] as string | number;
    return { id, at, ...fields(act.args, act, rows) };
  },
});

/** The act changes the thing. */
export const changes = (
  kind: Kind,
  name: string,
  fields: (args: Args, row: Row, act: Act, rows: Rows) => Fields,
): Part => ({
  kind,
  ids: field(name),
  change: (known, act, { at, rows }) => {
    const row = known ?? { id: act.args[name] as string | number, at };
    return { ...row, ...fields(act.args, row, act, rows) };
  },
});

/** Another row that the act changes. */
export const rowOf = (rows: Rows, kind: Kind, id: Plain | undefined): Row | undefined =>
  rows.get(KEYS.row({ kind, id: idText(id) ?? "" }));

const KEY_DIGITS = 64;

/** Id of a rule by its key in plain text. */
export const ruleId = (key: string): string =>
  Buffer.from(key, "utf8").toString("hex").padEnd(KEY_DIGITS, "0");

/** Changes in the act read a rule. */
export const readsRule = (key: string): Part => ({
  kind: "rule",
  ids: () => [ruleId(key)],
  reads: "silently",
});

/** What a rule that the act reads said at a moment; 0 while there was none. */
export function ruleAt(rows: Rows, key: string, time: number): number {
  const row = rows.get(KEYS.row({ kind: "rule", id: ruleId(key) }));
  const versions = (row?.["versions"] ?? []) as readonly Fields[];
  return Number(versions.findLast(({ from }) => Number(from) <= time)?.["value"] ?? 0);
}

const DAY = 86_400;
/** Days of a week for each that is worked. */
const WEEK = 7 / 5;

/** A moment by which no limit of so many working days is over: for sorting what no event tells. */
export const daysAfter = (since: number, days: number): number =>
  since + Math.floor(days * WEEK) * DAY;

/** Some of an act's values, under their own names. */
export function pick(args: Args, ...names: readonly string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, args[name] ?? null]));
}
