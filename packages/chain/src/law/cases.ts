// SPDX-License-Identifier: Apache-2.0
// What can happen to an objection, an ownership dispute, a correction, and a dispute over sharing
// (contracts/CaseRegistry.sol).
import { arrows, type PartyArrow } from "./types.ts";

/** A state of the contract. Each kind of case has some of them. */
export type CaseState = ObjectionState | CorrectionState | DisputeState;
/** Of an objection and of an ownership dispute. */
export type ObjectionState = "None" | "Open" | "Withdrawn" | "Dismissed" | "Upheld";
export type CorrectionState = "None" | "Open" | "Withdrawn" | "Corrected" | "Rejected" | "Closed";
export type DisputeState =
  | "None"
  | "Consulting"
  | "Coordinating"
  | "GovernmentDecision"
  | "Withdrawn"
  | "Settled"
  | "Decided"
  | "Executed";

export type CaseAct =
  | "raiseObjection"
  | "openOwnershipDispute"
  | "withdrawCase"
  | "dismiss"
  | "uphold"
  | "dismissByCouncil"
  | "upholdByCouncil";
export type CorrectionAct =
  "raiseCorrection" | "correct" | "rejectCorrection" | "closeCorrection" | "withdrawCase";
export type DisputeAct =
  | "raiseDispute"
  | "settle"
  | "escalate"
  | "referToGovernment"
  | "decideDispute"
  | "decideDisputeByCouncil"
  | "execute"
  | "withdrawCase";

const MEASURES = "Interim Measures for the Registration of Public Data Resources, 12";
const DISPUTE = "Order 809, 28";
const CORRECTION = "Order 809, 26";

/** The states of a case, in the order of the contract's enumeration. */
export const CASE_STATES: readonly CaseState[] = [
  "None",
  "Open",
  "Withdrawn",
  "Dismissed",
  "Upheld",
  "Corrected",
  "Rejected",
  "Closed",
  "Consulting",
  "Coordinating",
  "GovernmentDecision",
  "Settled",
  "Decided",
  "Executed",
];

const onCase = arrows<ObjectionState, CaseAct>();
const DECIDERS = ["decider", "above-decider"] as const;
const COUNCIL = ["council"] as const;

/** An objection or ownership dispute is open, and freezes its asset, until it is withdrawn or decided; then it stays. */
export const CASE_ARROWS: readonly PartyArrow<ObjectionState, CaseAct>[] = [
  onCase("raiseObjection", ["None", "Open"], ["organization"], MEASURES, [
    "during-notice",
    "not-applicant",
  ]),
  onCase("openOwnershipDispute", ["None", "Open"], ["department", "operating-body"], DISPUTE, [
    "not-holder",
  ]),
  onCase("withdrawCase", ["Open", "Withdrawn"], ["raiser"], DISPUTE),
  onCase("dismiss", ["Open", "Dismissed"], DECIDERS, DISPUTE),
  onCase("uphold", ["Open", "Upheld"], DECIDERS, DISPUTE),
  onCase("dismissByCouncil", ["Open", "Dismissed"], COUNCIL, DISPUTE, ["no-decider"]),
  onCase("upholdByCouncil", ["Open", "Upheld"], COUNCIL, DISPUTE, ["no-decider"]),
];

const onCorrection = arrows<CorrectionState, CorrectionAct>();

/** A correction: verified by the asset's holder, then corrected or without grounds, and closed by whoever raised it. */
export const CORRECTION_ARROWS: readonly PartyArrow<CorrectionState, CorrectionAct>[] = [
  onCorrection("raiseCorrection", ["None", "Open"], ["department"], CORRECTION),
  onCorrection("correct", ["Open", "Corrected"], ["holder"], CORRECTION),
  onCorrection("rejectCorrection", ["Open", "Rejected"], ["holder"], CORRECTION, [
    "not-self-reported",
  ]),
  onCorrection("withdrawCase", ["Open", "Withdrawn"], ["raiser"], CORRECTION),
  onCorrection("closeCorrection", ["Corrected", "Closed"], ["raiser"], CORRECTION),
  onCorrection("closeCorrection", ["Rejected", "Closed"], ["raiser"], CORRECTION),
];

const onDispute = arrows<DisputeState, DisputeAct>();
const SIDES = ["raiser", "respondent"] as const;

/** A dispute over sharing. `settle` proposes an agreement, or agrees to what the other side proposed. */
export const DISPUTE_ARROWS: readonly PartyArrow<DisputeState, DisputeAct>[] = [
  onDispute("raiseDispute", ["None", "Consulting"], ["party"], DISPUTE),
  onDispute("settle", ["Consulting", "Consulting"], SIDES, DISPUTE),
  onDispute("settle", ["Consulting", "Settled"], SIDES, DISPUTE, ["other-side-agreed"]),
  onDispute("settle", ["Coordinating", "Coordinating"], SIDES, DISPUTE),
  onDispute("settle", ["Coordinating", "Settled"], SIDES, DISPUTE, ["other-side-agreed"]),
  onDispute("escalate", ["Consulting", "Coordinating"], SIDES, DISPUTE),
  onDispute("referToGovernment", ["Coordinating", "GovernmentDecision"], DECIDERS, DISPUTE),
  ...(["Coordinating", "GovernmentDecision"] as const).flatMap((from) => [
    onDispute("decideDispute", [from, "Decided"], DECIDERS, DISPUTE),
    onDispute("decideDisputeByCouncil", [from, "Decided"], COUNCIL, DISPUTE, ["no-decider"]),
  ]),
  onDispute("execute", ["Decided", "Decided"], SIDES, DISPUTE),
  onDispute("execute", ["Decided", "Executed"], SIDES, DISPUTE, ["other-side-told"]),
  onDispute("execute", ["Decided", "Executed"], DECIDERS, DISPUTE),
  ...(["Consulting", "Coordinating", "GovernmentDecision"] as const).map((from) =>
    onDispute("withdrawCase", [from, "Withdrawn"], ["raiser"], DISPUTE),
  ),
];

/** The kinds of cases, by the contract's numbers. */
export const CASE_KINDS = [
  { kind: 1, name: "objection", title: "异议" },
  { kind: 2, name: "ownership-dispute", title: "权属争议" },
  { kind: 3, name: "correction", title: "校核更正" },
  { kind: 4, name: "sharing-dispute", title: "共享争议" },
] as const;
