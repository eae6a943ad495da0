// SPDX-License-Identifier: Apache-2.0
// Commands that carry out one function each of sharing, return flows, corrections, disputes and findings.
import {
  DISPOSAL_KINDS,
  END_REASONS,
  METHODS,
  REFUSAL_REASONS,
  SUSPENSION_REASONS,
} from "@suyuan/sdk";

import { scopeIn } from "../input/scope.ts";
import { argument, choice, id, needed, text, time, whole } from "../input/values.ts";
import {
  asset,
  type Carried,
  coded,
  commitment,
  idFrom,
  idOf,
  maybeId,
  maybeNumber,
  moment,
  NONE,
  number,
  of,
  seat,
  type Value,
  word,
} from "./carried.ts";
import type { SharingActName } from "./names.ts";
import { gatewayOf } from "./online.ts";
import { LIMITS } from "./terms.ts";

const sharing = of("sharingRegistry");
const returns = of("returnRegistry");
const cases = of("caseRegistry");
const findings = of("findingRegistry");

const request = idOf("<request>");
const grant = idOf("<grant>");
const demand = idOf("<demand>");
const flow = idOf("<return>");
const aCase = idOf("<case>");
const finding = idOf("<finding>");
const grounds = commitment("grounds");
const METHOD_WORDS = Object.fromEntries(METHODS.map(({ name, method }) => [name, method]));
const MOST_DAYS = 250;

const days: Value = (run) => whole(needed(run, "days"), "--days", MOST_DAYS);

/** The scope of the two files that must be named. */
const scope: Value = async (run) => scopeIn(needed(run, "document"), needed(run, "items"));
/** The same, or as it was asked. */
const maybeScope: Value = async (run) => {
  const [document, items] = [text(run, "document"), text(run, "items")];
  return document === undefined && items === undefined ? NONE : scope(run);
};
/** The log that is named, or the gateway's. */
const log: Value = async (run) => {
  const given = text(run, "log");
  return given === undefined ? (await gatewayOf(run).chain()).log.id : id(given, "--log");
};
const disposal: Value = (run) =>
  text(run, "disposal") === undefined ? 0 : coded("disposal", DISPOSAL_KINDS)(run);

/** The members of a struct, one after the other: two of them may want the salt beside one document. */
const struct =
  (...members: readonly Value[]): Value =>
  async (run) => {
    const values = [];
    for (const member of members) values.push(await member(run));
    return values;
  };

const until: Value = (run) => time(needed(run, "until"));
const wanted = struct(
  ...[asset, scope, number("purpose"), word("method", METHOD_WORDS), until],
  ...[maybeId("parentGrant"), maybeId("demand")],
);
const terms = struct(
  ...[log, maybeScope, moment("from"), moment("until"), maybeNumber("quota"), disposal],
  maybeNumber("deliveryDays"),
);

const FILED = { event: "RequestFiled", value: "request", label: "request" } as const;
const ANNOUNCED = { event: "DemandAnnounced", value: "demand", label: "demand" } as const;
const CLAIMED = { event: "ReturnClaimed", value: "id", label: "returnFlow" } as const;
const CORRECTION = { event: "CorrectionRaised", value: "id", label: "case" } as const;
const DISPUTE = { event: "DisputeRaised", value: "id", label: "case" } as const;
const LATE = { event: "LatenessRecorded", value: "id", label: "finding" } as const;
const FOUND = { event: "FindingOpened", value: "id", label: "finding" } as const;

const breach = number("breach");
const about = maybeId("about");
const limit: Value = (run) => choice(argument(run), LIMITS, "<limit>");
const overdue: Value = (run) => id(argument(run, 1), "<id>");

export const SHARING_ACTS: Readonly<Record<SharingActName, Carried>> = {
  "demand announce": {
    ...sharing("announceDemand", seat, commitment("document")),
    made: ANNOUNCED,
  },
  "demand match": sharing("matchDemand", seat, demand, idFrom("asset")),
  "demand withdraw": sharing("withdrawDemand", seat, demand),
  "request file": { ...sharing("request", seat, wanted), made: FILED },
  "request under-consent": { ...sharing("requestUnderConsent", seat, wanted), made: FILED },
  "request return": sharing("returnForGaps", seat, request, commitment("gaps")),
  "request resubmit": sharing("resubmit", seat, request, scope),
  "request withdraw": sharing("withdrawRequest", seat, request),
  "request ask-extension": sharing("askExtension", seat, request, days, grounds),
  "request extend": sharing("extend", seat, request),
  "request consent-onward": sharing("consentOnward", seat, request),
  "grant give": sharing("grant", seat, request, terms),
  "grant refuse": sharing(
    "refuse",
    ...[seat, request, coded("reason", REFUSAL_REASONS), commitment("legalBasis")],
  ),
  "grant suspend": sharing(
    "suspend",
    ...[seat, grant, coded("reason", SUSPENSION_REASONS), moment("rectifyBy")],
  ),
  "grant report-rectified": sharing("reportRectified", seat, grant, commitment("evidence")),
  "grant resume": sharing("resume", seat, grant),
  "grant end": sharing("end", seat, grant, coded("reason", END_REASONS)),
  "grant close": sharing("closeExpired", grant),
  "grant dispose": sharing("recordDisposal", seat, grant, commitment("evidence")),
  "grant accept-change": sharing("acceptChange", seat, grant, idFrom("value")),
  "grant decline-change": sharing("declineChange", seat, grant),
  "grant withdraw-change": sharing("withdrawChange", seat, grant),
  "grant confirm-change": sharing("confirmChange", seat, grant, idFrom("value")),
  "consent give": sharing("consentStanding", seat, asset, terms),
  "consent withdraw": sharing("withdrawConsent", seat, asset),
  "return claim": { ...returns("claimReturn", seat, asset, commitment("scope")), made: CLAIMED },
  "return connect": returns("connectReturn", seat, flow, idFrom("grant")),
  "return withdraw": returns("withdrawReturn", seat, flow),
  "case correction": {
    ...cases("raiseCorrection", seat, asset, maybeId("grant"), grounds),
    made: CORRECTION,
  },
  "case correct": cases("correct", seat, aCase, idFrom("version")),
  "case reject-correction": cases("rejectCorrection", seat, aCase, grounds),
  "case close": cases("closeCorrection", seat, aCase),
  "case sharing-dispute": { ...cases("raiseDispute", seat, idOf("<id>"), grounds), made: DISPUTE },
  "case settle": cases("settle", seat, aCase, commitment("agreement")),
  "case escalate": cases("escalate", seat, aCase),
  "case refer": cases("referToGovernment", seat, aCase),
  "case decide": cases("decideDispute", seat, aCase, commitment("decision")),
  "case execute": cases("execute", seat, aCase),
  "finding late": { ...findings("recordLateness", limit, overdue), made: LATE },
  "finding annul": findings("annulLateness", finding),
  "finding open": {
    ...findings("openFinding", seat, number("against"), breach, about, grounds),
    made: FOUND,
  },
  "finding self-report": { ...findings("selfReport", seat, breach, about, grounds), made: FOUND },
  "finding drop": findings("drop", seat, finding, grounds),
  "finding order": findings("order", seat, finding, until),
  "finding report": findings("reportRectification", seat, finding, commitment("evidence")),
  "finding accept": findings("acceptRectification", seat, finding),
  "finding reject": findings("rejectRectification", seat, finding, grounds),
  "finding circulate": findings("circulate", seat, finding),
};
