// SPDX-License-Identifier: Apache-2.0
// Lists and histories of what is on the chain, from the index: so much work a request, whatever there is.
import {
  ACT_SUBJECTS,
  type ActPage,
  type ActSubject,
  type Indexed,
  type ListPath,
  PAGE_SIZE,
  type Pages,
  type ProposalView,
  type RuleView,
  type YearView,
} from "@suyuan/api";
import { type ChainClient, ChainError, type ProposalFacts } from "@suyuan/chain";
import { idText, plainText } from "../indexing/acts/part.ts";
import type { Caller } from "../access/caller.ts";
import { THINGS } from "../access/things.ts";
import { LISTS as INDEXED, type ListQuery } from "../indexing/lists.ts";
import type { IndexStore, Page, Thing } from "../indexing/index-store.ts";
import type { Kind, Row } from "../indexing/types.ts";
import { Refusal } from "../refusal.ts";
import { orAway } from "./away.ts";
import type { Indexer } from "./indexer.ts";
import { filterOf, queryOf } from "./lists.ts";
import { type Cursors, Paging } from "./cursors.ts";
import type { Place } from "./page.ts";
import type { Present } from "./present.ts";
import type { Settled } from "./settled.ts";
import type { Sights } from "./sight.ts";
import { sightedPage } from "./sighted.ts";
import { sightedActs } from "./sighted-acts.ts";
import { follow, withPredecessors } from "./succession.ts";

export interface CatalogueParts {
  readonly index: IndexStore;
  readonly indexer: Indexer;
  readonly present: Present;
  readonly client: ChainClient;
  readonly settled: Settled;
  readonly sights: Sights;
  readonly cursors: Cursors;
}

type Query = Readonly<Record<string, string>>;

/** A thing as a path names it. */
interface ActsOf {
  readonly subject: string;
  readonly id: string;
}

/** Lists in which an organisation also finds what it took over with another one's place. */
const FOLLOWED: ReadonlySet<string> = new Set(["assets-by-holder", "rights-by-holder"]);
const HOLDING = 1;

export class Catalogue {
  readonly #parts: CatalogueParts;

  constructor(parts: CatalogueParts) {
    this.#parts = parts;
  }

  get indexed(): Indexed {
    const { block, behind, acts } = this.#parts.indexer.progress;
    return { block: block?.number ?? 0, hash: block?.hash ?? null, behind, acts };
  }

  /** One page of a list, as far as the caller may see it. @throws Refusal `invalid-parameter` */
  async list<L extends ListPath>(path: L, query: Query, caller: Caller): Promise<Pages[L]> {
    const { index, sights, cursors } = this.#parts;
    const filter = filterOf(path, query);
    const asked = queryOf(path, filter);
    const paging = new Paging(cursors, caller, [path, filter.name, filter.value]);
    const place = paging.place(query, PAGE_SIZE);
    const { kind } = INDEXED[asked.list] as { readonly kind: Exclude<Kind, "assignment"> };
    const sight = sights.of(caller);
    const isWhole = THINGS[kind].members === true || (await sight.all());
    const page = isWhole
      ? await this.#whole(asked, place)
      : await sightedPage(index, sight, { query: asked, kind, filter }, place);
    const { items, next } = paging.sealed(page);
    return this.#page(await this.#shown(items), next) as Pages[L];
  }

