// SPDX-License-Identifier: Apache-2.0
// By what a request is called in the log and in its answer, and the line that it leaves there.
import { randomUUID } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import type { Caller } from "../access/caller.ts";
import { routeAt } from "./answer.ts";
import { callerIfKnown } from "./caller.ts";

export const REQUEST_ID = "X-Request-Id";
/** What a client may call its request: nothing that could end a header or a line. */
const OWN = /^[A-Za-z0-9._-]{1,64}$/;

/** One request as it is logged: no path, no query, no header, so that no secret gets there. */
export interface RequestLine {
  readonly request: string;
  readonly method: string;
  /** Template of the path, or `none`. */
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly caller: string;
}

/** Takes the id that the client gives a request, or makes one, and sends it back. */
export const identify: RequestHandler = (request, response, next) => {
  const given = request.get(REQUEST_ID) ?? "";
  response.set(REQUEST_ID, OWN.test(given) ? given : randomUUID());
  next();
};

/** By what a request is called. */
export const requestIdOf = (response: Pick<Response, "get">): string =>
  response.get(REQUEST_ID) ?? "";

/** Tells of each request when it has ended. */
export function logRequests(tell: (line: RequestLine) => void): RequestHandler {
  return (request, response, next) => {
    const begun = performance.now();
    response.once("close", () => {
      tell({
        ...{ request: requestIdOf(response), method: request.method, route: routeAt(response) },
        ...{ status: response.statusCode, caller: nameOf(request) },
        milliseconds: Math.round(performance.now() - begun),
      });
    });
    next();
  };
}

function nameOf(request: Request): string {
  const caller: Caller = callerIfKnown(request) ?? { kind: "nobody" };
  if (caller.kind === "seat") return `seat ${caller.seat}`;
  if (caller.kind === "head") return `head of ${caller.organization}`;
  return caller.kind === "system" ? `token ${caller.token}` : caller.kind;
}
