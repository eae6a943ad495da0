// SPDX-License-Identifier: Apache-2.0
// The lists in which rows stand: by which value they are found, and in which order they come.
import { STAGE } from "./acts/assets.ts";
import { idText, plainText } from "./acts/part.ts";
import { KEYS } from "./keys.ts";
import type { Kind, Plain, Row } from "./types.ts";

/** Where a row stands in a list: under a value, at a place that sorts. */
type Place = readonly [value: string, sort: string];

interface List {
  readonly kind: Kind;
  readonly places: (row: Row) => readonly Place[];
}

const TIME_DIGITS = 10;
const OPEN_CASE = 1;

/** A moment as text that sorts; behind it stands what tells equal ones apart. */
export const timeText = (seconds: number): string =>
  seconds.toString(16).padStart(TIME_DIGITS, "0");

/** All rows of a kind, in the order in which they were made. */
const all = (kind: Kind): List => ({ kind, places: ({ at }) => [["", at]] });

/** By one value of a row. */
const by = (kind: Kind, name: string): List => ({
  kind,
  places: (row) => {
    const value = idText(row[name]);
    return value === undefined ? [] : [[value, row.at]];
  },
});

/** By a small number that may be zero. */
const byNumber = (kind: Kind, name: string): List => ({
  kind,
  places: (row) => [[plainText(row[name]), row.at]],
});

type Procedure = Readonly<Record<string, Plain>>;
const procedureOf = (row: Row): Procedure => (row["procedure"] ?? {}) as Procedure;
const isPending = ({ stage }: Procedure): boolean =>
  typeof stage === "number" && stage > 0 && stage < STAGE.coded;

/** Assets with a procedure under way, those whose time is up first. */
const dueBy = (value: (procedure: Procedure, row: Row) => Plain | undefined): List => ({
  kind: "asset",
  places: (row) => {
    const procedure = procedureOf(row);
    const due = procedure["due"];
    if (!isPending(procedure) || typeof due !== "number" || due === 0) return [];
    const of = value(procedure, row);
    return of === undefined ? [] : [[plainText(of), `${timeText(due)}${row.at}`]];
  },
});

const until = (kind: Kind): List => ({
  kind,
  places: (row) =>
    typeof row["until"] === "number" && row["until"] > 0
      ? [["", `${timeText(row["until"])}${row.at}`]]
      : [],
});

export const LISTS = {
  organizations: all("organization"),
  "organizations-by-parent": byNumber("organization", "parent"),
  "organizations-by-level": byNumber("organization", "level"),
  "organizations-by-region": byNumber("organization", "region"),
  "organizations-by-status": byNumber("organization", "status"),
  "organizations-by-code": by("organization", "code"),
  "organizations-by-successor": by("organization", "successor"),
  "seats-by-organization": by("seat", "organization"),
  "seats-by-account": by("seat", "account"),
  "duties-by-organization": by("duty", "organization"),
  "duties-by-asset": by("duty", "asset"),
  assets: all("asset"),
  "assets-by-holder": by("asset", "holder"),
  "assets-by-custodian": by("asset", "custodian"),
  "assets-by-region": byNumber("asset", "region"),
  "assets-by-state": byNumber("asset", "state"),
  "assets-by-code": by("asset", "catalogueCode"),
  "assets-by-registrar": by("asset", "registrar"),
  "assets-by-until": until("asset"),
  "procedures-by-due": dueBy(() => ""),
  "procedures-by-registrar": dueBy(({ registrar }) => registrar),
  "procedures-by-holder": dueBy((_, { holder }) => holder),
  "procedures-by-stage": {
    kind: "asset",
    places: (row) => {
      const procedure = procedureOf(row);
      return isPending(procedure) ? [[plainText(procedure["stage"]), row.at]] : [];
    },
  },
  "rights-by-asset": by("right", "asset"),
  "rights-by-holder": by("right", "holder"),
  "rights-by-grantor": by("right", "grantor"),
  "rights-by-parent": by("right", "parent"),
  "rights-by-until": until("right"),
  "cases-by-asset": by("case", "asset"),
  "cases-by-raiser": by("case", "raiser"),
  "cases-by-respondent": by("case", "respondent"),
  "cases-by-state": byNumber("case", "state"),
  "cases-by-registrar": {
    kind: "case",
    places: (row) => {
      const registrar = idText(row["registrar"]);
      return registrar === undefined || row["state"] !== OPEN_CASE ? [] : [[registrar, row.at]];
    },
  },
  "requests-by-asset": by("request", "asset"),
  "requests-by-organization": by("request", "organization"),
  "grants-by-asset": by("grant", "asset"),
  "grants-by-provider": by("grant", "provider"),
  "grants-by-recipient": by("grant", "recipient"),
  logs: all("log"),
  rules: all("rule"),
  types: all("type"),
  years: all("year"),
  proposals: all("proposal"),
  members: all("member"),
} as const satisfies Readonly<Record<string, List>>;

export type ListName = keyof typeof LISTS;

/** A list under one value. */
export interface ListQuery {
  readonly list: ListName;
  /** As `idText` writes it; empty for a list that has but one. */
  readonly value: string;
  /** Places before this one only; for lists that are sorted by time. */
  readonly before?: string;
}

const BY_KIND = new Map<Kind, (readonly [ListName, List["places"]])[]>();
for (const [name, { kind, places }] of Object.entries(LISTS)) {
  const known = BY_KIND.get(kind) ?? [];
  known.push([name as ListName, places]);
  BY_KIND.set(kind, known);
}

/** The keys of every place of a row. */
export function placeKeys(kind: Kind, row: Row): string[] {
  const keys: string[] = [];
  for (const [list, places] of BY_KIND.get(kind) ?? []) {
    for (const [value, sort] of places(row)) keys.push(KEYS.place(list, value, sort));
  }
  return keys;
}
