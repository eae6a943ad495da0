// SPDX-License-Identifier: Apache-2.0
// The configuration as a gateway would take it, each member with where it comes from, and no secret.
import { variableOf } from "./environment.ts";
import type { Sourced } from "./read.ts";
import { MEMBERS } from "./schema.ts";
import type { TracingConfig } from "./tracing.ts";
import type { WebhookConfig } from "./webhooks.ts";

const HIDDEN = "…";

interface Described {
  /** Absent where the member is left out. */
  readonly value?: unknown;
  /** The file, the variable, or `left out`. */
  readonly from: string;
}

/** Every member that there is, and where the pass phrase would come from. */
export function describeConfig(
  { config, sources }: Sourced,
  env: NodeJS.ProcessEnv,
): Readonly<Record<string, Described>> {
  const values = new Map<string, unknown>(Object.entries(config));
  const members = MEMBERS.map((member): [string, Described] => {
    const from = sources.get(member);
    if (from === undefined) return [member, { from: `left out (${variableOf(member)} sets it)` }];
    return [member, { value: shown(member, values.get(member)), from }];
  });
  return { ...Object.fromEntries(members), passphrase: passphrase(values, env) };
}

function passphrase(values: ReadonlyMap<string, unknown>, env: NodeJS.ProcessEnv): Described {
  if (env["SUYUAN_PASSPHRASE"] !== undefined) return { value: HIDDEN, from: "SUYUAN_PASSPHRASE" };
  return values.has("passphraseFile")
    ? { value: HIDDEN, from: "passphraseFile" }
    : { from: "left out" };
}

/** An address may carry a name, a password or a key of the node's owner. */
function shown(member: string, value: unknown): unknown {
  if (member === "rpcUrl") return withoutSecrets(String(value));
  if (member === "tracing") {
    const tracing = value as TracingConfig;
    return { ...tracing, url: withoutSecrets(tracing.url) };
  }
  if (member !== "webhooks") return value;
  return (value as readonly WebhookConfig[]).map((one) => ({
    ...one,
    url: withoutSecrets(one.url),
  }));
}

function withoutSecrets(address: string): string {
  const url = new URL(address);
  if (url.username !== "") url.username = HIDDEN;
  if (url.password !== "") url.password = HIDDEN;
  const isPlain = url.pathname === "/" && url.search === "";
  return isPlain ? decodeURI(url.href) : `${decodeURI(url.origin)}/${HIDDEN}`;
}
