// SPDX-License-Identifier: Apache-2.0
// Things as the index of a gateway shows them. Numbers of states, kinds and offices are the contracts'.
import { z } from "zod";
import { Address, AnyObject, Bytes32, Count, Decimal, HexBytes, Seconds } from "./common.ts";

export const block = Count.describe("block of the act that made it");
export const number = Count.describe("permanent number of an organisation");
export const Maybe = <T extends z.ZodType>(of: T): z.ZodNullable<T> => of.nullable();

/** A deadline, and how far off it is in working days. */
export const Deadline = z.strictObject({
  at: Seconds.describe("first moment that is late, by the calendars as published now"),
  provisional: z.boolean().describe("a year that it touches is not published yet"),
  late: z.boolean(),
  workingDays: Count.describe("left until it, 0 on its last day; or begun since it passed"),
});

const PendingHead = z.strictObject({ newHead: Address, from: Seconds, replacement: z.boolean() });

export const OrganizationRow = z.strictObject({
  ...{ id: number, block, code: z.string(), nameHash: Bytes32, capacities: Count, level: Count },
  ...{ region: Count, parent: number, head: Address, status: Count, successor: number },
  pendingHead: Maybe(PendingHead),
  predecessors: z.array(number).describe("organisations whose place, or part of it, it took"),
  ended: z.enum(["merged", "split", "abolished"]).optional(),
  endedAt: Seconds.optional(),
});

export const SeatRow = z.strictObject({
  ...{ id: Count, block, organization: number, office: Count, account: Address },
  ...{ from: Seconds, until: Seconds, state: Count, sm2KeyHash: Bytes32, dailyLimit: Count },
  endedAt: Seconds.optional(),
  compromisedSince: Seconds.optional(),
});

export const DutyRow = z.strictObject({
  ...{ id: z.string(), block, organization: number, duty: Bytes32, asset: Bytes32 },
  ...{ legalBasis: Bytes32, responsibleSeat: Count, since: Seconds },
  until: Seconds.describe("0 while it is assigned"),
});

export const Procedure = z.strictObject({
  ...{ type: Count, effect: Count, stage: Count, returned: z.boolean(), registrar: number },
  ...{ opened: Seconds, since: Seconds, noticeEnd: Seconds, recordHash: Bytes32 },
  deadline: Maybe(Deadline).describe("of whose turn it is; null while none runs"),
  gaps: Bytes32.optional(),
  reason: Count.optional(),
  legalBasis: Bytes32.optional(),
  decision: Bytes32.optional(),
});

export const Veto = z.strictObject({
  ...{ organization: number, reason: Bytes32, since: Seconds, until: Seconds, liftedBy: number },
  decision: Bytes32.optional(),
});

const Offer = z.strictObject({ from: number, to: number, basis: Bytes32, time: Seconds });

export const AssetRow = z.strictObject({
  ...{ id: Bytes32, block, organization: number, catalogueCode: Bytes32, localNumber: Decimal },
  ...{ region: Count, attribute: Count, grade: Count, legalBasis: Bytes32, state: Count },
  recordHash: Maybe(Bytes32).describe("of the coded version; null before"),
  ...{ version: Count, until: Seconds, frozen: Count, registrar: number, serial: Count },
  holder: number.describe("or applicant; followed through mergers and splits, 0 for nobody"),
  recordedHolder: number,
  custodian: number,
  stage: Count.describe("value stage: 1 resource, 2 product, 3 capital, 0 none recorded"),
  registeredAt: Seconds,
  procedure: Procedure,
  vetoes: z.record(z.string(), Veto).describe("the last one on each act, by its number"),
  offer: Maybe(Offer).describe("of the holding right"),
});

