// SPDX-License-Identifier: Apache-2.0
// Drives every arrow of the tables of law on the contracts, and every pair of state and act that is no arrow.
import type { Arrow, CaseAct, ObjectionState, RightAct, RightState } from "@suyuan/chain";
import {
  CASE_ARROWS,
  CASE_KINDS,
  CASE_STATES,
  RIGHT_ARROWS,
  RIGHT_BASES,
  RIGHT_KINDS,
  RIGHT_STATES,
  STAGE_ARROWS,
  TRANSFER_ARROWS,
  type TransferAct,
  type TransferState,
  VALUE_STAGES,
} from "@suyuan/chain";
import { describe, expect, it } from "vitest";

import { CaseTests } from "./support/cases.ts";
import type { Act } from "./support/chain.ts";
import { BASIS, CASE, KIND, RIGHT } from "./support/rights.ts";
import { hash } from "./support/world.ts";

const RIGHTS = "rightRegistry";
const LAW = hash("law");

/** Those of the first kinds of cases; `sharing-law` drives the others. */
const OBJECTION_STATES = CASE_STATES.slice(0, 5) as ObjectionState[];

const tests = new CaseTests();

/** Every pair of state and act, and where it leads if it is an arrow. */
function pairs<State extends string, Act_ extends string>(
  arrows: readonly Arrow<State, Act_>[],
  states: readonly State[],
): [State, Act_, State | undefined][] {
  const acts = [...new Set(arrows.map(({ act }) => act))];
  return states.flatMap((from) =>
    acts.map((act): [State, Act_, State | undefined] => {
      const leads = arrows.find((arrow) => arrow.from === from && arrow.act === act);
      return [from, act, leads?.to];
    }),
  );
}

/** Does an act that is an arrow, and expects the contract to refuse one that is none. */
async function drive(act: Act, isArrow: boolean): Promise<void> {
  if (isArrow) await tests.does(act);
  else await tests.chain.refusal(act);
}

describe("a right", () => {
  const reach: Record<RightState, () => Promise<string>> = {
    None: async () => Promise.resolve(tests.chain.read<string>(RIGHTS, "rightId", tests.asset, 1)),
    Offered: async () => tests.offered(),
    InForce: async () => tests.right(),
    Ended: async () => {
      const right = await tests.right();
      await tests.does(tests.acting(tests.companyHead, "waive", right));
      return right;
    },
  };
  const actOn: Record<RightAct, (right: string) => Act> = {
    // A right is conferred by an id that no right has yet, so that only "None" is its state.
    confer: () => tests.confer(),
    acceptRight: (right) => tests.acting(tests.companyHead, "acceptRight", right),
    waive: (right) => tests.acting(tests.companyHead, "waive", right),
    endRight: (right) => tests.acting(tests.province.authorityHead, "endRight", right, 1, LAW),
  };
  const list = pairs(RIGHT_ARROWS, RIGHT_STATES).filter(
    ([from, act]) => act !== "confer" || from === "None",
  );

  it.each(list)("in state %s by %s goes to %s", async (from, act, to) => {
    const right = await reach[from]();
    await drive(actOn[act](right), to !== undefined);
    if (from === "None" && to === undefined) return;
    const { state } = await tests.status(right);
    expect(RIGHT_STATES[Number(state)]).toBe(to ?? from);
  });
});

describe("the offer of a holding right", () => {
  const actOn: Record<TransferAct, () => Act> = {
    offerTransfer: () => tests.offer(),
    acceptTransfer: () => tests.accept(),
    withdrawTransfer: () => tests.withdraw(),
  };
  const states: TransferState[] = ["Held", "Offered"];

  it.each(pairs(TRANSFER_ARROWS, states))("in state %s by %s goes to %s", async (from, act, to) => {
    if (from === "Offered") await tests.does(tests.offer());
    await drive(actOn[act](), to !== undefined);
    const { to: recipient } = await tests.struct(RIGHTS, "offerOf", tests.asset);
    expect(recipient === 0n ? "Held" : "Offered").toBe(to ?? from);
  });
});

