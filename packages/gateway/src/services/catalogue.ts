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
import type { ListQuery } from "../indexing/lists.ts";
import type { IndexStore, Page, Thing } from "../indexing/index-store.ts";
import type { Kind, Row } from "../indexing/types.ts";
import { Refusal } from "../refusal.ts";
import { orAway } from "./away.ts";
import type { Indexer } from "./indexer.ts";
import { filterOf, queryOf } from "./lists.ts";
import { placeOf } from "./page.ts";
import type { Present } from "./present.ts";
import type { Settled } from "./settled.ts";
import { follow, withPredecessors } from "./succession.ts";

export interface CatalogueParts {
  readonly index: IndexStore;
  readonly indexer: Indexer;
  readonly present: Present;
  readonly client: ChainClient;
  readonly settled: Settled;
}

type Query = Readonly<Record<string, string>>;

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

  /** One page of a list. @throws Refusal `invalid-parameter` */
  async list<L extends ListPath>(path: L, query: Query): Promise<Pages[L]> {
    const asked = queryOf(path, filterOf(path, query));
    const page = FOLLOWED.has(asked.list)
      ? await this.#followed(asked, query)
      : await this.#parts.index.things(asked, pageQuery(query));
    return this.#page(await this.#shown(page.items), page.next) as Pages[L];
  }

  /** Every act that a thing had a part in. @throws Refusal `invalid-parameter` */
  async acts(subject: string, id: string, query: Query): Promise<ActPage> {
    const { items, next } = await this.#parts.index.history(thingOf(subject, id), pageQuery(query));
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
  async #followed({ list, value }: ListQuery, query: Query): Promise<Page<Thing>> {
    const { index } = this.#parts;
    const holder = Number(value);
    const { limit, after } = pageQuery(query);
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

const pageQuery = ({ limit, cursor }: Query) => placeOf(limit, cursor, PAGE_SIZE);

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
