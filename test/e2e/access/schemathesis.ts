// SPDX-License-Identifier: Apache-2.0
// Schemathesis against a running gateway: requests of every form that the OpenAPI document describes, and of forms
// that it does not; each answer must be one that the document has.
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { PATHS } from "@suyuan/api";
import { call } from "../../support/access.ts";
import { bodyOf } from "../../support/http.ts";
import { datasetVersion } from "../../support/statements.ts";
import type { Stage } from "./stage.ts";
import { TABLE } from "./table.ts";

const CHECKS = [
  ...["not_a_server_error", "status_code_conformance", "content_type_conformance"],
  ...["response_headers_conformance", "response_schema_conformance"],
  ...["negative_data_rejection", "unsupported_method", "allow_header_conformance"],
];
const DATA = Buffer.from("330102001,西湖区\n");
const OUTPUT_BYTES = 67_108_864;

interface Parameter {
  readonly name: string;
  readonly in: string;
  examples?: unknown;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Record<string, { example?: unknown }> };
  readonly responses: Record<string, unknown>;
}
/** As much of an OpenAPI document as is touched here. */
export interface OpenApiDocument {
  readonly paths: Record<string, Record<string, Operation>>;
}

/** The gateway's document, with things that are really there as examples. */
export async function documentOf(stage: Stage): Promise<OpenApiDocument> {
  const { json } = await call("GET", stage.gateway.url + PATHS.openapi);
  const document = json as unknown as OpenApiDocument;
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, { parameters = [] }] of Object.entries(methods)) {
      const [first] = TABLE[`${method} ${path}`] ?? [];
      const values = first ? valuesIn(path, first.path(stage)) : new Map<string, string>();
      for (const parameter of parameters) {
        const value = values.get(parameter.name);
        if (value !== undefined) parameter.examples = { real: { value } };
      }
    }
  }
  await giveBodies(document, stage);
  return document;
}

/** What stands for each placeholder of a path, and for each name behind the question mark. */
function valuesIn(template: string, path: string): Map<string, string> {
  const [plain = "", query = ""] = path.split("?", 2);
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const pattern = template.replace(/\{place\}/, "(.+)").replace(/\{\w+\}/g, "([^/]+)");
  const found = new RegExp(`^${pattern}$`).exec(plain)?.slice(1) ?? [];
  return new Map([
    ...names.map((name, place) => [name, found[place] ?? ""] as const),
    ...new URLSearchParams(query),
  ]);
}

async function giveBodies({ paths }: OpenApiDocument, stage: Stage): Promise<void> {
  const { province, log, things } = stage;
  const version = await datasetVersion(province, log.id, things.asset, DATA);
  const expires = Math.floor(Date.now() / 1_000) + 3_600;
  const bodies = {
    [PATHS.statements]: JSON.parse(bodyOf(version)) as unknown,
    [PATHS.tokens]: { name: "统计系统", scopes: ["read"], expires },
  };
  for (const [path, example] of Object.entries(bodies)) {
    const body = paths[path]?.["post"]?.requestBody?.content["application/json"];
    if (!body) throw new Error(`${path} takes no JSON`);
    body.example = example;
  }
}

export interface FuzzOptions {
  readonly python: string;
  readonly folder: string;
  readonly url: string;
  readonly document: OpenApiDocument;
  /** Without one nobody asks. */
  readonly token?: string;
  readonly seed: number;
  /** Whether every part of every schema is gone through. */
  readonly covers: boolean;
  /** Requests that are drawn for each operation besides. */
  readonly draws: number;
  /** Only these operations; all when left out. */
  readonly only?: readonly string[];
}

export interface Fuzzed {
  readonly status: number;
  readonly output: string;
  /** Requests that were sent. */
  readonly requests: number;
}

/** Runs Schemathesis once. */
export async function fuzz(options: FuzzOptions): Promise<Fuzzed> {
  const { python, folder, url, document, token, seed, covers, draws, only } = options;
  const file = join(folder, "openapi.json");
  await writeFile(file, JSON.stringify(document));
  const chosen = (only ?? []).flatMap((id) => ["--include-operation-id", id]);
  const phases = covers ? "examples,coverage,fuzzing" : "examples,fuzzing";
  const args = [
    ...["-m", "schemathesis.cli", "run", file, "--url", url, "--checks", CHECKS.join(",")],
    ...["--phases", phases, "--max-examples", String(draws)],
    ...["--seed", String(seed), "--generation-database", "none", "--warnings", "off"],
    ...["--continue-on-failure", "--request-timeout", "60", "--no-color", ...chosen],
    // Would end the session with which it asks.
    ...["--exclude-operation-id", "signOut"],
    ...(token === undefined ? [] : ["--header", `Authorization: Bearer ${token}`]),
  ];
  const { status, output } = await run(python, args, folder);
  const [, requests = "0"] = /^\s*(\d+) generated/m.exec(output) ?? [];
  return { status, output, requests: Number(requests) };
}

async function run(program: string, args: readonly string[], cwd: string) {
  const settings = { cwd, maxBuffer: OUTPUT_BYTES };
  try {
    const { stdout, stderr } = await promisify(execFile)(program, args, settings);
    return { status: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (typeof code !== "number") throw error;
    return { status: code, output: (stdout ?? "") + (stderr ?? "") };
  }
}
