// SPDX-License-Identifier: Apache-2.0
// What can happen in an asset's registration procedure, and to the asset when it is coded
// (contracts/AssetApplication.sol, contracts/AssetReview.sol, contracts/AssetVeto.sol).
import type { Arrow } from "./types.ts";

/** A stage of the contract, and `Objected`: under public notice while the asset is frozen. */
export type RegistrationState = RegistrationStage | "Objected";
export type RegistrationStage =
  | "None"
  | "Drafted"
  | "Assessed"
  | "Approved"
  | "Submitted"
  | "Accepted"
  | "Returned"
  | "Reviewed"
  | "PublicNotice"
  | "Coded"
  | "Rejected"
  | "Refused"
  | "Withdrawn";
export type RegistrationAct =
  | "register"
  | "open"
  | "assess"
  | "approve"
  | "submit"
  | "resubmit"
  | "withdraw"
  | "accept"
  | "returnForGaps"
  | "reject"
  | "review"
  | "refuse"
  | "publish"
  | "confirm"
  | "freeze"
  | "unfreeze"
  | "uphold";

/** What a registration type must prescribe, or not, for an arrow to be there; what is left out does not matter. */
export interface TypeCondition {
  readonly assessed?: boolean;
  readonly reviewed?: boolean;
  readonly notice?: boolean;
}

export interface RegistrationArrow extends Arrow<RegistrationState, RegistrationAct> {
  readonly when?: TypeCondition;
}

/** The stages, in the order of the contract's enumeration. */
export const REGISTRATION_STAGES: readonly RegistrationStage[] = [
  "None",
  "Drafted",
  "Assessed",
  "Approved",
  "Submitted",
  "Accepted",
  "Returned",
  "Reviewed",
  "PublicNotice",
  "Coded",
  "Rejected",
  "Refused",
  "Withdrawn",
];

/** The stages in which a procedure has not ended, with `Objected`. */
export const PENDING_STATES: readonly RegistrationState[] = [
  ...REGISTRATION_STAGES.slice(1, 9),
  "Objected",
];

const DRAFTER = "registrant or head of the data office of the holder";
const APPLICANT = "head of the data office of the holder";
const HEAD = "head account of the holder";
const REGISTRAR = "head of the data office of the registrar";
const CASES = "the case registry";

const APPLICATION = "Registration Measures, 8 and 9";
const ACCEPTANCE = "Registration Measures, 10";
const REVIEW = "Registration Measures, 11";
const NOTICE = "Registration Measures, 12";
const CODING = "Registration Measures, 13";
const ASSESSMENT = "Order 809, 13";

const arrow = (
  act: RegistrationAct,
  from: RegistrationState,
  to: RegistrationState,
  [who, article]: readonly [who: string, article: string],
  when?: TypeCondition,
): RegistrationArrow => ({ act, from, to, who, article, ...(when && { when }) });

const BY_DRAFTER = [DRAFTER, APPLICATION] as const;
const BY_APPLICANT = [APPLICANT, APPLICATION] as const;
const BY_HEAD = [HEAD, ASSESSMENT] as const;
const ON_ACCEPTANCE = [REGISTRAR, ACCEPTANCE] as const;
const ON_REVIEW = [REGISTRAR, REVIEW] as const;
const ON_NOTICE = [REGISTRAR, NOTICE] as const;
const ON_CODING = [REGISTRAR, CODING] as const;
const BY_CASE = [CASES, NOTICE] as const;

