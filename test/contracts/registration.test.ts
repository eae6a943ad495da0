// SPDX-License-Identifier: Apache-2.0
// Drives every act in every state of a registration procedure. What is expected is written down by hand here, from
// the domain (registration measures, Order 809 Art 13), and the table in packages/chain must say the same.
import {
  PENDING_STATES,
  REGISTRATION_ARROWS,
  REGISTRATION_STAGES,
  type TypeCondition,
} from "@suyuan/chain";
import { describe, expect, it } from "vitest";

import type { Act } from "./support/chain.ts";
import { FIRST_TYPE, ProcedureTests, REASON, STAGE, type StageName } from "./support/procedures.ts";
import type { Step } from "./support/registration.ts";
import { hash } from "./support/world.ts";

type State = StageName | "Objected";

const CHANGE = 2;
const BARE = { id: 20, notice: 21, review: 22, assessment: 23 } as const;
const TYPE = { mark: "U", source: "a test", acceptDays: 3, reviewDays: 20, effect: 2 } as const;

const tests = new ProcedureTests({
  types: [
    { ...TYPE, id: BARE.id, name: "bare", assessed: false, reviewed: false, noticeDays: 0 },
    { ...TYPE, id: BARE.notice, name: "notice", assessed: false, reviewed: false, noticeDays: 10 },
    { ...TYPE, id: BARE.review, name: "review", assessed: false, reviewed: true, noticeDays: 0 },
    {
      ...TYPE,
      id: BARE.assessment,
      name: "assess",
      assessed: true,
      reviewed: false,
      noticeDays: 0,
    },
  ],
});

/** The acts, each as whoever may do it would. */
const ACTS: Readonly<Record<string, (id: string) => Act>> = {
  open: (id) => tests.byHolder("open", id, FIRST_TYPE, hash("next record")),
  assess: (id) => tests.step(id, "assess"),
  approve: (id) => tests.step(id, "approve"),
  submit: (id) => tests.step(id, "submit"),
  resubmit: (id) => tests.byHolder("resubmit", id, hash("completed")),
  withdraw: (id) => tests.byHolder("withdraw", id),
  accept: (id) => tests.step(id, "accept"),
  returnForGaps: (id) => tests.byRegistrar("returnForGaps", id, hash("gaps")),
  reject: (id) => tests.byRegistrar("reject", id, REASON, hash("law")),
  review: (id) => tests.step(id, "review"),
  refuse: (id) => tests.byRegistrar("refuse", id, REASON, hash("law")),
  publish: (id) => tests.step(id, "publish"),
  confirm: (id) => tests.step(id, "confirm"),
  uphold: (id) => tests.byCase("uphold", id, hash("decision")),
};

/** Where each act leads in a procedure with all steps; what is not here must be refused. */
const LAW: Readonly<Record<State, Readonly<Record<string, State>>>> = {
  None: {},
  Drafted: { assess: "Assessed", withdraw: "Withdrawn", uphold: "Refused" },
  Assessed: { approve: "Approved", withdraw: "Withdrawn", uphold: "Refused" },
  Approved: { submit: "Submitted", withdraw: "Withdrawn", uphold: "Refused" },
  Submitted: {
    accept: "Accepted",
    returnForGaps: "Returned",
    reject: "Rejected",
    withdraw: "Withdrawn",
    uphold: "Refused",
  },
  Returned: { resubmit: "Submitted", withdraw: "Withdrawn", uphold: "Refused" },
  Accepted: { review: "Reviewed", refuse: "Refused", withdraw: "Withdrawn", uphold: "Refused" },
  Reviewed: { publish: "PublicNotice", withdraw: "Withdrawn", uphold: "Refused" },
  PublicNotice: { confirm: "Coded", withdraw: "Withdrawn", uphold: "Refused" },
  Objected: { uphold: "Refused" },
  Coded: { open: "Drafted" },
  Rejected: { open: "Drafted" },
  Refused: { open: "Drafted" },
  Withdrawn: { open: "Drafted" },
};

/** Refusals that are not for the stage. */
const OTHER_REFUSALS: Readonly<Record<string, string>> = {
  "Objected confirm": "AssetRegistry__Frozen",
  "Objected withdraw": "AssetRegistry__Frozen",
};

