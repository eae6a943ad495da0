// SPDX-License-Identifier: Apache-2.0
// What the contracts' guards ask of organisations, assets and rules, answered from the index at one moment. Each thing
// is read once a request; nothing here grows with what there is.
import { idText, plainText, ruleId } from "../indexing/acts/part.ts";
import type { IndexReads } from "../indexing/index-store.ts";
import { asNumber } from "../indexing/plain.ts";
import type { Kind, Plain, Row } from "../indexing/types.ts";
import { versionAt } from "../services/deadlines.ts";
import { follow, withPredecessors } from "../services/succession.ts";

/** Levels of the tree of organisations (law: at most eight). */
const MAX_DEPTH = 8;
const ACTIVE = 1;
const CONFIRMED = 2;
const NOT_SHARED = 3;
/** Assets that are looked through for one that can be shared. */
const MAX_HELD = 50;
/** Grants between one and the first (contract: at most three). */
const MAX_SOURCES = 3;

export const CAPACITY = { department: 1, authority: 2, registrar: 4 };

/** The ledger at a moment, as the index has it. */
export class Ledger {
  readonly index: IndexReads;
  readonly now: number;
  readonly #rows = new Map<string, Promise<Row | undefined>>();
  readonly #followed = new Map<string, Promise<number>>();

  constructor(index: IndexReads, now: number) {
    this.index = index;
    this.now = now;
  }

  /** A row by its kind and id, which may be written as acts write it. */
  row(kind: Kind, id: Plain | undefined): Promise<Row | undefined> {
    const text = idText(id);
    if (text === undefined) return Promise.resolve(undefined);
    const key = `${kind} ${text}`;
    const known = this.#rows.get(key) ?? this.index.row({ kind, id: text });
    this.#rows.set(key, known);
    return known;
  }

  organization(id: number): Promise<Row | undefined> {
    return this.row("organization", id);
  }

  /** Who lives in an organisation's place for a subject; 0 for nobody. */
  follow(organization: Plain | undefined, subject: Plain | undefined): Promise<number> {
    const key = `${asNumber(organization)} ${plainText(subject)}`;
    const known =
      this.#followed.get(key) ?? follow(this.index, asNumber(organization), plainText(subject));
    this.#followed.set(key, known);
    return known;
  }

  /** The same, or the organisation itself if nobody does. */
  async standIn(organization: Plain | undefined, subject: Plain | undefined): Promise<number> {
    return (await this.follow(organization, subject)) || asNumber(organization);
  }

  /** Who stood in an organisation's place for a subject at a moment, or the organisation itself. */
  async standInAt(
    organization: Plain | undefined,
    subject: Plain | undefined,
    time: Plain | undefined,
  ): Promise<number> {
    const of = asNumber(organization);
    return (await follow(this.index, of, plainText(subject), asNumber(time))) || of;
  }

  async has(organization: number, capacity: number): Promise<boolean> {
    const row = await this.organization(organization);
    return row?.["status"] === ACTIVE && (asNumber(row["capacities"]) & capacity) !== 0;
  }

  /** The organisations above one, the nearest first. */
  async above(organization: number): Promise<number[]> {
    const found: number[] = [];
    let at = await this.organization(organization);
    while (at && asNumber(at["parent"]) !== 0 && found.length < MAX_DEPTH) {
      found.push(asNumber(at["parent"]));
      at = await this.organization(asNumber(at["parent"]));
    }
    return found;
  }

  /** Whether any organisation is, or was when it ended, right below one: most have nobody below them. */
  async isAboveAny(organization: number): Promise<boolean> {
    const query = { list: "organizations-by-parent", value: String(organization) } as const;
    return (await this.index.list(query, { limit: 1 })).items.length > 0;
  }

  /** Whether an organisation is an authority above another one. */
  async isAbove(organization: number, below: number): Promise<boolean> {
    if (below === 0 || !(await this.has(organization, CAPACITY.authority))) return false;
    return (await this.above(below)).includes(organization);
  }

  /** The lowest organisation that both stand below; above one that is both. */
  async commonSuperior(one: number, other: number): Promise<number> {
    const aboveOne = await this.above(one);
    if (one === other) return aboveOne[0] ?? 0;
    const ofOther = new Set([other, ...(await this.above(other))]);
    return [one, ...aboveOne].find((each) => ofOther.has(each)) ?? 0;
  }

  /** Who holds an asset now; 0 for nobody. */
  async holder(asset: Plain | undefined): Promise<number> {
    const row = await this.row("asset", asset);
    return row ? this.follow(row["holder"], asset) : 0;
  }

  /** Whether an asset can be shared now. */
  async isShareable(asset: Plain | undefined): Promise<boolean> {
    const row = await this.row("asset", asset);
    return (
      row?.["state"] === CONFIRMED &&
      row["attribute"] !== NOT_SHARED &&
      row["frozen"] === 0 &&
      this.now < asNumber(row["until"])
    );
  }

  /** Whether an organisation holds something that can be shared, among the first that it, or whom it followed, held. */
  async holdsShareable(organization: number): Promise<boolean> {
    for (const source of await withPredecessors(this.index, organization)) {
      const query = { list: "assets-by-holder", value: String(source) } as const;
      const { items } = await this.index.list(query, { limit: MAX_HELD });
      for (const { id } of items) {
        const isHeld = (await this.holder(id)) === organization;
        if (isHeld && (await this.isShareable(id))) return true;
      }
    }
    return false;
  }

  /** A grant and those from which it was shared on, itself first. */
  async chainOf(grant: Row): Promise<Row[]> {
    const chain = [grant];
    let at: Row | undefined = grant;
    while (at && chain.length <= MAX_SOURCES) {
      at = await this.row("grant", at["parent"]);
      if (at) chain.push(at);
    }
    return chain;
  }

  /** When a grant ends: with its own term, or with the first of those above it. */
  async endOf(grant: Row): Promise<number> {
    const chain = await this.chainOf(grant);
    return Math.min(
      ...chain.map((one) =>
        one["state"] === 1 ? asNumber(one["until"]) : asNumber(one["endedAt"]),
      ),
    );
  }

  /** What a rule says now, or said at a moment; 0 while there is none. */
  async rule(key: string, time = this.now): Promise<number> {
    const row = await this.index.row({ kind: "rule", id: ruleId(key) });
    return asNumber(versionAt(row, time)?.["value"]);
  }
}