export const RightRow = z.strictObject({
  ...{ id: Bytes32, block, asset: Bytes32, parent: Maybe(Bytes32), kind: Count, basis: Count },
  holder: number.describe("followed through mergers and splits, 0 for nobody"),
  ...{ recordedHolder: number, grantor: number, from: Seconds, until: Seconds, state: Count },
  ...{ reason: Count, scopeCommitment: Bytes32.optional(), basisCommitment: Bytes32.optional() },
  ...{ legalBasis: Bytes32.optional(), offeredAt: Seconds.optional() },
  ...{ acceptedAt: Seconds.optional(), endedAt: Seconds.optional() },
});

export const CaseRow = z.strictObject({
  ...{ id: Bytes32, block, asset: Bytes32, raiser: number, kind: Count, respondent: number },
  ...{ registrar: number, grounds: Bytes32, state: Count, time: Seconds },
  by: number.describe("who withdrew or decided it; 0 while it is open, and for the council"),
  decision: Maybe(Bytes32),
  closedAt: Seconds.optional(),
});

export const LogRow = z.strictObject({
  ...{ id: Bytes32, block, centre: number, operatorSeat: Count, keyHash: Bytes32, size: Decimal },
  ...{ closed: z.boolean(), successor: Maybe(Bytes32), root: Bytes32.optional() },
});

const Mark = Count.describe("1 confirmed, 2 partial, 3 unconfirmed");
const Source = z.string().describe("citation, as it stands on the chain");

export const RuleVersion = z.strictObject({
  ...{ value: Decimal, mark: Mark, source: Source, from: Seconds },
});

export const RuleRow = z.strictObject({
  ...{ id: Bytes32, block, key: z.string() },
  current: Maybe(RuleVersion).describe("what holds now"),
  versions: z.array(RuleVersion).describe("oldest first; the newest ones of a long list"),
});

export const TypeVersion = z.strictObject({
  ...{ effect: Count, assessed: z.boolean(), reviewed: z.boolean(), acceptDays: Count },
  ...{ reviewDays: Count, noticeDays: Count, name: z.string() },
  ...{ mark: Mark, source: Source, from: Seconds },
});

export const TypeRow = z.strictObject({
  ...{ id: Count, block, current: Maybe(TypeVersion), versions: z.array(TypeVersion) },
});

export const YearVersion = z.strictObject({
  ...{ version: Count, low: Decimal, high: Decimal, source: Source, publishedAt: Seconds },
});

export const YearRow = z.strictObject({
  ...{ id: Count, block, versions: z.array(YearVersion) },
});

export const ProposalRow = z.strictObject({
  ...{ id: Decimal, block, proposer: Address, kind: Count, createdAt: Seconds },
  ...{ targets: z.array(Address), calldatas: z.array(HexBytes), description: z.string() },
  ...{ voteStart: Seconds, voteEnd: Seconds },
  votes: z.strictObject({ against: Count, for: Count, abstain: Count }),
  ...{ queuedAt: Seconds.optional(), executableAt: Seconds.optional() },
  ...{ executedAt: Seconds.optional(), cancelledAt: Seconds.optional() },
  ...{ vetoedAt: Seconds.optional(), guardian: number.optional(), reason: Bytes32.optional() },
});

export const MemberRow = z.strictObject({
  ...{ id: number, block, since: Seconds, member: z.boolean(), head: Maybe(Address) },
  until: Seconds.optional(),
});

/** An act on the chain: an event with its values. */
export const ActRow = z.strictObject({
  ...{ contract: z.string(), name: z.string(), args: AnyObject },
  ...{ block: Count, logIndex: Count, time: Seconds, transaction: Bytes32 },
});

export type Deadline = z.infer<typeof Deadline>;
export type OrganizationRow = z.infer<typeof OrganizationRow>;
export type AssetRow = z.infer<typeof AssetRow>;
export type RightRow = z.infer<typeof RightRow>;
export type CaseRow = z.infer<typeof CaseRow>;
export type RuleRow = z.infer<typeof RuleRow>;
export type YearRow = z.infer<typeof YearRow>;
export type ProposalRow = z.infer<typeof ProposalRow>;
export type ActRow = z.infer<typeof ActRow>;
