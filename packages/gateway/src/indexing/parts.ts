// SPDX-License-Identifier: Apache-2.0
// What each organisation has, or had, a part in: by these lists it finds its own things without looking through those
// of others.
import { plainText } from "./acts/part.ts";
import type { List } from "./places.ts";
import type { Kind, Row } from "./types.ts";

/** By the kinds of things that are not every member's, the values that name who has a part. */
const NAMES: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  demand: ["organization", "matchedBy"],
  request: ["organization", "answerer", "origin"],
  grant: ["provider", "recipient", "origin"],
  change: ["provider", "recipient"],
  delivery: ["provider", "recipient", "organization"],
  return: ["claimant", "holder"],
  case: ["raiser", "respondent", "registrar", "coordinator", "government"],
  finding: ["against", "by", "authority"],
};

/** Everyone whom a row names as having a part in the thing. */
export const namedIn = (kind: Kind, row: Row): readonly string[] => [
  ...new Set(
    (NAMES[kind] ?? []).map((name) => plainText(row[name])).filter((who) => Number(who) > 0),
  ),
];

/** The value under which things of a kind stand that an organisation has a part in. */
export const ownValue = (organization: number | string, kind: Kind): string =>
  `${organization}.${kind}`;

export const PART_LISTS = {
  "things-by-part": {
    places: (row, kind) => namedIn(kind, row).map((who) => [ownValue(who, kind), row.at]),
  },
} as const satisfies Readonly<Record<string, List>>;
