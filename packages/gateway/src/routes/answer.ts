// SPDX-License-Identifier: Apache-2.0
import type { PathName } from "@suyuan/api";
import { PATHS } from "@suyuan/api";
import type { Request, RequestHandler, Response, Router } from "express";
import { Refusal } from "../refusal.ts";

type Handle = (request: Request, response: Response) => unknown;

/** A template of the API in the router's words. */
const routeOf = (name: PathName): string =>
  PATHS[name].replace(/\{\+(\w+)\}/g, "*$1").replace(/\{(\w+)\}/g, ":$1");

/** Errors of an asynchronous handler reach the error handler. */
const handler =
  (handle: Handle): RequestHandler =>
  async (request, response) => {
    await handle(request, response);
  };

/** Registers what a path answers to each method; other methods are refused by name. */
export function on(
  router: Router,
  name: PathName,
  methods: { readonly get?: Handle; readonly post?: readonly [...RequestHandler[], Handle] },
): void {
  const route = router.route(routeOf(name));
  const { get, post } = methods;
  if (get) route.get(handler(get));
  if (post) {
    const handle = post.at(-1) as Handle;
    route.post(...(post.slice(0, -1) as RequestHandler[]), handler(handle));
  }
  const allowed = [...(get ? ["GET", "HEAD"] : []), ...(post ? ["POST"] : [])].join(", ");
  route.all((request, response) => {
    response.set("Allow", allowed);
    throw new Refusal("method-not-allowed", `${request.method} is not for this path`);
  });
}
