// SPDX-License-Identifier: Apache-2.0
import type { RequestHandler } from "express";
import { type Gate, refusalAt } from "../access/routes.ts";
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

/** Lets through whoever a route is for, before anything else of the request is looked at. */
export const gateOf =
  (gate: Gate): RequestHandler =>
  (request, _response, next) => {
    // Of what is everybody's nobody asks who they are.
    const isPublic = request.app.get(PUBLIC_LOG) === true;
    const refused = gate === "public" ? undefined : refusalAt(gate, callerOf(request), isPublic);
    if (refused === undefined) next();
    else next(new Refusal(refused, `this is for ${WHY[gate]}`));
  };
