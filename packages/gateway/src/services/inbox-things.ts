// SPDX-License-Identifier: Apache-2.0
// What the parts of an inbox have in common.
import type { Offers } from "@suyuan/api";
import type { Hex } from "@suyuan/proof";
import type { Ledger } from "../inbox/ledger.ts";
import { stateNow } from "../inbox/offers.ts";
import type { Page, Thing } from "../indexing/index-store.ts";
import type { ListQuery } from "../indexing/lists.ts";
import type { Turn } from "../indexing/turns.ts";
import type { Place } from "./page.ts";
import { withPredecessors } from "./succession.ts";

/** Whose inbox, at which moment. */
export interface Asked {
  readonly ledger: Ledger;
  readonly organization: number;
}
export type Shown = Pick<Thing, "kind" | "row">;

/** What an inbox says of any thing. */
type Named = Pick<Offers, "kind" | "id" | "asset" | "state">;

/** A thing as an inbox names it. */
export async function shownThing(ledger: Ledger, { kind, row }: Shown): Promise<Named> {
  const asset = kind === "asset" ? row.id : row["asset"];
  return {
    kind,
    id: String(row.id),
    asset: typeof asset === "string" ? (asset as Hex) : null,
    state: await stateNow(ledger, kind, row),
  };
}

/** Whether a turn is an organisation's, or has come to it since. */
export async function isTurnOf(
  { ledger, organization }: Asked,
  turn: Turn,
  row: Thing["row"],
): Promise<boolean> {
  if (turn.clock === "answer" && row["parent"] === null) {
    return (await ledger.holder(row["asset"])) === organization;
  }
  if (turn.clock === "correction") return (await ledger.holder(row["asset"])) === organization;
  return (await ledger.standIn(turn.who, row.id)) === organization;
}

/** A page of what an organisation, or one whose place it took, has in a list that is sorted by deadlines. */
export async function ofOrganization(
  { list, before }: Omit<ListQuery, "value">,
  { ledger, organization }: Asked,
  place: Place,
): Promise<Page<Thing>> {
  const { index } = ledger;
  const sources = await withPredecessors(index, organization);
  const until = before === undefined ? {} : { before };
  const pages = await Promise.all(
    sources.map((source) => index.things({ list, value: String(source), ...until }, place)),
  );
  return merged(pages);
}

/** Pages of several sorted lists as one. */
export function merged(pages: readonly Page<Thing>[]): Page<Thing> {
  const [only] = pages;
  if (only && pages.length === 1) return only;
  // Each page is sorted: what stands behind the earliest end comes with the next one.
  const ends = pages.flatMap(({ next }) => (next === undefined ? [] : [next]));
  const end = ends.toSorted()[0];
  const things = pages.flatMap(({ items }) => items);
  const shown = end === undefined ? things : things.filter(({ place: at }) => at <= end);
  return { items: shown, ...(end !== undefined && { next: end }) };
}
