// SPDX-License-Identifier: Apache-2.0
// Who stands on a side of a thing now, as the contracts find it.
import type { Side } from "@suyuan/chain";
import { CASE_KIND } from "../indexing/acts/corrections.ts";
import { asNumber } from "../indexing/plain.ts";
import { type Turn, turnsOf } from "../indexing/turns.ts";
import type { Kind, Plain, Row } from "../indexing/types.ts";
import { CAPACITY, type Ledger } from "./ledger.ts";

type Find = (ledger: Ledger, row: Row) => Promise<number>;

const MAX_DEPTH = 8;

/** Who must answer a request: the asset's holder, or the recipient of the grant above it. */
const answerer: Find = async (ledger, row) => {
  if (row["parent"] === null) return ledger.holder(row["asset"]);
  const parent = await ledger.row("grant", row["parent"]);
  return ledger.standIn(parent?.["recipient"] ?? row["answerer"], row["parent"]);
};

const provider: Find = (ledger, row) => ledger.standIn(row["provider"], row.id);
const recipient: Find = (ledger, row) => ledger.standIn(row["recipient"], row.id);
const proposer: Find = (ledger, row) =>
  row["proposer"] === row["provider"] ? provider(ledger, row) : recipient(ledger, row);
const otherSide: Find = (ledger, row) =>
  row["proposer"] === row["provider"] ? recipient(ledger, row) : provider(ledger, row);

/** Both sides of a request, its grant or a case: who asked, and who has the data. */
export async function sidesOfSubject(
  ledger: Ledger,
  subject: Plain | undefined,
): Promise<readonly [requester: number, provider: number] | undefined> {
  const grant = await ledger.row("grant", subject);
  if (grant?.["provider"] !== undefined) {
    return [await recipient(ledger, grant), await provider(ledger, grant)];
  }
  const request = await ledger.row("request", subject);
  if (request) {
    return [
      await ledger.standIn(request["organization"], subject),
      await answerer(ledger, request),
    ];
  }
  const case_ = await ledger.row("case", subject);
  return case_ ? partiesOf(ledger, case_) : undefined;
}

/** Raiser and respondent of a case, as they stand now. */
export async function partiesOf(
  ledger: Ledger,
  row: Row,
): Promise<readonly [raiser: number, respondent: number]> {
  const { kind, subject, asset, raiser, respondent } = row;
  if (kind === CASE_KIND.dispute) {
    const [requester = 0, holder = 0] = (await sidesOfSubject(ledger, subject)) ?? [];
    return (await isByProvider(ledger, row)) ? [holder, requester] : [requester, holder];
  }
  if (kind === CASE_KIND.correction) {
    const data = await ledger.row("asset", asset);
    return [
      await ledger.standIn(raiser, subject ?? row.id),
      await ledger.standIn(data?.["holder"] ?? respondent, asset),
    ];
  }
  return [await ledger.standIn(raiser, row.id), await ledger.standIn(respondent, asset)];
}

/** Whether the side of an organisation has had its say in a dispute, by whoever stood on it then. */
export async function hasTold(ledger: Ledger, row: Row, organization: number): Promise<boolean> {
  const told = (row["told"] ?? []) as readonly Plain[];
  const [raiser, respondent] = await partiesOf(ledger, row);
  // On both sides after their merger: what one of them said leaves the other's part to say.
  if (told.length === 0 || raiser === respondent) return false;
  const heard = await Promise.all(told.map(async (by) => ledger.standIn(by, row["subject"])));
  return heard.includes(organization);
}

/** Whether a dispute was raised by the side that has the data: by whoever stood on it then. */
async function isByProvider(ledger: Ledger, { subject, raiser, time }: Row): Promise<boolean> {
  const grant = await ledger.row("grant", subject);
  const request = await ledger.row("request", subject);
  if (grant?.["recipient"] !== undefined || request) {
    const asked = request?.["organization"] ?? grant?.["recipient"];
    return (await ledger.standInAt(asked, subject, time)) !== raiser;
  }
  const correction = await ledger.row("case", subject);
  if (!correction) return false;
  const of = correction["subject"] ?? correction.id;
  return (await ledger.standInAt(correction["raiser"], of, time)) !== raiser;
}

