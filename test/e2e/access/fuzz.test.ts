// SPDX-License-Identifier: Apache-2.0
// What the OpenAPI document says of the gateway holds for requests that nobody thought of, whoever sends them.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { need } from "../../support/needs.ts";
import { documentOf, fuzz, type FuzzOptions, type OpenApiDocument } from "./schemathesis.ts";
import { type CallerName, CALLERS, type Stage, startStage } from "./stage.ts";

const schemathesis = need("schemathesis");
const DEEP = process.env["SUYUAN_DEEP"] === "1";
/** The same requests each time, unless asked for others: the name of a test tells them. */
const SEED = Number(process.env["SUYUAN_SEED"] ?? (DEEP ? Date.now() % 1_000_000_007 : 809));
const PATIENCE_MS = 1_800_000;
const ENDED: ReadonlySet<CallerName> = new Set(["ended", "suspended", "expired"]);
/** One of each kind. The first covers the schemas of all operations but most lists, which are alike; the others draw. */
const SOME = ["providerHead", "nobody", "providerOwner", "reads"] as const;
const LISTS = /^list(?!Assets|Grants|Findings)/;
const WHO = DEEP ? CALLERS.filter((caller) => !ENDED.has(caller)) : SOME;

/** An answer that /healthz does not give. */
const ANOTHER = {
  description: "another",
  content: { "application/json": { schema: { type: "object", required: ["another"] } } },
};

let stage: Stage;
let folder: string;
let document: OpenApiDocument;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "suyuan-fuzz-"));
  stage = await startStage();
  document = await documentOf(stage);
}, PATIENCE_MS);
afterAll(async () => {
  await stage.stop();
  rmSync(folder, { recursive: true });
});

const operations = (): string[] =>
  Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );

const optionsFor = (caller: CallerName): FuzzOptions => {
  const token = stage.tokens[caller];
  return {
    ...{ python: schemathesis.program, folder, url: stage.gateway.url, document, seed: SEED },
    ...(DEEP ? { covers: true, draws: 200 } : cut(caller)),
    ...(token !== undefined && { token }),
  };
};

const cut = (caller: CallerName) =>
  caller === SOME[0]
    ? { covers: true, draws: 4, only: operations().filter((id) => !LISTS.test(id)) }
    : { covers: false, draws: 4 };

describe(`requests drawn from the OpenAPI document, seed ${SEED}`, () => {
  it.skipIf(schemathesis.missing).each(WHO)(
    `of %s are answered as it says ${schemathesis.label}`,
    async (caller) => {
      const { status, output, requests } = await fuzz(optionsFor(caller));
      expect(output).toContain(`Seed: ${SEED}`);
      expect(status, output).toBe(0);
      expect(requests).toBeGreaterThan(3 * Object.keys(document.paths).length);
      // Nothing was met that the program did not foresee.
      expect(stage.gateway.said()).not.toContain('"fault"');
    },
    PATIENCE_MS,
  );

  it.skipIf(schemathesis.missing)(
    `are noticed where an answer is not what it says ${schemathesis.label}`,
    async () => {
      const only = ["health", "readOrganization"];
      const changed = structuredClone(document);
      const number = changed.paths["/v1/organizations/{number}"]?.["get"];
      const health = changed.paths["/healthz"]?.["get"];
      delete number?.responses["404"];
      Object.assign(health?.responses ?? {}, { "200": ANOTHER });
      const given = { ...optionsFor("providerHead"), only };
      expect(await fuzz({ ...given, draws: 5 })).toMatchObject({ status: 0 });
      const { status, output } = await fuzz({ ...given, draws: 5, document: changed });
      expect(status).toBe(1);
      expect(output).toContain("Undocumented status code");
      expect(output).toContain("Response violates schema");
    },
    PATIENCE_MS,
  );
});
