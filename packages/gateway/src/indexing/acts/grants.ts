// SPDX-License-Identifier: Apache-2.0
// What becomes of grants (contracts/interfaces/ISharingGrants.sol).
import { REQUEST_STATES } from "@suyuan/chain";
import type { Act, Args, Fields, Row, Rows } from "../types.ts";
import {
  changes,
  type ContractActs,
  daysAfter,
  has,
  idText,
  makes,
  type Part,
  pick,
  readsRule,
  rowOf,
  ruleAt,
} from "./part.ts";

/** The state of a grant, by the numbers of `ISharingErrors.GrantState`. */
export const GRANT = { running: 1, ended: 2 };
/** What became of a proposal. */
export const CHANGE = { proposed: 1, declined: 2, agreed: 3, withdrawn: 4, confirmed: 5 };
/** Kinds of changes, by the contract's numbers. */
export const CHANGE_KIND = { scope: 1, term: 2, log: 3, end: 4 };

const DISPOSAL_DUE = REQUEST_STATES.indexOf("DisposalDue");
const DISPOSED = REQUEST_STATES.indexOf("Disposed");
const PROVISIONAL_DELIVERY = 64;
const BY_CONSENT = 2;

const NO_SUSPENSION = { suspendedSince: 0, suspendedBy: 0, resumedAt: 0 };
const NO_RECTIFICATION = { rectifyBy: 0, rectification: null };

/** A grant as it is issued; what was wanted is in the request that it answers. */
export function grantedFields(args: Args, act: Act, rows: Rows): Fields {
  const asked: Fields = rowOf(rows, "request", args["grant"]) ?? {};
  const terms = args["terms"] as Fields;
  const flags = Number(args["flags"]);
  return {
    ...pick(args, "asset", "provider", "deliveryDue"),
    recipient: asked["organization"] ?? 0,
    origin: Number(asked["origin"] ?? 0) || (args["provider"] ?? 0),
    first: asked["first"] ?? args["grant"] ?? null,
    ...pick(asked, "purpose", "method", "parent", "region", "requesterRegion"),
    ...pick(terms, "log", "scope", "from", "until", "quota", "disposal", "deliveryDays"),
    ...{ scopeVersion: 0, grantedAt: act.time, state: GRANT.running, reason: 0 },
    deliveryProvisional: (flags & PROVISIONAL_DELIVERY) !== 0,
    standing: (flags & BY_CONSENT) !== 0,
    ...{ ...NO_SUSPENSION, ...NO_RECTIFICATION, endedAt: 0, endedBy: 0 },
    ...{ disposalDue: 0, disposalDays: 0, disposedAt: 0, record: null },
    ...{ disposedLate: false, deliveredAt: 0 },
  };
}

const grant = (fields: (args: Args, row: Row, act: Act, rows: Rows) => Fields): Part =>
  changes("grant", "grant", fields);

const request = (fields: Fields): Part => changes("request", "grant", () => fields);

const DISPOSAL_RULE = "disposal.days";
/** A grant that is over; the clock of the disposal runs from its end, by the rule of that moment. */
function over(args: Args, endedAt: number, rows: Rows): Fields {
  const days = ruleAt(rows, DISPOSAL_RULE, endedAt);
  const told = Number(args["due"] ?? 0);
  return {
    ...{ state: GRANT.ended, endedAt, disposalDays: days },
    disposalDue: told === 0 ? daysAfter(endedAt, days) : told,
  };
}

/** What a change that both sides agreed to, or the authority confirmed, makes of a grant. */
function changed({ kind, value }: Args, row: Row): Fields {
  if (kind === CHANGE_KIND.scope) {
    return { scope: value ?? null, scopeVersion: Number(row["scopeVersion"]) + 1 };
  }
  if (kind === CHANGE_KIND.term) return { until: Number(BigInt(value as string)) };
  return kind === CHANGE_KIND.log ? { log: value ?? null } : {};
}

