// SPDX-License-Identifier: Apache-2.0
// The words in which lists say where a row stands in them.
import { idText, plainText } from "./acts/part.ts";
import type { Kind, Row } from "./types.ts";

/** Where a row stands in a list: under a value, at a place that sorts. */
export type Place = readonly [value: string, sort: string];

/** The list of the rows of one kind, or of several. */
export interface List {
  readonly kind?: Kind;
  readonly places: (row: Row, kind: Kind) => readonly Place[];
}

const TIME_DIGITS = 10;

/** A moment as text that sorts; behind it stands what tells equal ones apart. */
export const timeText = (seconds: number): string =>
  seconds.toString(16).padStart(TIME_DIGITS, "0");

/** All rows of a kind, in the order in which they were made. */
export const all = (kind: Kind): List => ({ kind, places: ({ at }) => [["", at]] });

/** By one value of a row. */
export const by = (kind: Kind, name: string): List => ({
  kind,
  places: (row) => {
    const value = idText(row[name]);
    return value === undefined ? [] : [[value, row.at]];
  },
});

/** By a small number that may be zero. */
export const byNumber = (kind: Kind, name: string): List => ({
  kind,
  places: (row) => [[plainText(row[name]), row.at]],
});

/** By the moment at which a row's term is over. */
export const until = (kind: Kind): List => ({
  kind,
  places: (row) =>
    typeof row["until"] === "number" && row["until"] > 0
      ? [["", `${timeText(row["until"])}${row.at}`]]
      : [],
});

/** Only those rows of a list of which something holds. */
export const where = (test: (row: Row) => boolean, { kind, places }: List): List => ({
  ...(kind && { kind }),
  places: (row, of) => (test(row) ? places(row, of) : []),
});
