// SPDX-License-Identifier: Apache-2.0
// What one caller may read now, by the tables of access/. Whatever is not there and whatever is another's cost the same
// reads, so that nobody can tell them apart.
import { CAPACITIES, type Hex, OFFICES, type Statement } from "@suyuan/proof";
import type { Caller } from "../access/caller.ts";
import { type Part, type ThingName, THINGS } from "../access/things.ts";
import { Ledger } from "../inbox/ledger.ts";
import { plainText } from "../indexing/acts/part.ts";
import type { IndexReads } from "../indexing/index-store.ts";
import { asNumber } from "../indexing/plain.ts";
import type { Kind, Plain, Row } from "../indexing/types.ts";
import { Refusal } from "../refusal.ts";
import { CountedIndex } from "./counted.ts";
import { type OwnPart, partiesIn } from "./parties.ts";
import { withPredecessors } from "./succession.ts";

export interface SightParts {
  readonly index: IndexReads;
  readonly now: () => number;
  /** The log of this gateway. */
  readonly log: Hex;
}

const AUDITING: ReadonlySet<number> = new Set([OFFICES.auditor, OFFICES.headOfDataOffice]);
const AUDIT_BODY = 1 << CAPACITIES.auditBody;
const AUTHORITY = 1 << CAPACITIES.authority;
/** Grants of one organisation on one asset that are looked at. */
const MAX_GRANTS = 8;

const ELSEWHERE: ReadonlySet<Part> = new Set(["grant", "user", "owner", "named", "party"]);
/** Whether a part is found in the thing itself. */
const isOwnPart = (part: Part): part is OwnPart => !ELSEWHERE.has(part);

/** Makes what each caller sees. */
export class Sights {
  readonly #parts: SightParts;

  constructor(parts: SightParts) {
    this.#parts = parts;
  }

  /** For one request: what it looks up is kept until then. */
  of(caller: Caller): Sight {
    return new Sight(this.#parts, caller);
  }
}

/** The organisation for which a caller reads; undefined for one that may not. */
function readerOf(caller: Caller): number | undefined {
  if (caller.kind === "seat" || caller.kind === "head") return caller.organization;
  return caller.kind === "system" && caller.scopes.has("read") ? caller.organization : undefined;
}

/** What one caller may read, during one request. */
export class Sight {
  readonly caller: Caller;
  /** The organisation for which it reads. */
  readonly reader: number | undefined;
  readonly ledger: Ledger;
  readonly #index: CountedIndex;
  readonly #log: Hex;
  #all: Promise<boolean> | undefined;

  constructor({ index, now, log }: SightParts, caller: Caller) {
    this.caller = caller;
    this.reader = readerOf(caller);
    this.#index = new CountedIndex(index);
    this.ledger = new Ledger(this.#index, now());
    this.#log = log;
  }

  /** Whether there is nothing that it may not read: a gateway without authentication, or an auditor. */
  all(): Promise<boolean> {
    this.#all ??= this.#isAuditor();
    return this.#all;
  }

  async #isAuditor(): Promise<boolean> {
    const { caller, reader } = this;
    if (caller.kind === "open") return true;
    if (reader === undefined) return false;
    const isOffice =
      caller.kind === "system" || (caller.kind === "seat" && AUDITING.has(caller.office));
    return isOffice && (await this.ledger.has(reader, AUDIT_BODY));
  }

  /** Whether it is an authority that has anybody below it. */
  async isAuthority(): Promise<boolean> {
    const { reader, ledger } = this;
    if (reader === undefined || !(await ledger.has(reader, AUTHORITY))) return false;
    return ledger.isAboveAny(reader);
  }