/** A proposal that was carried out: by the authority, if the other side had declined it. */
const carriedOut = (row: Row, { time }: Act): Fields => ({
  state: row["state"] === CHANGE.declined ? CHANGE.confirmed : CHANGE.agreed,
  closedAt: time,
});

const proposal = (fields: (args: Args, row: Row, act: Act) => Fields): Part =>
  changes("change", "grant", fields);

/** The grant's request is over with it. */
const agreedEnd: Part = {
  ...request({ status: DISPOSAL_DUE }),
  ids: ({ grant: id, kind }) => (kind === CHANGE_KIND.end ? [idText(id) ?? ""] : []),
};

/** What happens to a grant after it was issued. */
export const GRANT_ACTS: ContractActs = {
  GrantSuspended: [
    grant((args, _, { time }) => ({
      ...pick(args, "reason", "rectifyBy"),
      ...{ suspendedSince: time, suspendedBy: args["organization"] ?? 0, resumedAt: 0 },
      rectification: null,
    })),
    has("organization", "organization"),
  ],
  RectificationReported: [
    grant((args, _, { time }) => ({
      rectification: { ...pick(args, "evidence", "late"), at: time },
    })),
  ],
  GrantResumed: [
    grant((_, __, { time }) => ({ resumedAt: time })),
    has("organization", "organization"),
  ],
  GrantEnded: [
    grant((args, _, { time }, rows) => ({
      ...over(args, time, rows),
      ...{ endedBy: args["organization"] ?? 0, reason: args["reason"] ?? 0 },
    })),
    request({ status: DISPOSAL_DUE }),
    readsRule(DISPOSAL_RULE),
    has("organization", "organization"),
  ],
  GrantClosed: [
    grant((args, _, __, rows) => over(args, Number(args["until"]), rows)),
    request({ status: DISPOSAL_DUE }),
    readsRule(DISPOSAL_RULE),
  ],
  DisposalRecorded: [
    grant((args, row, { time }) => ({
      ...pick(args, "record"),
      // What expired may be disposed of without having been closed before.
      ...(row["state"] === GRANT.running && { state: GRANT.ended, endedAt: row["until"] ?? 0 }),
      ...{ disposedAt: time, disposedLate: args["late"] ?? false, disposalDue: 0 },
    })),
    request({ status: DISPOSED }),
  ],
  GrantChanged: [
    grant((args, row, { time }, rows) =>
      args["kind"] === CHANGE_KIND.end
        ? { ...over(args, time, rows), endedBy: 0, reason: Number(BigInt(args["value"] as string)) }
        : changed(args, row),
    ),
    proposal((_, row, act) => carriedOut(row, act)),
    agreedEnd,
    readsRule(DISPOSAL_RULE),
    has("organization", "organization"),
  ],
  ChangeProposed: [
    makes("change", "grant", (args, { time }, rows) => {
      const of = rowOf(rows, "grant", args["grant"]);
      return {
        ...{ grant: args["grant"] ?? null, proposer: args["organization"] ?? 0 },
        ...pick(args, "kind", "value"),
        ...{ asset: of?.["asset"] ?? null, provider: of?.["provider"] ?? 0 },
        ...{ recipient: of?.["recipient"] ?? 0, region: of?.["region"] ?? 0 },
        ...{ state: CHANGE.proposed, proposedAt: time, closedAt: 0 },
      };
    }),
    { kind: "grant", ids: ({ grant: id }) => [idText(id) ?? ""], reads: true },
    has("organization", "organization"),
  ],
  ChangeWithdrawn: [
    proposal((_, __, { time }) => ({ state: CHANGE.withdrawn, closedAt: time })),
    has("grant", "grant"),
  ],
  ChangeDeclined: [
    proposal((_, __, { time }) => ({ state: CHANGE.declined, declinedAt: time })),
    has("grant", "grant"),
    has("organization", "organization"),
  ],
};
