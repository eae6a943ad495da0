// SPDX-License-Identifier: Apache-2.0
import type { RequestHandler } from "express";
import { type Gate, type Method, refusalAt, type RouteRule } from "../access/routes.ts";
import { Refusal } from "../refusal.ts";
import { callerOf } from "./caller.ts";

/** The setting of the application that opens checkpoints and hashes to everybody. */
export const PUBLIC_LOG = "public log";

const WHY: Readonly<Record<Gate, string>> = {
  public: "everybody",
  log: "those who have signed in",
  read: "seats, and systems that may read",
  submit: "seats, and systems that may submit",
  relay: "seats, and systems that may have acts relayed",
  person: "seats and heads of organisations",
};

/** The setting of the application that names the gateway which takes writes, where this one only reads. */
export const LEADER = "leader";

/** Lets through whoever a route is for, before anything else of the request is looked at. */
export const gateOf =
  (method: Method, { gate, reads }: RouteRule): RequestHandler =>
  (request, _response, next) => {
    // Of what is everybody's nobody asks who they are.
    const isPublic = request.app.get(PUBLIC_LOG) === true;
    const refused = gate === "public" ? undefined : refusalAt(gate, callerOf(request), isPublic);
    const leader: unknown = request.app.get(LEADER);
    const isElsewhere = typeof leader === "string" && method !== "get" && !reads;
    if (refused !== undefined) next(new Refusal(refused, `this is for ${WHY[gate]}`));
    else if (isElsewhere)
      next(new Refusal("read-only-follower", `the gateway at ${leader} takes this`));
    else next();
  };
