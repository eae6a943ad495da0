// SPDX-License-Identifier: Apache-2.0
import express, { type Express } from "express";
import type { Context } from "../context.ts";
import { errorHandler } from "../errors.ts";
import { Refusal } from "../refusal.ts";
import { accessRoutes } from "./access.ts";
import { administrationRoutes } from "./administration.ts";
import { findCaller } from "./caller.ts";
import { catalogueRoutes } from "./catalogue.ts";
import { chainRoutes } from "./chain.ts";
import { LEADER, PUBLIC_LOG } from "./gate.ts";
import { documentRoutes } from "./documents.ts";
import { fewHeaders, headers, origins } from "./headers.ts";
import { logRoutes } from "./log.ts";
import { countAnswers, metricsRoutes } from "./metrics.ts";
import { docsRoutes, pageRoutes } from "./page.ts";
import { identify, logRequests } from "./request-log.ts";
import { traceRequests } from "./request-trace.ts";
import { statementRoutes } from "./statements.ts";
import { systemRoutes } from "./system.ts";

/** The whole HTTP surface over a context. */
export function application(context: Context): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("query parser", false);
  // The proxy in front is one hop: the last address that it names is the client's.
  if (context.config.proxy) app.set("trust proxy", 1);
  app.use(identify);
  if (context.config.logRequests) app.use(logRequests(context.tell));
  if (context.config.tracing)
    app.use(traceRequests(context.tracing, context.config.tracing.ratio ?? 1));
  app.use(countAnswers(context.metrics));
  app.use(headers(context.config));
  app.use(fewHeaders);
  app.use(origins(context.config));
  app.use(findCaller(context.access, context.limits));
  app.set(PUBLIC_LOG, isLogPublic(context.config));
  app.set(LEADER, context.config.follow?.url);
  const router = express.Router({ caseSensitive: true, strict: true });
  statementRoutes(router, context);
  catalogueRoutes(router, context);
  chainRoutes(router, context);
  logRoutes(router, context);
  accessRoutes(router, context);
  administrationRoutes(router, context);
  documentRoutes(router, context);
  systemRoutes(router, context);
  metricsRoutes(router, context);
  pageRoutes(router, context);
  docsRoutes(router);
  app.use(router);
  app.use((request) => {
    throw new Refusal("unknown-path", `there is nothing at ${request.path.slice(0, 200)}`);
  });
  app.use(errorHandler(context));
  return app;
}

/** Without access the gateway answers on this machine only, as if all of it were public. */
const isLogPublic = ({ access }: Context["config"]): boolean =>
  access?.public?.includes("log") ?? access === undefined;