describe("a value stage", () => {
  const record = (stage: number) =>
    tests.acting(tests.province.holderHead, "recordStage", tests.asset, stage, hash("report"));
  const list = VALUE_STAGES.flatMap((from) => VALUE_STAGES.map((to) => [from, to] as const));

  it.each(list)("from %s to %s is recorded if it is an arrow", async (from, to) => {
    const [before, after] = [from, to].map((stage) => VALUE_STAGES.indexOf(stage));
    if (before) await tests.does(record(before));
    const isArrow = STAGE_ARROWS.some((arrow) => arrow.from === from && arrow.to === to);
    await drive(record(after ?? 0), isArrow);
  });
});

describe("a case", () => {
  const close = async (fn: string, by: typeof tests.companyHead, ...rest: string[]) => {
    const id = await tests.objected();
    await tests.does(tests.onCase(by, fn, id, ...rest));
    return id;
  };
  const reach: Record<ObjectionState, () => Promise<string>> = {
    None: async () => Promise.resolve(hash("none")),
    Open: async () => tests.objected(),
    Withdrawn: async () => close("withdrawCase", tests.companyHead),
    Dismissed: async () => close("dismiss", tests.province.authorityHead, hash("decision")),
    Upheld: async () => close("uphold", tests.province.authorityHead, hash("decision")),
  };
  const decided: Partial<Record<CaseAct, (id: string) => Act>> = {
    withdrawCase: (id) => tests.onCase(tests.companyHead, "withdrawCase", id),
    dismiss: (id) => tests.dismiss(tests.province.authorityHead, id),
    uphold: (id) => tests.uphold(tests.province.authorityHead, id),
  };
  const list = pairs(CASE_ARROWS, OBJECTION_STATES);

  it.each(list.filter(([, act]) => act in decided))(
    "in state %s by %s goes to %s",
    async (from, act, to) => {
      const id = await reach[from]();
      const made = decided[act]?.(id);
      if (made === undefined) throw new Error(`no act ${act}`);
      await drive(made, to !== undefined);
      if (from === "None") return;
      const [state] = await tests.caseStatus(id);
      expect(CASE_STATES[Number(state)]).toBe(to ?? from);
    },
  );

  it.each(list.filter(([, act]) => act.endsWith("ByCouncil")))(
    "that nobody else may decide, in state %s by %s goes to %s",
    async (from, act, to) => {
      const id = from === "None" ? hash("none") : await tests.disputed(tests.neighbourHead);
      if (from === "Withdrawn") {
        await tests.does(tests.onCase(tests.neighbourHead, "withdrawCase", id));
      }
      if (from === "Dismissed") await tests.does(tests.byCouncil("dismissByCouncil", id));
      if (from === "Upheld") await tests.does(tests.byCouncil("upholdByCouncil", id));
      await drive(tests.byCouncil(act, id), to !== undefined);
      if (from === "None") return;
      const [state] = await tests.caseStatus(id);
      expect(CASE_STATES[Number(state)]).toBe(to ?? from);
    },
  );

  it("is raised once at a time by each on an asset", async () => {
    for (const act of [tests.object(), tests.dispute(tests.companyHead)]) {
      await tests.does(act);
      await tests.chain.refusal(act);
    }
  });
});

describe("the numbers of the tables", () => {
  it("are those that the acts use", () => {
    const numbered = (list: readonly string[]) => list.slice(1).map((_, place) => place + 1);
    expect(numbered(RIGHT_STATES)).toEqual(Object.values(RIGHT));
    expect(numbered(OBJECTION_STATES)).toEqual(Object.values(CASE));
    expect(RIGHT_KINDS.map(({ kind }) => kind)).toEqual(Object.values(KIND));
    expect(RIGHT_BASES.map(({ basis }) => basis)).toEqual(Object.values(BASIS));
    expect(CASE_KINDS.map(({ kind }) => kind)).toEqual([1, 2, 3, 4]);
  });
});
