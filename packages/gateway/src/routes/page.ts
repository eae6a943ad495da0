// SPDX-License-Identifier: Apache-2.0
import type { Router } from "express";
import type { Context } from "../context.ts";
import { onRoute } from "./answer.ts";

/** No version: it is a page for people, not a part of the API. */
const PATH = "/verify";

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
  onRoute(router, PATH, {
    get: (_request, response) => response.set(headers).type("html").send(bytes),
  });
}
