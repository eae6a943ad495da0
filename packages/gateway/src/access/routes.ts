// SPDX-License-Identifier: Apache-2.0
// Who may call a route at all, as one table over every path of the API: what has no row cannot be registered.
import type { PathName } from "@suyuan/api";
import type { Caller, Scope } from "./caller.ts";
import type { ThingName } from "./things.ts";

/** Who comes through. */
export type Gate =
  | "public"
  /** Public where the configuration says `"public": ["log"]`, members' otherwise. */
  | "log"
  /** A seat, or a system that has the scope. */
  | Scope
  /** Seats, and heads of organisations: what is a person's own. */
  | "person";

export interface RouteRule {
  readonly gate: Gate;
  /** What is looked at besides: each of these, by the table of things. */
  readonly things?: readonly ThingName[];
  /** A follower answers it, too, though it is no GET: it changes nothing but who has signed in. */
  readonly reads?: true;
  /** Article or reason. */
  readonly why: string;
}

export type Method = "get" | "post" | "delete";
export type RouteRules = Readonly<Partial<Record<Method, RouteRule>>>;

const CATALOGUE = "the catalogue is every member's";
const ROWS = "each row by its own rule";
const GOVERNING = "the head of the organisation, and the head of its data office";
const ERASING =
  "the heads of the owner and of its data office, when it is due and nothing holds it";
const HOLDING = "authorities above the owner, and auditors";
const READ_ONE = "the thing by its own rule; those of others are answered as absent";

const get = (gate: Gate, why: string, ...things: readonly ThingName[]): RouteRules => ({
  get: { gate, ...(things.length > 0 && { things }), why },
});
const post = (gate: Gate, why: string): RouteRules => ({ post: { gate, why } });
const ask = (gate: Gate, why: string): RouteRules => ({ post: { gate, reads: true, why } });
const list = (...things: readonly ThingName[]): RouteRules => get("read", ROWS, ...things);
const one = (...things: readonly ThingName[]): RouteRules => get("read", READ_ONE, ...things);
const catalogue = (...things: readonly ThingName[]): RouteRules =>
  get("read", CATALOGUE, ...things);

export const ROUTES: Readonly<Record<PathName, RouteRules>> = {
  statements: post("submit", "the signatures say whose it is; who carries it decides nothing"),
  statement: one("statement"),
  evidence: one("statement"),
  organizations: catalogue("organization"),
  seats: catalogue("seat"),
  duties: catalogue("duty"),
  assets: catalogue("asset"),
  procedures: catalogue("asset"),
  rights: catalogue("right"),
  cases: list("case"),
  demands: list("demand"),
  consents: catalogue("consent"),
  requests: list("request"),
  grants: list("grant"),
  changes: list("change"),
  deliveries: list("delivery"),
  returns: list("return"),
  corrections: list("case"),
  disputes: list("case"),
  findings: list("finding"),
  inbox: get(
    "person",
    "the seat itself, and its heads: of the data office, and of the organisation",
  ),
  offers: get("person", "as the inbox, and the thing by its own rule"),
  logs: catalogue("log"),
  rules: catalogue("rule"),
  types: catalogue("type"),
  calendars: catalogue("year"),
  proposals: catalogue("proposal"),
  members: catalogue("member"),
  acts: get("read", "the thing by its own rule, then each act by what it changes"),
  right: catalogue("right"),
  certificate: catalogue("right"),
  case: one("case"),
  rule: catalogue("rule"),
  calendar: catalogue("year"),
  proposal: catalogue("proposal"),
  asset: catalogue("asset"),
  assetEntries: get("read", "that the asset exists is no secret", "asset-history"),
  assetHistory: get("read", "that the asset exists is no secret", "asset-history"),
  grant: one("grant"),
  grantEntries: one("grant-history"),
  grantHistory: one("grant-history"),
  request: one("request"),
  grantCertificate: one("grant"),
  return: one("return"),
  finding: one("finding"),
  delivery: one("delivery"),
  organization: catalogue("organization"),
  seat: catalogue("seat"),
  relay: post("relay", "acts of accounts of the caller's organisation, or of one below it"),
  relayAccount: get("relay", "accounts of the caller's organisation, or of one below it"),
  standing: ask("read", "compares a header with the chain"),
  chain: get("read", "what the gateway follows"),
  policy: get("public", "whoever verifies needs it, and compares it before trusting it"),
  policyUpdates: get("public", "whoever trusts an earlier policy needs them"),
  checkpoint: get("log", "a signed note: who sees it can hold the log to it"),
  checkpointOver: get("log", "as the newest one"),
  tile: get("log", "hashes tell nothing; entry bundles by their own rule", "bundle"),
  signInNonce: ask("public", "nobody has signed in yet"),
  signIn: ask("public", "nobody has signed in yet"),
  signOut: ask("person", "ends the caller's own session"),
  tokens: {
    get: { gate: "person", why: GOVERNING },
    post: { gate: "person", why: GOVERNING },
  },
  token: { delete: { gate: "person", why: GOVERNING } },
  administration: list("administration"),
  administrationHistory: get("read", "that there are such acts is no secret", "administration"),
  documents: {
    get: { gate: "read", things: ["document"], why: ROWS },
    post: { gate: "submit", why: "for the organisation that made the commitment" },
  },
  document: {
    get: { gate: "read", things: ["document"], why: READ_ONE },
    delete: { gate: "person", things: ["document"], why: ERASING },
  },
  documentContent: one("document"),
  documentAccesses: get("read", "the document's owner, and auditors", "document"),
  documentReaders: { post: { gate: "person", things: ["document"], why: "the document's owner" } },
  documentHolds: { post: { gate: "person", things: ["document"], why: HOLDING } },
  documentHold: {
    delete: {
      gate: "person",
      things: ["document"],
      why: "whoever placed it, or is above that one",
    },
  },
  openapi: get("public", "the document is the same everywhere"),
  health: get("public", "says only that the process answers"),
  ready: get("public", "load balancers ask without a token"),
  metrics: get("read", "the centre of this log, and the seat that operates it"),
};

/** Why a caller does not come through; undefined when it does. */
export function refusalAt(
  gate: Gate,
  caller: Caller,
  publicLog: boolean,
): "not-signed-in" | "not-allowed" | undefined {
  if (gate === "public" || caller.kind === "open") return undefined;
  if (gate === "log" && publicLog) return undefined;
  if (caller.kind === "nobody") return "not-signed-in";
  if (caller.kind !== "system") return undefined;
  if (gate === "person") return "not-allowed";
  return caller.scopes.has(gate === "log" ? "read" : gate) ? undefined : "not-allowed";
}
