// SPDX-License-Identifier: Apache-2.0
// Demands, requests, grants, changes, standing consents and return flows, from events.
import { encodeBytes32String } from "ethers";

import { num, text, type Values } from "./events.ts";
import { type Handlers, known, type State, ZeroHash } from "./state.ts";

/** As `ISharingErrors.RequestStatus` numbers them. */
export const STATUS = {
  ...{ answerDue: 1n, incomplete: 2n, withdrawn: 3n, refused: 4n, granted: 5n },
  ...{ disposalDue: 6n, disposed: 7n },
} as const;
const FLAG = {
  ...{ onward: 1n, late: 4n, returned: 8n, extended: 16n, answerProvisional: 32n },
  ...{ rectified: 128n, disposedLate: 256n, rectifiedLate: 512n, onwardConsented: 1024n },
} as const;
const [RUNNING, ENDED] = [1n, 2n];
const [SCOPE, TERM, LOG, END] = [1n, 2n, 3n, 4n];
const UNCONDITIONAL = 1n;
const NO_FLAG = 0n;

type Fields = Record<string, unknown>;
const structOf = (v: Values, name: string): Fields => {
  const found = v[name] as { toObject: () => Fields };
  return found.toObject();
};
const request = (state: State, v: Values, name = "request"): Fields =>
  known(state.requests, v[name]);
const grant = (state: State, v: Values): Fields => known(state.grants, v["grant"]);

function flag(one: Fields, bits: bigint, off = NO_FLAG): void {
  one["flags"] = ((one["flags"] as bigint) & ~off) | bits;
}

/** The working days of an answer by the rule of its day. */
function answerDays(state: State, asset: unknown, time: bigint): bigint {
  const open = known(state.assets, asset)["attribute"] === UNCONDITIONAL;
  const key = encodeBytes32String(`answer.${open ? "un" : ""}conditional.days`);
  const versions = (state.rules.get(key) ?? []).filter(({ from }) => from <= time);
  return versions.at(-1)?.value ?? 0n;
}

/** The end of a grant: its own, or that of what it was shared on from. */
function endOf(state: State, id: string): bigint {
  const own = known(state.grants, id)["until"] as bigint;
  const parent = state.parents.get(id);
  if (parent === undefined) return own;
  const above = endOf(state, parent);
  return above < own ? above : own;
}

function finish(state: State, id: string, until: bigint, reason: bigint): void {
  Object.assign(known(state.grants, id), { state: ENDED, until, reason });
  known(state.requests, id)["status"] = STATUS.disposalDue;
}

const demanding =
  (status: bigint) =>
  (state: State, v: Values): void => {
    const demand = known(state.demands, v["demand"]);
    demand["status"] = status;
    if (status === 2n) demand["asset"] = v["asset"];
  };

function filed(state: State, v: Values, time: bigint): void {
  const { asset, scope, purpose, method, until, parent, demand } = structOf(v, "wanted");
  const [id, due] = [text(v, "request"), num(v, "due")];
  const byConsent = due === 0n;
  const onward = parent !== ZeroHash;
  const answered = { asked: 0n, reason: 0n, provider: 0n, from: 0n, quota: 0n };
  const later = { deliveryDue: 0n, deliveryDays: 0n, rectifyBy: 0n, suspendedBy: 0n, disposal: 0n };
  const consented = byConsent ? known(state.consented, asset) : 0n;
  state.requests.set(id, {
    ...{ asset, scope, requester: v["organization"], purpose, method },
    ...{ status: STATUS.answerDue, flags: onward ? FLAG.onward : 0n },
    ...{ days_: byConsent ? 0n : answerDays(state, asset, time), ...answered },
    ...{ wantedUntil: until, since: byConsent ? 0n : time, due, ...later, consented },
  });
  if (v["provisional"] === true) flag(request(state, v), FLAG.answerProvisional);
  if (onward) state.parents.set(id, String(parent));
  if (demand !== ZeroHash) known(state.demands, demand)["status"] = 4n;
  const count = state.requestCounts.get(String(v["organization"])) ?? 0n;
  state.requestCounts.set(String(v["organization"]), count + 1n);
}

function issued(state: State, v: Values, time: bigint): void {
  const terms = structOf(v, "terms");
  const { quota, deliveryDays, disposal, from, until, log, scope } = terms;
  const one = request(state, v, "grant");
  const [provider, deliveryDue] = [num(v, "provider"), num(v, "deliveryDue")];
  const answer = { status: STATUS.granted, flags: v["flags"] };
  Object.assign(one, answer, { provider, from, quota, deliveryDue, deliveryDays, disposal });
  const never = { suspendedSince: 0n, resumedAt: 0n, reason: 0n };
  state.grants.set(text(v, "grant"), {
    ...{ state: RUNNING, grantedAt: time, from, until, ...never },
    ...{ scopeVersion: scope === one["scope"] ? 0n : 1n, scope, log },
  });
}

function changed(state: State, v: Values, time: bigint): void {
  const [id, value] = [text(v, "grant"), text(v, "value")];
  state.changes.delete(id);
  const one = grant(state, v);
  switch (v["kind"]) {
    case SCOPE:
      Object.assign(one, { scope: value, scopeVersion: (one["scopeVersion"] as bigint) + 1n });
      break;
    case TERM:
      one["until"] = BigInt(value);
      break;
    case LOG:
      one["log"] = value;
      break;
    case END:
      finish(state, id, time, BigInt(value));
  }
}

