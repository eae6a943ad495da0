// SPDX-License-Identifier: Apache-2.0
// Findings of breaches (contracts/interfaces/IFindingRegistry.sol).
import { FINDING_STATES, type FindingState } from "@suyuan/chain";
import type { Act, Fields, Plain, Rows } from "../types.ts";
import {
  changes,
  type ContractActs,
  has,
  idText,
  makes,
  type Part,
  pick,
  rowOf,
  sees,
} from "./part.ts";

/** How a finding came about, by the contract's numbers. */
export const FINDING_KIND = { lateness: 1, found: 2, selfReported: 3 };

const state = (name: FindingState): number => FINDING_STATES.indexOf(name);
const noneIfZero = (value: Plain | undefined): Plain =>
  value !== undefined && idText(value) !== undefined ? value : null;

const none = { orderedBy: 0, orderedAt: 0, reportedAt: 0, reportedLate: false, evidence: null };

const made = (more: (args: Act["args"], act: Act, rows: Rows) => Fields): Part =>
  makes("finding", "id", (args, act, rows) => ({
    ...{ subject: noneIfZero(args["subject"]), ...pick(args, "against", "code"), ...none },
    ...{ state: state("Open"), time: act.time, authority: 0 },
    ...more(args, act, rows),
    region: rowOf(rows, "organization", args["against"])?.["region"] ?? 0,
  }));

const moved = (name: FindingState, more: (args: Act["args"], act: Act) => Fields = () => ({})) => [
  changes("finding", "id", (args, _, act) => ({
    ...{ state: state(name), changedBy: args["by"] ?? 0, changedAt: act.time },
    ...more(args, act),
  })),
  has("organization", "by"),
];

/** What a report that was rejected goes back to. */
const reopened: Part = changes("finding", "id", (args, row, { time }) => ({
  state: state(Number(row["orderedBy"]) === 0 ? "Open" : "Ordered"),
  ...{ changedBy: args["by"] ?? 0, changedAt: time, rejection: args["grounds"] ?? null },
  ...{ reportedAt: 0, reportedLate: false },
}));

const RECEIPT = 4;
const ofReceipt = ({ clock, subject }: Act["args"]): readonly string[] => {
  const id = idText(subject);
  return clock === RECEIPT && id !== undefined ? [id] : [];
};

export const FINDING_ACTS: ContractActs = {
  LatenessRecorded: [
    made((args, { time }, rows) => ({
      ...{ kind: FINDING_KIND.lateness, ...pick(args, "clock", "due"), by: 0, grounds: null },
      // The run that is late: its beginning, or a moment in it. Only a delivery's may lie behind a later one's.
      runSince: Number(rowOf(rows, "delivery", args["subject"])?.["anchoredAt"] ?? time),
    })),
    { kind: "delivery", ids: ofReceipt, reads: "silently" },
    sees("organization", "against"),
  ],
  LatenessAnnulled: [
    changes("finding", "id", (_, __, { time }) => ({
      ...{ state: state("Annulled"), changedBy: 0, changedAt: time },
    })),
  ],
  FindingOpened: [
    made((args) => ({
      kind: args["selfReported"] === true ? FINDING_KIND.selfReported : FINDING_KIND.found,
      ...{ clock: 0, due: 0, ...pick(args, "by", "grounds") },
    })),
    sees("organization", "against"),
    has("organization", "by"),
  ],
  FindingDropped: moved("Dropped", ({ grounds }) => ({ dropGrounds: grounds ?? null })),
  RectificationOrdered: [
    ...moved("Ordered", ({ orderedBy, by }, { time }) => ({
      ...{ orderedBy: orderedBy ?? 0, orderedAt: time, authority: by ?? 0 },
    })),
    has("organization", "against"),
  ],
  RectificationReported: moved("Reported", ({ evidence, late }, { time }) => ({
    ...{ reportedAt: time, evidence: evidence ?? null, reportedLate: late ?? false },
  })),
  FindingRectified: moved("Rectified"),
  RectificationRejected: [reopened, has("organization", "by")],
  FindingCirculated: [...moved("Circulated"), has("organization", "against")],
};
