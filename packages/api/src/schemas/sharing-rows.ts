// SPDX-License-Identifier: Apache-2.0
// What happens in sharing, as the index of a gateway shows it. Numbers of states, kinds and reasons are the contracts'.
import { z } from "zod";
import { Bytes32, Count, Seconds } from "./common.ts";
import { block, Deadline, Maybe, number } from "./rows.ts";

const Late = z.boolean().describe("done after its deadline");

export const DemandRow = z.strictObject({
  ...{ id: Bytes32, block, organization: number, commitment: Bytes32, announcedAt: Seconds },
  status: Count.describe("1 announced, 2 matched, 3 withdrawn, 4 filed"),
  ...{ asset: Maybe(Bytes32), matchedBy: number, matchedAt: Seconds.optional() },
});

export const ConsentRow = z.strictObject({
  ...{ id: Bytes32, block, asset: Bytes32, provider: number, log: Bytes32, givenAt: Seconds },
  state: Count.describe("1 given, 2 withdrawn"),
  scope: Maybe(Bytes32).describe("the only scope that can be requested; null for any"),
  ...{ from: Seconds, until: Seconds.describe("0 for no bound"), quota: Count },
  ...{ disposal: Count, deliveryDays: Count, withdrawnAt: Seconds.optional() },
});

const Extension = z.strictObject({
  ...{ days: Count, grounds: Bytes32, askedBy: number, askedAt: Seconds },
  consentedBy: number.describe("the authority; 0 while nobody has"),
});

export const RequestRow = z.strictObject({
  ...{ id: Bytes32, block, asset: Bytes32, organization: number, seat: Count },
  answerer: number.describe("who must answer it now, or would have had to; 0 for nobody"),
  ...{ scope: Bytes32, purpose: Count, method: Count, wantedUntil: Seconds },
  parent: Maybe(Bytes32).describe("the grant from which it shall be shared on"),
  ...{ demand: Maybe(Bytes32), filedAt: Seconds },
  status: Count.describe(
    "1 answer due, 2 incomplete, 3 withdrawn, 4 refused, 5 granted, 6 disposal due, 7 disposed",
  ),
  since: Seconds.describe("when its clock began, or was stopped by a return"),
  deadline: Maybe(Deadline).describe("of the answer; null while none runs"),
  ...{ returned: z.boolean(), gaps: Maybe(Bytes32), extension: Maybe(Extension) },
  onward: Maybe(z.strictObject({ by: number, at: Seconds })).describe("the provider's consent"),
  ...{ late: Late, reason: Count, legalBasis: Maybe(Bytes32) },
  answeredAt: Seconds.describe("0 before"),
});

export const GrantRow = z.strictObject({
  ...{ id: Bytes32, block, asset: Bytes32, parent: Maybe(Bytes32) },
  provider: number.describe("followed through mergers and splits, 0 for nobody"),
  recipient: number.describe("followed through mergers and splits, 0 for nobody"),
  ...{ recordedProvider: number, recordedRecipient: number, purpose: Count, method: Count },
  ...{ log: Bytes32, scope: Bytes32, scopeVersion: Count, from: Seconds, until: Seconds },
  quota: Count.describe("the most deliveries; 0 for no bound"),
  ...{ disposal: Count, deliveryDays: Count, grantedAt: Seconds },
  standing: z.boolean().describe("given by a standing consent"),
  state: Count.describe("1 running, 2 ended"),
  stage: z.enum(["Running", "Suspended", "Expired", "DisposalDue", "Disposed"]),
  deliveryDeadline: Maybe(Deadline).describe("null once the first delivery is proven"),
  deliveredAt: Seconds.describe("anchor of the first delivery that is proven; 0 before"),
  ...{ suspendedSince: Seconds, suspendedBy: number, resumedAt: Seconds, reason: Count },
  rectifyBefore: Maybe(Deadline).describe("null where nothing is ordered, and once reported"),
  rectification: Maybe(z.strictObject({ evidence: Bytes32, late: Late, at: Seconds })),
  ...{ endedAt: Seconds, endedBy: number },
  disposalDeadline: Maybe(Deadline).describe("null before the end, and once disposed of"),
  ...{ disposedAt: Seconds, disposedLate: Late, record: Maybe(Bytes32) },
});

