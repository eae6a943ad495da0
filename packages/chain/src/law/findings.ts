// SPDX-License-Identifier: Apache-2.0
// What can happen to a finding (contracts/FindingRegistry.sol), and the codes of breaches (Order 809, Arts 39 to 41).
import { arrows, type PartyArrow } from "./types.ts";

export type FindingState =
  "None" | "Open" | "Ordered" | "Reported" | "Rectified" | "Circulated" | "Annulled" | "Dropped";
export type FindingAct =
  | "recordLateness"
  | "annulLateness"
  | "openFinding"
  | "drop"
  | "selfReport"
  | "order"
  | "reportRectification"
  | "acceptRectification"
  | "rejectRectification"
  | "circulate";

const BREACHES = "Order 809, 39 to 41";

/** The states of a finding, in the order of the contract's enumeration. */
export const FINDING_STATES: readonly FindingState[] = [
  "None",
  "Open",
  "Ordered",
  "Reported",
  "Rectified",
  "Circulated",
  "Annulled",
  "Dropped",
];

const onFinding = arrows<FindingState, FindingAct>();
const ABOVE = ["above-against"] as const;
const RECORDED = ["Open", "Ordered", "Reported", "Rectified", "Circulated", "Dropped"] as const;

/** A finding: found, ordered to be put right by a date, then rectified, or circulated; a lateness may be annulled. */
export const FINDING_ARROWS: readonly PartyArrow<FindingState, FindingAct>[] = [
  onFinding("recordLateness", ["None", "Open"], ["anyone"], BREACHES, ["after-due"]),
  onFinding("openFinding", ["None", "Open"], ABOVE, BREACHES),
  onFinding("selfReport", ["None", "Open"], ["against"], BREACHES),
  onFinding("order", ["Open", "Ordered"], ABOVE, BREACHES),
  onFinding("order", ["Ordered", "Ordered"], ABOVE, BREACHES),
  onFinding("reportRectification", ["Open", "Reported"], ["against"], BREACHES),
  onFinding("reportRectification", ["Ordered", "Reported"], ["against"], BREACHES),
  onFinding("acceptRectification", ["Reported", "Rectified"], ABOVE, BREACHES),
  onFinding("rejectRectification", ["Reported", "Ordered"], ABOVE, BREACHES, ["ordered"]),
  onFinding("rejectRectification", ["Reported", "Open"], ABOVE, BREACHES, ["not-ordered"]),
  onFinding("circulate", ["Ordered", "Circulated"], ABOVE, "Order 809, 38", ["after-due"]),
  ...(["Open", "Ordered", "Reported"] as const).map((from) =>
    onFinding("drop", [from, "Dropped"], ABOVE, BREACHES),
  ),
  ...RECORDED.map((from) =>
    onFinding("annulLateness", [from, "Annulled"], ["anyone"], BREACHES, ["in-time-after-all"]),
  ),
];

/** The clocks whose passing is a finding, by the contract's numbers. */
export const CLOCKS = [
  { clock: 1, name: "answer", title: "答复" },
  { clock: 2, name: "delivery", title: "提供" },
  { clock: 3, name: "disposal", title: "处置" },
  { clock: 4, name: "receipt", title: "签收" },
  { clock: 5, name: "correction", title: "校核" },
  { clock: 6, name: "registration", title: "登记" },
  { clock: 7, name: "rectification", title: "整改" },
] as const;
