// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ERRORS } from "./errors.ts";
import { openApi } from "./openapi.ts";
import { PATHS } from "./paths.ts";

const Reference = z.object({ $ref: z.string() });
const Document = z.object({
  openapi: z.literal("3.1.0"),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        operationId: z.string(),
        parameters: z.array(z.object({ name: z.string(), in: z.string() })).optional(),
        responses: z.record(
          z.string().regex(/^[2-5][0-9]{2}$/),
          z.object({ description: z.string().min(1) }),
        ),
      }),
    ),
  ),
  components: z.object({ schemas: z.record(z.string(), z.object({}).loose()) }),
});

const document = Document.parse(JSON.parse(JSON.stringify(openApi())));
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.values(methods).map((operation) => ({ path, ...operation })),
);

function references(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = Reference.safeParse(value);
  return [...(own.success ? [own.data.$ref] : []), ...Object.values(value).flatMap(references)];
}

describe("the OpenAPI document", () => {
  it("has every path and no other", () => {
    const expected = Object.values(PATHS).map((path) => path.replace("{+", "{"));
    expect(Object.keys(document.paths).toSorted()).toEqual(expected.toSorted());
  });

  it("names each operation once", () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("describes each placeholder of a path", () => {
    for (const { path, parameters = [] } of operations) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const inPath = parameters.filter((one) => one.in === "path");
      expect(inPath.map(({ name }) => name)).toEqual(names);
    }
  });

  it("refers only to schemas that it has", () => {
    const known = Object.keys(document.components.schemas).map(
      (name) => `#/components/schemas/${name}`,
    );
    const used = references(openApi()["paths"]);
    expect(used.length).toBeGreaterThan(operations.length);
    for (const reference of used) expect(known).toContain(reference);
  });

  it("tells where each code of the closed list is answered", () => {
    const described = operations.flatMap(({ responses }) =>
      Object.values(responses).flatMap(({ description }) => description.split(", ")),
    );
    for (const code of Object.keys(ERRORS)) expect(described).toContain(code);
  });
});