/**
 * A thing with the sides that its acts name by whoever acted for them then: a proposal to change a grant is by its
 * recorded provider or recipient, though another one may have stood in that one's place.
 */
export async function withSides(ledger: Ledger, kind: Kind, row: Row): Promise<Row> {
  if (kind !== "change") return row;
  const { provider, recipient, proposedAt } = row;
  const then = await ledger.standInAt(provider, row.id, proposedAt);
  return { ...row, proposer: (then === row["proposer"] ? provider : recipient) ?? 0 };
}

/** Whose turn it is on a thing, its sides found. */
export const turnsNow = async (ledger: Ledger, kind: Kind, row: Row): Promise<readonly Turn[]> =>
  turnsOf(kind, await withSides(ledger, kind, row));

/** Who decides a case, or an authority above which does; 0 where only the council may. */
const decider: Find = async (ledger, row) => {
  const [raiser, respondent] = await partiesOf(ledger, row);
  if (row["kind"] === CASE_KIND.correction) return respondent;
  let capacity = CAPACITY.authority;
  let at: number;
  if (row["kind"] === CASE_KIND.objection) {
    at = await ledger.standIn(row["registrar"], row["asset"]);
    capacity = CAPACITY.registrar;
  } else if (asNumber(row["referredBy"]) !== 0) {
    [at = 0] = await ledger.above(await ledger.standIn(row["referredBy"], row.id));
  } else {
    at = await ledger.commonSuperior(raiser, respondent || raiser);
  }
  for (let step = 0; step <= MAX_DEPTH && at !== 0; step++) {
    const isParty = at === raiser || at === respondent;
    if (!isParty && (await ledger.has(at, capacity))) return at;
    [at = 0] = await ledger.above(at);
    capacity = CAPACITY.authority;
  }
  return 0;
};

const SIDES: Readonly<Record<Side, Find>> = {
  requester: (ledger, row) => ledger.standIn(row["organization"], row.id),
  answerer,
  provider,
  recipient,
  "parent-provider": (ledger, row) => ledger.standIn(row["origin"], row["first"]),
  "other-side": otherSide,
  proposer,
  suspender: (ledger, row) => ledger.standIn(row["suspendedBy"], row.id),
  raiser: async (ledger, row) => (await partiesOf(ledger, row))[0],
  respondent: async (ledger, row) => (await partiesOf(ledger, row))[1],
  decider,
  against: (ledger, row) => ledger.standIn(row["against"], row["subject"] ?? ZERO),
  holder: (ledger, row) => ledger.holder(row["asset"]),
  claimant: (ledger, row) => ledger.follow(row["claimant"], row.id),
  demander: (ledger, row) => ledger.standIn(row["organization"], row.id),
};

/** What an assignment in a split can never name. */
const ZERO = `0x${"00".repeat(32)}`;

/** Who stands on a side of a thing now; 0 for nobody. */
export const sideOf = (ledger: Ledger, side: Side, row: Row): Promise<number> =>
  SIDES[side](ledger, row);

/** By the kinds of things, the sides that wait for each other. */
const SIDES_OF: Readonly<Partial<Record<Kind, readonly Side[]>>> = {
  request: ["requester", "answerer"],
  grant: ["provider", "recipient"],
  change: ["provider", "recipient"],
  delivery: ["provider", "recipient"],
  demand: ["demander"],
  return: ["claimant", "holder"],
  case: ["raiser", "respondent"],
  finding: ["against"],
  asset: ["holder"],
};

/** Who stands on the sides of a thing now. */
export async function sidesOfThing(
  ledger: Ledger,
  kind: Kind,
  row: Row,
): Promise<readonly number[]> {
  if (kind === "asset") return [await ledger.follow(row["holder"], row.id)];
  if (kind === "right") return [asNumber(row["grantor"]), asNumber(row["holder"])];
  const sides = SIDES_OF[kind] ?? [];
  return Promise.all(sides.map((side) => sideOf(ledger, side, row)));
}
