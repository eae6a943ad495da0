// SPDX-License-Identifier: Apache-2.0
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { TlsConfig } from "./access.ts";
import { StartRefusal } from "../refusal.ts";
import { fromEnvironment, variableOf } from "./environment.ts";
import { requireTogether } from "./rules.ts";
import { type Config, KINDS } from "./schema.ts";
import type { WebhookConfig } from "./webhooks.ts";
import { wrongOf } from "./wrong.ts";

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
  new StartRefusal("config-invalid", what, cause);

/** A configuration, and where each of its members stands: a file, or a variable of the environment. */
export interface Sourced {
  readonly config: Config;
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * Reads the configuration file and what the environment sets instead; paths come back absolute, and are relative to
 * the file wherever they stand.
 * @throws StartRefusal `config-invalid`, `bind-refused`
 */
export async function readConfig(path: string, env: NodeJS.ProcessEnv = {}): Promise<Config> {
  return (await readSourced(path, env)).config;
}

/** The same with where each member stands. */
export async function readSourced(path: string, env: NodeJS.ProcessEnv): Promise<Sourced> {
  const set = fromEnvironment(env);
  const file = membersOf(await readJson(path), path);
  const sources = new Map([...file.keys()].map((member) => [member, path]));
  for (const member of set.keys()) sources.set(member, variableOf(member));
  const found = Object.fromEntries([...file, ...set]);
  return { config: absolute(parseConfig(found, sources), path), sources };
}

function absolute(config: Config, path: string): Config {
  const base = dirname(resolve(path));
  const paths = PATHS.flatMap((key) => {
    const value = config[key];
    return value === undefined ? [] : [[key, resolve(base, value)] as const];
  });
  const updates = config.policyUpdates?.map((one) => resolve(base, one));
  const tls = config.tls && resolved(base, config.tls);
  const { documents, follow, tracing, webhooks } = config;
  return {
    ...{ ...config, ...Object.fromEntries(paths) },
    ...(updates && { policyUpdates: updates }),
    ...(tls && { tls }),
    ...(documents && { documents: { ...documents, keys: resolve(base, documents.keys) } }),
    ...(webhooks && { webhooks: webhooks.map((one) => inFolder(base, one)) }),
    ...(tracing?.headersFile !== undefined && {
      tracing: { ...tracing, headersFile: resolve(base, tracing.headersFile) },
    }),
    ...(follow?.tokenFile !== undefined && {
      follow: { ...follow, tokenFile: resolve(base, follow.tokenFile) },
    }),
  } as Config;
}

const inFolder = (base: string, one: WebhookConfig): WebhookConfig => ({
  ...one,
  secretFile: resolve(base, one.secretFile),
});
const resolved = (base: string, { cert, key, clientCa }: TlsConfig): TlsConfig => ({
  ...{ cert: resolve(base, cert), key: resolve(base, key) },
  ...(clientCa !== undefined && { clientCa: resolve(base, clientCa) }),
});

const NOWHERE: ReadonlyMap<string, string> = new Map();
const HERE = "the configuration";

function membersOf(json: unknown, where: string): Map<string, unknown> {
  if (typeof json !== "object" || json === null || Array.isArray(json))
    throw invalid(`${where}: is no JSON object`);
  return new Map<string, unknown>(Object.entries(json));
}

/**
 * Checks every member. Unknown ones are refused: a mistyped one would silently be without effect.
 * @param sources where each stands, for what is said of a wrong one
 * @throws StartRefusal `config-invalid`, `bind-refused`
 */
export function parseConfig(json: unknown, sources = NOWHERE): Config {
  const found = membersOf(json, HERE);
  const [any = HERE] = sources.values();
  const follows = found.has("follow");
  const { error } = KINDS[follows ? "follower" : "keeper"].safeParse(json);
  if (error) {
    const { member, what } = wrongOf(error, json);
    const where = member === undefined ? undefined : sources.get(member);
    throw invalid(`${where ?? any}: ${what}`);
  }
  requireTogether(json as Config, any);
  return json as Config;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw invalid(`${path}: cannot be read, or is no JSON`, cause);
  }
}