const requests: Handlers = {
  DemandAnnounced: (state, v) => {
    const { organization, commitment } = v;
    const demand = { commitment, asset: ZeroHash, organization, status: 1n };
    state.demands.set(text(v, "demand"), demand);
    const count = state.demandCounts.get(String(organization)) ?? 0n;
    state.demandCounts.set(String(organization), count + 1n);
  },
  DemandMatched: demanding(2n),
  DemandWithdrawn: demanding(3n),
  RequestFiled: filed,
  RequestReturned: (state, v) => {
    const one = request(state, v);
    flag(one, v["late"] === true ? FLAG.returned | FLAG.late : FLAG.returned);
    one["status"] = STATUS.incomplete;
  },
  RequestResubmitted: (state, v, time) => {
    const one = request(state, v);
    const { scope, due } = v;
    const days_ = answerDays(state, one["asset"], time);
    Object.assign(one, { status: STATUS.answerDue, scope, due, days_, since: time, asked: 0n });
    flag(one, 0n, FLAG.late | FLAG.answerProvisional | FLAG.extended);
    if (v["provisional"] === true) flag(one, FLAG.answerProvisional);
  },
  RequestWithdrawn: (state, v, time) => {
    const one = request(state, v);
    // An answer that was late already stays late.
    const late = one["status"] === STATUS.answerDue && time >= (one["due"] as bigint);
    if (late) flag(one, FLAG.late);
    one["status"] = STATUS.withdrawn;
  },
  ExtensionAsked: (state, v) => {
    request(state, v)["asked"] = v["days_"];
  },
  RequestExtended: (state, v) => {
    const one = request(state, v);
    const days_ = (one["days_"] as bigint) + num(v, "days_");
    Object.assign(one, { days_, asked: 0n, due: v["due"] });
    const provisional = v["provisional"] === true ? FLAG.answerProvisional : 0n;
    flag(one, FLAG.extended | provisional);
  },
  OnwardConsented: (state, v) => {
    flag(request(state, v), FLAG.onwardConsented);
  },
  RequestRefused: (state, v) => {
    const one = request(state, v);
    Object.assign(one, { status: STATUS.refused, reason: v["reason"] });
    if (v["late"] === true) flag(one, FLAG.late);
  },
  GrantIssued: issued,
  ConsentGiven: (state, v) => {
    const { scope, quota, deliveryDays, disposal, from, until, log } = structOf(v, "terms");
    const scoped = scope !== ZeroHash;
    const terms = { scope, quota, deliveryDays, scoped, disposal, from, until, log };
    const asset = text(v, "asset");
    const number = state.consented.get(asset) ?? BigInt(state.consented.size + 1);
    state.consented.set(asset, number);
    state.consents.set(asset, { provider: v["provider"], ...terms, number });
  },
  ConsentWithdrawn: (state, v) => {
    state.consents.delete(text(v, "asset"));
  },
};

const grants: Handlers = {
  GrantSuspended: (state, v, time) => {
    const { organization: suspendedBy, rectifyBy, reason } = v;
    const one = request(state, v, "grant");
    Object.assign(one, { suspendedBy, rectifyBy });
    flag(one, 0n, FLAG.rectified | FLAG.rectifiedLate);
    Object.assign(grant(state, v), { suspendedSince: time, resumedAt: 0n, reason });
  },
  "sharingRegistry.RectificationReported": (state, v) => {
    const late = v["late"] === true ? FLAG.rectifiedLate : 0n;
    flag(request(state, v, "grant"), FLAG.rectified | late);
  },
  GrantResumed: (state, v, time) => {
    grant(state, v)["resumedAt"] = time;
  },
  GrantEnded: (state, v, time) => {
    finish(state, text(v, "grant"), time, num(v, "reason"));
  },
  GrantClosed: (state, v) => {
    finish(state, text(v, "grant"), num(v, "until"), 0n);
  },
  DisposalRecorded: (state, v) => {
    const id = text(v, "grant");
    const one = known(state.requests, id);
    if (one["status"] === STATUS.granted) finish(state, id, endOf(state, id), 0n);
    one["status"] = STATUS.disposed;
    if (v["late"] === true) flag(one, FLAG.disposedLate);
  },
  ChangeProposed: (state, v, time) => {
    const id = text(v, "grant");
    const { kind, value, organization } = v;
    const provider = known(state.requests, id)["provider"] as bigint;
    const byProvider = organization === provider || state.follow(provider, id) === organization;
    state.changes.set(id, { value, kind, declined: false, byProvider, time });
  },
  ChangeWithdrawn: (state, v) => {
    state.changes.delete(text(v, "grant"));
  },
  ChangeDeclined: (state, v) => {
    known(state.changes, v["grant"])["declined"] = true;
  },
  GrantChanged: changed,
};

const returns: Handlers = {
  ReturnClaimed: (state, v, claimedAt) => {
    const { id, asset, scope, claimant } = v;
    const none = { grant: ZeroHash, connectedAt: 0n, state: 1n };
    state.returns.set(String(id), { asset, scope, claimant, claimedAt, ...none });
  },
  ReturnConnected: (state, v, connectedAt) => {
    Object.assign(known(state.returns, v["id"]), { grant: v["grant"], connectedAt, state: 2n });
  },
  ReturnWithdrawn: (state, v) => {
    known(state.returns, v["id"])["state"] = 4n;
  },
};

/** Handlers by event, those of a name that two contracts have by contract and event. */
export const SHARING: Handlers = { ...requests, ...grants, ...returns };
