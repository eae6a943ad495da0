// SPDX-License-Identifier: Apache-2.0
import { openApi } from "@suyuan/api";
import type { Router } from "express";
import type { Context } from "../context.ts";
import { STATUS } from "../errors.ts";
import { on } from "./answer.ts";
import { callerOf } from "./caller.ts";

export function systemRoutes(router: Router, { about }: Context): void {
  const document = openApi();
  on(router, "openapi", { get: (_request, response) => response.json(document) });
  on(router, "health", { get: (_request, response) => response.json({ ok: true }) });
  on(router, "ready", {
    get: (request, response) => {
      const { ready, reasons } = about.ready();
      const isNobody = callerOf(request).kind === "nobody";
      const told = reasons.map(({ detail, ...rest }) => (isNobody ? rest : { ...rest, detail }));
      response.status(ready ? STATUS.ok : STATUS.unavailable).json({ ready, reasons: told });
    },
  });
}
