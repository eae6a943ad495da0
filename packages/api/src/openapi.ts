// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { ERRORS, type ErrorCode } from "./errors.ts";
import { MEDIA } from "./media.ts";
import type { Body, Operation } from "./openapi/operation.ts";
import { ANY_OPERATION, OPERATIONS } from "./openapi/operations.ts";
import { PATHS } from "./paths.ts";
import { Problem } from "./schemas/problem.ts";

type Plain = Readonly<Record<string, unknown>>;

const PLACEHOLDER = /\{(\+?)(\w+)\}/g;

function schemas(): Plain {
  const named = new Map<string, z.ZodType>([["Problem", Problem]]);
  for (const { body = [], answers } of OPERATIONS) {
    for (const { schema } of [...body, ...Object.values(answers).flat()]) {
      if (schema) named.set(schema.name, schema.of);
    }
  }
  const entries = [...named].map(([name, of]) => {
    const schema = z.toJSONSchema(of, { target: "draft-2020-12" });
    delete schema.$schema;
    return [name, schema] as const;
  });
  return Object.fromEntries(entries);
}

const content = (bodies: readonly Body[]): Plain =>
  Object.fromEntries(
    bodies.map(({ media, schema }) => [
      media,
      schema ? { schema: { $ref: `#/components/schemas/${schema.name}` } } : {},
    ]),
  );

/** What may come where the listed codes may: what the chain is asked for, its node may keep no longer. */
const besides = (codes: readonly ErrorCode[]): readonly ErrorCode[] =>
  codes.includes("chain-away") ? ["state-pruned", ...ANY_OPERATION] : ANY_OPERATION;

function problems(codes: readonly ErrorCode[]): Plain {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const { status } = ERRORS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const problem = { schema: { $ref: "#/components/schemas/Problem" } };
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      String(status),
      { description: list.join(", "), content: { [MEDIA.problem]: problem } },
    ]),
  );
}

function parametersOf({ path, query }: Operation): Plain[] {
  const inPath = [...PATHS[path].matchAll(PLACEHOLDER)].map(([, , name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const { properties = {} } = query ? z.toJSONSchema(query, { target: "draft-2020-12" }) : {};
  const inQuery = Object.entries(properties).map(([name, schema]) => ({
    ...{ name, in: "query", required: false, schema },
  }));
  return [...inPath, ...inQuery];
}

function operation(one: Operation): Plain {
  const { id, summary, body, answers, codes } = one;
  const parameters = parametersOf(one);
  const good = Object.entries(answers).map(([status, bodies]) => [
    status,
    {
      description: bodies.map(({ description }) => description).join("; "),
      content: content(bodies),
    },
  ]);
  return {
    operationId: id,
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: content(body) } }),
    responses: { ...problems([...codes, ...besides(codes)]), ...Object.fromEntries(good) },
  };
}

/** The OpenAPI 3.1 document of the gateway. */
export function openApi(): Plain {
  const paths = new Map<string, Record<string, Plain>>();
  for (const each of OPERATIONS) {
    const path = PATHS[each.path].replaceAll("{+", "{");
    paths.set(path, { ...paths.get(path), [each.method]: operation(each) });
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Suyuan gateway",
      version: "1",
      description: "Takes signed statements, keeps the log, anchors it, gives out evidence.",
    },
    paths: Object.fromEntries(paths),
    components: { schemas: schemas() },
  };
}
