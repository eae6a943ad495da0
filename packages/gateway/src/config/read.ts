// SPDX-License-Identifier: Apache-2.0
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { StartRefusal } from "../refusal.ts";
import { type Config, MEMBERS, OPTIONAL } from "./schema.ts";

const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);
const PATHS = [
  "dir",
  "deployment",
  "logKey",
  "operatorKey",
  "relayerKey",
  "passphraseFile",
  "policy",
  "verifyPage",
] as const;

const invalid = (what: string, cause?: unknown): StartRefusal =>
  new StartRefusal("config-invalid", `the configuration: ${what}`, cause);

/**
 * Reads the configuration file; its paths come back absolute.
 * @throws StartRefusal `config-invalid`, `bind-refused`
 */
export async function readConfig(path: string): Promise<Config> {
  const config = parseConfig(await readJson(path));
  const base = dirname(resolve(path));
  const paths = PATHS.flatMap((key) => {
    const value = config[key];
    return value === undefined ? [] : [[key, resolve(base, value)] as const];
  });
  const updates = config.policyUpdates?.map((one) => resolve(base, one));
  return { ...config, ...Object.fromEntries(paths), ...(updates && { policyUpdates: updates }) };
}

/**
 * Checks every member. Unknown ones are refused: a mistyped one would silently be without effect.
 * @throws StartRefusal `config-invalid`, `bind-refused`
 */
export function parseConfig(json: unknown): Config {
  if (typeof json !== "object" || json === null || Array.isArray(json))
    throw invalid("is no JSON object");
  const found = new Map<string, unknown>(Object.entries(json));
  const unknown = [...found.keys()].find((key) => !Object.hasOwn(MEMBERS, key));
  if (unknown !== undefined) throw invalid(`has the unknown member ${unknown}`);
  for (const [key, { is, must }] of Object.entries(MEMBERS)) {
    if (!found.has(key) && OPTIONAL.has(key)) continue;
    if (!is(found.get(key))) throw invalid(`${key} must be ${must}`);
  }
  const config = json as Config;
  if (config.policyUpdates && config.policy === undefined) {
    throw invalid("policyUpdates without the policy that they follow");
  }
  if (LOOPBACK.has(config.host)) return config;
  const why = "reading needs no authorisation, so that only this machine may connect";
  throw new StartRefusal("bind-refused", `the gateway does not listen on ${config.host}: ${why}`);
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw invalid(`cannot be read at ${path}`, cause);
  }
}
