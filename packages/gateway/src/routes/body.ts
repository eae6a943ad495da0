// SPDX-License-Identifier: Apache-2.0
import { MAX_BODY_BYTES, MEDIA } from "@suyuan/api";
import express, { type Request, type RequestHandler } from "express";
import { BODY_TIMEOUT_MS } from "../constraints.ts";
import { Refusal } from "../refusal.ts";

const read: RequestHandler = express.raw({
  type: () => true,
  limit: MAX_BODY_BYTES,
  inflate: false,
});

/** Reads the body whole, as bytes: JSON is parsed strictly later, so that nothing is lost on the way. */
export const jsonBody: RequestHandler = (request, response, next) => {
  if (!isMedia(request, MEDIA.json)) {
    next(new Refusal("unsupported-media-type", "this path reads application/json"));
    return;
  }
  const timer = setTimeout(() => {
    end(new Refusal("body-too-slow", "the body did not arrive in time"));
  }, BODY_TIMEOUT_MS);
  let isOver = false;
  // What was refused as late ends once more when its connection is closed.
  const end = (error?: unknown): void => {
    clearTimeout(timer);
    if (!isOver) next(error);
    isOver = true;
  };
  read(request, response, end);
};

/** Whether the body is of a media type, whatever its parameters. */
export function isMedia(request: Request, media: string): boolean {
  return request.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase() === media;
}

/** The bytes that `jsonBody` read. */
export function bodyOf(request: Request): Uint8Array {
  const { body } = request as { readonly body?: unknown };
  return body instanceof Uint8Array ? body : new Uint8Array(0);
}
