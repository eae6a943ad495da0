// SPDX-License-Identifier: Apache-2.0
import { MEDIA } from "@suyuan/api";
import type { Router } from "express";
import type { Context } from "../context.ts";
import { STATUS } from "../errors.ts";
import { on } from "./answer.ts";
import { bodyOf, isMedia, jsonBody } from "./body.ts";
import { callerOf } from "./caller.ts";
import { idOf } from "./parameters.ts";
import { streamStatements } from "./stream.ts";

export function statementRoutes(router: Router, context: Context): void {
  takingRoutes(router, context);
  tellingRoutes(router, context);
}

/** Taking statements, one by one or in lines. */
export function takingRoutes(
  router: Router,
  { submit, metrics }: Pick<Context, "submit" | "metrics">,
): void {
  on(router, "statements", {
    post: [
      (request, response, next) => {
        if (isMedia(request, MEDIA.lines)) next();
        else jsonBody(request, response, next);
      },
      async (request, response) => {
        if (isMedia(request, MEDIA.lines)) {
          await streamStatements(request, response, { submit, metrics, caller: callerOf(request) });
          return;
        }
        const placed = await submit.one(bodyOf(request), callerOf(request));
        response.status(placed.duplicate ? STATUS.ok : STATUS.created).json(placed);
      },
    ],
  });
}

function tellingRoutes(
  router: Router,
  { ladder, evidence }: Pick<Context, "ladder" | "evidence">,
): void {
  on(router, "statement", {
    get: async (request, response) =>
      response.json(await ladder.statement(idOf(request), callerOf(request))),
  });
  on(router, "evidence", {
    get: async (request, response) => {
      const file = await evidence.ofStatement(idOf(request), callerOf(request));
      response.type(MEDIA.evidence).send(JSON.stringify(file));
    },
  });
}
