// SPDX-License-Identifier: Apache-2.0

/** Every path of the gateway as a template: `{name}` is one segment, `{+name}` the rest of the path. */
export const PATHS = {
  statements: "/v1/statements",
  statement: "/v1/statements/{id}",
  evidence: "/v1/statements/{id}/evidence",
  organizations: "/v1/organizations",
  seats: "/v1/seats",
  duties: "/v1/duties",
  assets: "/v1/assets",
  procedures: "/v1/procedures",
  rights: "/v1/rights",
  cases: "/v1/cases",
  demands: "/v1/demands",
  consents: "/v1/consents",
  requests: "/v1/requests",
  grants: "/v1/grants",
  changes: "/v1/changes",
  deliveries: "/v1/deliveries",
  returns: "/v1/returns",
  corrections: "/v1/corrections",
  disputes: "/v1/disputes",
  findings: "/v1/findings",
  inbox: "/v1/inbox/{seat}",
  offers: "/v1/inbox/{seat}/{subject}/{id}",
  logs: "/v1/logs",
  rules: "/v1/rules",
  types: "/v1/types",
  calendars: "/v1/calendars",
  proposals: "/v1/proposals",
  members: "/v1/members",
  acts: "/v1/acts/{subject}/{id}",
  right: "/v1/rights/{id}",
  certificate: "/v1/rights/{id}/certificate",
  case: "/v1/cases/{id}",
  rule: "/v1/rules/{key}",
  calendar: "/v1/calendars/{year}",
  proposal: "/v1/proposals/{id}",
  asset: "/v1/assets/{id}",
  assetEntries: "/v1/assets/{id}/entries",
  assetHistory: "/v1/assets/{id}/history",
  grant: "/v1/grants/{id}",
  grantEntries: "/v1/grants/{id}/entries",
  grantHistory: "/v1/grants/{id}/history",
  request: "/v1/requests/{id}",
  grantCertificate: "/v1/grants/{id}/certificate",
  return: "/v1/returns/{id}",
  finding: "/v1/findings/{id}",
  delivery: "/v1/deliveries/{id}",
  organization: "/v1/organizations/{number}",
  seat: "/v1/seats/{number}",
  relay: "/v1/relay",
  relayAccount: "/v1/relay/{account}",
  standing: "/v1/standing",
  chain: "/v1/chain",
  policy: "/v1/policy",
  policyUpdates: "/v1/policy/updates",
  checkpoint: "/log/checkpoint",
  checkpointOver: "/log/checkpoint/{size}",
  tile: "/log/tile/{+place}",
  signInNonce: "/v1/sign-in/nonce",
  signIn: "/v1/sign-in",
  signOut: "/v1/sign-out",
  tokens: "/v1/tokens",
  token: "/v1/tokens/{id}",
  administration: "/v1/administration",
  administrationHistory: "/v1/administration/history",
  documents: "/v1/documents",
  document: "/v1/documents/{id}",
  documentContent: "/v1/documents/{id}/content",
  documentAccesses: "/v1/documents/{id}/accesses",
  documentReaders: "/v1/documents/{id}/readers",
  documentHolds: "/v1/documents/{id}/holds",
  documentHold: "/v1/documents/{id}/holds/{hold}",
  openapi: "/v1/openapi.json",
  health: "/healthz",
  ready: "/readyz",
  metrics: "/metrics",
} as const;

export type PathName = keyof typeof PATHS;

type Names<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `+${infer Tail}` ? Tail : Name) | Names<Rest>
  : never;

/** The values that a path's template asks for. */
export type PathValues<N extends PathName> = Record<Names<(typeof PATHS)[N]>, string | number>;

/**
 * A path with its values filled in.
 * @param name a name of `PATHS`
 * @param values one value for each placeholder; `{+rest}` keeps its slashes
 */
export function pathOf<N extends PathName>(name: N, values: PathValues<N>): string {
  const given = new Map<string, string | number>(Object.entries(values));
  return PATHS[name].replace(/\{(\+?)(\w+)\}/g, (_, rest: string, key: string) => {
    const value = String(given.get(key));
    return rest === "+" ? value : encodeURIComponent(value);
  });
}