  async #whole(asked: ListQuery, place: Place): Promise<Page<Thing>> {
    if (FOLLOWED.has(asked.list)) return this.#followed(asked, place);
    return this.#parts.index.things(asked, place);
  }

  /**
   * Every act that a thing had a part in, as far as the caller may see it.
   * @throws Refusal `invalid-parameter`, `not-allowed` for what a thing that all know does
   */
  async acts(of: ActsOf, query: Query, caller: Caller): Promise<ActPage> {
    const { index, sights, cursors } = this.#parts;
    const subject = thingOf(of.subject, of.id);
    const paging = new Paging(cursors, caller, ["acts", subject.kind, subject.id]);
    const place = paging.place(query, PAGE_SIZE);
    const sight = sights.of(caller);
    const page = (await sight.all())
      ? await index.history(subject, place)
      : await sightedActs(index, sight, subject, place);
    const { items, next } = paging.sealed(page);
    return this.#page(items, next) as unknown as ActPage;
  }

  /** A rule by its key in plain text. @throws Refusal `unknown-rule` */
  async rule(key: string): Promise<RuleView> {
    const bytes = Buffer.from(key, "utf8").toString("hex").padEnd(64, "0");
    return (await this.#one("rule", bytes, "unknown-rule")) as RuleView;
  }

  /** A published year. @throws Refusal `unknown-year` */
  async calendar(year: number): Promise<YearView> {
    return (await this.#one("year", String(year), "unknown-year")) as YearView;
  }

  /** A proposal of the council. @throws Refusal `unknown-proposal`, `chain-away` */
  async proposal(id: string): Promise<ProposalView> {
    const { client, settled } = this.#parts;
    const block = settled.block;
    const { indexed, item } = await this.#one("proposal", id, "unknown-proposal");
    const asked = orAway("the proposal", client.proposal(BigInt(id), block.number));
    const { state, needed }: ProposalFacts = await asked.catch((cause: unknown) => {
      if (!(cause instanceof ChainError) || cause.code !== "not-found") throw cause;
      throw new Refusal("unknown-proposal", `there is none at block ${block.number}`, { cause });
    });
    const known = needed === undefined ? {} : { needed };
    return { indexed, item, settled: block, state, ...known } as ProposalView;
  }

  async #one(
    kind: Kind,
    id: string,
    missing: "unknown-rule" | "unknown-year" | "unknown-proposal",
  ) {
    const { index, present } = this.#parts;
    const row = await index.row({ kind, id });
    if (!row) throw new Refusal(missing, `the index has no ${kind} ${id}`);
    return { indexed: this.indexed, item: await present.row(kind, row) };
  }

  /** What an organisation holds, with what it took over; so many rows are looked at, not so many found. */
  async #followed({ list, value }: ListQuery, { limit, after }: Place): Promise<Page<Thing>> {
    const { index } = this.#parts;
    const holder = Number(value);
    const [begin = "", place] = (after ?? "").split(".");
    const sources = (await withPredecessors(index, holder)).filter((one) => one >= Number(begin));
    const found: Thing[] = [];
    let left = limit;
    for (const source of sources) {
      const from = String(source) === begin && place ? { after: place } : {};
      const page = await index.things({ list, value: String(source) }, { limit: left, ...from });
      for (const thing of page.items) {
        if (await this.#isHeldBy(thing.row, holder)) found.push(thing);
      }
      if (page.next !== undefined) return { items: found, next: `${source}.${page.next}` };
      left -= page.items.length;
      const following = sources[sources.indexOf(source) + 1];
      if (left <= 0 && following !== undefined) return { items: found, next: `${following}.` };
    }
    return { items: found };
  }

  async #isHeldBy(row: Row, holder: number): Promise<boolean> {
    const isHolding = row["kind"] === undefined || row["kind"] === HOLDING;
    const subject = row["kind"] !== undefined && isHolding ? row["asset"] : row.id;
    const follower = await follow(this.#parts.index, Number(row["holder"]), plainText(subject));
    return follower === holder;
  }

  async #shown(things: readonly Thing[]) {
    return Promise.all(things.map(async ({ kind, row }) => this.#parts.present.row(kind, row)));
  }

  #page<T>(items: readonly T[], next: string | undefined) {
    const page = { indexed: this.indexed, items };
    return next === undefined ? page : { ...page, next };
  }
}

/** A thing by what stands in a path. @throws Refusal `invalid-parameter` */
export function thingOf(subject: string, id: string): { kind: ActSubject; id: string } {
  const kind = ACT_SUBJECTS.find((one) => one === subject);
  if (!kind) throw new Refusal("invalid-parameter", `${subject} has no acts`, { path: "subject" });
  return { kind, id: subjectId(id) };
}

function subjectId(id: string): string {
  const known = /^(?:0x[0-9a-f]{64}|[1-9][0-9]{0,77})$/.test(id) ? idText(id) : undefined;
  if (known === undefined) {
    throw new Refusal("invalid-parameter", "the id in the path is not one", { path: "id" });
  }
  return known;
}
