// SPDX-License-Identifier: Apache-2.0
// Given configurations of keepers and followers, and what they become by one change anywhere in them: a validator
// of JSON Schema that is not ours says of each what the reader says.
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EVENT_TYPES } from "../webhooks/events.ts";
import { variableOf } from "./environment.ts";
import { configSchema } from "./json-schema.ts";
import { parseConfig } from "./read.ts";
import { RULES } from "./rules.ts";
import { MEMBERS } from "./schema.ts";

type Json = Readonly<Record<string, unknown>>;

const compiled = (schema: object) =>
  new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }).compile<Json>(schema);
const isValid = compiled(configSchema());
const isRead = (json: unknown): boolean => {
  try {
    parseConfig(json);
    return true;
  } catch (error) {
    expect(error).toHaveProperty("code", expect.stringMatching(/^(config-invalid|bind-refused)$/));
    return false;
  }
};

const ANY: Json = {
  ...{ dir: "store", host: "127.0.0.1", port: 8_080, rpcUrl: "http://127.0.0.1:8545" },
  ...{ deployment: "deployment.json", origin: "log.example/one", settledDepth: 0 },
};
const tls = { cert: "c.pem", key: "k.pem", clientCa: "ca.pem" };
const rate = { burst: 1, perSecond: 1_000_000 };
const access = {
  ...{ domain: "log.example.org", uri: "https://log.example.org", sessionSeconds: 60 },
  ...{ public: ["log"], origins: ["https://console.example.org", "http://localhost:5173"] },
  limits: { organization: rate, address: rate, attempts: rate },
};
const webhook = {
  ...{ name: "desk", url: "https://desk.example/x?y", events: [...EVENT_TYPES] },
  ...{ secretFile: "desk.secret", attempts: 1, retryMs: 60_000, timeoutMs: 1 },
};
const MAY: Json = {
  ...{ verifyPage: "v.html", followUpMs: 10, stallMs: 600_000, logRequests: false },
  ...{ policy: "p.json", policyUpdates: ["u.json"], metrics: { host: "::1", port: 0 } },
  ...{ access, tls, proxy: true, host: "0.0.0.0" },
  tracing: { url: "http://localhost:4318/v1/traces", headersFile: "headers", ratio: 0.5 },
};
const KEPT: Json = {
  ...{ logKey: "log.key", operatorKey: "operator.key", operatorSeat: 0xffff_ffff },
  ...{ relayerKey: "relayer.key", window: { entries: 1, milliseconds: 0 } },
};
const KEEPER_MAY: Json = {
  ...{ passphraseFile: "pass", relayQuota: { acts: 1, seconds: 86_400 } },
  documents: { keys: "d.keys", quotaBytes: 1, years: { registration: 1, sharing: 3, case: 100 } },
  webhooks: [webhook, { ...webhook, name: "other", url: "http://[::1]:9000" }],
};
const FOLLOW: Json = { follow: { url: "https://leader.example/a", key: "k", tokenFile: "token" } };

/** A breach of each rule on members together, in their order. */
const BREACHES: readonly Json[] = [
  { access, tls, proxy: true },
  { proxy: true },
  { host: "::", tls },
  { host: "::", access },
  { metrics: { host: "::", port: 0 } },
  { policyUpdates: ["u.json"] },
];

const some = (all: Json): fc.Arbitrary<Json> =>
  fc.subarray(Object.entries(all)).map((entries) => Object.fromEntries(entries));
const keeper = fc
  .tuple(some(MAY), some(KEEPER_MAY))
  .map(([any, kept]): Json => ({ ...ANY, ...KEPT, ...any, ...kept }));
const follower = some(MAY).map((any): Json => ({ ...ANY, ...FOLLOW, ...any }));

const GONE = Symbol("gone");
const ODD = [
  ...[
    GONE,
    null,
    true,
    false,
    {},
    [],
    [[]],
    ["x"],
    { more: 1 },
    "",
    "x",
    "a b",
    "x".repeat(256),
    "😀".repeat(200),
  ],
  ...["x".repeat(4_097), "0.0.0.0", "localhost", "http://192.0.2.7", "https://a:b@c.example"],
  ...["ftp://127.0.0.1/", -1, 0, 1, 2, 9, 17, 99, 1.5, 3_601, 65_536, 86_401, 1_000_001],
  ...[0xffff_ffff + 1, Number.MAX_SAFE_INTEGER + 1],
];
/** Whether a message can be made for a domain, JSON Schema cannot say. */
const BEYOND = "access.domain";

