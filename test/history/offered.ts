// SPDX-License-Identifier: Apache-2.0
// What an inbox offers: acts on demands, requests, grants, changes, consents, cases, findings and return flows.
import type { AbiValue } from "@suyuan/chain";
import { actsOf, type Kind, type Offer, offersOf, type Row } from "@suyuan/gateway";
import type { Hex } from "@suyuan/proof";

import { latenessOf } from "../support/inbox-law.ts";
import { DAY, deed, type Maybe, NONE, type Stage, wordOf } from "./stage.ts";

/** Kinds of things that an inbox follows, each as often as acts on it are wanted. */
const KINDS: readonly Kind[] = [
  ...(["request", "request", "request", "request", "grant", "grant", "grant"] as const),
  ...(["change", "change", "case", "case", "case", "finding", "finding"] as const),
  ...(["demand", "consent", "return", "delivery", "asset"] as const),
];
/** Fields of rows that name whoever has a part in them. */
const PARTIES = [
  ...["organization", "answerer", "provider", "recipient", "origin", "suspendedBy", "raiser"],
  ...["respondent", "registrar", "coordinator", "government", "against", "claimant", "holder"],
];
/** Acts that end much, and are done only now and then. */
const RARE: Readonly<Record<string, number>> = {
  ...{ withdrawRequest: 6, refuse: 3, withdrawDemand: 5, withdrawConsent: 8, withdrawCase: 6 },
  ...{ end: 6, suspend: 4, drop: 5, withdrawReturn: 8, proposeChange: 2, recordLateness: 8 },
};
const REASONS = 8;
const MOST_EXTENSION = 10;
const MOST_PROMISED = 20;
const METHODS = 3;
const CHANGE = { scope: 1, term: 2, log: 3, end: 4 };

export interface Question {
  readonly kind: Kind;
  readonly row: Row;
  readonly organization: number;
}

/** Offers to an organisation at the stage's moment. */
export const offers = (stage: Stage, question: Question): Promise<readonly Offer[]> =>
  offersOf({ ...question, ledger: stage.ledger, deadlines: stage.deadlines });

/** Everyone who has a part in a thing, and the authorities above them. */
export async function concerned(
  { ledger }: Stage,
  row: Row,
): Promise<{ readonly sides: number[]; readonly above: number[] }> {
  const sides = new Set<number>();
  for (const name of PARTIES) {
    if (Number(row[name] ?? 0) === 0) continue;
    sides.add(Number(row[name]));
    sides.add(await ledger.standIn(row[name], row.id));
  }
  if (typeof row["asset"] === "string") sides.add(await ledger.holder(row["asset"]));
  sides.delete(0);
  const above = new Set<number>();
  for (const side of sides) for (const one of await ledger.above(side)) above.add(one);
  return { sides: [...sides], above: [...above] };
}

/** An act that an inbox offers, by chance. */
export async function offered(stage: Stage): Maybe {
  const { chance } = stage;
  const kind = chance.of(KINDS) ?? "request";
  const row = await stage.thing(kind);
  if (!row) return undefined;
  const { sides, above } = await concerned(stage, row);
  const wishes = [...sides, ...sides, ...(above.length > 0 ? [chance.of(above) ?? 0] : [])];
  const organization = chance.of(wishes) ?? 0;
  const question = { kind, row, organization };
  const possible = await offers(stage, question);
  const wanted = possible.filter(({ act }) => chance.once(RARE[act] ?? 1));
  const offer = chance.of(wanted);
  if (offer === undefined) return undefined;
  const args = offer.clock
    ? latenessOf(offer.clock, row.id).args
    : await argsOf(stage, offer.act, question);
  if (!args) return undefined;
  const about = [row.id, row["asset"], row["subject"], row["grant"], row["parent"]];
  const locks = [...about, ...args.filter((value) => typeof value === "string")];
  const call = [offer.contract, offer.act, ...args] as const;
  if (!offer.anyone) return stage.by(organization, call, locks);
  const member = stage.members.get(organization);
  return member && deed(member.head, call, locks);
}

/** Every act that such a thing ever has. */
export const everyAct = ({ kind, row }: Question): readonly string[] => actsOf(kind, row);

type Args = readonly AbiValue[];