export const ChangeRow = z.strictObject({
  ...{ id: Bytes32, block, grant: Bytes32, asset: Bytes32, proposer: number },
  ...{ provider: number, recipient: number, value: Bytes32, proposedAt: Seconds },
  kind: Count.describe("1 scope, 2 term, 3 log, 4 end"),
  state: Count.describe("1 proposed, 2 declined, 3 agreed, 4 withdrawn, 5 confirmed"),
  ...{ declinedAt: Seconds.optional(), closedAt: Seconds.describe("0 while it is open") },
});

export const DeliveryRow = z.strictObject({
  ...{ id: Bytes32, block, grant: Bytes32, asset: Bytes32, provider: number, recipient: number },
  delivery: Bytes32.describe("id of the statement that counts"),
  ...{ version: Bytes32, organization: number, serial: Count },
  ...{ index: Count, size: Count, anchoredAt: Seconds },
  firstAt: Seconds.describe("anchor of the earliest delivery that is proven"),
  late: z.boolean().describe("the first one was anchored after the deadline"),
  ...{ receipt: Maybe(Bytes32), receivedAt: Seconds.describe("0 before") },
  result: Count.describe("0 none, 1 accepted, 2 mismatch"),
  deadline: Maybe(Deadline).describe("of the receipt; null once there is one"),
});

export const ReturnRow = z.strictObject({
  ...{ id: Bytes32, block, asset: Bytes32, claimant: number, holder: number, scope: Bytes32 },
  state: Count.describe("1 owed, 2 connected, 3 delivered, 4 withdrawn"),
  ...{ grant: Maybe(Bytes32), claimedAt: Seconds, connectedAt: Seconds },
  withdrawnAt: Seconds.optional(),
});

const caseFields = {
  ...{ id: Bytes32, block, asset: Bytes32, raiser: number, respondent: number },
  ...{ grounds: Bytes32, state: Count, by: number, decision: Maybe(Bytes32), time: Seconds },
  ...{ since: Seconds, deadline: Maybe(Deadline), late: Late, closedAt: Seconds.optional() },
} as const;

export const CorrectionRow = z.strictObject({
  ...caseFields,
  grant: Maybe(Bytes32),
  selfReported: z.boolean(),
  answeredAt: Seconds.describe("0 before"),
});

export const DisputeRow = z.strictObject({
  ...caseFields,
  subject: Bytes32.describe("the request, grant or correction"),
  coordinator: number.describe("0 before, and for the council"),
  government: number.describe("0 before, and for the council"),
  referredBy: number,
  ...{ proposal: Maybe(Bytes32), proposedBy: number, decidedAt: Seconds.optional() },
  told: z.array(number).describe("sides that say that the decision was executed"),
});

export const FindingRow = z.strictObject({
  ...{ id: Bytes32, block, against: number, subject: Maybe(Bytes32) },
  code: Count.describe("article and item: 3901 is item 1 of Article 39"),
  kind: Count.describe("1 lateness, 2 found by an authority, 3 self-reported"),
  ...{ clock: Count, due: Seconds, by: number, grounds: Maybe(Bytes32), state: Count },
  ...{ time: Seconds, authority: number, orderedAt: Seconds },
  deadline: Maybe(Deadline).describe("of the order to put it right"),
  ...{ reportedAt: Seconds, reportedLate: Late, evidence: Maybe(Bytes32) },
  ...{ changedBy: number.optional(), changedAt: Seconds.optional() },
  ...{ rejection: Bytes32.optional(), dropGrounds: Bytes32.optional() },
});

export type DemandRow = z.infer<typeof DemandRow>;
export type ConsentRow = z.infer<typeof ConsentRow>;
export type RequestRow = z.infer<typeof RequestRow>;
export type GrantRow = z.infer<typeof GrantRow>;
export type ChangeRow = z.infer<typeof ChangeRow>;
export type DeliveryRow = z.infer<typeof DeliveryRow>;
export type ReturnRow = z.infer<typeof ReturnRow>;
export type CorrectionRow = z.infer<typeof CorrectionRow>;
export type DisputeRow = z.infer<typeof DisputeRow>;
export type FindingRow = z.infer<typeof FindingRow>;
