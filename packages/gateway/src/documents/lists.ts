// SPDX-License-Identifier: Apache-2.0
// Lists of documents, each as far as the caller may know of what is in it.
import {
  DOCUMENT_CLASSES,
  type DocumentPage,
  type DocumentsQuery,
  type DocumentState,
  PAGE_SIZE,
} from "@suyuan/api";
import type { Hex } from "@suyuan/proof";
import type { Caller } from "../access/caller.ts";
import type { IndexReads } from "../indexing/index-store.ts";
import { Refusal } from "../refusal.ts";
import { type Cursors, Paging } from "../services/cursors.ts";
import type { Sight } from "../services/sight.ts";
import { seenOf } from "../services/sighted-documents.ts";
import { withPredecessors } from "../services/succession.ts";
import { type DocumentRecord, type ListName, placeAt, placeOf } from "./records.ts";
import { type DocumentParts, viewOf } from "./shared.ts";
import { storedBefore } from "./retention.ts";
import type { Part } from "./store.ts";

type Text = Readonly<Record<string, string>>;
type Ask = (part: Part) => Promise<readonly DocumentRecord[]>;

/** A list, and the lists that follow on it. */
interface Source {
  readonly ask: Ask;
  readonly before?: string;
}

const wrong = (why: string, path: string): Refusal =>
  new Refusal("invalid-parameter", why, { path });

export class DocumentLists {
  readonly #parts: DocumentParts;
  readonly #index: IndexReads;
  readonly #cursors: Cursors;

  constructor(parts: DocumentParts, index: IndexReads, cursors: Cursors) {
    this.#parts = parts;
    this.#index = index;
    this.#cursors = cursors;
  }

  /** One page. @throws Refusal `invalid-parameter`; `not-allowed` for the documents of another organisation */
  async page(query: DocumentsQuery, caller: Caller): Promise<DocumentPage> {
    const { limit: _, cursor: __, ...asked } = query;
    const paging = new Paging(this.#cursors, caller, ["documents", JSON.stringify(asked)]);
    const place = paging.place(query as Text, PAGE_SIZE);
    const sight = this.#parts.sights.of(caller);
    const sources = await this.#sources(query, sight);
    const [begin = "0", from = ""] = (place.after ?? "").split(".");
    const found: DocumentRecord[] = [];
    for (const [at, { ask, before }] of sources.entries()) {
      if (at < Number(begin)) continue;
      const after = String(at) === begin ? from : "";
      const limit = place.limit - found.length;
      const some = await ask({ after, limit: limit + 1, ...(before !== undefined && { before }) });
      found.push(...some.slice(0, limit));
      const last = some[limit - 1];
      if (some.length <= limit) continue;
      const next = last ? `${at}.${placeOf(last)}` : `${at}.${after}`;
      return this.#shown(sight, paging.sealed({ items: found, next }));
    }
    return this.#shown(sight, { items: found });
  }

  async #shown(
    sight: Sight,
    { items, next }: { readonly items: readonly DocumentRecord[]; readonly next?: string },
  ): Promise<DocumentPage> {
    const seen = await seenOf(sight, items);
    const views = seen.map((record) => viewOf(this.#parts, record));
    return next === undefined ? { items: views } : { items: views, next };
  }

  async #sources(query: DocumentsQuery, sight: Sight): Promise<readonly Source[]> {
    const { commitment, subject, thing, organization, state } = query;
    const { store } = this.#parts;
    if ((subject === undefined) !== (thing === undefined)) {
      throw wrong("subject and thing come together", "thing");
    }
    const given = [commitment, subject, organization ?? state].filter((one) => one !== undefined);
    if (given.length > 1) throw wrong("only one of commitment, thing and organization", "query");
    if (commitment !== undefined) {
      return [{ ask: (part) => store.byCommitment(commitment as Hex, part) }];
    }
    if (subject !== undefined) {
      return [{ ask: (part) => store.byThing(subject, thing as Hex, part) }];
    }
    const owner = organization === undefined ? sight.reader : Number(organization);
    if (owner === undefined) throw wrong("organization: must be given", "organization");
    return this.#ofOwner(owner, state ?? "kept", sight);
  }

  async #ofOwner(owner: number, state: DocumentState, sight: Sight): Promise<readonly Source[]> {
    const { store, years, now } = this.#parts;
    await this.#requireOf(owner, sight);
    if (state === "erased") return [{ ask: (part) => store.byOwner(owner, "erased", part) }];
    const of =
      (list: ListName): Ask =>
      (part) =>
        store.byOwner(owner, list, part);
    if (state === "kept") return DOCUMENT_CLASSES.map((kept) => ({ ask: of(kept) }));
    return DOCUMENT_CLASSES.map((kept) => ({
      ...{ ask: of(kept), before: placeAt(storedBefore(now(), years[kept])) },
    }));
  }

  /** Whether a caller is the organisation, stands in its place, is above it, or audits. */
  async #requireOf(owner: number, sight: Sight): Promise<void> {
    const { reader } = sight;
    if ((await sight.all()) || (await sight.isOfAny([owner]))) return;
    const own = reader === undefined ? [] : await withPredecessors(this.#index, reader);
    if (own.includes(owner)) return;
    throw new Refusal("not-allowed", "these are the documents of another organisation");
  }
}
