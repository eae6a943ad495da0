// SPDX-License-Identifier: Apache-2.0
import { readShape } from "@suyuan/api";
import { Refusal } from "../refusal.ts";

/** Reads a value by a schema of the API. @throws Refusal `unknown-field`, `missing-field`, `invalid-field` */
export function requireShape<T>(schema: Parameters<typeof readShape<T>>[0], value: unknown): T {
  const shaped = readShape(schema, value);
  if ("data" in shaped) return shaped.data;
  const { code, path, message } = shaped.fault;
  throw new Refusal(code, `${path || "the body"}: ${message}`, path ? { path } : {});
}
