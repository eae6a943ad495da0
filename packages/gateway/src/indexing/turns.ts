// SPDX-License-Identifier: Apache-2.0
// Whose turn it is on a thing, and by when: what an inbox is found by. Organisations are those that acts have named;
// who stands in their place by now is found by the reader.
import { CASE_STATES, type CaseState, FINDING_STATES, type FindingState } from "@suyuan/chain";
import { STAGE } from "./acts/assets.ts";
import { CASE_KIND } from "./acts/corrections.ts";
import { RESULT, RETURN } from "./acts/deliveries.ts";
import { CHANGE, GRANT } from "./acts/grants.ts";
import { DEMAND, STATUS } from "./acts/sharing.ts";
import { asNumber } from "./plain.ts";
import type { Kind, Plain, Row } from "./types.ts";

/** The clocks of the law, by the words of `CLOCKS`; and moments at which something else begins. */
export type ClockName =
  | "answer"
  | "delivery"
  | "disposal"
  | "receipt"
  | "correction"
  | "registration"
  | "rectification"
  | "dispute";

/** A turn, of an organisation or of an authority above it. */
export interface Turn {
  readonly who: number;
  readonly above?: true;
  /** First moment that is late, as first computed; 0 for none. */
  readonly due: number;
  /** What runs out then; none where nothing is owed. */
  readonly clock?: ClockName;
  /** It only ends then, and nobody is late: a public notice. */
  readonly ends?: true;
  /** GB/T 2260 code of the area in which it is owed. */
  readonly region?: number;
}

type Turns = (row: Row) => readonly Turn[];

const turn = (who: Plain | undefined, due: Plain | undefined = 0): Turn => ({
  ...{ who: asNumber(who), due: asNumber(due) },
});
const above = (who: Plain | undefined, due: Plain | undefined = 0): Turn => ({
  ...{ who: asNumber(who), due: asNumber(due), above: true },
});
const owed = (
  who: Plain | undefined,
  due: Plain | undefined,
  clock: ClockName,
  region: Plain | undefined,
): Turn => ({ who: asNumber(who), due: asNumber(due), clock, region: asNumber(region) });

const NOBODY: readonly Turn[] = [];

const ofRequest: Turns = (row) => {
  const { status, answerer, organization, due, region, extension, parent, onward } = row;
  if (status === STATUS.incomplete) return [turn(organization)];
  if (status !== STATUS.answerDue) return NOBODY;
  const asked = extension as { readonly consentedBy?: number } | null | undefined;
  return [
    owed(answerer, due, "answer", region),
    ...(asked?.consentedBy === 0 ? [above(answerer, due)] : []),
    ...(parent !== null && onward === null ? [turn(row["origin"], due)] : []),
  ];
};

const ofGrant: Turns = (row) => {
  const { state, provider, recipient, region, requesterRegion } = row;
  if (state === GRANT.ended) {
    if (asNumber(row["disposedAt"]) !== 0) return NOBODY;
    return [owed(recipient, row["disposalDue"], "disposal", requesterRegion)];
  }
  const turns: Turn[] = [];
  if (asNumber(row["deliveredAt"]) === 0) {
    turns.push(owed(provider, row["deliveryDue"], "delivery", region));
  }
  const isSuspended = asNumber(row["suspendedSince"]) !== 0 && asNumber(row["resumedAt"]) === 0;
  if (isSuspended && asNumber(row["rectifyBy"]) !== 0 && row["rectification"] === null) {
    turns.push(owed(recipient, row["rectifyBy"], "rectification", requesterRegion));
  }
  if (isSuspended) turns.push(turn(row["suspendedBy"], row["rectifyBy"]));
  // When the term is over, the data is to be disposed of.
  turns.push(turn(recipient, row["until"]));
  return turns;
};

const ofDelivery: Turns = ({ provider, recipient, result, receiptDue, requesterRegion }) => {
  if (result === RESULT.mismatch) return [turn(provider)];
  if (result === RESULT.accepted) return NOBODY;
  return [owed(recipient, receiptDue, "receipt", requesterRegion)];
};

const ofReturn: Turns = ({ state, holder }) => (state === RETURN.owed ? [turn(holder)] : NOBODY);

const ofDemand: Turns = ({ status, organization }) => {
  if (status === DEMAND.announced) return [above(organization)];
  return status === DEMAND.matched ? [turn(organization)] : NOBODY;
};

const ofChange: Turns = ({ state, proposer, provider, recipient }) => {
  // Who stood in the place of a side when it proposed is on neither: the reader finds on which.
  const [byProvider, byRecipient] = [proposer !== recipient, proposer !== provider];
  if (state === CHANGE.proposed) {
    return [...(byProvider ? [turn(recipient)] : []), ...(byRecipient ? [turn(provider)] : [])];
  }
  if (state !== CHANGE.declined) return NOBODY;
  return byProvider ? [above(provider), turn(proposer)] : [turn(proposer)];
};

const caseState = (name: CaseState): number => CASE_STATES.indexOf(name);
const findingState = (name: FindingState): number => FINDING_STATES.indexOf(name);

const ofDispute: Turns = (row) => {
  const { state, raiser, respondent, due, region } = row;
  const limit = (who: Plain | undefined): Turn => owed(who, due, "dispute", region);
  switch (state) {
    case caseState("Consulting"):
      return [limit(raiser), limit(respondent)];
    case caseState("Coordinating"):
      return [limit(row["coordinator"])];
    case caseState("GovernmentDecision"):
      return [limit(row["government"])];
    case caseState("Decided"):
      return [turn(raiser), turn(respondent)];
    default:
      return NOBODY;
  }
};

