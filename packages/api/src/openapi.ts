// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { ERRORS, type ErrorCode } from "./errors.ts";
import { MEDIA } from "./media.ts";
import type { Body, Operation } from "./openapi/operation.ts";
import { ANY_OPERATION, OPERATIONS } from "./openapi/operations.ts";
import { PATHS } from "./paths.ts";
import { formOf } from "./schemas/places.ts";
import { Problem } from "./schemas/problem.ts";

type Plain = Readonly<Record<string, unknown>>;

/** The JSON schema of a form that refers to no other. */
function plain(of: z.ZodType): Plain {
  const { $schema, ...schema } = z.toJSONSchema(of, { target: "draft-2020-12" });
  return schema;
}

const PLACEHOLDER = /\{(\+?)(\w+)\}/g;

function schemas(): Plain {
  const named = new Map<string, z.ZodType>([["Problem", Problem]]);
  for (const { body = [], answers } of OPERATIONS) {
    for (const { schema } of [...body, ...Object.values(answers).flat()]) {
      if (schema) named.set(schema.name, schema.of);
    }
  }
  return Object.fromEntries([...named].flatMap(([name, of]) => plainSchemas(name, of)));
}

const DEFINED = "#/$defs/";
const COMPONENT = "#/components/schemas/";

/** A schema and those that it is made of: `$ref` means the whole document here, so that each stands beside it. */
function plainSchemas(name: string, of: z.ZodType): (readonly [string, Plain])[] {
  const text = JSON.stringify(z.toJSONSchema(of, { target: "draft-2020-12" }));
  const { $schema, $defs, ...own } = JSON.parse(
    text.replaceAll(`"${DEFINED}`, `"${COMPONENT}${name}.`),
  ) as Plain & { readonly $defs?: Readonly<Record<string, Plain>> };
  const parts = Object.entries($defs ?? {});
  return [[name, own], ...parts.map(([part, schema]) => [`${name}.${part}`, schema] as const)];
}

const content = (bodies: readonly Body[]): Plain =>
  Object.fromEntries(
    bodies.map(({ media, schema }) => [
      media,
      schema ? { schema: { $ref: COMPONENT + schema.name } } : {},
    ]),
  );

function problems(codes: readonly ErrorCode[]): Plain {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const { status } = ERRORS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const problem = { schema: { $ref: `${COMPONENT}Problem` } };
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      String(status),
      { description: list.join(", "), content: { [MEDIA.problem]: problem } },
    ]),
  );
}

/** What may be given by name, in one of the places that have names. */
function named(place: "query" | "header", schema: z.ZodObject | undefined): Plain[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { target: "draft-2020-12" });
  return Object.entries(properties).map(([name, of]) => ({
    ...{ name, in: place, required: required.includes(name), schema: of },
  }));
}

function parametersOf({ path, query, headers }: Operation): Plain[] {
  const inPath = [...PATHS[path].matchAll(PLACEHOLDER)].map(([, , name = ""]) => ({
    ...{ name, in: "path", required: true, schema: plain(formOf(path, name)) },
  }));
  return [...inPath, ...named("query", query), ...named("header", headers)];
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
    responses: {
      ...problems([...new Set([...codes, ...ANY_OPERATION])]),
      ...Object.fromEntries(good),
    },
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
    security: [{ bearer: [] }, {}],
    components: {
      schemas: schemas(),
      securitySchemes: {
        bearer: {
          type: "http",
          scheme: "bearer",
          description:
            "The token of a session (POST /v1/sign-in), or one that an organisation has issued to a system. A gateway without access needs none.",
        },
      },
    },
  };
}
