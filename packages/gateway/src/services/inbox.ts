// SPDX-License-Identifier: Apache-2.0
// What a seat can do now and by when, what it waits for, and what is late in its area: so many reads a request,
// whatever there is.
import type { ActSubject, Inbox, InboxPart, Offers } from "@suyuan/api";
import { OFFICES } from "@suyuan/proof";
import type { Caller } from "../access/caller.ts";
import type { IndexStore, Thing } from "../indexing/index-store.ts";
import type { Turn } from "../indexing/turns.ts";
import { asNumber } from "../indexing/plain.ts";
import type { Plain } from "../indexing/types.ts";
import { deadlineOf } from "../inbox/clocks.ts";
import type { Ledger } from "../inbox/ledger.ts";
import { offersOf } from "../inbox/offers.ts";
import { sidesOfThing, turnsNow } from "../inbox/sides.ts";
import { Refusal } from "../refusal.ts";
import type { Deadlines } from "./deadlines.ts";
import { type Cursors, Paging } from "./cursors.ts";
import { lateOf } from "./inbox-late.ts";
import { type Asked, isTurnOf, ofOrganization, type Shown, shownThing } from "./inbox-things.ts";
import { type Place, THINGS_OF_A_PART } from "./page.ts";
import type { Sight, Sights } from "./sight.ts";

export interface InboxParts {
  readonly index: IndexStore;
  readonly deadlines: Deadlines;
  readonly indexed: () => Inbox["indexed"];
  readonly sights: Sights;
  readonly cursors: Cursors;
}

type Items<P extends InboxPart> = NonNullable<Inbox[P]>;

/** Assets that came from another holder, and things on each, that are looked through. */
const MAX_COME = 32;
const MAX_ON_ASSET = 20;
/** Things that wait for an authority which are looked through for those below one. */
const MAX_SCAN = 200;
/** How many of them are read at once. */
const SCAN = 40;
const APPOINTED = 1;
const ACTIVE = 1;

export class Inboxes {
  readonly #parts: InboxParts;

  constructor(parts: InboxParts) {
    this.#parts = parts;
  }

