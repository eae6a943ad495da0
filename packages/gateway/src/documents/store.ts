// SPDX-License-Identifier: Apache-2.0
// The records of documents on disk, in the words of the domain. Every write is synced before it returns.
import type { DocumentAccess, DocumentSubject } from "@suyuan/api";
import type { Hex } from "@suyuan/proof";
import { utf8 } from "@suyuan/proof";
import { type Act, ActQueue } from "../store/acts.ts";
import type { FolderName, Snapshot } from "../store/folders.ts";
import type { Database, Write } from "../store/level.ts";
import {
  accessNumber,
  decodeAccess,
  decodeDocument,
  decodeNumber,
  type DocumentRecord,
  encode,
  KEYS,
  type ListName,
  placeOf,
  RANGES,
} from "./records.ts";

/** Folder of the records below that of the gateway's store. */
export const RECORDS: FolderName = "document-records";

/** What was done, by whom and when; its number is given by the store. */
export type Done = Omit<DocumentAccess, "n">;

/** A part of a list: what was stored behind a place. */
export interface Part {
  readonly after: string;
  readonly before?: string;
  readonly limit: number;
}

const listOf = ({ erased, class: kept }: DocumentRecord): ListName => (erased ? "erased" : kept);

export class DocumentStore {
  readonly #database: Database;

  /** What the log is to be told of documents. */
  readonly acts: ActQueue;

  private constructor(database: Database, acts: ActQueue) {
    this.#database = database;
    this.acts = acts;
  }

  static async open(database: Database): Promise<DocumentStore> {
    return new DocumentStore(database, await ActQueue.open(database));
  }

  async get(id: Hex): Promise<DocumentRecord | undefined> {
    const bytes = await this.#database.get(KEYS.document(id));
    return bytes && decodeDocument(bytes);
  }

  /** Bytes that an organisation keeps. */
  async used(owner: number): Promise<number> {
    return decodeNumber(await this.#database.get(KEYS.used(owner)));
  }

  /** Adds a document. One writer an owner at a time. */
  async add(record: DocumentRecord, done: Done): Promise<void> {
    const { id, commitment, subject, thing, owner, bytes } = record;
    const place = placeOf(record);
    const used = (await this.used(owner)) + bytes;
    await this.#database.write([
      [KEYS.document(id), encode(record)],
      [KEYS.commitment(commitment, place), utf8(id)],
      [KEYS.thing(subject, thing, place), utf8(id)],
      [KEYS.list(owner, listOf(record), place), utf8(id)],
      [KEYS.used(owner), encode(used)],
      await this.#access(id, done),
    ]);
  }

  /**
   * Puts a record in the place of the one before, with what was done, and what the log will be told of it. One writer
   * an owner at a time.
   */
  async replace(
    before: DocumentRecord,
    after: DocumentRecord,
    done: Done,
    told: readonly Act[] = [],
  ): Promise<void> {
    const { id, owner } = after;
    const writes: Write[] = [[KEYS.document(id), encode(after)], await this.#access(id, done)];
    if (listOf(before) !== listOf(after)) {
      const place = placeOf(after);
      const used = (await this.used(owner)) - before.bytes;
      writes.push(
        [KEYS.list(owner, listOf(before), place), undefined],
        [KEYS.list(owner, listOf(after), place), utf8(id)],
        [KEYS.used(owner), encode(used)],
      );
    }
    await this.acts.write(writes, told);
  }

  /** Records what was done with a document that stays as it is. One writer an owner at a time. */
  async record(id: Hex, done: Done): Promise<void> {
    await this.#database.write([await this.#access(id, done)]);
  }

  /** What was done with a document behind a number, oldest first. */
  async accesses(id: Hex, after: number, limit: number): Promise<DocumentAccess[]> {
    const found: DocumentAccess[] = [];
    const range = { ...RANGES.accesses(id, after), limit };
    for await (const [key, bytes] of this.#database.entries(range)) {
      found.push({ n: accessNumber(key), ...decodeAccess(bytes) });
    }
    return found;
  }

  byCommitment(word: Hex, part: Part): Promise<DocumentRecord[]> {
    return this.#list((place) => KEYS.commitment(word, place), part);
  }

  byThing(subject: DocumentSubject, thing: Hex, part: Part): Promise<DocumentRecord[]> {
    return this.#list((place) => KEYS.thing(subject, thing, place), part);
  }

  byOwner(owner: number, list: ListName, part: Part): Promise<DocumentRecord[]> {
    return this.#list((place) => KEYS.list(owner, list, place), part);
  }

  /** Every document, in no order that means anything. */
  async *all(): AsyncGenerator<DocumentRecord> {
    for await (const bytes of this.#database.values(RANGES.documents)) yield decodeDocument(bytes);
  }

  /** All records as they are at one moment. */
  snapshot(): Snapshot {
    return this.#database.snapshot();
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  async #list(
    of: (place: string) => string,
    { after, before, limit }: Part,
  ): Promise<DocumentRecord[]> {
    const ids: Hex[] = [];
    const range = { ...RANGES.list(of, after, before), limit };
    for await (const [, id] of this.#database.entries(range))
      ids.push(Buffer.from(id).toString() as Hex);
    const found = await this.#database.getMany(ids.map((id) => KEYS.document(id)));
    return found.flatMap((bytes) => (bytes ? [decodeDocument(bytes)] : []));
  }

  async #access(id: Hex, done: Done): Promise<Write> {
    let last = 0;
    const range = { ...RANGES.accesses(id, 0), reverse: true, limit: 1 };
    for await (const key of this.#database.keys(range)) last = accessNumber(key);
    return [KEYS.access(id, last + 1), encode(done)];
  }
}
