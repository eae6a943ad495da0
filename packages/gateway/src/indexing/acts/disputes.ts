// SPDX-License-Identifier: Apache-2.0
// Disputes over sharing (contracts/interfaces/ICaseDisputes.sol).
import { CASE_STATES, type CaseState } from "@suyuan/chain";
import type { Args, Fields, Plain } from "../types.ts";
import { changes, type ContractActs, has, makes, pick, rowOf, sees } from "./part.ts";
import { CASE_KIND } from "./corrections.ts";

const state = (name: CaseState): number => CASE_STATES.indexOf(name);

/** A stage of a dispute with its limit, if there is one. */
const stage = (name: CaseState, args: Args, time: number): Fields => ({
  ...{ state: state(name), since: time, days: args["workingDays"] ?? 0 },
  ...pick(args, "due", "provisional"),
});

const NOTHING_PROPOSED = { proposal: null, proposedBy: 0 };
const ended = (name: CaseState, time: number): Fields => ({
  ...{ state: state(name), due: 0, decidedAt: time },
});

export const DISPUTE_ACTS: ContractActs = {
  DisputeRaised: [
    makes("case", "id", (args, { time }, rows) => ({
      ...{ kind: CASE_KIND.dispute, registrar: 0 },
      ...pick(args, "subject", "asset", "raiser", "respondent", "grounds"),
      region: rowOf(rows, "asset", args["asset"])?.["region"] ?? 0,
      ...stage("Consulting", args, time),
      ...{ coordinator: 0, government: 0, referredBy: 0, ...NOTHING_PROPOSED },
      ...{ by: 0, decision: null, late: false, told: [], time },
    })),
    sees("asset", "asset"),
    has("organization", "raiser"),
    has("organization", "respondent"),
  ],
  SettlementProposed: [
    changes("case", "id", ({ agreement, by }) => ({
      ...{ proposal: agreement ?? null, proposedBy: by ?? 0 },
    })),
    has("organization", "by"),
  ],
  DisputeSettled: [
    changes("case", "id", ({ agreement, by }, _, { time }) => ({
      ...{ ...ended("Settled", time), decision: agreement ?? null, by: by ?? 0 },
      closedAt: time,
    })),
    has("organization", "by"),
  ],
  DisputeEscalated: [
    changes("case", "id", (args, _, { time }) => ({
      ...{ ...stage("Coordinating", args, time), coordinator: args["coordinator"] ?? 0 },
    })),
    has("organization", "by"),
    has("organization", "coordinator"),
  ],
  DisputeReferred: [
    changes("case", "id", (args, _, { time }) => ({
      ...stage("GovernmentDecision", args, time),
      ...{
        government: args["government"] ?? 0,
        referredBy: args["by"] ?? 0,
        ...pick(args, "late"),
      },
    })),
    has("organization", "by"),
    has("organization", "government"),
  ],
  DisputeDecided: [
    changes("case", "id", (args, row, { time }) => ({
      ...{ ...ended("Decided", time), ...pick(args, "by", "decision") },
      late: args["late"] === true || row["late"] === true,
    })),
    has("organization", "by"),
  ],
  ExecutionTold: [
    changes("case", "id", ({ by }, row) => ({
      told: [...((row["told"] ?? []) as readonly Plain[]), by ?? 0],
    })),
    has("organization", "by"),
  ],
  DisputeExecuted: [
    changes("case", "id", (_, __, { time }) => ({ state: state("Executed"), closedAt: time })),
    has("organization", "by"),
  ],
};