type Place = readonly string[];
function placesIn(json: unknown, at: Place = []): readonly Place[] {
  if (typeof json !== "object" || json === null) return [at];
  const inside = Object.entries(json).flatMap(([key, one]) => placesIn(one, [...at, key]));
  const more = Array.isArray(json) ? [] : [[...at, "more"]];
  return [...(at.length > 0 ? [at] : []), ...inside, ...more];
}
function changed(json: unknown, [key = "", ...rest]: Place, to: unknown): unknown {
  if (Array.isArray(json)) {
    const with_ = json.map((one, at) => (String(at) === key ? set(one, rest, to) : one) as unknown);
    return with_.filter((one) => one !== GONE);
  }
  const entries = new Map(Object.entries(json as Json));
  const value = set(entries.get(key), rest, to);
  if (value === GONE) entries.delete(key);
  else entries.set(key, value);
  return Object.fromEntries(entries);
}
const set = (one: unknown, rest: Place, to: unknown): unknown =>
  rest.length === 0 ? to : changed(one, rest, to);

const neighbour = fc
  .tuple(fc.oneof(keeper, follower), fc.nat(), fc.constantFrom(...ODD))
  .map(([json, at, to]) => {
    const places = placesIn(json).filter((place) => place.join(".") !== BEYOND);
    return changed(json, places[at % places.length] ?? [], to) as Json;
  });
const configuration = fc.oneof(keeper, follower, neighbour);

describe("the schema of a configuration", () => {
  it("accepts what the reader accepts, and nothing else", () => {
    const seen = { read: 0, refused: 0 };
    fc.assert(
      fc.property(configuration, (json) => {
        const read = isRead(json);
        seen[read ? "read" : "refused"] += 1;
        expect(isValid(json)).toBe(read);
      }),
      { numRuns: 1_000 },
    );
    expect(seen.read).toBeGreaterThan(100);
    expect(seen.refused).toBeGreaterThan(100);
  });

  it.each(BREACHES.map((change, at) => [Object.keys(change).join(" and "), change, at] as const))(
    "refuses %s by the rule on them, and by nothing else",
    (_, change, at) => {
      const json = { ...ANY, ...KEPT, ...change };
      const rules = RULES.map(({ schema }) => schema);
      const isLoose = compiled({ ...configSchema(), allOf: rules.toSpliced(at, 1) });
      expect([isRead(json), isValid(json), isLoose(json)]).toEqual([false, false, true]);
    },
  );

  it("has a breach of each rule", () => {
    expect(BREACHES).toHaveLength(RULES.length);
  });

  it.each([
    ["an address that cannot be read", { rpcUrl: "http://" }],
    ["a domain of no message", { access: { ...access, domain: "-" } }],
    ["two webhooks of one name", { webhooks: [webhook, webhook] }],
  ])("leaves to the reader %s", (_, change) => {
    const json = { ...ANY, ...KEPT, ...change };
    expect(isValid(json)).toBe(true);
    expect(isRead(json)).toBe(false);
  });

  it("says of each member what it is for, and which variable sets it", () => {
    const properties = new Map(Object.entries(configSchema().properties ?? {}));
    expect([...properties.keys()].toSorted()).toEqual([...MEMBERS].toSorted());
    for (const [member, told] of properties) {
      expect(told, member).toHaveProperty("description");
      expect(told, member).toHaveProperty("$comment", variableOf(member));
    }
  });

  it("is what the gateway prints, and what stands in docs/", async () => {
    const main = join(import.meta.dirname, "../main.ts");
    const { stdout } = await promisify(execFile)(process.execPath, [main, "--print-schema"]);
    const kept = join(import.meta.dirname, "../../../../docs/gateway.schema.json");
    expect(JSON.parse(stdout)).toEqual(configSchema());
    expect(JSON.parse(await readFile(kept, "utf8"))).toEqual(configSchema());
  });
});
