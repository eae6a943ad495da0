// SPDX-License-Identifier: Apache-2.0
// Queries of the API in the words of the index.
import { type FilterForm, type ListPath, LISTS } from "@suyuan/api";
import { catalogueCodeBytes, ProofError } from "@suyuan/proof";
import type { ListName, ListQuery } from "../indexing/lists.ts";
import { timeText } from "../indexing/places.ts";
import { Refusal } from "../refusal.ts";

/** The list of the index for each filter of a list of the API; "" for the whole. */
export const INDEX_LISTS = {
  organizations: {
    "": "organizations",
    parent: "organizations-by-parent",
    level: "organizations-by-level",
    region: "organizations-by-region",
    status: "organizations-by-status",
    code: "organizations-by-code",
    successor: "organizations-by-successor",
  },
  seats: { organization: "seats-by-organization", account: "seats-by-account" },
  duties: { organization: "duties-by-organization", asset: "duties-by-asset" },
  assets: {
    "": "assets",
    holder: "assets-by-holder",
    custodian: "assets-by-custodian",
    region: "assets-by-region",
    state: "assets-by-state",
    catalogueCode: "assets-by-code",
    registrar: "assets-by-registrar",
    endsBefore: "assets-by-until",
  },
  procedures: {
    "": "procedures-by-due",
    registrar: "procedures-by-registrar",
    holder: "procedures-by-holder",
    stage: "procedures-by-stage",
    dueBefore: "procedures-by-due",
  },
  rights: {
    asset: "rights-by-asset",
    holder: "rights-by-holder",
    grantor: "rights-by-grantor",
    parent: "rights-by-parent",
    endsBefore: "rights-by-until",
  },
  cases: {
    asset: "cases-by-asset",
    raiser: "cases-by-raiser",
    respondent: "cases-by-respondent",
    registrar: "cases-by-registrar",
    state: "cases-by-state",
  },
  demands: {
    "": "demands",
    organization: "demands-by-organization",
    asset: "demands-by-asset",
    status: "demands-by-status",
  },
  consents: { asset: "consents-by-asset", provider: "consents-by-provider" },
  requests: {
    asset: "requests-by-asset",
    organization: "requests-by-organization",
    answerer: "requests-by-answerer",
    status: "requests-by-status",
    parent: "requests-by-parent",
    demand: "requests-by-demand",
  },
  grants: {
    asset: "grants-by-asset",
    provider: "grants-by-provider",
    recipient: "grants-by-recipient",
    state: "grants-by-state",
    parent: "grants-by-parent",
    log: "grants-by-log",
  },
  changes: {
    "": "changes-undecided",
    grant: "changes-by-grant",
    provider: "changes-by-provider",
    recipient: "changes-by-recipient",
  },
  deliveries: {
    grant: "deliveries-by-grant",
    asset: "deliveries-by-asset",
    provider: "deliveries-by-provider",
    recipient: "deliveries-by-recipient",
    result: "deliveries-by-result",
  },
  returns: {
    asset: "returns-by-asset",
    claimant: "returns-by-claimant",
    holder: "returns-by-holder",
    state: "returns-by-state",
  },
  corrections: {
    asset: "corrections-by-asset",
    raiser: "corrections-by-raiser",
    respondent: "corrections-by-respondent",
    grant: "corrections-by-grant",
    state: "corrections-by-state",
  },
  disputes: {
    subject: "disputes-by-subject",
    asset: "disputes-by-asset",
    raiser: "disputes-by-raiser",
    respondent: "disputes-by-respondent",
    coordinator: "disputes-by-coordinator",
    state: "disputes-by-state",
  },
  findings: {
    "": "findings",
    against: "findings-by-against",
    subject: "findings-by-subject",
    authority: "findings-by-authority",
    code: "findings-by-code",
    state: "findings-by-state",
  },
  logs: { "": "logs" },
  rules: { "": "rules" },
  types: { "": "types" },
  calendars: { "": "years" },
  proposals: { "": "proposals" },
  members: { "": "members" },
} as const satisfies Readonly<Record<ListPath, Readonly<Record<string, ListName>>>>;

/** A filter with its value. */
export interface Filter {
  readonly name: string;
  readonly value: string;
}

const invalid = (path: string, message: string): Refusal =>
  new Refusal("invalid-parameter", `${path}: ${message}`, { path });

/** The one filter of a query. @throws Refusal `invalid-parameter` */
export function filterOf(list: ListPath, query: Readonly<Record<string, string>>): Filter {
  const named = Object.keys(LISTS[list]).filter((name) => query[name] !== undefined);
  const [name, second] = named;
  if (second !== undefined) throw invalid(second, "a list takes one filter only");
  if (name !== undefined) return { name, value: query[name] ?? "" };
  if ("" in INDEX_LISTS[list]) return { name: "", value: "" };
  throw invalid("query", `say of what: ${Object.keys(LISTS[list]).join(", ")}`);
}

/** The filter in the words of the index. @throws Refusal `invalid-parameter` */
export function queryOf(list: ListPath, { name, value }: Filter): ListQuery {
  const lists: Readonly<Record<string, ListName>> = INDEX_LISTS[list];
  const found = lists[name];
  if (!found) throw invalid(name, "is no filter of this list");
  const forms: Readonly<Record<string, FilterForm>> = LISTS[list];
  const form = forms[name];
  if (form === "time") return { list: found, value: "", before: timeText(Number(value)) };
  return { list: found, value: form ? valueText(name, form, value) : "" };
}

function valueText(name: string, form: FilterForm, value: string): string {
  if (form === "catalogue-code") {
    try {
      return catalogueCodeBytes(value).slice(2);
    } catch (cause) {
      if (!(cause instanceof ProofError)) throw cause;
      throw invalid(name, "is no catalogue code");
    }
  }
  if (form === "number") return String(Number(value));
  return value.startsWith("0x") ? value.slice(2) : value;
}