/** The registration procedure. Nothing but these arrows leads from one state to another. */
export const REGISTRATION_ARROWS: readonly RegistrationArrow[] = [
  arrow("register", "None", "Drafted", BY_DRAFTER),
  arrow("assess", "Drafted", "Assessed", [DRAFTER, ASSESSMENT], { assessed: true }),
  arrow("approve", "Assessed", "Approved", BY_HEAD, { assessed: true }),
  arrow("approve", "Drafted", "Approved", BY_HEAD, { assessed: false }),
  arrow("submit", "Approved", "Submitted", BY_APPLICANT),
  arrow("accept", "Submitted", "Accepted", ON_ACCEPTANCE),
  arrow("returnForGaps", "Submitted", "Returned", ON_ACCEPTANCE),
  arrow("resubmit", "Returned", "Submitted", [APPLICANT, ACCEPTANCE]),
  arrow("reject", "Submitted", "Rejected", ON_ACCEPTANCE),
  arrow("review", "Accepted", "Reviewed", ON_REVIEW, { reviewed: true }),
  arrow("refuse", "Accepted", "Refused", ON_REVIEW),
  arrow("publish", "Reviewed", "PublicNotice", ON_NOTICE, { reviewed: true, notice: true }),
  arrow("publish", "Accepted", "PublicNotice", ON_NOTICE, { reviewed: false, notice: true }),
  arrow("freeze", "PublicNotice", "Objected", BY_CASE),
  arrow("unfreeze", "Objected", "PublicNotice", BY_CASE),
  arrow("confirm", "PublicNotice", "Coded", ON_CODING),
  arrow("confirm", "Reviewed", "Coded", ON_CODING, { reviewed: true, notice: false }),
  arrow("confirm", "Accepted", "Coded", ON_CODING, { reviewed: false, notice: false }),
  ...PENDING_STATES.filter((from) => from !== "Objected").map((from) =>
    arrow("withdraw", from, "Withdrawn", BY_APPLICANT),
  ),
  ...PENDING_STATES.map((from) => arrow("uphold", from, "Refused", BY_CASE)),
  ...(["Coded", "Rejected", "Refused", "Withdrawn"] as const).map((from) =>
    arrow("open", from, "Drafted", BY_DRAFTER),
  ),
];

/** The state of an asset; `Expired` is confirmed, after its validity. */
export type AssetState = "None" | "Registered" | "Confirmed" | "Expired" | "Cancelled";
/** What changes an asset's state: its registration, the effect of a coded procedure, or time. */
export type AssetAct =
  | "register"
  | "first"
  | "newVersion"
  | "correction"
  | "renewal"
  | "cancellation"
  | "recorded"
  | "expiry";

/** The states that the contract stores, in the order of its enumeration. */
export const ASSET_STATES: readonly AssetState[] = ["None", "Registered", "Confirmed", "Cancelled"];

/** Effects by the contract's numbers, from 1. */
export const EFFECTS: readonly AssetAct[] = [
  "first",
  "newVersion",
  "correction",
  "renewal",
  "cancellation",
  "recorded",
];

const coded = (act: AssetAct, from: AssetState, to: AssetState, article: string) =>
  ({ act, from, to, who: REGISTRAR, article }) as const;
const VALIDITY = "Registration Measures, 15";

/** What coding does to an asset. A renewal that was applied for in time may be coded after the expiry. */
export const ASSET_ARROWS: readonly Arrow<AssetState, AssetAct>[] = [
  { act: "register", from: "None", to: "Registered", who: DRAFTER, article: APPLICATION },
  coded("first", "Registered", "Confirmed", CODING),
  coded("newVersion", "Confirmed", "Confirmed", "Registration Measures, 9(2); Order 809, 17"),
  coded("correction", "Confirmed", "Confirmed", "Registration Measures, 9(3)"),
  coded("recorded", "Confirmed", "Confirmed", "Shenzhen Measures"),
  coded("renewal", "Confirmed", "Confirmed", VALIDITY),
  coded("renewal", "Expired", "Confirmed", VALIDITY),
  { act: "expiry", from: "Confirmed", to: "Expired", who: "nobody: time", article: VALIDITY },
  coded("first", "Expired", "Confirmed", VALIDITY),
  coded("cancellation", "Confirmed", "Cancelled", "Registration Measures, 9(4)"),
  coded("cancellation", "Expired", "Cancelled", "Registration Measures, 9(4)"),
];
