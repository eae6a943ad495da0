// SPDX-License-Identifier: Apache-2.0
import { ActsQuery, MEDIA } from "@suyuan/api";
import type { Router } from "express";
import type { Context } from "../context.ts";
import { on } from "./answer.ts";
import { callerOf } from "./caller.ts";
import { queryOf } from "./parameters.ts";

/** What was done beside the log, as the log was told. */
export function administrationRoutes(
  router: Router,
  { administration, history }: Pick<Context, "administration" | "history">,
): void {
  on(router, "administration", {
    get: async (request, response) =>
      response.json(await administration.list(queryOf(request, ActsQuery), callerOf(request))),
  });
  on(router, "administrationHistory", {
    get: async (request, response) => {
      const file = await history.ofAdministration(callerOf(request));
      response.type(MEDIA.history).send(JSON.stringify(file));
    },
  });
}
