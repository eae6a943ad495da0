// SPDX-License-Identifier: Apache-2.0
// What can happen to a demand, a request, a grant, a proposal to change a grant, and a standing consent
// (contracts/SharingRegistry.sol). A request and the grant that answers it have one id.
import { arrows, type PartyArrow } from "./types.ts";

/** The status that the contract stores of a request and of its grant. */
export type RequestState =
  | "None"
  | "AnswerDue"
  | "Incomplete"
  | "Withdrawn"
  | "Refused"
  | "Granted"
  | "DisposalDue"
  | "Disposed";
export type RequestAct =
  | "request"
  | "requestUnderConsent"
  | "returnForGaps"
  | "resubmit"
  | "withdrawRequest"
  | "askExtension"
  | "extend"
  | "consentOnward"
  | "grant"
  | "refuse";

/** What a grant is at a moment: its status, and what its trace and its term say. */
export type GrantState = "None" | "Running" | "Suspended" | "Expired" | "DisposalDue" | "Disposed";
export type GrantAct =
  | "grant"
  | "suspend"
  | "resume"
  | "reportRectified"
  | "end"
  | "closeExpired"
  | "recordDisposal"
  | "expiry";

export type ChangeState = "None" | "Proposed" | "Declined";
export type ChangeAct =
  "proposeChange" | "acceptChange" | "declineChange" | "withdrawChange" | "confirmChange";

export type DemandState = "None" | "Announced" | "Matched" | "Withdrawn" | "Filed";
export type DemandAct = "announceDemand" | "matchDemand" | "withdrawDemand" | "request";

export type ConsentState = "None" | "Given";
export type ConsentAct = "consentStanding" | "withdrawConsent";

const REQUEST = "Order 809, 20";
const ANSWER = "Order 809, 21";
const DELIVERY = "Order 809, 22 and 23";
const ONWARD = "Order 809, 25";
const MISUSE = "Order 809, 27";

/** The states of a request, in the order of the contract's enumeration. */
export const REQUEST_STATES: readonly RequestState[] = [
  "None",
  "AnswerDue",
  "Incomplete",
  "Withdrawn",
  "Refused",
  "Granted",
  "DisposalDue",
  "Disposed",
];

const onRequest = arrows<RequestState, RequestAct>();
const STAYS = ["AnswerDue", "AnswerDue"] as const;

/** A request until it is answered. */
export const REQUEST_ARROWS: readonly PartyArrow<RequestState, RequestAct>[] = [
  onRequest("request", ["None", "AnswerDue"], ["department"], REQUEST),
  onRequest("requestUnderConsent", ["None", "Granted"], ["department"], ANSWER, ["unconditional"]),
  onRequest("returnForGaps", ["AnswerDue", "Incomplete"], ["answerer"], ANSWER, [
    "not-returned-before",
  ]),
  onRequest("resubmit", ["Incomplete", "AnswerDue"], ["requester"], ANSWER),
  onRequest("withdrawRequest", ["AnswerDue", "Withdrawn"], ["requester"], REQUEST),
  onRequest("withdrawRequest", ["Incomplete", "Withdrawn"], ["requester"], REQUEST),
  onRequest("askExtension", STAYS, ["answerer"], ANSWER, ["before-due", "extension-not-asked"]),
  onRequest("extend", STAYS, ["above-answerer"], ANSWER, ["before-due", "extension-asked"]),
  onRequest("consentOnward", STAYS, ["parent-provider"], ONWARD, ["onward"]),
  onRequest("grant", ["AnswerDue", "Granted"], ["answerer"], DELIVERY),
  onRequest("refuse", ["AnswerDue", "Refused"], ["answerer"], ANSWER),
];

/** The states of a grant. */
export const GRANT_STATES: readonly GrantState[] = [
  "None",
  "Running",
  "Suspended",
  "Expired",
  "DisposalDue",
  "Disposed",
];

const onGrant = arrows<GrantState, GrantAct>();
const WATCHERS = ["provider", "above-provider"] as const;

