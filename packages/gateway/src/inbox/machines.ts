// SPDX-License-Identifier: Apache-2.0
// Which arrows a thing can go, by the tables that the contracts' diagrams and tests are made from.
import {
  CASE_ARROWS,
  CASE_STATES,
  CHANGE_ARROWS,
  CONSENT_ARROWS,
  type ContractName,
  CORRECTION_ARROWS,
  DEMAND_ARROWS,
  DEMAND_STATES,
  DISPUTE_ARROWS,
  FINDING_ARROWS,
  FINDING_STATES,
  GRANT_ARROWS,
  type PartyArrow,
  REQUEST_ARROWS,
  REQUEST_STATES,
  RETURN_ARROWS,
  RETURN_STATES,
} from "@suyuan/chain";
import { CASE_KIND } from "../indexing/acts/corrections.ts";
import { CHANGE, GRANT } from "../indexing/acts/grants.ts";
import { CONSENT } from "../indexing/acts/sharing.ts";
import { asNumber } from "../indexing/plain.ts";
import type { Kind, Row } from "../indexing/types.ts";
import { stageOf, stateOfReturn } from "../services/present-sharing.ts";
import type { Ledger } from "./ledger.ts";

/** A machine that a thing runs through. */
interface Machine {
  readonly contract: ContractName;
  readonly arrows: readonly PartyArrow[];
  /** The state now, in the machine's words. */
  readonly state: (ledger: Ledger, row: Row) => Promise<string>;
}

const named =
  (states: readonly string[], field: string) =>
  (_: Ledger, row: Row): Promise<string> =>
    Promise.resolve(states[asNumber(row[field])] ?? "None");

/** A grant is over with the first of those above it. */
async function stageOfGrant(ledger: Ledger, row: Row): Promise<string> {
  if (row["state"] === GRANT.running && ledger.now >= (await ledger.endOf(row))) return "Expired";
  return stageOf(row, ledger.now);
}

const CHANGES: Readonly<Record<number, string>> = {
  [CHANGE.proposed]: "Proposed",
  [CHANGE.declined]: "Declined",
};

const request: Machine = {
  contract: "sharingRegistry",
  arrows: REQUEST_ARROWS,
  state: named(REQUEST_STATES, "status"),
};
const grant: Machine = {
  contract: "sharingRegistry",
  arrows: GRANT_ARROWS,
  state: stageOfGrant,
};
const proposals: readonly PartyArrow[] = CHANGE_ARROWS;
const isProposal = ({ act }: PartyArrow): boolean => act === "proposeChange";

/** A new proposal is made on the grant, and followed on the proposal. */
const proposing: Machine = {
  contract: "sharingRegistry",
  arrows: proposals.filter(isProposal),
  state: async (ledger, row) => {
    const last = await ledger.row("change", row.id);
    return CHANGES[asNumber(last?.["state"])] ?? "None";
  },
};
const change: Machine = {
  contract: "sharingRegistry",
  arrows: proposals.filter((arrow) => !isProposal(arrow)),
  state: (_, row) => Promise.resolve(CHANGES[asNumber(row["state"])] ?? "None"),
};
const demand: Machine = {
  contract: "sharingRegistry",
  arrows: DEMAND_ARROWS,
  state: named(DEMAND_STATES, "status"),
};
const consent: Machine = {
  contract: "sharingRegistry",
  arrows: CONSENT_ARROWS,
  state: (_, row) => Promise.resolve(row["state"] === CONSENT.given ? "Given" : "None"),
};
const finding: Machine = {
  contract: "findingRegistry",
  arrows: FINDING_ARROWS,
  state: named(FINDING_STATES, "state"),
};
const returnFlow: Machine = {
  contract: "returnRegistry",
  arrows: RETURN_ARROWS,
  state: async (ledger, row) => RETURN_STATES[await stateOfReturn(ledger, row)] ?? "None",
};
const caseMachine = (arrows: readonly PartyArrow[]): Machine => ({
  ...{ contract: "caseRegistry", arrows, state: named(CASE_STATES, "state") },
});

const BY_KIND: Readonly<Partial<Record<Kind, readonly Machine[]>>> = {
  request: [request],
  grant: [grant, proposing],
  change: [change],
  demand: [demand],
  consent: [consent],
  finding: [finding],
  return: [returnFlow],
};

const CASES: Readonly<Record<number, readonly Machine[]>> = {
  [CASE_KIND.objection]: [caseMachine(CASE_ARROWS)],
  [CASE_KIND.ownership]: [caseMachine(CASE_ARROWS)],
  [CASE_KIND.correction]: [caseMachine(CORRECTION_ARROWS)],
  [CASE_KIND.dispute]: [caseMachine(DISPUTE_ARROWS)],
};

/** The machines of a thing; none of what an inbox does not follow. */
export const machinesOf = (kind: Kind, row: Row): readonly Machine[] =>
  (kind === "case" ? CASES[asNumber(row["kind"])] : BY_KIND[kind]) ?? [];
