// SPDX-License-Identifier: Apache-2.0
// Drives the tables of law on requests, grants, corrections, disputes and findings: every act in every state.
import {
  CASE_STATES,
  CORRECTION_ARROWS,
  type CorrectionAct,
  type CorrectionState,
  DISPUTE_ARROWS,
  type DisputeAct,
  type DisputeState,
  FINDING_ARROWS,
  FINDING_STATES,
  type FindingAct,
  type FindingState,
  GRANT_ARROWS,
  type GrantAct,
  type GrantState,
  type PartyArrow,
  REQUEST_ARROWS,
  REQUEST_STATES,
  type RequestAct,
  type RequestState,
} from "@suyuan/chain";
import { describe, expect, it } from "vitest";

import type { Act } from "./support/chain.ts";
import { FindingTests } from "./support/findings.ts";
import { DAY, hash } from "./support/world.ts";

const tests = new FindingTests();
const PAPER = hash("paper");
const UNKNOWN = hash("unknown");

type Acts<State extends string, Name extends string> = Readonly<
  Partial<Record<Name, (id: string, from: State) => Act>>
>;

/** Every pair of state and act, and the states to which its arrows lead; none if it is no arrow. */
function pairs<State extends string, Name extends string>(
  arrows: readonly PartyArrow<State, Name>[],
  states: readonly State[],
  acts: Acts<State, Name>,
): [State, Name, readonly State[]][] {
  return states.flatMap((from) =>
    (Object.keys(acts) as Name[]).map((act): [State, Name, readonly State[]] => {
      const found = arrows.filter((arrow) => arrow.from === from && arrow.act === act);
      return [from, act, found.map(({ to }) => to)];
    }),
  );
}

/** Does what is an arrow, and expects a refusal of what is none. */
async function drive(act: Act | undefined, isArrow: boolean): Promise<void> {
  if (act === undefined) throw new Error("there is no such act");
  if (isArrow) await tests.does(act);
  else await tests.chain.refusal(act);
}

const requester = () => tests.province.requesterHead;
const holder = () => tests.province.holderHead;
const authority = () => tests.province.authorityHead;
const by =
  (seat: typeof requester, fn: string, ...args: unknown[]) =>
  (id: string) =>
    tests.acting(seat(), fn, id, ...args);
const after = async (id: string, ...acts: readonly Act[]): Promise<string> => {
  for (const act of acts) await tests.does(act);
  return id;
};

describe("a request", () => {
  const acts: Acts<RequestState, RequestAct> = {
    returnForGaps: by(holder, "returnForGaps", PAPER),
    resubmit: by(requester, "resubmit", hash("whole")),
    withdrawRequest: by(requester, "withdrawRequest"),
    askExtension: by(holder, "askExtension", 5, PAPER),
    grant: (id) => tests.grant(id),
    refuse: (id) => tests.refuse(id),
  };
  const reach: Record<RequestState, () => Promise<string>> = {
    None: async () => Promise.resolve(UNKNOWN),
    AnswerDue: async () => tests.newRequest(),
    Incomplete: async () => {
      const id = await tests.newRequest();
      return after(id, tests.acting(holder(), "returnForGaps", id, PAPER));
    },
    Withdrawn: async () => {
      const id = await tests.newRequest();
      return after(id, tests.acting(requester(), "withdrawRequest", id));
    },
    Refused: async () => {
      const id = await tests.newRequest();
      return after(id, tests.refuse(id));
    },
    Granted: async () => tests.newGrant(),
    DisposalDue: async () => {
      const id = await tests.newGrant();
      return after(id, tests.acting(requester(), "end", id, 1));
    },
    Disposed: async () => {
      const id = await tests.newGrant();
      const end = tests.acting(requester(), "end", id, 1);
      return after(id, end, tests.acting(requester(), "recordDisposal", id, PAPER));
    },
  };

  it.each(pairs(REQUEST_ARROWS, REQUEST_STATES, acts))(
    "in state %s by %s goes to %j",
    async (from, act, to) => {
      const id = await reach[from]();
      await drive(acts[act]?.(id, from), to.length > 0);
      const { status } = await tests.requestOf(id);
      expect(REQUEST_STATES[Number(status)]).toBe(to[0] ?? from);
    },
  );
});

describe("a grant", () => {
  const acts: Acts<GrantState, GrantAct> = {
    suspend: (id) => tests.acting(holder(), "suspend", id, 2, tests.until - DAY),
    resume: by(holder, "resume"),
    reportRectified: by(requester, "reportRectified", PAPER),
    end: by(requester, "end", 1),
    closeExpired: (id) =>
      tests.world.act(tests.chain.deployer, "sharingRegistry", "closeExpired", id),
    recordDisposal: by(requester, "recordDisposal", PAPER),
  };
  const act = (name: GrantAct, id: string): Act => acts[name]?.(id, "None") ?? tests.grant(id);
  const reach: Record<GrantState, () => Promise<string>> = {
    None: async () => tests.newRequest(),
    Running: async () => tests.newGrant(),
    Suspended: async () => {
      const id = await tests.newGrant();
      return after(id, act("suspend", id));
    },
    Expired: async () => {
      const id = await tests.newGrant();
      await tests.chain.nextAt(tests.until);
      await tests.mined();
      return id;
    },
    DisposalDue: async () => {
      const id = await tests.newGrant();
      return after(id, act("end", id));
    },
    Disposed: async () => {
      const id = await tests.newGrant();
      return after(id, act("end", id), act("recordDisposal", id));
    },
  };
  const states = Object.keys(reach) as GrantState[];

  /** The state as status, trace and term tell it together. */
  async function stateOf(id: string): Promise<GrantState> {
    const status = REQUEST_STATES[Number((await tests.requestOf(id))["status"])];
    if (status === "DisposalDue" || status === "Disposed") return status;
    if (status !== "Granted") return "None";
    const { until, suspendedSince, resumedAt } = await tests.grantStatus(id);
    if ((await tests.chain.now()) >= Number(until)) return "Expired";
    return suspendedSince !== 0n && resumedAt === 0n ? "Suspended" : "Running";
  }

  it.each(pairs(GRANT_ARROWS, states, acts))(
    "in state %s by %s goes to %j",
    async (from, name, to) => {
      const id = await reach[from]();
      await drive(acts[name]?.(id, from), to.length > 0);
      expect(await stateOf(id)).toBe(to[0] ?? from);
    },
  );
});

