// SPDX-License-Identifier: Apache-2.0
import { openApi } from "@suyuan/api";
import type { Request, Response, Router } from "express";
import type { Context } from "../context.ts";
import { apiPage } from "../services/api-page.ts";
import { onRoute } from "./answer.ts";

/** No version: it is a page for people, not a part of the API. */
const PATH = "/verify";

const DOCS = "/docs";
const PAGE = {
  ...{ "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer" },
  ...{ "Cross-Origin-Opener-Policy": "same-origin", "Cache-Control": "no-cache" },
};

/** The API as a page for people. */
export function docsRoutes(router: Router): void {
  const { html, policy } = apiPage(openApi());
  const headers = { ...PAGE, "Content-Security-Policy": policy };
  const get = (_request: Request, response: Response) =>
    response.set(headers).type("html").send(html);
  const rules = { get: { gate: "public", why: "the document is the same everywhere" } } as const;
  onRoute(router, { path: DOCS, template: DOCS }, { get }, rules);
}

/** The verify page, where the configuration names one. What it is given, it keeps to itself. */
export function pageRoutes(router: Router, { page }: Pick<Context, "page">): void {
  if (page === undefined) return;
  const { bytes, policy } = page;
  const headers = {
    "Content-Security-Policy": `${policy}; frame-ancestors 'none'`,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
  };
  const get = (_request: Request, response: Response) =>
    response.set(headers).type("html").send(bytes);
  const place = { path: PATH, template: PATH };
  onRoute(router, place, { get }, { get: { gate: "public", why: "it talks to nobody" } });
}
