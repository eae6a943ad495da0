// SPDX-License-Identifier: Apache-2.0
import { MEDIA } from "@suyuan/api";
import type { Request, Response, Router } from "express";
import type { Context } from "../context.ts";
import type { Subject } from "../store/keys.ts";
import { on } from "./answer.ts";
import { bodyOf, jsonBody } from "./body.ts";
import { accountOf, idOf, numberOf } from "./parameters.ts";

export function chainRoutes(router: Router, context: Context): void {
  const { relay, history, about, standings } = context;
  viewRoutes(router, context);
  const historyOf = (kind: Subject["kind"]) => async (request: Request, response: Response) => {
    const file = await history.of({ kind, id: idOf(request) });
    response.type(MEDIA.history).send(JSON.stringify(file));
  };
  on(router, "assetHistory", { get: historyOf("asset") });
  on(router, "grantHistory", { get: historyOf("grant") });
  on(router, "relay", {
    post: [jsonBody, async (request, response) => response.json(await relay.act(bodyOf(request)))],
  });
  on(router, "relayAccount", {
    get: async (request, response) => response.json(await relay.account(accountOf(request))),
  });
  on(router, "standing", {
    post: [
      jsonBody,
      async (request, response) => response.json(await standings.of(bodyOf(request))),
    ],
  });
  on(router, "chain", { get: (_request, response) => response.json(about.chain()) });
  on(router, "policy", { get: (_request, response) => response.json(about.policy()) });
  on(router, "policyUpdates", {
    get: (_request, response) => response.json(about.policyUpdates()),
  });
}

/** One thing each, as the chain holds it. */
function viewRoutes(router: Router, { views }: Context): void {
  on(router, "asset", {
    get: async (request, response) => response.json(await views.asset(idOf(request))),
  });
  on(router, "right", {
    get: async (request, response) => response.json(await views.right(idOf(request))),
  });
  on(router, "case", {
    get: async (request, response) => response.json(await views.case(idOf(request))),
  });
  on(router, "grant", {
    get: async (request, response) => response.json(await views.grant(idOf(request))),
  });
  on(router, "return", {
    get: async (request, response) => response.json(await views.returnFlow(idOf(request))),
  });
  on(router, "finding", {
    get: async (request, response) => response.json(await views.finding(idOf(request))),
  });
  on(router, "delivery", {
    get: async (request, response) => response.json(await views.delivery(idOf(request))),
  });
  on(router, "request", {
    get: async (request, response) => response.json(await views.request(idOf(request))),
  });
  on(router, "organization", {
    get: async (request, response) => response.json(await views.organization(numberOf(request))),
  });
  on(router, "seat", {
    get: async (request, response) => response.json(await views.seat(numberOf(request))),
  });
}
