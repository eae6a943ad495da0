// SPDX-License-Identifier: Apache-2.0
import { ActsQuery, type ListPath, LISTS, QUERIES } from "@suyuan/api";
import type { Router } from "express";
import type { Context } from "../context.ts";
import { on } from "./answer.ts";
import { decimalOf, queryOf, textOf, yearOf } from "./parameters.ts";

/** What is answered from the index of the chain. */
export function catalogueRoutes(router: Router, { catalogue }: Context): void {
  for (const path of Object.keys(LISTS) as ListPath[]) {
    on(router, path, {
      get: async (request, response) =>
        response.json(await catalogue.list(path, queryOf(request, QUERIES[path]))),
    });
  }
  on(router, "acts", {
    get: async (request, response) => {
      const [subject, id] = [textOf(request, "subject"), textOf(request, "id")];
      response.json(await catalogue.acts(subject, id, queryOf(request, ActsQuery)));
    },
  });
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