/** Steps to each state. */
const REACH: Readonly<Record<Exclude<State, "None">, readonly string[]>> = {
  Drafted: [],
  Assessed: ["assess"],
  Approved: ["assess", "approve"],
  Submitted: ["assess", "approve", "submit"],
  Returned: ["assess", "approve", "submit", "returnForGaps"],
  Accepted: ["assess", "approve", "submit", "accept"],
  Reviewed: ["assess", "approve", "submit", "accept", "review"],
  PublicNotice: ["assess", "approve", "submit", "accept", "review", "publish"],
  Objected: ["assess", "approve", "submit", "accept", "review", "publish"],
  Coded: ["assess", "approve", "submit", "accept", "review", "publish", "confirm"],
  Rejected: ["assess", "approve", "submit", "reject"],
  Refused: ["assess", "approve", "submit", "accept", "refuse"],
  Withdrawn: ["withdraw"],
};

const act = (fn: string, id: string): Act => {
  const made = ACTS[fn];
  if (made === undefined) throw new Error(`${fn} is no act`);
  return made(id);
};

async function reach(state: State): Promise<string> {
  if (state === "None") return hash("none");
  const id = await tests.register();
  for (const fn of REACH[state]) {
    if (fn === "confirm") await tests.passNotice(id);
    await tests.does(act(fn, id));
  }
  if (state === "Objected") await tests.does(tests.byCase("freeze", id));
  return id;
}

async function stateOf(id: string): Promise<State> {
  const stage = await tests.stage(id);
  return stage === "PublicNotice" && (await tests.asset(id)).frozen > 0n ? "Objected" : stage;
}

/** Does an act after the notice, if there is one, and tells what came of it. */
async function outcome(id: string, made: Act): Promise<string> {
  return tests.chain.undone(async () => {
    await tests.passNotice(id);
    await tests.does(made);
    return stateOf(id);
  });
}

describe("given each state and each act", () => {
  const states = Object.keys(LAW).filter((state) => state !== "None") as State[];

  describe.each(states)("in %s", (state) => {
    const arrows = Object.entries(LAW[state]);
    it.each(arrows)("%s leads to %s", async (fn, to) => {
      const id = await reach(state);
      // A change is applied for once the first registration is coded.
      const made =
        state === "Coded" ? tests.byHolder("open", id, CHANGE, hash("next")) : act(fn, id);
      expect(await outcome(id, made)).toBe(state === "Objected" ? "Refused" : to);
    });

    it("refuses every other act", async () => {
      const id = await reach(state);
      const others = Object.keys(ACTS).filter((fn) => !(fn in LAW[state]) && fn !== "uphold");
      for (const fn of others) {
        const other = OTHER_REFUSALS[`${state} ${fn}`];
        const refusal = await tests.chain.undone(async () => {
          await tests.passNotice(id);
          return tests.chain.refusal(act(fn, id));
        });
        expect([fn, refusal.error]).toEqual([fn, other ?? "AssetRegistry__WrongStage"]);
        const stage = STAGE[state === "Objected" ? "PublicNotice" : state];
        expect(refusal.values).toEqual(other ? [id] : [id, BigInt(stage)]);
      }
    });
  });

  it("leaves an ended procedure as it is when a case is upheld", async () => {
    for (const state of ["Coded", "Rejected", "Refused", "Withdrawn"] as const) {
      const id = await reach(state);
      expect((await tests.does(act("uphold", id))).events).toEqual([]);
      expect(await stateOf(id)).toBe(state);
    }
  });

  it("knows no asset that was not registered, and registers a number once", async () => {
    const id = hash("none");
    for (const fn of Object.keys(ACTS).filter((one) => one !== "uphold")) {
      expect([fn, (await tests.chain.refusal(act(fn, id))).error]).toEqual([
        fn,
        "AssetRegistry__UnknownAsset",
      ]);
    }
    expect((await tests.does(act("uphold", id))).events).toEqual([]);
    await expect(tests.procedure(id)).rejects.toThrow("AssetRegistry__UnknownAsset");
  });

  it("is under objection while frozen, and under notice again after", async () => {
    const id = await reach("PublicNotice");
    await tests.does(tests.byCase("freeze", id));
    await tests.does(tests.byCase("freeze", id));
    expect(await stateOf(id)).toBe("Objected");
    await tests.does(tests.byCase("unfreeze", id));
    expect(await stateOf(id)).toBe("Objected");
    await tests.does(tests.byCase("unfreeze", id));
    expect(await stateOf(id)).toBe("PublicNotice");
  });
});

