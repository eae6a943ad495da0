// SPDX-License-Identifier: Apache-2.0
import { pipeline } from "node:stream/promises";
import {
  AccessesQuery,
  DOCUMENT_HEADERS,
  DOCUMENT_MEDIA,
  DocumentHeaders,
  type DocumentMedia,
  DocumentQuery,
  DocumentReaders,
  DocumentsQuery,
  HoldRequest,
  PAGE_SIZE,
} from "@suyuan/api";
import type { Hex } from "@suyuan/proof";
import type { Request, Response, Router } from "express";
import type { Context } from "../context.ts";
import type { DocumentServices } from "../documents/open.ts";
import { STATUS } from "../errors.ts";
import { Refusal } from "../refusal.ts";
import { strictJson } from "../services/input.ts";
import { placeOf } from "../services/page.ts";
import { requireShape } from "../services/shape.ts";
import { on } from "./answer.ts";
import { bodyOf, isMedia, jsonBody } from "./body.ts";
import { callerOf } from "./caller.ts";
import { idOf, queryOf, textOf } from "./parameters.ts";

type Own = () => DocumentServices;

/** Documents beside commitments. */
export function documentRoutes(router: Router, { documents }: Pick<Context, "documents">): void {
  const own: Own = () => {
    if (documents) return documents;
    throw new Refusal("documents-off", "this gateway keeps no documents");
  };
  on(router, "documents", {
    get: async (request, response) => {
      const query = queryOf(request, DocumentsQuery) as DocumentsQuery;
      response.json(await own().lists.page(query, callerOf(request)));
    },
    post: [async (request, response) => put(request, response, own())],
  });
  readingRoutes(router, own);
  custodyRoutes(router, own);
}

function readingRoutes(router: Router, own: Own): void {
  on(router, "document", {
    get: async (request, response) =>
      response.json(await own().documents.read(idOf(request), callerOf(request))),
    delete: async (request, response) =>
      response.json(await own().custody.erase(idOf(request), callerOf(request))),
  });
  on(router, "documentContent", {
    get: async (request, response) => content(request, response, own()),
  });
  on(router, "documentAccesses", {
    get: async (request, response) => {
      const { limit, cursor } = queryOf(request, AccessesQuery);
      const place = placeOf(limit, cursor, PAGE_SIZE);
      const after = numberIn(place.after);
      const id = idOf(request);
      const items = await own().documents.accesses(id, callerOf(request), after, place.limit);
      const last = items.length < place.limit ? undefined : items.at(-1)?.n;
      response.json({ items, ...(last !== undefined && { next: String(last) }) });
    },
  });
}

function custodyRoutes(router: Router, own: Own): void {
  on(router, "documentReaders", {
    post: [
      jsonBody,
      async (request, response) => {
        const { custody } = own();
        const { organizations } = requireShape(DocumentReaders, strictJson(bodyOf(request)));
        response.json(await custody.name(idOf(request), callerOf(request), organizations));
      },
    ],
  });
  on(router, "documentHolds", {
    post: [
      jsonBody,
      async (request, response) => {
        const { custody } = own();
        const asked = requireShape(HoldRequest, strictJson(bodyOf(request)));
        const view = await custody.hold(idOf(request), callerOf(request), asked);
        response.status(STATUS.created).json(view);
      },
    ],
  });
  on(router, "documentHold", {
    delete: async (request, response) => {
      const hold = textOf(request, "hold");
      response.json(await own().custody.release(idOf(request), callerOf(request), hold));
    },
  });
}

/** Takes a document, piece by piece: it is never whole in memory unless it is JSON. */
async function put(request: Request, response: Response, { documents }: DocumentServices) {
  const query = queryOf(request, DocumentQuery) as DocumentQuery;
  const mediaType = mediaOf(request);
  if (request.get("content-encoding") !== undefined) {
    throw new Refusal("unsupported-media-type", "a compressed body is not read here");
  }
  const given = {
    ...header(request, DOCUMENT_HEADERS.salt),
    ...header(request, DOCUMENT_HEADERS.items),
  };
  const headers = requireShape(DocumentHeaders, given);
  const opener = {
    ...(headers["Suyuan-Salt"] !== undefined && { salt: headers["Suyuan-Salt"] as Hex }),
    ...(headers["Suyuan-Items"] !== undefined && { items: headers["Suyuan-Items"] as Hex }),
  };
  // A document that is refused on its way leaves the connection open: its sender is still to read why.
  const source = request.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Uint8Array>;
  const handed = { query, opener, mediaType, source };
  const { view, isNew } = await documents.put(handed, callerOf(request));
  response.status(isNew ? STATUS.created : STATUS.ok).json(view);
}

const header = (request: Request, name: string): Readonly<Record<string, string>> => {
  const value = request.get(name);
  return value === undefined ? {} : { [name]: value };
};

function mediaOf(request: Request): DocumentMedia {
  const found = DOCUMENT_MEDIA.find((media) => isMedia(request, media));
  if (found) return found;
  throw new Refusal("document-type", "documents of this media type are not kept");
}

function numberIn(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (/^[0-9]{1,12}$/.test(cursor)) return Number(cursor);
  throw new Refusal("invalid-parameter", "cursor: no page of this list gave it to you", {
    path: "cursor",
  });
}

/** Gives a document as a file to be saved: nothing of it runs in a page. */
async function content(request: Request, response: Response, { documents }: DocumentServices) {
  const id = idOf(request);
  const { record, opener, bytes } = await documents.content(id, callerOf(request));
  response.status(STATUS.ok).set({
    "Content-Type": record.mediaType,
    "Content-Length": String(record.bytes),
    "Content-Disposition": `attachment; filename="${id.slice(2)}"`,
    "Cache-Control": "no-store",
    ...(opener.salt !== undefined && { [DOCUMENT_HEADERS.salt]: opener.salt }),
    ...(opener.items !== undefined && { [DOCUMENT_HEADERS.items]: opener.items }),
  });
  await pipeline(bytes, response);
}
