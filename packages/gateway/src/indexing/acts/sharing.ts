// SPDX-License-Identifier: Apache-2.0
// Demands, requests and their answers (contracts/interfaces/ISharingRequests.sol).
import { DEMAND_STATES, REQUEST_STATES, type RequestState } from "@suyuan/chain";
import type { Act, Args, Fields, Plain, Row, Rows } from "../types.ts";
import {
  changes,
  type ContractActs,
  has,
  idText,
  makes,
  nested,
  type Part,
  pick,
  readsRule,
  rowOf,
  ruleAt,
  sees,
} from "./part.ts";
import { GRANT_ACTS, grantedFields } from "./grants.ts";

const status = (name: RequestState): number => REQUEST_STATES.indexOf(name);

/** The status of a request, by the numbers of `ISharingErrors.RequestStatus`. */
export const STATUS = {
  answerDue: status("AnswerDue"),
  incomplete: status("Incomplete"),
  withdrawn: status("Withdrawn"),
  refused: status("Refused"),
  granted: status("Granted"),
  disposalDue: status("DisposalDue"),
  disposed: status("Disposed"),
};

/** The status of a demand, by the numbers of `ISharingErrors.DemandStatus`. */
export const DEMAND = {
  announced: DEMAND_STATES.indexOf("Announced"),
  matched: DEMAND_STATES.indexOf("Matched"),
  withdrawn: DEMAND_STATES.indexOf("Withdrawn"),
  filed: DEMAND_STATES.indexOf("Filed"),
};

export const CONSENT = { given: 1, withdrawn: 2 };

const wanted = (args: Args): Fields => (args["wanted"] ?? {}) as Fields;
const noneIfZero = (value: Plain | undefined): Plain =>
  value !== undefined && idText(value) !== undefined ? value : null;
const fieldOf = (row: Row | undefined, name: string): Plain => row?.[name] ?? 0;

const UNCONDITIONAL = 1;
const IN_DAYS = {
  unconditional: "answer.unconditional.days",
  conditional: "answer.conditional.days",
};
const ANSWER_RULES = [readsRule(IN_DAYS.unconditional), readsRule(IN_DAYS.conditional)];

/** Working days of the answer's clock, by the asset's sharing attribute. */
const answerDays = (rows: Rows, attribute: Plain, time: number): number =>
  ruleAt(rows, attribute === UNCONDITIONAL ? IN_DAYS.unconditional : IN_DAYS.conditional, time);

/** A request as it is filed. Who must answer it: the asset's holder, or the recipient of the grant above it. */
function filed(args: Args, act: Act, rows: Rows): Fields {
  const { asset, scope, purpose, method, until, parent, demand } = wanted(args);
  const above = noneIfZero(parent);
  const data = rowOf(rows, "asset", asset);
  const source = above === null ? undefined : rowOf(rows, "grant", above);
  const answerer = source ? fieldOf(source, "recipient") : fieldOf(data, "holder");
  return {
    ...pick(args, "asset", "organization", "seat", "due", "provisional"),
    ...{ scope: scope ?? null, purpose: purpose ?? 0, method: method ?? 0 },
    ...{ wantedUntil: until ?? 0, parent: above, demand: noneIfZero(demand), answerer },
    // Whose data it is that would be shared on, and by which grant it left.
    ...{ origin: fieldOf(source, "origin"), first: source?.["first"] ?? null },
    ...{ status: STATUS.answerDue, filedAt: act.time, since: act.time },
    // When its clock began, whatever stopped it since.
    runSince: act.time,
    ...{ attribute: fieldOf(data, "attribute"), region: fieldOf(data, "region") },
    requesterRegion: fieldOf(rowOf(rows, "organization", args["organization"]), "region"),
    days: answerDays(rows, fieldOf(data, "attribute"), act.time),
    ...{ returned: false, gaps: null, extension: null, onward: null, late: false },
    ...{ reason: 0, legalBasis: null, answeredAt: 0 },
  };
}

/** The demand that a request was filed for. */
const filedFor: Part = {
  ...changes("demand", "demand", () => ({ status: DEMAND.filed })),
  ids: nested("wanted", "demand"),
};

const request = (fields: (args: Args, row: Row, act: Act, rows: Rows) => Fields): Part =>
  changes("request", "request", fields);

const answered = (args: Args, row: Row, act: Act, status: number): Fields => ({
  ...{ status, answeredAt: act.time, due: 0 },
  ...(Number(row["due"]) !== 0 && { stoppedDue: row["due"] ?? 0 }),
  ...(args["late"] !== undefined && { late: args["late"] }),
});

