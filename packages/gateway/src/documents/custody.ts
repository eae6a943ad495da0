// SPDX-License-Identifier: Apache-2.0
// What is done with a document that is kept: who may read it besides, what holds it, and its end.
import type { AdministrativeAct, DocumentView, HoldRequest } from "@suyuan/api";
import { MAX_HOLDS } from "@suyuan/api";
import { type Hex, OFFICES } from "@suyuan/proof";
import { randomBytes } from "node:crypto";
import type { Caller } from "../access/caller.ts";
import { Refusal } from "../refusal.ts";
import type { Act } from "../store/acts.ts";
import type { Sight } from "../services/sight.ts";
import { ownerNow } from "../services/sighted-documents.ts";
import type { DocumentRecord } from "./records.ts";
import { RETENTION } from "./retention.ts";
import {
  actorOf,
  type DocumentParts,
  dueOf,
  requireKept,
  seenDocument,
  unknownDocument,
  viewOf,
} from "./shared.ts";
import { isOwn } from "./source.ts";
import type { Done } from "./store.ts";

const HOLD_ID_BYTES = 8;

export class Custody {
  readonly #parts: DocumentParts;

  constructor(parts: DocumentParts) {
    this.#parts = parts;
  }

  /** Names who may read besides. @throws Refusal `unknown-document`, `not-allowed`, `document-erased` */
  async name(id: Hex, caller: Caller, readers: readonly number[]): Promise<DocumentView> {
    return this.#change(id, caller, "readers", async (record, sight) => {
      await requireOwner(sight, record);
      return { ...requireKept(record), readers };
    });
  }

  /**
   * Places a hold, for an authority above the owner or an auditor.
   * @throws Refusal `unknown-document`, `not-allowed`, `document-erased`, `hold-limit`
   */
  async hold(id: Hex, caller: Caller, { reference }: HoldRequest): Promise<DocumentView> {
    return this.#change(id, caller, "held", async (record, sight) => {
      if (!(await mayHold(sight, record))) {
        throw new Refusal(
          "not-allowed",
          "holds are placed by authorities above the owner and auditors",
        );
      }
      if (requireKept(record).holds.length >= MAX_HOLDS) {
        throw new Refusal("hold-limit", `a document has at most ${MAX_HOLDS} holds`);
      }
      const hold = { id: randomBytes(HOLD_ID_BYTES).toString("hex"), reference };
      const placed = { ...hold, by: actorOf(caller), at: this.#parts.now() };
      return { ...record, holds: [...record.holds, placed] };
    });
  }

  /** Releases a hold of the caller's organisation, or of one below it. @throws Refusal `unknown-hold`, … */
  async release(id: Hex, caller: Caller, hold: string): Promise<DocumentView> {
    return this.#change(id, caller, "released", async (record, sight) => {
      const found = record.holds.find((one) => one.id === hold);
      const by = found && (await sight.ledger.standIn(found.by.organization ?? 0, record.party.id));
      const isOwnHold = caller.kind === "open" || (by !== undefined && (await sight.isOfAny([by])));
      if (!found || !isOwnHold)
        throw new Refusal("unknown-hold", "there is no such hold to release");
      return { ...record, holds: record.holds.filter((one) => one !== found) };
    });
  }

  /**
   * Destroys a document that is due. The record of its disposal is on disk before its key is destroyed, so that a kill
   * between leaves what the next start destroys.
   * @throws Refusal `unknown-document`, `not-allowed`, `document-not-due`, `document-held`, `document-erased`
   */
  async erase(id: Hex, caller: Caller): Promise<DocumentView> {
    const { contents, years, now } = this.#parts;
    const view = await this.#change(id, caller, "erased", async (record, sight) => {
      await requireOwner(sight, record);
      if (!isResponsible(caller)) {
        throw new Refusal("not-allowed", "the heads of organisation and data office erase");
      }
      const { class: kept, holds } = requireKept(record);
      if (holds.length > 0) throw new Refusal("document-held", "a hold stands on the document");
      const due = dueOf(this.#parts, record);
      if (now() < due) throw new Refusal("document-not-due", `it must be kept until ${due}`);
      const { rule } = RETENTION[kept];
      const disposal = {
        at: now(),
        by: actorOf(caller),
        class: kept,
        years: years[kept],
        due,
        rule,
      };
      return { ...record, erased: disposal };
    });
    await contents.destroy(id);
    return view;
  }

  async #change(
    id: Hex,
    caller: Caller,
    what: Done["what"],
    change: (record: DocumentRecord, sight: Sight) => Promise<DocumentRecord>,
  ): Promise<DocumentView> {
    const { store, sights, turns, now } = this.#parts;
    const sight = sights.of(caller);
    const { owner } = await seenDocument(this.#parts, id, sight);
    return turns.run(String(owner), async () => {
      const before = await store.get(id);
      if (!before) throw unknownDocument();
      const after = await change(before, sight);
      const done = { at: now(), by: actorOf(caller), what };
      await store.replace(before, after, done, toldOf(after, done));
      return viewOf(this.#parts, after);
    });
  }
}

/** What the log is told of, and as what. */
const TOLD: Readonly<Partial<Record<Done["what"], AdministrativeAct>>> = {
  ...{ held: "document-held", released: "document-released", erased: "document-erased" },
};

/** Names the commitment, which chain or log hold already, and nothing of the document. */
function toldOf({ commitment, owner }: DocumentRecord, { what, at, by }: Done): Act[] {
  const act = TOLD[what];
  if (!act) return [];
  const { seat } = by;
  return [
    { act, at, subject: commitment, concerned: owner, ...(seat !== undefined && { by: seat }) },
  ];
}

async function requireOwner(sight: Sight, { owner, party }: DocumentRecord): Promise<void> {
  if (await isOwn(sight, owner, party)) return;
  throw new Refusal("not-allowed", "this is for the owner of the document");
}

/** Competent over the owner, or an auditor: nobody can keep a document from being destroyed by being its owner. */
async function mayHold(sight: Sight, record: DocumentRecord): Promise<boolean> {
  if (await sight.all()) return true;
  const { reader, ledger } = sight;
  return reader !== undefined && ledger.isAbove(reader, await ownerNow(sight, record));
}

const isResponsible = (caller: Caller): boolean =>
  caller.kind === "open" ||
  caller.kind === "head" ||
  (caller.kind === "seat" && caller.office === OFFICES.headOfDataOffice);
