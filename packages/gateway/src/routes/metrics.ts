// SPDX-License-Identifier: Apache-2.0
import type { RequestHandler, Router } from "express";
import type { Context } from "../context.ts";
import type { Metrics } from "../services/metrics.ts";
import { on, routeAt } from "./answer.ts";
import { callerOf } from "./caller.ts";

/** Metrics of a gateway are for those who keep its log: they tell how much others do. */
export function metricsRoutes(router: Router, { metrics, sights }: Context): void {
  on(router, "metrics", {
    get: async (request, response) => {
      await sights.of(callerOf(request)).requireKeeper();
      const text = await metrics.text();
      response.set({ "Content-Type": metrics.type, "Cache-Control": "no-store" }).send(text);
    },
  });
}

const MILLISECONDS = 1_000;

/** Counts each answer by the template of its path, never by the path: whoever asks cannot make new series. */
export function countAnswers(metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const begun = performance.now();
    response.once("close", () => {
      metrics.answered({
        ...{ route: routeAt(response), method: request.method, status: response.statusCode },
        seconds: (performance.now() - begun) / MILLISECONDS,
      });
    });
    next();
  };
}