/** A grant from its answer to the disposal of the data. */
export const GRANT_ARROWS: readonly PartyArrow<GrantState, GrantAct>[] = [
  onGrant("grant", ["None", "Running"], ["answerer"], DELIVERY),
  onGrant("suspend", ["Running", "Suspended"], WATCHERS, MISUSE),
  onGrant("reportRectified", ["Suspended", "Suspended"], ["recipient"], MISUSE, [
    "ordered",
    "not-reported",
  ]),
  onGrant("resume", ["Suspended", "Running"], ["suspender", "above-suspender"], MISUSE),
  onGrant("end", ["Running", "DisposalDue"], ["recipient", "above-provider"], MISUSE),
  onGrant("end", ["Suspended", "DisposalDue"], ["recipient", ...WATCHERS], MISUSE),
  onGrant("expiry", ["Running", "Expired"], ["nobody"], REQUEST),
  onGrant("expiry", ["Suspended", "Expired"], ["nobody"], REQUEST),
  onGrant("closeExpired", ["Expired", "DisposalDue"], ["anyone"], MISUSE),
  onGrant("recordDisposal", ["Expired", "Disposed"], ["recipient"], MISUSE),
  onGrant("recordDisposal", ["DisposalDue", "Disposed"], ["recipient"], MISUSE),
];

/** The kinds of changes of a grant, by the contract's numbers. */
export const CHANGE_KINDS = [
  { kind: 1, name: "scope", title: "变更范围" },
  { kind: 2, name: "term", title: "变更期限" },
  { kind: 3, name: "log", title: "变更日志" },
  { kind: 4, name: "end", title: "终止" },
] as const;

const onChange = arrows<ChangeState, ChangeAct>();

/** A proposal to change a grant that runs; at most one is open. Either side may propose, neither may change alone. */
export const CHANGE_ARROWS: readonly PartyArrow<ChangeState, ChangeAct>[] = [
  onChange("proposeChange", ["None", "Proposed"], ["provider", "recipient"], MISUSE),
  onChange("proposeChange", ["Declined", "Proposed"], ["provider", "recipient"], MISUSE),
  onChange("acceptChange", ["Proposed", "None"], ["other-side"], MISUSE),
  onChange("declineChange", ["Proposed", "Declined"], ["other-side"], MISUSE),
  onChange("withdrawChange", ["Proposed", "None"], ["proposer"], MISUSE),
  onChange("withdrawChange", ["Declined", "None"], ["proposer"], MISUSE),
  onChange("confirmChange", ["Declined", "None"], ["above-provider"], MISUSE, [
    "proposed-by-provider",
  ]),
];

const onDemand = arrows<DemandState, DemandAct>();
const MATCHERS = ["above-demander", "holder"] as const;

/** The states of a demand, in the order of the contract's enumeration. */
export const DEMAND_STATES: readonly DemandState[] = [
  "None",
  "Announced",
  "Matched",
  "Withdrawn",
  "Filed",
];

/** A demand: announced by a department, matched with an asset, and filed as a request. */
export const DEMAND_ARROWS: readonly PartyArrow<DemandState, DemandAct>[] = [
  onDemand("announceDemand", ["None", "Announced"], ["department"], REQUEST),
  onDemand("matchDemand", ["Announced", "Matched"], MATCHERS, REQUEST),
  onDemand("matchDemand", ["Matched", "Matched"], MATCHERS, REQUEST),
  onDemand("request", ["Matched", "Filed"], ["demander"], REQUEST, ["demand-named"]),
  onDemand("withdrawDemand", ["Announced", "Withdrawn"], ["demander"], REQUEST),
  onDemand("withdrawDemand", ["Matched", "Withdrawn"], ["demander"], REQUEST),
];

const onConsent = arrows<ConsentState, ConsentAct>();

/** A standing consent to requests for an asset that is shared unconditionally. */
export const CONSENT_ARROWS: readonly PartyArrow<ConsentState, ConsentAct>[] = [
  onConsent("consentStanding", ["None", "Given"], ["holder"], ANSWER, ["unconditional"]),
  onConsent("consentStanding", ["Given", "Given"], ["holder"], ANSWER, ["unconditional"]),
  onConsent("withdrawConsent", ["Given", "None"], ["holder"], ANSWER),
];

/** The methods of handing data over, by the contract's numbers (Order 809, Art 22). */
export const METHODS = [
  { method: 1, name: "interface", title: "接口" },
  { method: 2, name: "batch", title: "批量" },
  { method: 3, name: "file", title: "文件" },
] as const;
