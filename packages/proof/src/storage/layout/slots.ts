// SPDX-License-Identifier: Apache-2.0
// Made by scripts/generate-storage.ts from the compiler's output; docs/spec/storage.md explains it.

export const organizationRegistrySlots = {
  authority: 0,
  consumingSchedule: 0,
  organizationCount: 0,
  seatCount: 0,
  standings: 1,
  heads: 2,
  codes: 3,
  names: 4,
  nameHashes: 5,
  byCode: 6,
  byAccount: 7,
  organizations: 8,
  seats: 9,
  ends: 10,
  sm2KeyHashes: 11,
  dailyLimits: 12,
  allowances: 13,
  pendingHeads: 14,
  assignments: 15,
} as const;

export const assetRegistrySlots = {
  identities: 0,
  legalBases: 1,
  recordHashes: 2,
  states: 3,
  holders: 4,
  custodians: 5,
  byCatalogueCode: 6,
  procedures: 7,
  vetoes: 8,
  serials: 9,
  authority: 10,
  consumingSchedule: 10,
} as const;

export const rightRegistrySlots = {
  rights: 0,
  states: 1,
  counts: 2,
  transfers: 3,
  transferBases: 4,
  stages: 5,
  stageBases: 6,
} as const;

export const sharingRegistrySlots = {
  counts: 0,
  requests: 1,
  states: 2,
  scopes: 3,
  parents: 4,
  logs: 5,
  logNumbers: 6,
  demands: 7,
  consents: 8,
  changes: 9,
  consented: 10,
} as const;

export const deliveryRegistrySlots = { deliveries: 0 } as const;

export const returnRegistrySlots = { claims: 0, returnCounts: 1, lastClaims: 2 } as const;

export const findingRegistrySlots = { findings: 0, states: 1, counts: 2, newest: 3 } as const;

export const exchangeLogSlots = {
  heads: 0,
  checkpoints: 1,
  operators: 2,
  keys: 3,
  successors: 4,
  keyHashes: 5,
} as const;

export const caseRegistrySlots = {
  authority: 0,
  consumingSchedule: 0,
  cases: 1,
  states: 2,
  decisions: 3,
  counts: 4,
  openCases: 5,
  turns: 6,
  openDisputes: 7,
} as const;

export const dutyRegisterSlots = { responsible: 0, legalBases: 1 } as const;

export const ruleBookSlots = {
  authority: 0,
  consumingSchedule: 0,
  rules: 1,
  ruleSources: 2,
  types: 3,
  typeWords: 4,
} as const;

export const workCalendarSlots = {
  authority: 0,
  consumingSchedule: 0,
  years: 1,
  earlier: 2,
} as const;

/** The slot of each state variable; of two that share a slot, the first lies in its low bits. */
export const SLOTS = {
  organizationRegistry: organizationRegistrySlots,
  assetRegistry: assetRegistrySlots,
  rightRegistry: rightRegistrySlots,
  sharingRegistry: sharingRegistrySlots,
  deliveryRegistry: deliveryRegistrySlots,
  returnRegistry: returnRegistrySlots,
  findingRegistry: findingRegistrySlots,
  exchangeLog: exchangeLogSlots,
  caseRegistry: caseRegistrySlots,
  dutyRegister: dutyRegisterSlots,
  ruleBook: ruleBookSlots,
  workCalendar: workCalendarSlots,
} as const;