const ofCase: Turns = (row) => {
  const { kind, state, raiser, respondent, registrar, due, region } = row;
  if (kind === CASE_KIND.dispute) return ofDispute(row);
  if (kind !== CASE_KIND.correction) {
    if (state !== caseState("Open")) return NOBODY;
    return asNumber(registrar) === 0 ? [above(respondent)] : [turn(registrar)];
  }
  if (state === caseState("Open")) return [owed(respondent, due, "correction", region)];
  const isAnswered = state === caseState("Corrected") || state === caseState("Rejected");
  return isAnswered ? [turn(raiser)] : NOBODY;
};

const ofFinding: Turns = ({ state, against, orderedBy, region }) => {
  if (state === findingState("Open")) return [above(against), turn(against)];
  if (state === findingState("Ordered")) {
    return [owed(against, orderedBy, "rectification", region), above(against, orderedBy)];
  }
  return state === findingState("Reported") ? [above(against, orderedBy)] : NOBODY;
};

/** Stages in which the registrar has the turn; in the others it is the applicant. */
const AT_REGISTRAR: ReadonlySet<Plain> = new Set([
  ...[STAGE.submitted, STAGE.accepted, STAGE.reviewed, STAGE.publicNotice],
]);

const ofAsset: Turns = (row) => {
  const { holder, registrar: _, region, offer } = row;
  const { stage, due, registrar } = (row["procedure"] ?? {}) as Readonly<Record<string, Plain>>;
  const to = (offer as { readonly to?: number } | null | undefined)?.to;
  const offered = to === undefined ? [] : [turn(to)];
  if (AT_REGISTRAR.has(stage ?? 0)) {
    const limit = owed(registrar, due, "registration", region);
    return [stage === STAGE.publicNotice ? { ...limit, ends: true } : limit, ...offered];
  }
  const isPending = asNumber(stage) > 0 && asNumber(stage) < STAGE.coded;
  return isPending ? [turn(holder), ...offered] : offered;
};

const OFFERED = 1;
const ofRight: Turns = ({ state, holder }) => (state === OFFERED ? [turn(holder)] : NOBODY);

const TURNS: Readonly<Partial<Record<Kind, Turns>>> = {
  asset: ofAsset,
  right: ofRight,
  case: ofCase,
  request: ofRequest,
  grant: ofGrant,
  demand: ofDemand,
  change: ofChange,
  delivery: ofDelivery,
  return: ofReturn,
  finding: ofFinding,
};

/** Whose turn it is on a thing; several where several may be waited for. */
export const turnsOf = (kind: Kind, row: Row): readonly Turn[] =>
  (TURNS[kind]?.(row) ?? NOBODY).filter(({ who }) => who !== 0);

type Sides = (row: Row) => readonly (Plain | undefined)[];

/** Who has a part in a thing as long as it is open, whether or not it has the turn. */
const SIDES: Readonly<Partial<Record<Kind, Sides>>> = {
  request: ({ status, organization, answerer }) =>
    status === STATUS.answerDue || status === STATUS.incomplete ? [organization, answerer] : [],
  grant: ({ disposedAt, provider, recipient, suspendedBy }) =>
    asNumber(disposedAt) === 0 ? [provider, recipient, suspendedBy] : [],
  demand: ({ status, organization }) =>
    status === DEMAND.announced || status === DEMAND.matched ? [organization] : [],
  change: ({ state, provider, recipient }) =>
    state === CHANGE.proposed || state === CHANGE.declined ? [provider, recipient] : [],
  return: ({ state, claimant, holder }) =>
    state === RETURN.owed || state === RETURN.connected ? [claimant, holder] : [],
  case: ({ state, raiser, respondent }) => (isOpenCase(state) ? [raiser, respondent] : []),
  consent: ({ state, provider }) => (state === 1 ? [provider] : []),
  finding: ({ state, against }) => (asNumber(state) <= findingState("Reported") ? [against] : []),
  delivery: ({ result, provider, recipient }) =>
    result === RESULT.accepted ? [] : [provider, recipient],
  asset: (row) => [
    (row["offer"] as { readonly from?: number } | null | undefined)?.from,
    ...(ofAsset(row).length > 0 ? [row["holder"]] : []),
  ],
  right: ({ state, grantor, holder }) => (state === OFFERED ? [grantor, holder] : []),
};

/** Things on which whoever holds their asset has the turn, also one that got it since. */
export const isHolders = (kind: Kind, row: Row): boolean => {
  if (kind === "request") return row["parent"] === null && row["status"] === STATUS.answerDue;
  if (kind === "return") return row["state"] === RETURN.owed || row["state"] === RETURN.connected;
  return (
    kind === "case" && row["kind"] === CASE_KIND.correction && row["state"] === caseState("Open")
  );
};

const CLOSED_CASES: ReadonlySet<Plain> = new Set(
  (["Withdrawn", "Dismissed", "Upheld", "Closed", "Settled", "Executed"] as const).map(caseState),
);
const isOpenCase = (state: Plain | undefined): boolean => !CLOSED_CASES.has(state ?? 0);

/** Organisations that have a part in an open thing. */
export const sidesOf = (kind: Kind, row: Row): readonly number[] => [
  ...new Set((SIDES[kind]?.(row) ?? []).map(asNumber).filter((side) => side !== 0)),
];
