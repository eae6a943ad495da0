// SPDX-License-Identifier: Apache-2.0
// Finds a commitment where it is said to stand, and who made it. What the caller may not see, what is not there and what
// others made are all the same: nothing is found.
import type { DocumentClass, DocumentQuery } from "@suyuan/api";
import { type Hex, parseLeaf, type Statement, type StatementKind } from "@suyuan/proof";
import { changedIn } from "../indexing/apply.ts";
import type { IndexStore } from "../indexing/index-store.ts";
import { asNumber } from "../indexing/plain.ts";
import type { Act, Args, Plain, Row } from "../indexing/types.ts";
import type { Sight } from "../services/sight.ts";
import type { LogStore } from "../store/types.ts";
import { committedIn, IN_STATEMENTS, type Maker } from "./commitments.ts";
import type { Party } from "./records.ts";

/** A commitment that a caller may store the document of. */
export interface Committed {
  /** The organisation that made it. */
  readonly owner: number;
  readonly class: DocumentClass;
  readonly party: Party;
}

const ACTS_AT_ONCE = 200;
/** Acts on one thing that are looked through. */
const MAX_ACTS = 10_000;

/** A value of an act by its name; a dot leads into a struct. */
function valueOf(args: Args, name: string): Plain | undefined {
  const [first = "", second] = name.split(".");
  const value = args[first];
  return second === undefined ? value : ((value ?? {}) as Args)[second];
}

export class CommitmentSource {
  readonly #index: Pick<IndexStore, "history">;
  readonly #store: Pick<LogStore, "places" | "entry">;

  constructor(index: Pick<IndexStore, "history">, store: Pick<LogStore, "places" | "entry">) {
    this.#index = index;
    this.#store = store;
  }

  /** The commitment, if the caller's organisation made it, or stands in the place of who did. */
  async find(
    sight: Sight,
    { subject, thing, commitment }: DocumentQuery,
  ): Promise<Committed | undefined> {
    const id = thing as Hex;
    if (subject === "statement") return this.#inStatement(sight, id, commitment);
    const party = { kind: subject, id };
    if (!(await sight.sees(subject, id))) return undefined;
    const row = await sight.ledger.row(subject, id);
    if (!row) return undefined;
    let found: Committed | undefined;
    // All of them are looked at whatever is found: how long it takes tells nothing of others' acts.
    for await (const act of this.#acts(party)) {
      const kept = committedIn(act.contract, act.name);
      if (!kept?.words.some((name) => valueOf(act.args, name) === commitment)) continue;
      const owner = await makerOf(sight, kept.maker, act, row);
      if (!(await isOwn(sight, owner, party))) continue;
      found ??= { owner, class: kept.kept, party };
    }
    return found;
  }

  async *#acts({ kind, id }: Party): AsyncGenerator<Act> {
    const subject = { kind, id: id.slice(2) };
    let after: string | undefined;
    for (let looked = 0; looked < MAX_ACTS; looked += ACTS_AT_ONCE) {
      const place = { limit: ACTS_AT_ONCE, ...(after !== undefined && { after }) };
      const { items, next } = await this.#index.history(subject, place);
      for (const act of items) {
        // An asset also sees requests for it pass; what they commit to belongs to the request.
        if (changedIn(act).some((one) => one.kind === kind && one.id === subject.id)) yield act;
      }
      if (next === undefined) return;
      after = next;
    }
  }

  async #inStatement(sight: Sight, id: Hex, commitment: string): Promise<Committed | undefined> {
    const [place] = await this.#store.places([id]);
    const bytes = place && (await this.#store.entry(place.index));
    const leaf = bytes && parseLeaf(bytes);
    if (leaf?.type !== "suyuan/entry@1") return undefined;
    const { statement } = leaf;
    if (!(await sight.mayStatement(statement))) return undefined;
    const kept = IN_STATEMENTS[kindOf(statement)];
    const fields = new Map<string, unknown>(Object.entries(statement));
    if (!kept?.words.some((name) => fields.get(name) === commitment)) return undefined;
    const { organization: owner, asset } = statement;
    const grant = "grant" in statement ? (statement.grant ?? null) : null;
    const party: Party =
      grant === null ? { kind: "asset", id: asset } : { kind: "grant", id: grant };
    return (await isOwn(sight, owner, party)) ? { owner, class: kept.kept, party } : undefined;
  }
}

const kindOf = ({ type }: Statement): StatementKind =>
  type.slice("suyuan/".length, type.indexOf("@")) as StatementKind;

async function makerOf({ ledger }: Sight, maker: Maker, act: Act, row: Row): Promise<number> {
  if (maker.in === "row") return asNumber(row[maker.name]);
  const value = valueOf(act.args, maker.name);
  if (maker.in === "act") return asNumber(value);
  return asNumber((await ledger.row("seat", value))?.["organization"]);
}

/** Whether a caller speaks for an organisation; where nobody signs in, everybody does. */
export async function isOwn(
  { caller, reader, ledger }: Sight,
  owner: number,
  party: Party,
): Promise<boolean> {
  if (owner === 0) return false;
  if (caller.kind === "open") return true;
  const own = caller.kind === "system" ? caller.organization : reader;
  return own !== undefined && (await ledger.standIn(owner, party.id)) === own;
}
