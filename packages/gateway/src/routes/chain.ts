// SPDX-License-Identifier: Apache-2.0
import { type ChainView, MEDIA, type PathName, SubjectEntriesQuery } from "@suyuan/api";
import type { Hex } from "@suyuan/proof";
import type { Request, Response, Router } from "express";
import type { Caller } from "../access/caller.ts";
import type { Context } from "../context.ts";
import type { Subject } from "../store/keys.ts";
import { on } from "./answer.ts";
import { bodyOf, jsonBody } from "./body.ts";
import { callerOf } from "./caller.ts";
import { accountOf, idOf, numberOf, queryOf } from "./parameters.ts";

type View<K> = (of: K, caller: Caller) => Promise<ChainView>;

export function chainRoutes(router: Router, context: Context): void {
  const { relay, entries, history, about, standings } = context;
  viewRoutes(router, context);
  const historyOf = (kind: Subject["kind"]) => async (request: Request, response: Response) => {
    const file = await history.of({ kind, id: idOf(request) }, callerOf(request));
    response.type(MEDIA.history).send(JSON.stringify(file));
  };
  const entriesOf = (kind: Subject["kind"]) => async (request: Request, response: Response) => {
    const query = queryOf(request, SubjectEntriesQuery);
    response.json(await entries.of({ kind, id: idOf(request) }, query, callerOf(request)));
  };
  on(router, "assetEntries", { get: entriesOf("asset") });
  on(router, "grantEntries", { get: entriesOf("grant") });
  on(router, "assetHistory", { get: historyOf("asset") });
  on(router, "grantHistory", { get: historyOf("grant") });
  on(router, "relay", {
    post: [
      jsonBody,
      async (request, response) =>
        response.json(await relay.act(bodyOf(request), callerOf(request))),
    ],
  });
  on(router, "relayAccount", {
    get: async (request, response) =>
      response.json(await relay.account(accountOf(request), callerOf(request))),
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
  const byId = {
    asset: (id, caller) => views.asset(id, caller),
    right: (id, caller) => views.right(id, caller),
    case: (id, caller) => views.case(id, caller),
    grant: (id, caller) => views.grant(id, caller),
    return: (id, caller) => views.returnFlow(id, caller),
    finding: (id, caller) => views.finding(id, caller),
    delivery: (id, caller) => views.delivery(id, caller),
    request: (id, caller) => views.request(id, caller),
  } as const satisfies Partial<Record<PathName, View<Hex>>>;
  const byNumber = {
    organization: (number, caller) => views.organization(number, caller),
    seat: (number, caller) => views.seat(number, caller),
  } as const satisfies Partial<Record<PathName, View<number>>>;
  for (const name of Object.keys(byId) as (keyof typeof byId)[]) {
    const read = async (request: Request, response: Response) =>
      response.json(await byId[name](idOf(request), callerOf(request)));
    on(router, name, { get: read });
  }
  for (const name of Object.keys(byNumber) as (keyof typeof byNumber)[]) {
    const read = async (request: Request, response: Response) =>
      response.json(await byNumber[name](numberOf(request), callerOf(request)));
    on(router, name, { get: read });
  }
}