describe("a correction", () => {
  const acts: Acts<CorrectionState, CorrectionAct> = {
    correct: (id) => tests.correct(id),
    rejectCorrection: (id) => tests.reject(id),
    closeCorrection: (id) => tests.close(id),
    withdrawCase: (id) => tests.withdrawCase(id),
  };
  const raised = async (...steps: ((id: string) => Act)[]) => {
    const id = await tests.correction();
    return after(id, ...steps.map((step) => step(id)));
  };
  const reach: Record<CorrectionState, () => Promise<string>> = {
    None: async () => Promise.resolve(UNKNOWN),
    Open: async () => raised(),
    Withdrawn: async () => raised((id) => tests.withdrawCase(id)),
    Corrected: async () => raised((id) => tests.correct(id)),
    Rejected: async () => raised((id) => tests.reject(id)),
    Closed: async () =>
      raised(
        (id) => tests.correct(id),
        (id) => tests.close(id),
      ),
  };

  it.each(pairs(CORRECTION_ARROWS, Object.keys(reach) as CorrectionState[], acts))(
    "in state %s by %s goes to %j",
    async (from, act, to) => {
      const id = await reach[from]();
      await drive(acts[act]?.(id, from), to.length > 0);
      if (from === "None") return;
      const [state] = await tests.caseStatus(id);
      expect(CASE_STATES[Number(state)]).toBe(to[0] ?? from);
    },
  );
});

describe("a dispute over sharing", () => {
  const on =
    (seat: typeof requester, fn: string, ...args: unknown[]) =>
    (id: string) =>
      tests.onCase(seat(), fn, id, ...args);
  const acts: Acts<DisputeState, DisputeAct> = {
    settle: on(requester, "settle", PAPER),
    escalate: on(requester, "escalate"),
    referToGovernment: on(authority, "referToGovernment"),
    execute: on(requester, "execute"),
    withdrawCase: (id) => tests.withdrawCase(id),
  };
  const decide = on(authority, "decideDispute", PAPER);
  const raised = async (...steps: ((id: string) => Act)[]) => {
    const id = await tests.disputed();
    return after(id, ...steps.map((step) => step(id)));
  };
  const escalate = on(requester, "escalate");
  const reach: Partial<Record<DisputeState, () => Promise<string>>> = {
    None: async () => Promise.resolve(UNKNOWN),
    Consulting: async () => raised(),
    Coordinating: async () => raised(escalate),
    GovernmentDecision: async () => raised(escalate, on(authority, "referToGovernment")),
    Withdrawn: async () => raised((id) => tests.withdrawCase(id)),
    Settled: async () => raised(on(requester, "settle", PAPER), on(holder, "settle", PAPER)),
    Decided: async () => raised(escalate, decide),
    Executed: async () => raised(escalate, decide, on(requester, "execute"), on(holder, "execute")),
  };

  it.each(pairs(DISPUTE_ARROWS, Object.keys(reach) as DisputeState[], acts))(
    "in state %s by %s goes to %j",
    async (from, act, to) => {
      const id = await (reach[from]?.() ?? "");
      await drive(acts[act]?.(id, from), to.length > 0);
      if (from === "None") return;
      const [state] = await tests.caseStatus(id);
      expect(to.length > 0 ? to : [from]).toContain(CASE_STATES[Number(state)]);
    },
  );
});

describe("a finding", () => {
  const acts: Acts<FindingState, FindingAct> = {
    order: (id) => tests.order(id, tests.until + DAY),
    reportRectification: (id) => tests.report(id),
    acceptRectification: (id) => tests.accept(id),
    rejectRectification: (id) => tests.turnDown(id),
    drop: (id) => tests.drop(id),
  };
  const opened = async (...steps: ((id: string) => Act)[]) => {
    const id = await tests.opened();
    return after(id, ...steps.map((step) => step(id)));
  };
  const report = (id: string) => tests.report(id);
  const reach: Partial<Record<FindingState, () => Promise<string>>> = {
    None: async () => Promise.resolve(UNKNOWN),
    Open: async () => opened(),
    Ordered: async () => (await tests.ordered()).id,
    Reported: async () => opened(report),
    Rectified: async () => opened(report, (id) => tests.accept(id)),
    Circulated: async () => {
      const { id, by: date } = await tests.ordered();
      await tests.chain.nextAt(date);
      return after(id, tests.circulate(id));
    },
    Dropped: async () => opened((id) => tests.drop(id)),
  };

  it.each(pairs(FINDING_ARROWS, Object.keys(reach) as FindingState[], acts))(
    "in state %s by %s goes to %j",
    async (from, act, to) => {
      const id = await (reach[from]?.() ?? "");
      await drive(acts[act]?.(id, from), to.length > 0);
      if (from === "None") return;
      const [state] = await tests.status(id);
      expect(to.length > 0 ? to : [from]).toContain(FINDING_STATES[Number(state)]);
    },
  );
});
