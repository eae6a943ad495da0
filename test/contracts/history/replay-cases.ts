// SPDX-License-Identifier: Apache-2.0
// Corrections, disputes over sharing, and findings, from events.
import { num, text, type Values } from "./events.ts";
import { type Handlers, known, type State, ZeroHash } from "./state.ts";

/** As `ICaseErrors.CaseState` numbers them. */
const CASE = {
  ...{ open: 1n, corrected: 5n, rejected: 6n, closed: 7n, consulting: 8n, coordinating: 9n },
  ...{ government: 10n, settled: 11n, decided: 12n, executed: 13n },
} as const;
/** As `IFindingErrors.FindingState` numbers them. */
const FOUND = {
  ...{ open: 1n, ordered: 2n, reported: 3n, rectified: 4n, circulated: 5n, annulled: 6n },
  dropped: 7n,
} as const;
const [CORRECTION, DISPUTE] = [3n, 4n];
const [LATENESS, BY_AUTHORITY, BY_ITSELF] = [1n, 2n, 3n];

function raised(state: State, v: Values, kind: bigint, time: bigint): void {
  const { id, asset, grounds, raiser, respondent } = v;
  const key = String(raiser);
  const serial = (state.caseCounts.get(key) ?? 0n) + 1n;
  state.caseCounts.set(key, serial);
  const one = { asset, grounds, raiser, respondent, registrar: 0n, kind, time, serial };
  state.cases.set(String(id), one);
  const first = kind === DISPUTE ? CASE.consulting : CASE.open;
  state.caseStates.set(String(id), { state: first, by: 0n, decision: ZeroHash });
}

const becomes =
  (to: bigint, decision?: string) =>
  (state: State, v: Values): void => {
    const status = known(state.caseStates, v["id"]);
    Object.assign(status, { state: to, by: num(v, "by") });
    if (decision !== undefined) status.decision = text(v, decision);
  };

export const CORRECTIONS: Handlers = {
  CorrectionRaised: (state, v, time) => {
    raised(state, v, CORRECTION, time);
  },
  DataCorrected: becomes(CASE.corrected, "version"),
  CorrectionRejected: becomes(CASE.rejected, "grounds"),
  CorrectionClosed: becomes(CASE.closed),
  DisputeRaised: (state, v, time) => {
    raised(state, v, DISPUTE, time);
  },
  SettlementProposed: () => undefined,
  DisputeSettled: becomes(CASE.settled, "agreement"),
  DisputeEscalated: becomes(CASE.coordinating),
  DisputeReferred: becomes(CASE.government),
  DisputeDecided: becomes(CASE.decided, "decision"),
  ExecutionTold: () => undefined,
  DisputeExecuted: becomes(CASE.executed),
};

function found(state: State, v: Values, facts: Record<string, bigint>, time: bigint): void {
  const { id, subject, against, code } = v;
  const grounds = "grounds" in v ? v["grounds"] : ZeroHash;
  state.findings.set(String(id), { subject, grounds, against, code, time, ...facts });
  const none = { orderedBy: 0n, orderedAt: 0n, reportedAt: 0n };
  state.findingStates.set(String(id), { state: FOUND.open, by: facts["by"] ?? 0n, ...none });
}

const moves =
  (to: bigint) =>
  (state: State, v: Values): void => {
    Object.assign(known(state.findingStates, v["id"]), { state: to, by: v["by"] });
  };

export const FINDINGS: Handlers = {
  LatenessRecorded: (state, v, time) => {
    const facts = {
      by: 0n,
      kind: LATENESS,
      clock: num(v, "clock"),
      due: num(v, "due"),
      serial: 0n,
    };
    found(state, v, facts, time);
  },
  LatenessAnnulled: (state, v) => {
    Object.assign(known(state.findingStates, v["id"]), { state: FOUND.annulled, by: 0n });
  },
  FindingOpened: (state, v, time) => {
    const by = num(v, "by");
    const serial = (state.findingCounts.get(String(by)) ?? 0n) + 1n;
    state.findingCounts.set(String(by), serial);
    const kind = v["selfReported"] === true ? BY_ITSELF : BY_AUTHORITY;
    found(state, v, { by, kind, clock: 0n, due: 0n, serial }, time);
  },
  FindingDropped: moves(FOUND.dropped),
  RectificationOrdered: (state, v, orderedAt) => {
    const { by, orderedBy } = v;
    const ordered = { state: FOUND.ordered, by, orderedBy, orderedAt, reportedAt: 0n };
    Object.assign(known(state.findingStates, v["id"]), ordered);
  },
  "findingRegistry.RectificationReported": (state, v, reportedAt) => {
    const reported = { state: FOUND.reported, by: v["by"], reportedAt };
    Object.assign(known(state.findingStates, v["id"]), reported);
  },
  FindingRectified: moves(FOUND.rectified),
  RectificationRejected: (state, v) => {
    const status = known(state.findingStates, v["id"]);
    const back = status["orderedBy"] === 0n ? FOUND.open : FOUND.ordered;
    Object.assign(status, { state: back, by: v["by"], reportedAt: 0n });
  },
  FindingCirculated: moves(FOUND.circulated),
};
