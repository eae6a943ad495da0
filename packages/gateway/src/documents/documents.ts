// SPDX-License-Identifier: Apache-2.0
// The document store: who may store and read what. Everything that is done with a document is recorded
// before it is answered.
import type {
  DocumentAccess,
  DocumentActor,
  DocumentMedia,
  DocumentQuery,
  DocumentView,
} from "@suyuan/api";
import type { Hex } from "@suyuan/proof";
import type { Caller } from "../access/caller.ts";
import { Refusal } from "../refusal.ts";
import type { Content, Received } from "./content.ts";
import type { Opener } from "./opening.ts";
import { documentId, type DocumentRecord } from "./records.ts";
import { actorOf, type DocumentParts, requireKept, seenDocument, viewOf } from "./shared.ts";
import { type Committed, isOwn } from "./source.ts";
import type { Done } from "./store.ts";

/** A document that is handed in. */
export interface Handed {
  readonly query: DocumentQuery;
  readonly opener: Opener;
  readonly mediaType: DocumentMedia;
  readonly source: AsyncIterable<Uint8Array>;
}

/** A token that may only hand in sees what its organisation sees while it does. */
const handing = (caller: Caller): Caller =>
  caller.kind === "system" ? { ...caller, scopes: new Set([...caller.scopes, "read"]) } : caller;

export class Documents {
  readonly #parts: DocumentParts;
  #coming = 0;

  constructor(parts: DocumentParts) {
    this.#parts = parts;
  }

  /**
   * Stores a document of the caller's organisation; the same one again changes nothing.
   * @throws Refusal `unknown-commitment`, `document-…`, `busy`
   */
  async put(handed: Handed, caller: Caller): Promise<{ view: DocumentView; isNew: boolean }> {
    const { source, sights, store, quota } = this.#parts;
    const commitment = handed.query.commitment as Hex;
    const sight = sights.of(handing(caller));
    const committed = await source.find(sight, handed.query);
    await sight.fill();
    if (!committed) throw new Refusal("unknown-commitment", "no such commitment is found there");
    const id = documentId(committed.owner, commitment);
    const known = await store.get(id);
    if (known) return { view: viewOf(this.#parts, requireKept(known)), isNew: false };
    if ((await store.used(committed.owner)) >= quota) throw full(quota);
    const received = await this.#receive({ id, commitment }, committed, handed);
    const of = { id, commitment, committed, received, by: actorOf(caller) };
    return this.#parts.turns.run(String(committed.owner), () => this.#keep(handed, of));
  }

  /** A document without its content. @throws Refusal `unknown-document` */
  async read(id: Hex, caller: Caller): Promise<DocumentView> {
    return viewOf(this.#parts, await seenDocument(this.#parts, id, this.#parts.sights.of(caller)));
  }

  /**
   * The content of a document; that it was asked for is on disk before the first byte is given.
   * @throws Refusal `unknown-document`, `document-erased`, `document-damaged`
   */
  async content(id: Hex, caller: Caller): Promise<Content> {
    const { contents, store, sights } = this.#parts;
    const record = requireKept(await seenDocument(this.#parts, id, sights.of(caller)));
    const content = await contents.open(record);
    await this.#parts.turns.run(String(record.owner), () =>
      store.record(id, this.#done("read", actorOf(caller))),
    );
    return content;
  }

  /**
   * Who did what with a document.
   * @throws Refusal `unknown-document`; `not-allowed` for a reader that is neither owner nor auditor
   */
  async accesses(id: Hex, caller: Caller, after: number, limit: number): Promise<DocumentAccess[]> {
    const sight = this.#parts.sights.of(caller);
    const record = await seenDocument(this.#parts, id, sight);
    if ((await sight.all()) || (await isOwn(sight, record.owner, record.party))) {
      return this.#parts.store.accesses(id, after, limit);
    }
    throw new Refusal("not-allowed", "accesses are for the document's owner and auditors");
  }

  async #receive(
    { id, commitment }: { readonly id: Hex; readonly commitment: Hex },
    { owner }: Committed,
    { opener, mediaType, source }: Handed,
  ): Promise<Received> {
    const { contents, atOnce } = this.#parts;
    if (this.#coming >= atOnce) throw new Refusal("busy", "too many documents come in at once");
    this.#coming++;
    try {
      return await contents.receive({ id, owner, mediaType, commitment }, opener, source);
    } finally {
      this.#coming--;
    }
  }

  /** Gives a received document its place, unless it came twice or there is no room. One at a time an owner. */
  async #keep(
    { query: { subject, thing }, mediaType }: Handed,
    of: {
      readonly id: Hex;
      readonly commitment: Hex;
      readonly committed: Committed;
      readonly received: Received;
      readonly by: DocumentActor;
    },
  ): Promise<{ view: DocumentView; isNew: boolean }> {
    const { store, contents, quota, now } = this.#parts;
    const { id, commitment, received, by } = of;
    const { owner, party, class: kept } = of.committed;
    try {
      const known = await store.get(id);
      if (known) return { view: viewOf(this.#parts, requireKept(known)), isNew: false };
      const { bytes, prepared } = received;
      if ((await store.used(owner)) + bytes > quota) throw full(quota);
      const { sealed } = prepared;
      const record: DocumentRecord = {
        ...{ id, commitment, subject, thing: thing as Hex, owner, party, class: kept, mediaType },
        ...{ bytes, sealed, stored: now(), by, readers: [], holds: [] },
      };
      await contents.keep(record, received);
      await store.add(record, this.#done("stored", by));
      return { view: viewOf(this.#parts, record), isNew: true };
    } finally {
      await contents.drop(received);
    }
  }

  #done(what: DocumentAccess["what"], by: DocumentActor): Done {
    return { at: this.#parts.now(), by, what };
  }
}

const full = (quota: number): Refusal =>
  new Refusal("document-quota", `an organisation keeps at most ${quota} bytes here`);
