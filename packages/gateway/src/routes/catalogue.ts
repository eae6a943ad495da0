// SPDX-License-Identifier: Apache-2.0
import {
  ActsQuery,
  CertificateQuery,
  InboxQuery,
  type ListPath,
  LISTS,
  MEDIA,
  QUERIES,
} from "@suyuan/api";
import type { Request, Router } from "express";
import type { Context } from "../context.ts";
import { thingOf } from "../services/catalogue.ts";
import { on } from "./answer.ts";
import { callerOf } from "./caller.ts";
import { decimalOf, idOf, numberOf, queryOf, textOf, yearOf } from "./parameters.ts";

/** What is answered from the index of the chain. */
export function catalogueRoutes(router: Router, context: Context): void {
  const { catalogue, inboxes } = context;
  certificateRoutes(router, context);
  ruleRoutes(router, context);
  for (const path of Object.keys(LISTS) as ListPath[]) {
    on(router, path, {
      get: async (request, response) =>
        response.json(
          await catalogue.list(path, queryOf(request, QUERIES[path]), callerOf(request)),
        ),
    });
  }
  on(router, "acts", {
    get: async (request, response) => {
      const [subject, id] = [textOf(request, "subject"), textOf(request, "id")];
      response.json(
        await catalogue.acts({ subject, id }, queryOf(request, ActsQuery), callerOf(request)),
      );
    },
  });
  on(router, "inbox", {
    get: async (request, response) => {
      const seat = numberOf(request, "seat");
      response.json(await inboxes.of(seat, callerOf(request), queryOf(request, InboxQuery)));
    },
  });
  on(router, "offers", {
    get: async (request, response) => {
      const { kind, id } = thingOf(textOf(request, "subject"), textOf(request, "id"));
      response.json(await inboxes.on(numberOf(request, "seat"), callerOf(request), { kind, id }));
    },
  });
}

/** What the ledger itself goes by: rules, working days, decisions. */
function ruleRoutes(router: Router, { catalogue }: Context): void {
  on(router, "rule", {
    get: async (request, response) => response.json(await catalogue.rule(textOf(request, "key"))),
  });
  on(router, "calendar", {
    get: async (request, response) => response.json(await catalogue.calendar(yearOf(request))),
  });
  on(router, "proposal", {
    get: async (request, response) => response.json(await catalogue.proposal(decimalOf(request))),
  });
}

/** Certificates of rights and of grants, at a moment or now. */
function certificateRoutes(router: Router, { certificates }: Context): void {
  const momentOf = (request: Request): number | undefined => {
    const { at } = queryOf(request, CertificateQuery);
    return at === undefined ? undefined : Number(at);
  };
  on(router, "certificate", {
    get: async (request, response) => {
      const file = await certificates.of(idOf(request), momentOf(request));
      response.type(MEDIA.right).send(JSON.stringify(file));
    },
  });
  on(router, "grantCertificate", {
    get: async (request, response) => {
      const file = await certificates.grant(idOf(request), callerOf(request), momentOf(request));
      response.type(MEDIA.grant).send(JSON.stringify(file));
    },
  });
}