/** Terms within what was asked for, and within the grant above. */
async function terms(stage: Stage, row: Row): Promise<Args> {
  const { chance, ledger, now } = stage;
  const parent = await ledger.row("grant", row["parent"]);
  const wanted = Number(row["wantedUntil"] ?? now + 300 * DAY);
  const latest = Math.min(wanted, parent ? await ledger.endOf(parent) : wanted);
  const until = now + 1 + chance.below(Math.max(1, latest - now));
  const scope = chance.once(3) ? stage.word() : NONE;
  const promised = chance.once(3) ? chance.below(MOST_PROMISED + 1) : 0;
  return [stage.log, scope, 0, until, chance.below(9), chance.below(3), promised];
}

async function changeOf(stage: Stage, { row, organization }: Question): Promise<Args> {
  const { chance, ledger } = stage;
  const isProvider = (await ledger.standIn(row["provider"], row.id)) === organization;
  const kind = 1 + chance.below(isProvider ? CHANGE.end : CHANGE.log);
  const until = stage.now + 1 + chance.below(Math.max(1, Number(row["until"]) - stage.now));
  if (kind === CHANGE.term) return [row.id, kind, wordOf(until)];
  if (kind === CHANGE.log) return [row.id, kind, stage.log];
  if (kind === CHANGE.end) return [row.id, kind, wordOf(1 + chance.below(REASONS))];
  return [row.id, kind, stage.word()];
}

/** A grant through which a return flow can go. */
async function fitting(stage: Stage, row: Row): Promise<Hex | undefined> {
  const { ledger, index } = stage;
  const value = String(await ledger.follow(row["claimant"], row.id));
  const query = { list: "grants-by-recipient", value } as const;
  const { items } = await index.list(query, { limit: 100 });
  const holder = await ledger.holder(row["asset"]);
  for (const grant of items) {
    const isOurs = grant["asset"] === row["asset"] && grant["state"] === 1;
    const isFree = Number(grant["suspendedSince"] ?? 0) === 0 && grant["parent"] === null;
    const runs = stage.now < Number(grant["until"]) && stage.now >= Number(grant["from"]);
    const isTheirs = (await ledger.standIn(grant["provider"], grant.id)) === holder;
    if (isOurs && isFree && runs && isTheirs) return String(grant.id) as Hex;
  }
  return undefined;
}

async function matched(stage: Stage, { row, organization }: Question): Promise<Args | undefined> {
  const { ledger } = stage;
  for (let look = 0; look < 20; look++) {
    const asset = await stage.thing("coded");
    if (!asset || !(await ledger.isShareable(asset.id))) continue;
    const isHolder = (await ledger.holder(asset.id)) === organization;
    const demander = await ledger.standIn(row["organization"], row.id);
    if (isHolder || (await ledger.isAbove(organization, demander))) return [row.id, asset.id];
  }
  return undefined;
}

/** Arguments of an act on a thing, after the seat. */
export async function argsOf(
  stage: Stage,
  act: string,
  question: Question,
): Promise<Args | undefined> {
  const { row } = question;
  const { chance } = stage;
  switch (act) {
    case "askExtension":
      return [row.id, 1 + chance.below(MOST_EXTENSION), stage.word()];
    case "grant":
    case "consentStanding":
      return [row.id, await terms(stage, row)];
    case "refuse":
      return [row.id, 1 + chance.below(REASONS), stage.word()];
    case "suspend":
      return [row.id, 1 + chance.below(REASONS), chance.once(2) ? 0 : stage.days(30)];
    case "end":
      return [row.id, 1 + chance.below(REASONS)];
    case "proposeChange":
      return changeOf(stage, question);
    case "acceptChange":
    case "confirmChange":
      return [row.id, row["value"] as Hex];
    case "matchDemand":
      return matched(stage, question);
    case "order":
      return [row.id, stage.days(40)];
    case "connectReturn": {
      const grant = await fitting(stage, row);
      return grant && [row.id, grant];
    }
    default:
      return COMMITTED.has(act) ? [row.id, stage.word()] : [row.id];
  }
}

/** Acts that name a commitment. */
const COMMITTED: ReadonlySet<string> = new Set([
  ...["returnForGaps", "resubmit", "reportRectified", "recordDisposal", "dismiss", "uphold"],
  ...["correct", "rejectCorrection", "settle", "decideDispute", "reportRectification"],
  ...["rejectRectification", "drop"],
]);

/** One of the ways of handing data over. */
export const method = (stage: Stage): number => 1 + stage.chance.below(METHODS);
