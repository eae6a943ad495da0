// SPDX-License-Identifier: Apache-2.0
// The way of a document's bytes: in, looked at, compared with the commitment and sealed in one pass; out, opened and
// held against their tags before the first of them is given away.
import type { DocumentMedia } from "@suyuan/api";
import type { Hex } from "@suyuan/proof";
import { Refusal } from "../refusal.ts";
import { seal, SealError, unseal } from "./chunks.ts";
import type { DocumentFiles, Prepared } from "./files.ts";
import { type Bound, contentBinding, newDocumentKey, type Secret } from "./keyring.ts";
import type { Keys } from "./keys.ts";
import { Inspection } from "./media.ts";
import { type Opener, Opening } from "./opening.ts";
import type { DocumentRecord } from "./records.ts";

/** A document that is sealed beside its place. */
export interface Received {
  readonly prepared: Prepared;
  readonly secret: Secret;
  /** Bytes of the document itself. */
  readonly bytes: number;
}

/** What is given of a document. */
export interface Content {
  readonly record: DocumentRecord;
  readonly opener: Opener;
  readonly bytes: AsyncIterable<Buffer>;
}

export class Contents {
  readonly #files: DocumentFiles;
  readonly #keys: Keys;

  constructor(files: DocumentFiles, keys: Keys) {
    this.#files = files;
    this.#keys = keys;
  }

  /**
   * Takes a document that must be the one that was committed to.
   * @throws Refusal `document-differs`, `document-type`, `document-too-large`, and as any input; nothing is left then
   */
  async receive(
    bound: Bound & { readonly mediaType: DocumentMedia; readonly commitment: Hex },
    opener: Opener,
    source: AsyncIterable<Uint8Array>,
  ): Promise<Received> {
    const inspection = new Inspection(bound.mediaType);
    const opening = new Opening(bound.mediaType, opener);
    const key = newDocumentKey();
    const passing = async function* (): AsyncGenerator<Uint8Array> {
      for await (const chunk of source) {
        inspection.take(chunk);
        opening.take(chunk);
        yield chunk;
      }
      inspection.end();
      if (opening.commitment() === bound.commitment) return;
      throw new Refusal("document-differs", "salt and document give another commitment");
    };
    const sealing = { key, aad: contentBinding(bound) };
    const prepared = await this.#files.prepare(bound.id, seal(sealing, passing()));
    return { prepared, secret: { key, ...opener }, bytes: inspection.bytes };
  }

  /** Gives a document that was received its place; on disk when it returns. */
  async keep(bound: Bound, { prepared, secret }: Received): Promise<void> {
    const ring = await this.#keys.now();
    await this.#files.place(bound.id, prepared, ring.wrap(bound, secret));
  }

  /** Forgets a document that was received. */
  drop({ prepared }: Received): Promise<void> {
    return this.#files.drop(prepared);
  }

  /** Destroys what is kept of a document. */
  destroy(id: Hex): Promise<void> {
    return this.#files.destroy(id);
  }

  /**
   * Opens a document, once whole to see that it is, and then to give it away piece by piece.
   * @throws Refusal `document-damaged`
   */
  async open(record: DocumentRecord): Promise<Content> {
    try {
      const wrapped = await this.#files.key(record.id);
      if (!wrapped) throw new SealError("its key is gone");
      const { key, ...opener } = (await this.#keys.now()).unwrap(record, wrapped);
      const bytes = () =>
        unseal({ key, aad: contentBinding(record) }, this.#files.content(record.id));
      let length = 0;
      for await (const piece of bytes()) length += piece.length;
      if (length !== record.bytes) throw new SealError("it has another length");
      return { record, opener, bytes: bytes() };
    } catch (cause) {
      const isGone = (cause as NodeJS.ErrnoException).code === "ENOENT";
      if (!(cause instanceof SealError) && !isGone) throw cause;
      const why = cause instanceof SealError ? cause.message : "its content is gone";
      throw new Refusal("document-damaged", `document ${record.id}: ${why}`, { cause });
    }
  }
}
