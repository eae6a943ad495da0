// SPDX-License-Identifier: Apache-2.0
// What members of the configuration must be together: each rule for the reader, and beside it as JSON Schema.
import type { z } from "@suyuan/api/zod";
import { StartRefusal } from "../refusal.ts";
import type { Config } from "./schema.ts";

const LOOPBACK = ["127.0.0.1", "::1", "localhost"];
/** Whether nobody but this machine reaches an address. */
export const isLoopback = (host: string): boolean => LOOPBACK.includes(host);

interface Rule {
  readonly code: "config-invalid" | "bind-refused";
  /** What is wrong, if anything is. */
  readonly broken: (config: Config) => string | undefined;
  readonly schema: z.core.JSONSchema.BaseSchema;
}

const unless = (fine: boolean, what: string): string | undefined => (fine ? undefined : what);
const quiet = (host: string): string => `the gateway does not listen on ${host}`;

/** Whoever can connect from elsewhere has to say who they are, and nobody on the way may listen. */
export const RULES: readonly Rule[] = [
  {
    code: "config-invalid",
    broken: ({ tls, proxy }) =>
      unless(!tls || !proxy, "has both tls and proxy: TLS ends here or there"),
    schema: { not: { required: ["tls", "proxy"] } },
  },
  {
    code: "bind-refused",
    broken: ({ host, access, proxy }) =>
      unless(
        !proxy || access !== undefined,
        `${quiet(host)}: what a proxy hands in comes from elsewhere, so that access must be set`,
      ),
    schema: { dependentRequired: { proxy: ["access"] } },
  },
  {
    code: "bind-refused",
    broken: ({ host, access }) =>
      unless(
        isLoopback(host) || access !== undefined,
        `${quiet(host)}: access is not set, so that anybody could read everything`,
      ),
    schema: { anyOf: [{ properties: { host: { enum: LOOPBACK } } }, { required: ["access"] }] },
  },
  {
    code: "bind-refused",
    broken: ({ host, tls, proxy }) =>
      unless(
        isLoopback(host) || tls !== undefined || proxy !== undefined,
        `${quiet(host)}: neither is tls set nor proxy, the statement that a proxy in front does TLS`,
      ),
    schema: {
      anyOf: [
        { properties: { host: { enum: LOOPBACK } } },
        { required: ["tls"] },
        { required: ["proxy"] },
      ],
    },
  },
  {
    code: "bind-refused",
    broken: ({ metrics }) =>
      unless(
        metrics === undefined || isLoopback(metrics.host),
        `metrics are not given at ${metrics?.host}: an agent on this machine takes them, or whoever has a token`,
      ),
    schema: { properties: { metrics: { properties: { host: { enum: LOOPBACK } } } } },
  },
  {
    code: "config-invalid",
    broken: ({ policy, policyUpdates }) =>
      unless(
        !policyUpdates || policy !== undefined,
        "policyUpdates without the policy that they follow",
      ),
    schema: { dependentRequired: { policyUpdates: ["policy"] } },
  },
];

/** @param where what the configuration is called @throws StartRefusal `config-invalid`, `bind-refused` */
export function requireTogether(config: Config, where: string): void {
  for (const { code, broken } of RULES) {
    const what = broken(config);
    if (what === undefined) continue;
    throw new StartRefusal(code, code === "config-invalid" ? `${where}: ${what}` : what);
  }
}
