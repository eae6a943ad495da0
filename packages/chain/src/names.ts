// SPDX-License-Identifier: Apache-2.0

/** The contracts of a deployment, by the names used in address files, policies and evidence. */
export const CONTRACT_NAMES = [
  "accessManager",
  "forwarder",
  "ruleBook",
  "workCalendar",
  "organizationRegistry",
  "assetRegistry",
  "rightRegistry",
  "rightToken",
  "caseRegistry",
  "dutyRegister",
  "sharingRegistry",
  "deliveryRegistry",
  "returnRegistry",
  "findingRegistry",
  "exchangeLog",
  "councilSeats",
  "council",
  "timelock",
] as const;

export type ContractName = (typeof CONTRACT_NAMES)[number];

/** The contracts that evidence rests on. */
export const LEDGER_CONTRACTS = [
  "organizationRegistry",
  "assetRegistry",
  "sharingRegistry",
  "exchangeLog",
  "rightRegistry",
  "deliveryRegistry",
] as const satisfies readonly ContractName[];

/** The contracts in which accounts act for themselves, by a transaction or by a relayed request. */
export const ACTING_CONTRACTS = [
  "organizationRegistry",
  "dutyRegister",
  "assetRegistry",
  "rightRegistry",
  "caseRegistry",
  "sharingRegistry",
  "deliveryRegistry",
  "returnRegistry",
  "findingRegistry",
  "exchangeLog",
  "council",
  "councilSeats",
] as const satisfies readonly ContractName[];

/** A value as it comes out of the ABI: integers up to 48 bits are numbers, wider ones bigints. */
export type AbiValue =
  string | number | bigint | boolean | readonly AbiValue[] | { readonly [name: string]: AbiValue };

/** Values by the names that the ABI gives them. */
export type AbiValues = Readonly<Record<string, AbiValue>>;