  /**
   * The inbox of a seat.
   * @param part one part of it only, from a place on
   * @throws Refusal `not-allowed`, `unknown-seat`, `invalid-parameter`
   */
  async of(
    seat: number,
    caller: Caller,
    { part, ...query }: Readonly<Record<string, string>> = {},
  ): Promise<Inbox> {
    const { deadlines, sights, cursors, indexed } = this.#parts;
    const sight = sights.of(caller);
    const { ledger } = sight;
    await requireOwn(sight, seat);
    const shown = await this.#seat(ledger, seat);
    const { organization, canAct } = shown;
    const asked = { ledger, organization };
    const paging = new Paging(cursors, caller, ["inbox", seat, part ?? ""]);
    const place = paging.place(query, THINGS_OF_A_PART);
    const wants = (name: InboxPart): boolean => part === undefined || part === name;
    const one = (name: InboxPart) => new Paging(cursors, caller, ["inbox", seat, name]);
    const late = () => lateOf({ deadlines, sight }, asked, place);
    return {
      ...{ indexed: indexed(), time: ledger.now, seat: shown },
      ...(wants("can") && { can: one("can").sealed(await this.#can(asked, canAct, place)) }),
      ...(wants("decide") && {
        decide: one("decide").sealed(await this.#decide(asked, canAct, place)),
      }),
      ...(wants("waiting") && {
        waiting: one("waiting").sealed(await this.#waiting(asked, place)),
      }),
      ...(wants("late") && { late: one("late").sealed(await late()) }),
    };
  }

  /**
   * Everything that a seat can do with one thing now, whether or not it waits for the seat.
   * @param id as keys have it
   * @throws Refusal `not-allowed`, `unknown-seat`, `unknown-thing`
   */
  async on(
    seat: number,
    caller: Caller,
    { kind, id }: { readonly kind: ActSubject; readonly id: string },
  ): Promise<Offers> {
    const { indexed, deadlines, sights } = this.#parts;
    const sight = sights.of(caller);
    const { ledger } = sight;
    await requireOwn(sight, seat);
    const shown = await this.#seat(ledger, seat);
    const absent = () => new Refusal("unknown-thing", `the index has no ${kind} ${id}`);
    await sight.require(kind, kind, id, absent);
    const row = await ledger.row(kind, id);
    if (!row) throw absent();
    const { organization, canAct } = shown;
    const asked = { ledger, organization };
    const all = await offersOf({ ...asked, deadlines, kind, row });
    const acts = all.filter(({ anyone }) => anyone || canAct).map((offer) => ({ ...offer }));
    const thing = await shownThing(ledger, { kind, row });
    return { indexed: indexed(), time: ledger.now, seat: shown, ...thing, acts };
  }

  async #seat(ledger: Ledger, id: number): Promise<Inbox["seat"]> {
    const row = await ledger.row("seat", id);
    if (!row) throw new Refusal("unknown-seat", `the index has no seat ${id}`);
    const [organization, office] = [asNumber(row["organization"]), asNumber(row["office"])];
    return { id, organization, office, canAct: await this.#canAct(ledger, row) };
  }

  /** Whether a seat can do what the law leaves to the head of the data office. */
  async #canAct(ledger: Ledger, seat: Readonly<Record<string, Plain>>): Promise<boolean> {
    const organization = await ledger.organization(asNumber(seat["organization"]));
    return (
      seat["office"] === OFFICES.headOfDataOffice &&
      seat["state"] === APPOINTED &&
      ledger.now < asNumber(seat["until"]) &&
      organization?.["status"] === ACTIVE
    );
  }

  /** Acts on things that the organisation has a part in: what is due first. */
  async #can(asked: Asked, canAct: boolean, place: Place): Promise<Items<"can">> {
    const page = await ofOrganization({ list: "agenda-by-organization" }, asked, place);
    const come = place.after === undefined ? await this.#come(asked) : [];
    const found = [...come, ...page.items].map((thing) => this.#offered(asked, thing, canAct));
    const items = (await Promise.all(found)).filter((item) => item !== undefined);
    return { items, ...(page.next !== undefined && { next: page.next }) };
  }

  async #offered(asked: Asked, { kind, row }: Shown, canAct: boolean) {
    const { deadlines } = this.#parts;
    const all = await offersOf({ ...asked, deadlines, kind, row });
    const offers = canAct ? all : all.filter(({ anyone }) => anyone);
    const turn = await this.#turnOf(asked, { kind, row });
    if (offers.length === 0 && turn?.clock === undefined) return undefined;
    return {
      ...(await shownThing(asked.ledger, { kind, row })),
      acts: offers.map((offer) => ({ ...offer })),
      clock: turn?.clock ?? null,
      deadline: turn ? await deadlineOf(deadlines, row, turn) : null,
    };
  }

  /** The organisation's own turn on a thing that is due first. */
  async #turnOf({ ledger, organization }: Asked, { kind, row }: Shown): Promise<Turn | undefined> {
    const own: Turn[] = [];
    for (const turn of await turnsNow(ledger, kind, row)) {
      if (turn.above !== true && (await isTurnOf({ ledger, organization }, turn, row))) {
        own.push(turn);
      }
    }
    return own.find(({ clock }) => clock !== undefined) ?? own[0];
  }

  /** What waits for an authority, of organisations below this one: so many are looked through for a page. */
  async #decide(asked: Asked, canAct: boolean, place: Place): Promise<Items<"decide">> {
    const items: Items<"decide">["items"] = [];
    const { index } = this.#parts;
    if (!canAct || !(await asked.ledger.isAboveAny(asked.organization))) return { items };
    const query = { list: "agenda-of-authorities", value: "" } as const;
    let after = place.after;
    for (let looked = 0; looked < MAX_SCAN; looked += SCAN) {
      const from = { limit: SCAN, ...(after !== undefined && { after }) };
      const page = await index.things(query, from);
      for (const thing of page.items) {
        const item = await this.#decidable(asked, thing);
        if (item) items.push(item);
        after = thing.place;
        if (items.length === place.limit) return { items, next: after };
      }
      if (page.next === undefined) return { items };
    }
    return { items, ...(after !== undefined && { next: after }) };
  }

  async #decidable(asked: Asked, { kind, row }: Shown) {
    const { deadlines } = this.#parts;
    const all = await turnsNow(asked.ledger, kind, row);
    const turns = all.filter(({ above }) => above === true);
    if (!(await this.#isAboveOne(asked, turns, row))) return undefined;
    const offers = await offersOf({ ...asked, deadlines, kind, row });
    if (offers.length === 0) return undefined;
    const [turn] = turns;
    const deadline = turn && turn.due !== 0 ? await deadlines.at(turn.due, false) : null;
    const acts = offers.map((offer) => ({ ...offer }));
    return { ...(await shownThing(asked.ledger, { kind, row })), acts, clock: null, deadline };
  }

  /** Whether it may be the organisation's: it is above who was named, or above who stands in that one's place. */
  async #isAboveOne({ ledger, organization }: Asked, turns: readonly Turn[], row: Thing["row"]) {
    for (const { who } of turns) {
      if ((await ledger.above(who)).includes(organization)) return true;
      for (const subject of [row.id, row["subject"], row["asset"]]) {
        const now =
          subject === null || subject === undefined ? who : await ledger.standIn(who, subject);
        if (now !== who && (await ledger.above(now)).includes(organization)) return true;
      }
    }
    return false;
  }

  /** Turns of others on things that the organisation has a part in. */
  async #waiting(asked: Asked, place: Place): Promise<Items<"waiting">> {
    const { deadlines } = this.#parts;
    const page = await ofOrganization({ list: "awaited-by-organization" }, asked, place);
    const found = page.items.map(async ({ kind, row }) => {
      const sides = await sidesOfThing(asked.ledger, kind, row);
      const turns = await turnsNow(asked.ledger, kind, row);
      const others: { organization: number; above: boolean }[] = [];
      let first: Turn | undefined;
      for (const turn of turns) {
        if (turn.above !== true && (await isTurnOf(asked, turn, row))) continue;
        others.push({ organization: turn.who, above: turn.above === true });
        first ??= turn;
      }
      if (!first || !sides.includes(asked.organization)) return undefined;
      const shown = await shownThing(asked.ledger, { kind, row });
      const deadline = await deadlineOf(deadlines, row, first);
      return { ...shown, for: others, clock: first.clock ?? null, deadline };
    });
    const items = (await Promise.all(found)).filter((item) => item !== undefined);
    return { items, ...(page.next !== undefined && { next: page.next }) };
  }