  /** Whether a thing that is there may be read. */
  async may(thing: ThingName, row: Row): Promise<boolean> {
    if (await this.all()) return true;
    const { members, parts, log, published } = THINGS[thing];
    if (this.reader === undefined) return false;
    if (members || (published && row[published.field] === published.value)) return true;
    if (log && (await this.#isOfLog())) return true;
    for (const part of parts ?? []) {
      if (!isOwnPart(part)) continue;
      if (await this.isOfAny(await partiesIn(this.ledger, [part], row))) return true;
    }
    if (parts?.includes("user") && (await this.#isUser(row["asset"]))) return true;
    if (!parts?.includes("grant")) return false;
    const grant = await this.ledger.row("grant", row["grant"] ?? row.id);
    return grant !== undefined && this.may("grant", grant);
  }

  /** The same of something of the index, by its id; of what is not there too, for whoever may read all. */
  async mayId(thing: ThingName, kind: Kind, id: Plain): Promise<boolean> {
    if (await this.all()) return true;
    const row = await this.ledger.row(kind, id);
    return row !== undefined && this.may(thing, row);
  }

  /** Reads on until the number of reads says nothing, unless the caller may read all. */
  async fill(): Promise<void> {
    if (!(await this.all())) await this.#index.fill();
  }

  /** Whether a thing may be read, after as many reads whether it is not there or another's. */
  async sees(kind: Kind & ThingName, id: Plain): Promise<boolean> {
    if (await this.mayId(kind, kind, id)) return true;
    await this.#index.fill();
    return false;
  }

  /**
   * Lets pass whoever may read a thing of the index.
   * @param refuse for a thing that is not there, and for one of others
   * @throws Refusal as `refuse` makes it, after as many reads whichever of both it is
   */
  async require(thing: ThingName, kind: Kind, id: Plain, refuse: () => Refusal): Promise<void> {
    if (await this.mayId(thing, kind, id)) return;
    await this.#index.fill();
    throw refuse();
  }

  /**
   * The same of a statement; `undefined` for one that the log does not hold.
   * @throws Refusal as `refuse` makes it
   */
  async requireStatement(statement: Statement | undefined, refuse: () => Refusal): Promise<void> {
    if (statement && (await this.mayStatement(statement))) return;
    if (!(await this.all())) await this.#index.fill();
    throw refuse();
  }

  async mayStatement(statement: Statement): Promise<boolean> {
    const { asset, organization } = statement;
    if (statement.type === "suyuan/administration@1") {
      const { concerned = 0 } = statement;
      return this.may("administration", { id: asset, at: "", concerned });
    }
    const grant = "grant" in statement ? (statement.grant ?? null) : null;
    const counterparty = "counterparty" in statement ? statement.counterparty.organization : 0;
    const row = { id: grant ?? asset, at: "", asset, grant, organization, counterparty };
    // What names a grant is no business of other holders of grants of the asset.
    if (grant === null) return this.may("statement", row);
    return (await this.may("grant-history", row)) || this.#isOfSigner(row);
  }

  /** Whether it may have acts of an organisation's accounts carried: of its own, and of those below it. */
  async carriesFor(organization: number): Promise<boolean> {
    const { caller, ledger } = this;
    if (caller.kind === "open") return true;
    if (caller.kind === "nobody") return false;
    if (caller.organization === organization) return true;
    return ledger.isAbove(caller.organization, organization);
  }

  /** @throws Refusal `not-signed-in`, `not-allowed` */
  async requireBundles(): Promise<void> {
    await this.#requireLog("entry bundles");
  }

  /** All that was told of the log. @throws Refusal `not-signed-in`, `not-allowed` */
  async requireAdministration(): Promise<void> {
    await this.#requireLog("all acts of this gateway");
  }

  async #requireLog(what: string): Promise<void> {
    if (await this.all()) return;
    if (this.caller.kind === "nobody") throw new Refusal("not-signed-in", `${what} are not public`);
    if (this.reader !== undefined && (await this.#isOfLog())) return;
    throw new Refusal("not-allowed", `${what} are for auditors and the centre of this log`);
  }

  /** Lets pass whoever keeps this log: its centre, and the seat that operates it. @throws Refusal `not-allowed` */
  async requireKeeper(): Promise<void> {
    if (this.caller.kind === "open" || (await this.#isOfLog())) return;
    throw new Refusal("not-allowed", "this is for the centre of this log");
  }

  async #isOfSigner(row: Row): Promise<boolean> {
    return this.isOfAny(await partiesIn(this.ledger, ["signer"], row));
  }

  /** Whether it is one of them, or an authority above one of them. */
  async isOfAny(organizations: readonly number[]): Promise<boolean> {
    const { reader, ledger } = this;
    if (reader === undefined) return false;
    if (organizations.includes(reader)) return true;
    for (const one of organizations) if (await ledger.isAbove(reader, one)) return true;
    return false;
  }

  async #isOfLog(): Promise<boolean> {
    const { caller, reader, ledger } = this;
    const log = await ledger.row("log", this.#log);
    if (!log || reader === undefined) return false;
    if (caller.kind === "seat" && caller.seat === asNumber(log["operatorSeat"])) return true;
    return (await ledger.standIn(log["centre"], this.#log)) === reader;
  }

  /** Whether it has, or had, a grant of an asset. */
  async #isUser(asset: Plain | undefined): Promise<boolean> {
    const { reader, ledger } = this;
    if (reader === undefined) return false;
    for (const before of await withPredecessors(this.#index, reader)) {
      const value = `${plainText(asset).slice(2)}.${before}`;
      const query = { list: "grants-by-asset-and-recipient", value } as const;
      const { items } = await this.#index.things(query, { limit: MAX_GRANTS });
      for (const { row } of items) {
        if ((await ledger.standIn(row["recipient"], row.id)) === reader) return true;
      }
    }
    return false;
  }
}
