// SPDX-License-Identifier: Apache-2.0
// What every answer says to browsers, and which pages may call from one. There are no cookies: a browser sends
// nothing by itself that would make a foreign page's request somebody's.
import { DOCUMENT_HEADERS } from "@suyuan/api";
import type { RequestHandler } from "express";
import type { Config } from "../config/schema.ts";
import { CORS_SECONDS, HSTS_SECONDS, MAX_HEADERS } from "../constraints.ts";
import { STATUS } from "../errors.ts";
import { Refusal } from "../refusal.ts";

const ALWAYS = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
};
const METHODS = "GET, HEAD, POST, DELETE";
const OPENERS = Object.values(DOCUMENT_HEADERS).join(", ");
const SENT = `Authorization, Content-Type, X-Request-Id, ${OPENERS}`;
const SHOWN = `Retry-After, WWW-Authenticate, X-Request-Id, ${OPENERS}`;

type Settings = Pick<Config, "access" | "tls" | "proxy">;

/** Headers of every answer. What is for members is not kept by caches unless a route says so. */
export function headers({ access, tls, proxy }: Settings): RequestHandler {
  const own = {
    ...ALWAYS,
    ...(access && { "Cache-Control": "no-store" }),
    ...((tls ?? proxy) && { "Strict-Transport-Security": `max-age=${HSTS_SECONDS}` }),
  };
  return (_request, response, next) => {
    response.set(own);
    next();
  };
}

/** Refuses what has more headers than are read: those left out could say who asks, or from where. */
export const fewHeaders: RequestHandler = ({ rawHeaders }, _response, next) => {
  if (rawHeaders.length <= 2 * MAX_HEADERS) next();
  else next(new Refusal("too-many-headers", `a request may have ${MAX_HEADERS} headers`));
};

/** Lets pages of the configured origins call; answers their browsers' question whether they may. */
export function origins({ access }: Settings): RequestHandler {
  const allowed = new Set(access?.origins ?? []);
  return (request, response, next) => {
    if (allowed.size > 0) response.vary("Origin");
    const origin = request.get("origin");
    if (origin === undefined || !allowed.has(origin)) {
      next();
      return;
    }
    response.set({ "Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": SHOWN });
    if (request.method !== "OPTIONS") {
      next();
      return;
    }
    response.set({
      "Access-Control-Allow-Methods": METHODS,
      "Access-Control-Allow-Headers": SENT,
      "Access-Control-Max-Age": String(CORS_SECONDS),
    });
    response.status(STATUS.empty).end();
  };
}
