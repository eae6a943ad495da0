// SPDX-License-Identifier: Apache-2.0
// The span of a request, told when it has ended: what stands in the log of requests, and nothing that does not.
import type { Request, RequestHandler, Response } from "express";
import { ofStranger, type Parent, parentIn } from "../tracing/parent.ts";
import type { Ended, Tracing } from "../tracing/tracing.ts";
import { routeAt } from "./answer.ts";
import { callerIfKnown } from "./caller.ts";
import { requestIdOf } from "./request-log.ts";

const METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "DELETE", "OPTIONS"]);
const FAULT = 500;
const MILLISECONDS = 1_000;

/** @param ratio the part of strangers' requests that goes on the trace which they name */
export function traceRequests(tracing: Tracing, ratio: number): RequestHandler {
  return (request, response, next) => {
    const begun = performance.now();
    response.once("close", () => {
      const seconds = (performance.now() - begun) / MILLISECONDS;
      tracing.ended({ ...spanOf(request, response), seconds, parent: parentOf(request, ratio) });
    });
    next();
  };
}

/** Who has signed in says whether the trace is kept; without access that is everybody on this machine. */
function parentOf(request: Request, ratio: number): Parent | undefined {
  const parent = parentIn(request.get("traceparent"));
  const caller = callerIfKnown(request);
  return caller && caller.kind !== "nobody" ? parent : ofStranger(parent, ratio);
}

/** Names as OpenTelemetry's conventions for HTTP have them. */
function spanOf(
  request: Request,
  response: Response,
): Pick<Ended, "name" | "kind" | "attributes" | "failed"> {
  const { statusCode: status, headersSent, writableFinished } = response;
  const [route, isKnown] = [routeAt(response), METHODS.has(request.method)];
  const method = isKnown ? request.method : "HTTP";
  const isFault = headersSent && status >= FAULT;
  const failure = isFault ? String(status) : "closed";
  const failed = isFault || !writableFinished;
  return {
    name: route === "none" ? method : `${method} ${route}`,
    ...{ kind: "server", failed },
    attributes: {
      "http.request.method": isKnown ? method : "_OTHER",
      ...(route !== "none" && { "http.route": route }),
      ...(headersSent && { "http.response.status_code": status }),
      ...(failed && { "error.type": failure }),
      "url.scheme": request.secure ? "https" : "http",
      "suyuan.request": requestIdOf(response),
    },
  };
}
