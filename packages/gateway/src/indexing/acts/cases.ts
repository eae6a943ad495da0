// SPDX-License-Identifier: Apache-2.0
import { CASE_STATES, type CaseState } from "@suyuan/chain";
import { changes, type ContractActs, has, makes, pick } from "./part.ts";
import { CORRECTION_ACTS } from "./corrections.ts";
import { DISPUTE_ACTS } from "./disputes.ts";

const state = (name: CaseState): number => CASE_STATES.indexOf(name);

const raised = ["asset", "raiser", "kind", "respondent", "registrar", "grounds"];

const closed = (name: CaseState) => [
  changes("case", "id", (args, row, { time }) => ({
    ...{ state: state(name), by: args["by"] ?? 0, decision: args["decision"] ?? null },
    ...{ closedAt: time, ...(row["due"] !== undefined && { due: 0, stoppedDue: row["due"] }) },
  })),
  has("asset", "asset"),
  has("organization", "by"),
];

/** Objections, ownership disputes, corrections and disputes over sharing. */
export const CASE_ACTS: ContractActs = {
  CaseRaised: [
    makes("case", "id", (args, { time }) => ({
      ...pick(args, ...raised),
      ...{ state: state("Open"), by: 0, decision: null, time },
    })),
    has("asset", "asset"),
    has("organization", "raiser"),
    has("organization", "respondent"),
    has("organization", "registrar"),
  ],
  CaseWithdrawn: closed("Withdrawn"),
  CaseDismissed: closed("Dismissed"),
  CaseUpheld: closed("Upheld"),
  ...CORRECTION_ACTS,
  ...DISPUTE_ACTS,
};
