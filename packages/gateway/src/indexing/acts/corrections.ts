// SPDX-License-Identifier: Apache-2.0
// Corrections of data (contracts/interfaces/ICaseCorrections.sol).
import { CASE_STATES, type CaseState } from "@suyuan/chain";
import type { Plain } from "../types.ts";
import { changes, type ContractActs, has, idText, makes, pick, rowOf, sees } from "./part.ts";

/** Kinds of cases, by the contract's numbers. */
export const CASE_KIND = { objection: 1, ownership: 2, correction: 3, dispute: 4 };

const state = (name: CaseState): number => CASE_STATES.indexOf(name);
const noneIfZero = (value: Plain | undefined): Plain =>
  value !== undefined && idText(value) !== undefined ? value : null;

const raised = ["asset", "raiser", "respondent", "grounds", "due", "provisional", "selfReported"];

export const CORRECTION_ACTS: ContractActs = {
  CorrectionRaised: [
    makes("case", "id", (args, { time }, rows) => ({
      ...{ kind: CASE_KIND.correction, registrar: 0, ...pick(args, ...raised) },
      ...{ subject: noneIfZero(args["grant"]), days: args["workingDays"] ?? 0 },
      region: rowOf(rows, "asset", args["asset"])?.["region"] ?? 0,
      ...{ state: state("Open"), by: 0, decision: null, time, since: time },
      ...{ late: false, answeredAt: 0 },
    })),
    sees("asset", "asset"),
    has("organization", "raiser"),
    has("organization", "respondent"),
    has("grant", "grant"),
  ],
  DataCorrected: [
    changes("case", "id", (args, row, { time }) => ({
      ...{ ...pick(args, "by", "late"), stoppedDue: row["due"] ?? 0 },
      ...{ state: state("Corrected"), decision: args["version"] ?? null, answeredAt: time, due: 0 },
    })),
    has("asset", "asset"),
    has("organization", "by"),
  ],
  CorrectionRejected: [
    changes("case", "id", (args, row, { time }) => ({
      ...{ ...pick(args, "by", "late"), stoppedDue: row["due"] ?? 0 },
      ...{ state: state("Rejected"), decision: args["grounds"] ?? null, answeredAt: time, due: 0 },
    })),
    has("asset", "asset"),
    has("organization", "by"),
  ],
  CorrectionClosed: [
    changes("case", "id", (_, __, { time }) => ({ state: state("Closed"), closedAt: time })),
    has("asset", "asset"),
    has("organization", "by"),
  ],
};
