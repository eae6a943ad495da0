// SPDX-License-Identifier: Apache-2.0
// Who has which part in a thing now, successors in the place of those that ended.
import type { Part } from "../access/things.ts";
import type { Ledger } from "../inbox/ledger.ts";
import { partiesOf, sideOf, sidesOfSubject } from "../inbox/sides.ts";
import { asNumber } from "../indexing/plain.ts";
import type { Fields, Plain, Row } from "../indexing/types.ts";

type Numbers = readonly number[];
type Find = (ledger: Ledger, row: Row) => Promise<Numbers>;

const NOBODY: Numbers = [];

/** Whoever stands in the place of those that values of a row name. */
const named =
  (...names: readonly string[]): Find =>
  async (ledger, row) =>
    Promise.all(
      names
        .map((name) => row[name])
        .filter((who) => asNumber(who) !== 0)
        .map((who) => ledger.standIn(who, row.id)),
    );

const side =
  (...sides: readonly Parameters<typeof sideOf>[1][]): Find =>
  async (ledger, row) =>
    Promise.all(sides.map((one) => sideOf(ledger, one, row)));

const assetOf = async (ledger: Ledger, row: Row): Promise<Row | undefined> =>
  ledger.row("asset", row["asset"] ?? row.id);

/** A row of the asset itself has no value that names it. */
const holder: Find = async (ledger, row) => {
  const asset = await assetOf(ledger, row);
  return asset ? [await ledger.follow(asset["holder"], asset.id)] : NOBODY;
};

const custodian: Find = async (ledger, row) => {
  const asset = await assetOf(ledger, row);
  return asset ? named("custodian")(ledger, asset) : NOBODY;
};

const registrar: Find = async (ledger, row) => {
  const procedure = (row["procedure"] ?? {}) as Fields;
  const both = { ...row, of: procedure["registrar"] ?? 0 };
  return named("registrar", "of")(ledger, both);
};

const origin: Find = async (ledger, row) =>
  (row["parent"] ?? null) === null ? NOBODY : [await ledger.standIn(row["origin"], row["first"])];

/** Seats are of an organisation; an organisation that ended is whoever follows it. */
const itself: Find = async (ledger, row) => {
  const organization: Plain = row["organization"] ?? row.id;
  return [asNumber(organization), await ledger.standIn(organization, "")];
};

/** Parts that are found in the thing itself. */
export type OwnPart = Exclude<Part, "grant" | "user" | "owner" | "named" | "party">;

const FIND: Readonly<Record<OwnPart, Find>> = {
  requester: side("requester"),
  answerer: side("answerer"),
  provider: side("provider"),
  recipient: side("recipient"),
  origin,
  holder,
  custodian,
  deliverer: named("organization"),
  demander: side("demander"),
  matcher: named("matchedBy"),
  claimant: side("claimant"),
  raiser: async (ledger, row) => [(await partiesOf(ledger, row))[0]],
  respondent: async (ledger, row) => [(await partiesOf(ledger, row))[1]],
  registrar,
  decider: named("coordinator", "government"),
  against: side("against"),
  finder: named("by", "authority"),
  subject: async (ledger, row) => (await sidesOfSubject(ledger, row["subject"])) ?? NOBODY,
  signer: named("organization", "counterparty"),
  concerned: named("concerned"),
  itself,
};

/** The organisations that have one of these parts in a thing now. */
export async function partiesIn(
  ledger: Ledger,
  parts: readonly OwnPart[],
  row: Row,
): Promise<Numbers> {
  const found = new Set<number>();
  for (const part of parts) for (const one of await FIND[part](ledger, row)) found.add(one);
  found.delete(0);
  return [...found];
}
