// SPDX-License-Identifier: Apache-2.0
import {
  DOCUMENT_HEADERS,
  DocumentAccessPage,
  type DocumentMedia,
  DocumentPage,
  type DocumentSubject,
  DocumentView,
  pathOf,
  PATHS,
} from "@suyuan/api";
import { fromHex, type Hex } from "@suyuan/proof";

import { decode, type Http, shaped } from "./http.ts";

/** A document with what opens its commitment. */
export interface OpenedDocument {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Absent where a plain hash was committed to. */
  readonly salt?: Uint8Array;
  /** Of a scope: the root of its items. */
  readonly items?: Hex;
}

/** A document that is stored: what it is, and which commitment it opens. */
export interface DocumentToStore {
  readonly subject: DocumentSubject;
  /** The id of what the commitment stands in. */
  readonly thing: Hex;
  readonly commitment: Hex;
  readonly mediaType: DocumentMedia;
  readonly bytes: Uint8Array;
  readonly salt?: Hex;
  readonly items?: Hex;
}

const query = (values: Readonly<Record<string, string | number>>): string =>
  new URLSearchParams(
    Object.entries(values).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();

/** The documents that a gateway keeps beside commitments. Every failure is a GatewayError. */
export class Documents {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** Stores a document; the same one twice is stored once. @throws GatewayError `document-differs`, … */
  async put(document: DocumentToStore): Promise<DocumentView> {
    const { subject, thing, commitment, mediaType: type, bytes: content, salt, items } = document;
    const headers = {
      ...(salt !== undefined && { [DOCUMENT_HEADERS.salt]: salt }),
      ...(items !== undefined && { [DOCUMENT_HEADERS.items]: items }),
    };
    const path = `${PATHS.documents}?${query({ subject, thing, commitment })}`;
    return shaped(DocumentView, decode(await this.#http.text(path, { type, content, headers })));
  }

  /** A page of documents; by `commitment`, by `subject` and `thing`, or of an `organization` by `state`. */
  async list(asked: Readonly<Record<string, string | number>> = {}): Promise<DocumentPage> {
    return this.#http.json(`${PATHS.documents}?${query(asked)}`, DocumentPage);
  }

  /** A document without its content. */
  async read(id: Hex): Promise<DocumentView> {
    return this.#http.json(pathOf("document", { id }), DocumentView);
  }

  /** A document whole, with what opens its commitment. That it was read is recorded. */
  async content(id: Hex): Promise<OpenedDocument> {
    const { bytes, headers } = await this.#http.bytes(pathOf("documentContent", { id }));
    const [salt, items] = [headers.get(DOCUMENT_HEADERS.salt), headers.get(DOCUMENT_HEADERS.items)];
    return {
      ...{ mediaType: headers.get("content-type") ?? "", bytes },
      ...(salt !== null && { salt: fromHex(salt) }),
      ...(items !== null && { items: items as Hex }),
    };
  }

  /** Who did what with a document, for its owner and auditors. */
  async accesses(
    id: Hex,
    asked: Readonly<Record<string, string | number>> = {},
  ): Promise<DocumentAccessPage> {
    const path = `${pathOf("documentAccesses", { id })}?${query(asked)}`;
    return this.#http.json(path, DocumentAccessPage);
  }

  /** Names the organisations that may read a document besides, instead of those named before. */
  async nameReaders(id: Hex, organizations: readonly number[]): Promise<DocumentView> {
    return this.#http.json(pathOf("documentReaders", { id }), DocumentView, { organizations });
  }

  /** Places a legal hold. @param reference such as the number of an official letter; nothing confidential */
  async hold(id: Hex, reference: string): Promise<DocumentView> {
    return this.#http.json(pathOf("documentHolds", { id }), DocumentView, { reference });
  }

  /** Releases a hold. */
  async release(id: Hex, hold: string): Promise<DocumentView> {
    return this.#http.plain("DELETE", pathOf("documentHold", { id, hold }), DocumentView);
  }

  /** Destroys a document that is due. @throws GatewayError `document-not-due`, `document-held` */
  async erase(id: Hex): Promise<DocumentView> {
    return this.#http.plain("DELETE", pathOf("document", { id }), DocumentView);
  }
}
