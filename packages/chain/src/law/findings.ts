// SPDX-License-Identifier: Apache-2.0
// What can happen to a finding (contracts/FindingRegistry.sol), and the codes of breaches (Order 809, Arts 39 to 41).
import { arrows, type PartyArrow } from "./types.ts";

export type FindingState =
  "None" | "Open" | "Ordered" | "Reported" | "Rectified" | "Circulated" | "Annulled";
export type FindingAct =
  | "recordLateness"
  | "annulLateness"
  | "openFinding"
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
];

const onFinding = arrows<FindingState, FindingAct>();
const ABOVE = ["above-against"] as const;

/** A finding: found, ordered to be rectified by a date, then rectified, or circulated. */
export const FINDING_ARROWS: readonly PartyArrow<FindingState, FindingAct>[] = [
  onFinding("recordLateness", ["None", "Open"], ["anyone"], BREACHES, ["after-due"]),
  onFinding("openFinding", ["None", "Open"], ABOVE, BREACHES),
  onFinding("selfReport", ["None", "Open"], ["against"], BREACHES),
  onFinding("annulLateness", ["Open", "Annulled"], ["anyone"], BREACHES, ["delivered-in-time"]),
  onFinding("order", ["Open", "Ordered"], ABOVE, BREACHES),
  onFinding("reportRectification", ["Ordered", "Reported"], ["against"], BREACHES),
  onFinding("acceptRectification", ["Reported", "Rectified"], ABOVE, BREACHES),
  onFinding("rejectRectification", ["Reported", "Ordered"], ABOVE, BREACHES),
  onFinding("circulate", ["Ordered", "Circulated"], ABOVE, BREACHES, ["after-due"]),
  onFinding("circulate", ["Reported", "Circulated"], ABOVE, BREACHES, ["after-due"]),
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
