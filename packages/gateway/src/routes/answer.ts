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

interface Methods {
  readonly get?: Handle;
  readonly post?: readonly [...RequestHandler[], Handle];
}

/** Registers what a path of the API answers to each method; other methods are refused by name. */
export function on(router: Router, name: PathName, methods: Methods): void {
  onRoute(router, routeOf(name), methods);
}

/** The same for a path in the router's words. */
export function onRoute(router: Router, path: string, methods: Methods): void {
  const route = router.route(path);
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
