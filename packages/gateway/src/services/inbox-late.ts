// SPDX-License-Identifier: Apache-2.0
// Clocks that ran out: for an authority those in its area, for everybody else those on things that they have a part in.
import type { Inbox } from "@suyuan/api";
import { deadlineOf } from "../inbox/clocks.ts";
import { offersOf } from "../inbox/offers.ts";
import { turnsNow } from "../inbox/sides.ts";
import type { Page, Thing } from "../indexing/index-store.ts";
import { timeText } from "../indexing/places.ts";
import { asNumber } from "../indexing/plain.ts";
import { type Turn, turnsOf } from "../indexing/turns.ts";
import type { Deadlines } from "./deadlines.ts";
import { type Asked, isTurnOf, ofOrganization, shownThing } from "./inbox-things.ts";
import type { Place } from "./page.ts";
import type { Sight } from "./sight.ts";

type Late = NonNullable<Inbox["late"]>;
interface LateParts {
  readonly deadlines: Deadlines;
  readonly sight: Sight;
}
type Turns = (thing: Thing) => Promise<readonly Turn[]> | readonly Turn[];

const COUNTRY = 100_000;
/** Rows that an authority's page looks at, and at once. */
const MAX_SCAN = 200;
const SCAN = 40;

/** A page of what is late. */
export async function lateOf(parts: LateParts, asked: Asked, place: Place): Promise<Late> {
  const { sight } = parts;
  if (await sight.all()) return inArea(parts, asked, place, place.limit);
  if (await sight.isAuthority()) return inArea(parts, asked, place, MAX_SCAN);
  return onOwn(parts, asked, place);
}

/** In the area of an organisation: so many rows are looked at. */
async function inArea(parts: LateParts, asked: Asked, place: Place, most: number): Promise<Late> {
  const { ledger, organization } = asked;
  const own = asNumber((await ledger.organization(organization))?.["region"]);
  const value = String(own === COUNTRY ? 0 : own);
  const query = { list: "clocks-by-region", value, before: timeText(ledger.now + 1) } as const;
  const items: Late["items"] = [];
  let { after } = place;
  for (let looked = 0; looked < most;) {
    const limit = Math.min(most - looked, most === place.limit ? most : SCAN);
    const page = await ledger.index.things(query, { limit, ...(after !== undefined && { after }) });
    looked += limit;
    for (const thing of page.items) {
      after = thing.place;
      if (!(await parts.sight.may(thingName(thing), thing.row))) continue;
      items.push(...(await lateTurns(parts, asked, thing, turnsOf(thing.kind, thing.row))));
      if (items.length >= place.limit && most !== place.limit) return { items, next: after };
    }
    if (page.next === undefined) return { items };
    after = page.next;
  }
  return { items, ...(after !== undefined && { next: after }) };
}

/** Nothing but kinds that have clocks stands in the list. */
const thingName = ({ kind }: Thing) => (kind === "assignment" ? "organization" : kind);

/** Of the organisation itself, and of those for whom it waits. */
async function onOwn(parts: LateParts, asked: Asked, place: Place): Promise<Late> {
  const before = timeText(asked.ledger.now + 1);
  const own = await ofOrganization({ list: "agenda-by-organization", before }, asked, place);
  const others = await ofOrganization({ list: "awaited-by-organization", before }, asked, place);
  const end = [own.next, others.next].filter((next) => next !== undefined).toSorted()[0];
  const turns =
    (isOwn: boolean): Turns =>
    async ({ kind, row }) => {
      const found: Turn[] = [];
      for (const turn of await turnsNow(asked.ledger, kind, row)) {
        if ((await isTurnOf(asked, turn, row)) === isOwn) found.push(turn);
      }
      return found;
    };
  const late = async ({ items }: Page<Thing>, of: Turns) => {
    const told = items.filter(({ place: at }) => end === undefined || at <= end);
    const found = told.map(async (thing) => lateTurns(parts, asked, thing, await of(thing)));
    return (await Promise.all(found)).flat();
  };
  const items = [...(await late(own, turns(true))), ...(await late(others, turns(false)))];
  return { items, ...(end !== undefined && { next: end }) };
}

async function lateTurns(
  { deadlines }: LateParts,
  asked: Asked,
  { kind, row }: Thing,
  turns: readonly Turn[],
): Promise<Late["items"]> {
  const items: Late["items"] = [];
  for (const turn of turns) {
    const deadline = await deadlineOf(deadlines, row, turn);
    if (turn.clock === undefined || turn.ends === true || deadline?.late !== true) continue;
    const shown = await shownThing(asked.ledger, { kind, row });
    const acts = (await offersOf({ ...asked, deadlines, kind, row })).filter(
      ({ clock }) => clock === turn.clock,
    );
    items.push({ ...shown, organization: turn.who, clock: turn.clock, deadline, acts });
  }
  return items;
}
