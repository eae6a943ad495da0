// SPDX-License-Identifier: Apache-2.0
// The way from the data to the seals, as stations in order; each check belongs to one of them.
import type { Check, CheckName } from "@suyuan/proof";

import { outcomeOfCheck, type Outcome } from "../outcome.ts";

/** The stations in the order in which they are passed; a file has those that its checks are about. */
export const STATIONS = {
  data: ["data"],
  certificate: ["certificate", "name", "scope", "items", "documents", "origin"],
  statement: ["format", "statement", "signature", "times", "chain-links"],
  list: ["entries", "place"],
  authority: [
    ...["seat", "office", "allowance", "organization", "party", "asset", "grant", "source"],
    ...["coverage", "serial", "log", "registration", "right", "term", "holder", "freeze"],
    ...["offer", "provider", "recipient", "use", "answer", "history", "delivery", "receipt"],
    ...["rectification", "disposal"],
  ],
  entry: ["inclusion", "heads"],
  checkpoint: ["checkpoint", "log-key", "witnesses", "complete"],
  anchor: ["anchor", "contracts"],
  block: ["state", "chain", "time", "timestamps"],
  seals: ["seals"],
} as const satisfies Readonly<Record<string, readonly CheckName[]>>;

export type StationName = keyof typeof STATIONS;

/** A part of the way, with how it stands. */
export interface Station {
  readonly name: StationName;
  readonly outcome: Outcome;
  readonly checks: readonly Check[];
}

const NAMES = Object.keys(STATIONS) as readonly StationName[];

const PLACE = new Map<CheckName, StationName>(
  NAMES.flatMap((name) => STATIONS[name].map((check) => [check, name] as const)),
);

/** What is shown of a station: the worst of its checks; none that passed, and it was not checked. */
function outcomeOfStation(
  checks: readonly Check[],
  isRequired: (check: Check) => boolean,
): Outcome {
  const outcomes = checks.map(outcomeOfCheck);
  const worst = (["broken", "denied", "untrusted"] as const).find((one) => outcomes.includes(one));
  if (worst !== undefined) return worst;
  const open = checks.some((check) => check.state === "not-checked" && isRequired(check));
  return open || !outcomes.includes("accepted") ? "open" : "accepted";
}

// Certificates and evidence both lay documents and scopes open: those belong to what names them.
function placeOf(name: CheckName, isCertificate: boolean): StationName {
  const place = PLACE.get(name) ?? "statement";
  if (place === "certificate" && !isCertificate) return "statement";
  return place === "statement" && isCertificate ? "certificate" : place;
}

/** The stations of a verdict's way, in order. */
export function stationsOf(
  checks: readonly Check[],
  isRequired: (check: Check) => boolean,
): readonly Station[] {
  const isCertificate = checks.some(({ name }) => name === "certificate");
  const isHistory = checks.some(({ name }) => name === "entries");
  const found = new Map<StationName, Check[]>();
  for (const check of checks) {
    const place = placeOf(check.name, isCertificate);
    const name = place === "statement" && isHistory ? "list" : place;
    found.set(name, [...(found.get(name) ?? []), check]);
  }
  return NAMES.flatMap((name) => {
    const own = found.get(name);
    if (own === undefined) return [];
    return [{ name, outcome: outcomeOfStation(own, isRequired), checks: own }];
  });
}

/** How a station stands where the way does not go on. */
export type Stop = Exclude<Outcome, "accepted" | "open">;

const isStop = (station: Station): station is Station & { readonly outcome: Stop } =>
  station.outcome !== "accepted" && station.outcome !== "open";

/** The first station where the way does not go on: what is broken comes before what is only not trusted. */
export function breakOf(
  stations: readonly Station[],
): (Station & { readonly outcome: Stop }) | undefined {
  return stations.find(isStop);
}
