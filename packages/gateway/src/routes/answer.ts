// SPDX-License-Identifier: Apache-2.0
import type { PathName } from "@suyuan/api";
import { PATHS } from "@suyuan/api";
import type { Request, RequestHandler, Response, Router } from "express";
import { type Method, type RouteRules, ROUTES } from "../access/routes.ts";
import { Refusal } from "../refusal.ts";
import { gateOf } from "./gate.ts";

const ROUTE = "route";

/** The template of the path that a request reached; `none` where it reached none. */
export function routeAt({ locals }: Response): string {
  const route: unknown = locals[ROUTE];
  return typeof route === "string" ? route : "none";
}

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
  readonly delete?: Handle;
}

/** Registers what a path of the API answers to each method; other methods are refused by name. */
export function on(router: Router, name: PathName, methods: Methods): void {
  const template = PATHS[name];
  onRoute(router, { path: routeOf(name), template }, methods, ROUTES[name]);
}

interface Place {
  /** In the router's words. */
  readonly path: string;
  /** As it is told. */
  readonly template: string;
}

/** The same for any path. */
export function onRoute(
  router: Router,
  { path, template }: Place,
  methods: Methods,
  rules: RouteRules,
): void {
  const route = router.route(path);
  route.all((_request, { locals }, next) => {
    locals[ROUTE] = template;
    next();
  });
  const { get, post, delete: remove } = methods;
  // A method without a rule for whom it is does not come to be.
  const gate = (method: Method): RequestHandler => {
    const rule = rules[method];
    if (!rule) throw new Error(`nobody has said for whom ${method} ${path} is`);
    return gateOf(method, rule);
  };
  if (get) route.get(gate("get"), handler(get));
  if (post) {
    const handle = post.at(-1) as Handle;
    route.post(gate("post"), ...(post.slice(0, -1) as RequestHandler[]), handler(handle));
  }
  if (remove) route.delete(gate("delete"), handler(remove));
  const allowed = [get && "GET, HEAD", post && "POST", remove && "DELETE"]
    .filter((names) => names !== undefined)
    .join(", ");
  route.all((request, response) => {
    response.set("Allow", allowed);
    throw new Refusal("method-not-allowed", `${request.method} is not for this path`);
  });
}
