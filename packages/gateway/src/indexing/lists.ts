// SPDX-License-Identifier: Apache-2.0
// The lists in which rows stand: by which value they are found, and in which order they come.
import { STAGE } from "./acts/assets.ts";
import { CASE_KIND } from "./acts/corrections.ts";
import { idText, plainText } from "./acts/part.ts";
import { AGENDAS } from "./agenda.ts";
import { KEYS } from "./keys.ts";
import { all, by, byNumber, type List, timeText, until, where } from "./places.ts";
import { PART_LISTS } from "./parts.ts";
import { RUN_LISTS } from "./runs.ts";
import { SHARING_LISTS } from "./sharing-lists.ts";
import { type Kind, KINDS, type Plain, type Row } from "./types.ts";

const OPEN_CASE = 1;
/** Cases about a registration: objections and ownership disputes. */
const onAsset = ({ kind }: Row): boolean => Number(kind) < CASE_KIND.correction;

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
  "assets-come-to-holder": where(
    ({ holder, organization }) => holder !== organization,
    by("asset", "holder"),
  ),
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
  "cases-by-asset": where(onAsset, by("case", "asset")),
  "cases-by-raiser": where(onAsset, by("case", "raiser")),
  "cases-by-respondent": where(onAsset, by("case", "respondent")),
  "cases-by-state": where(onAsset, byNumber("case", "state")),
  "cases-by-registrar": {
    kind: "case",
    places: (row) => {
      const registrar = idText(row["registrar"]);
      return registrar === undefined || row["state"] !== OPEN_CASE ? [] : [[registrar, row.at]];
    },
  },
  ...SHARING_LISTS,
  ...RUN_LISTS,
  ...AGENDAS,
  ...PART_LISTS,
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

const BY_KIND = new Map<Kind, (readonly [ListName, List["places"]])[]>(
  KINDS.map((kind) => [kind, []]),
);
for (const [name, { kind, places }] of Object.entries<List>(LISTS)) {
  for (const one of kind ? [kind] : KINDS) BY_KIND.get(one)?.push([name as ListName, places]);
}

/** Whether a row stands in a list under a value. */
export const isIn = ({ list, value }: ListQuery, kind: Kind, row: Row): boolean => {
  const of: List = LISTS[list];
  return (of.kind ?? kind) === kind && of.places(row, kind).some(([under]) => under === value);
};

/** The keys of every place of a row. */
export function placeKeys(kind: Kind, row: Row): string[] {
  const keys: string[] = [];
  for (const [list, places] of BY_KIND.get(kind) ?? []) {
    for (const [value, sort] of places(row, kind)) keys.push(KEYS.place(list, value, sort));
  }
  return keys;
}