  /** What the holder of assets has the turn on that came from another one. */
  async #come({ organization }: Asked): Promise<Thing[]> {
    const { index } = this.#parts;
    const query = { list: "assets-come-to-holder", value: String(organization) } as const;
    const { items } = await index.list(query, { limit: MAX_COME });
    const pages = await Promise.all(
      items.map(({ id }) =>
        index.things(
          { list: "agenda-by-asset", value: String(id).slice(2) },
          { limit: MAX_ON_ASSET },
        ),
      ),
    );
    const named = (row: Thing["row"]) => row["answerer"] ?? row["respondent"] ?? row["holder"];
    return pages.flatMap((page) => page.items).filter(({ row }) => named(row) !== organization);
  }
}

/** An inbox is its seat's, and the head's of its data office. @throws Refusal `not-allowed` */
async function requireOwn({ caller, ledger }: Sight, seat: number): Promise<void> {
  if (caller.kind === "open") return;
  if (caller.kind === "seat" && caller.seat === seat) return;
  const isHead =
    caller.kind === "head" ||
    (caller.kind === "seat" && caller.office === OFFICES.headOfDataOffice);
  if (isHead) {
    const row = await ledger.row("seat", seat);
    if (row?.["organization"] === caller.organization) return;
  }
  throw new Refusal("not-allowed", `the inbox of seat ${seat} is for that seat and its heads`);
}