const REQUESTS: ContractActs = {
  RequestFiled: [
    makes("request", "request", filed),
    filedFor,
    sees("asset", "asset"),
    sees("organization", "organization"),
    { kind: "grant", ids: nested("wanted", "parent"), reads: true },
    has("grant", "request"),
    has("seat", "seat"),
    ...ANSWER_RULES,
  ],
  RequestReturned: [
    request(({ gaps, late }, row, { time }) => ({
      ...{ status: STATUS.incomplete, since: time, due: 0, stoppedDue: row["due"] ?? 0 },
      ...{ returned: true, gaps: gaps ?? null, returnedLate: late ?? false },
    })),
    has("organization", "organization"),
  ],
  RequestResubmitted: [
    request((args, row, { time }, rows) => ({
      ...pick(args, "scope", "due", "provisional"),
      days: answerDays(rows, row["attribute"] ?? 0, time),
      ...{ status: STATUS.answerDue, since: time, runSince: time, returnedLate: false },
      // What was asked for on the first filing went with its clock.
      extension: null,
    })),
    ...ANSWER_RULES,
  ],
  RequestWithdrawn: [
    request((args, row, act) => ({
      ...{ ...answered(args, row, act, STATUS.withdrawn), withdrawnFrom: row["status"] ?? 0 },
    })),
  ],
  ExtensionAsked: [
    request(({ days_, grounds, organization }, _, { time }) => ({
      extension: {
        ...{ days: days_ ?? 0, grounds: grounds ?? null, askedBy: organization ?? 0 },
        ...{ askedAt: time, consentedBy: 0 },
      },
    })),
    has("organization", "organization"),
  ],
  RequestExtended: [
    request((args, row) => ({
      ...pick(args, "due", "provisional"),
      days: Number(row["days"]) + Number(args["days_"]),
      extension: { ...(row["extension"] as Fields), consentedBy: args["byAuthority"] ?? 0 },
    })),
    has("organization", "byAuthority"),
  ],
  OnwardConsented: [
    request(({ provider }, _, { time }) => ({ onward: { by: provider ?? 0, at: time } })),
    has("organization", "provider"),
  ],
  RequestRefused: [
    request((args, row, act) => ({
      ...answered(args, row, act, STATUS.refused),
      ...pick(args, "reason", "legalBasis"),
    })),
    has("organization", "organization"),
  ],
  GrantIssued: [
    changes("request", "grant", ({ flags }, row, act) => ({
      ...answered({}, row, act, STATUS.granted),
      late: ((flags as number) & FLAGS.late) !== 0 || row["late"] === true,
    })),
    makes("grant", "grant", grantedFields),
    has("asset", "asset"),
    has("organization", "provider"),
  ],
};

/** Bits of a request's flags that the index reads. */
const FLAGS = { late: 4 };

const DEMANDS: ContractActs = {
  DemandAnnounced: [
    makes("demand", "demand", (args, { time }, rows) => ({
      ...pick(args, "organization", "commitment"),
      ...{ asset: null, matchedBy: 0, status: DEMAND.announced, announcedAt: time },
      region: fieldOf(rowOf(rows, "organization", args["organization"]), "region"),
    })),
    sees("organization", "organization"),
  ],
  DemandMatched: [
    changes("demand", "demand", (args, _, { time }) => ({
      ...pick(args, "asset"),
      ...{ matchedBy: args["byOrganization"] ?? 0, matchedAt: time, status: DEMAND.matched },
    })),
    has("asset", "asset"),
    has("organization", "byOrganization"),
  ],
  DemandWithdrawn: [changes("demand", "demand", () => ({ status: DEMAND.withdrawn }))],
};

const CONSENTS: ContractActs = {
  ConsentGiven: [
    makes("consent", "asset", (args, { time }) => ({
      ...pick(args, "asset", "provider"),
      ...(args["terms"] as Fields),
      ...{ state: CONSENT.given, givenAt: time },
    })),
    has("asset", "asset"),
    has("organization", "provider"),
  ],
  ConsentWithdrawn: [
    changes("consent", "asset", (_, __, { time }) => ({
      ...{ state: CONSENT.withdrawn, withdrawnAt: time },
    })),
    has("asset", "asset"),
    has("organization", "provider"),
  ],
};

/** Everything that happens in the sharing registry. */
export const SHARING_ACTS: ContractActs = { ...DEMANDS, ...REQUESTS, ...CONSENTS, ...GRANT_ACTS };
