// SPDX-License-Identifier: Apache-2.0
import { changes, type ContractActs, has, makes, pick } from "./part.ts";

const OPEN = 1;
const WITHDRAWN = 2;
const DISMISSED = 3;
const UPHELD = 4;

const raised = ["asset", "raiser", "kind", "respondent", "registrar", "grounds"];

const closed = (state: number) => [
  changes("case", "id", (args, _, { time }) => ({
    ...{ state, by: args["by"] ?? 0, decision: args["decision"] ?? null, closedAt: time },
  })),
  has("asset", "asset"),
  has("organization", "by"),
];

/** Objections and ownership disputes. */
export const CASE_ACTS: ContractActs = {
  CaseRaised: [
    makes("case", "id", (args, { time }) => ({
      ...pick(args, ...raised),
      ...{ state: OPEN, by: 0, decision: null, time },
    })),
    has("asset", "asset"),
    has("organization", "raiser"),
    has("organization", "respondent"),
    has("organization", "registrar"),
  ],
  CaseWithdrawn: closed(WITHDRAWN),
  CaseDismissed: closed(DISMISSED),
  CaseUpheld: closed(UPHELD),
};
