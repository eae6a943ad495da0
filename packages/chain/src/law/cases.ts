// SPDX-License-Identifier: Apache-2.0
// What can happen to an objection and to an ownership dispute (contracts/CaseRegistry.sol).
import { type Arrow, arrows, type PartyArrow } from "./types.ts";

export type CaseState = "None" | "Open" | "Withdrawn" | "Dismissed" | "Upheld";
export type CaseAct =
  | "raiseObjection"
  | "openOwnershipDispute"
  | "withdrawCase"
  | "dismiss"
  | "uphold"
  | "dismissByCouncil"
  | "upholdByCouncil";

const MEASURES = "Interim Measures for the Registration of Public Data Resources, 12";
const DISPUTE = "Order 809, 28";
const OBJECTOR =
  "head of the data office of any active organisation but the applicant, during the public notice";
const CLAIMANT = "head of the data office of a department or operating body but the holder";
const RAISER = "head of the data office of whoever raised it";
const DECIDER =
  "head of the data office of the registrar (objection) or of the lowest common superior (dispute), or of an " +
  "authority above it; never of a party";
const COUNCIL = "the council, where no organisation may decide";

/** The states of a case, in the order of the contract's enumeration. */
export const CASE_STATES: readonly CaseState[] = [
  "None",
  "Open",
  "Withdrawn",
  "Dismissed",
  "Upheld",
];

/** A case is open, and freezes its asset, until it is withdrawn or decided; then it stays as it is. */
export const CASE_ARROWS: readonly Arrow<CaseState, CaseAct>[] = [
  { act: "raiseObjection", from: "None", to: "Open", who: OBJECTOR, article: MEASURES },
  { act: "openOwnershipDispute", from: "None", to: "Open", who: CLAIMANT, article: DISPUTE },
  { act: "withdrawCase", from: "Open", to: "Withdrawn", who: RAISER, article: DISPUTE },
  { act: "dismiss", from: "Open", to: "Dismissed", who: DECIDER, article: DISPUTE },
  { act: "uphold", from: "Open", to: "Upheld", who: DECIDER, article: DISPUTE },
  { act: "dismissByCouncil", from: "Open", to: "Dismissed", who: COUNCIL, article: DISPUTE },
  { act: "upholdByCouncil", from: "Open", to: "Upheld", who: COUNCIL, article: DISPUTE },
];

/** The kinds of cases, by the contract's numbers. */
export const CASE_KINDS = [
  { kind: 1, name: "objection", title: "异议" },
  { kind: 2, name: "ownership-dispute", title: "权属争议" },
] as const;

export type CorrectionState = "None" | "Filed" | "Corrected" | "Unfounded" | "Closed" | "Disputed";
export type CorrectionAct = "raiseCorrection" | "correct" | "rejectCorrection" | "closeCorrection";

const CORRECTION = "Order 809, 26";

/** The states of a correction, in the order of the contract's enumeration. */
export const CORRECTION_STATES: readonly CorrectionState[] = [
  "None",
  "Filed",
  "Corrected",
  "Unfounded",
  "Closed",
  "Disputed",
];

const onCorrection = arrows<CorrectionState, CorrectionAct>();

/** A correction: verified by the asset's holder, then corrected or unfounded, and closed by whoever raised it. */
export const CORRECTION_ARROWS: readonly PartyArrow<CorrectionState, CorrectionAct>[] = [
  onCorrection("raiseCorrection", ["None", "Filed"], ["department"], CORRECTION),
  onCorrection("correct", ["Filed", "Corrected"], ["holder"], CORRECTION),
  onCorrection("rejectCorrection", ["Filed", "Unfounded"], ["holder"], CORRECTION),
  onCorrection("closeCorrection", ["Corrected", "Closed"], ["raiser"], CORRECTION),
  onCorrection("closeCorrection", ["Unfounded", "Closed"], ["raiser"], CORRECTION),
];
