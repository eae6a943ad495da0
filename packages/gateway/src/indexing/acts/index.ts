// SPDX-License-Identifier: Apache-2.0
// Every event of the ledger, and what it does to the rows of the index.
import type { ContractName } from "@suyuan/chain";
import { ASSET_ACTS } from "./assets.ts";
import { CASE_ACTS } from "./cases.ts";
import { COUNCIL_ACTS, MEMBER_ACTS } from "./council.ts";
import { DELIVERY_ACTS, RETURN_ACTS } from "./deliveries.ts";
import { FINDING_ACTS } from "./findings.ts";
import { LOG_ACTS } from "./logs.ts";
import { DUTY_ACTS, ORGANIZATION_ACTS } from "./organizations.ts";
import type { ContractActs, Part } from "./part.ts";
import { RIGHT_ACTS } from "./rights.ts";
import { CALENDAR_ACTS, RULE_ACTS } from "./rules.ts";
import { SHARING_ACTS } from "./sharing.ts";

/** By contract and event. */
export const ACTS: Readonly<Partial<Record<string, ContractActs>>> = {
  organizationRegistry: ORGANIZATION_ACTS,
  dutyRegister: DUTY_ACTS,
  assetRegistry: ASSET_ACTS,
  rightRegistry: RIGHT_ACTS,
  caseRegistry: CASE_ACTS,
  ruleBook: RULE_ACTS,
  workCalendar: CALENDAR_ACTS,
  council: COUNCIL_ACTS,
  councilSeats: MEMBER_ACTS,
  sharingRegistry: SHARING_ACTS,
  deliveryRegistry: DELIVERY_ACTS,
  returnRegistry: RETURN_ACTS,
  findingRegistry: FINDING_ACTS,
  exchangeLog: LOG_ACTS,
};

const NONE: readonly Part[] = [];

/** The parts that things have in an event; none in those that the index does not keep. */
export const partsOf = (contract: ContractName, event: string): readonly Part[] =>
  ACTS[contract]?.[event] ?? NONE;