describe("given types that leave out assessments, review or public notice", () => {
  /** The steps of each type, and where a step that it leaves out would have stood. */
  const TYPES: readonly (readonly [number, readonly Step[], Partial<Record<Step, Step | "">>])[] = [
    [BARE.id, ["approve", "submit", "accept", "confirm"], { assess: "", review: "accept" }],
    [BARE.notice, ["approve", "submit", "accept", "publish", "confirm"], { review: "accept" }],
    [BARE.review, ["approve", "submit", "accept", "review", "confirm"], { publish: "review" }],
    [BARE.assessment, ["assess", "approve", "submit", "accept", "confirm"], { publish: "accept" }],
  ];

  it.each(TYPES)("takes the steps of type %i only", async (type, steps, leftOut) => {
    const id = await tests.coded();
    await tests.opened(id, type);
    for (const [at, fn] of steps.entries()) {
      const before = steps[at - 1] ?? "";
      const others = ["assess", "approve", "submit", "accept", "review", "publish", "confirm"]
        .filter((one) => one !== fn)
        .map((one) => act(one, id));
      for (const other of others) {
        expect((await tests.chain.refusal(other)).error).toBe("AssetRegistry__WrongStage");
      }
      for (const [left, after] of Object.entries(leftOut)) {
        if (after === before) expect((await tests.chain.refusal(act(left, id))).values[0]).toBe(id);
      }
      await tests.take(id, [fn]);
    }
    expect(await stateOf(id)).toBe("Coded");
  });
});

describe("given the table that the diagrams are drawn from", () => {
  const holds = (when: TypeCondition | undefined, type: Required<TypeCondition>) =>
    Object.entries(when ?? {}).every(([key, value]) => type[key as keyof TypeCondition] === value);
  const arrowsOf = (type: Required<TypeCondition>) =>
    REGISTRATION_ARROWS.filter(({ when, act: fn }) => holds(when, type) && fn in ACTS)
      .map(({ act: fn, from, to }) => `${from} ${fn} ${to}`)
      .toSorted();

  it("has the same arrows for a type with all steps", () => {
    const law = Object.entries(LAW).flatMap(([from, arrows]) =>
      Object.entries(arrows).map(([fn, to]) => `${from} ${fn} ${to}`),
    );
    expect(arrowsOf({ assessed: true, reviewed: true, notice: true })).toEqual(law.toSorted());
  });

  it("goes straight on for a type without them", () => {
    const steps = ["approve", "submit", "accept", "confirm"];
    const straight = arrowsOf({ assessed: false, reviewed: false, notice: false }).filter((text) =>
      ["Drafted", "Approved", "Submitted", "Accepted"].some((from) =>
        steps.some((fn) => text.startsWith(`${from} ${fn} `)),
      ),
    );
    expect(straight).toEqual([
      "Accepted confirm Coded",
      "Approved submit Submitted",
      "Drafted approve Approved",
      "Submitted accept Accepted",
    ]);
  });

  it("registers what is not registered, and freezes what is under notice", () => {
    const others = REGISTRATION_ARROWS.filter(({ act: fn }) => !(fn in ACTS));
    expect(others.map(({ act: fn, from, to }) => `${from} ${fn} ${to}`)).toEqual([
      "None register Drafted",
      "PublicNotice freeze Objected",
      "Objected unfreeze PublicNotice",
    ]);
  });

  it("names the stages in the contract's order, and each arrow's hand and rule", () => {
    expect(REGISTRATION_STAGES).toEqual(Object.keys(STAGE));
    expect(PENDING_STATES).toEqual([...Object.keys(STAGE).slice(1, 9), "Objected"]);
    for (const { who, article } of REGISTRATION_ARROWS) {
      expect(who).not.toBe("");
      expect(article).toMatch(/^(Registration Measures|Order 809), \d/);
    }
  });
});
