// SPDX-License-Identifier: Apache-2.0
import express, { type Express } from "express";
import type { Context } from "../context.ts";
import { errorHandler } from "../errors.ts";
import { Refusal } from "../refusal.ts";
import { catalogueRoutes } from "./catalogue.ts";
import { chainRoutes } from "./chain.ts";
import { logRoutes } from "./log.ts";
import { pageRoutes } from "./page.ts";
import { statementRoutes } from "./statements.ts";
import { systemRoutes } from "./system.ts";

/** The whole HTTP surface over a context. */
export function application(context: Context): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("query parser", false);
  const router = express.Router({ caseSensitive: true, strict: true });
  statementRoutes(router, context);
  catalogueRoutes(router, context);
  chainRoutes(router, context);
  logRoutes(router, context);
  systemRoutes(router, context);
  pageRoutes(router, context);
  app.use(router);
  app.use((request) => {
    throw new Refusal("unknown-path", `there is nothing at ${request.path.slice(0, 200)}`);
  });
  app.use(errorHandler(context.report));
  return app;
}
