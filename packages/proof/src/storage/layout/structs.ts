// SPDX-License-Identifier: Apache-2.0
// Made by scripts/generate-storage.ts from the compiler's output; docs/spec/storage.md explains it.
import type { StorageMember } from "./types.ts";

export const organizationRegistryOrganizationSlot = {
  admittedAt: { word: 0, offset: 0, width: 48 },
  headOfDataOfficeSeat: { word: 0, offset: 48, width: 32 },
  chiefDataOfficerSeat: { word: 0, offset: 80, width: 32 },
  children: { word: 0, offset: 112, width: 32 },
  assignments: { word: 0, offset: 144, width: 32 },
  successionDepth: { word: 0, offset: 176, width: 8 },
} as const satisfies Record<string, StorageMember>;

export const organizationRegistryPendingHead = {
  newHead: { word: 0, offset: 0, width: 160 },
  from: { word: 0, offset: 160, width: 48 },
  byAuthority: { word: 0, offset: 208, width: 32 },
  replacement: { word: 0, offset: 240, width: 8 },
} as const satisfies Record<string, StorageMember>;

export const organizationRegistrySeatEnd = {
  endedAt: { word: 0, offset: 0, width: 48 },
  compromisedSince: { word: 0, offset: 48, width: 48 },
} as const satisfies Record<string, StorageMember>;

export const organizationRegistrySeatSlot = {
  account: { word: 0, offset: 0, width: 160 },
  office: { word: 0, offset: 160, width: 8 },
  from: { word: 0, offset: 168, width: 40 },
  until: { word: 0, offset: 208, width: 48 },
} as const satisfies Record<string, StorageMember>;

export const assetRegistryIdentity = {
  organization: { word: 0, offset: 0, width: 32 },
  localNumber: { word: 0, offset: 32, width: 64 },
  region: { word: 0, offset: 96, width: 24 },
  attribute: { word: 0, offset: 120, width: 8 },
  grade: { word: 0, offset: 128, width: 8 },
  registeredAt: { word: 0, offset: 136, width: 48 },
  catalogueCode: { word: 1, offset: 0, width: 256 },
} as const satisfies Record<string, StorageMember>;

export const assetRegistryProgress = {
  type_: { word: 0, offset: 0, width: 8 },
  effect: { word: 0, offset: 8, width: 8 },
  stage: { word: 0, offset: 16, width: 8 },
  returned: { word: 0, offset: 24, width: 8 },
  registrar: { word: 0, offset: 32, width: 32 },
  opened: { word: 0, offset: 64, width: 48 },
  since: { word: 0, offset: 112, width: 48 },
  due: { word: 0, offset: 160, width: 48 },
  workingDays: { word: 0, offset: 208, width: 8 },
  provisional: { word: 0, offset: 216, width: 8 },
  validYears: { word: 0, offset: 224, width: 8 },
  vetoed: { word: 0, offset: 232, width: 8 },
} as const satisfies Record<string, StorageMember>;

export const assetRegistryVeto = {
  organization: { word: 0, offset: 0, width: 32 },
  since: { word: 0, offset: 32, width: 48 },
  until: { word: 0, offset: 80, width: 48 },
  liftedBy: { word: 0, offset: 128, width: 32 },
  reason: { word: 1, offset: 0, width: 256 },
} as const satisfies Record<string, StorageMember>;

export const rightRegistryRight = {
  asset: { word: 0, offset: 0, width: 256 },
  parent: { word: 1, offset: 0, width: 256 },
  scopeCommitment: { word: 2, offset: 0, width: 256 },
  basisCommitment: { word: 3, offset: 0, width: 256 },
  holder: { word: 4, offset: 0, width: 32 },
  grantor: { word: 4, offset: 32, width: 32 },
  kind: { word: 4, offset: 64, width: 8 },
  basis: { word: 4, offset: 72, width: 8 },
  from: { word: 4, offset: 80, width: 48 },
  until: { word: 4, offset: 128, width: 48 },
  serial: { word: 4, offset: 176, width: 64 },
} as const satisfies Record<string, StorageMember>;

export const rightRegistryTransfers = {
  to: { word: 0, offset: 0, width: 32 },
  time: { word: 0, offset: 32, width: 48 },
  count: { word: 0, offset: 80, width: 32 },
  previous: { word: 0, offset: 112, width: 32 },
} as const satisfies Record<string, StorageMember>;

export const sharingRegistryChange = {
  value: { word: 0, offset: 0, width: 256 },
  kind: { word: 1, offset: 0, width: 8 },
  declined: { word: 1, offset: 8, width: 8 },
  byProvider: { word: 1, offset: 16, width: 8 },
  time: { word: 1, offset: 24, width: 48 },
} as const satisfies Record<string, StorageMember>;

export const sharingRegistryConsent = {
  scope: { word: 0, offset: 0, width: 256 },
  provider: { word: 1, offset: 0, width: 32 },
  logNumber: { word: 1, offset: 32, width: 24 },
  quota: { word: 1, offset: 56, width: 24 },
  deliveryDays: { word: 1, offset: 80, width: 8 },
  scoped: { word: 1, offset: 88, width: 8 },
  disposal: { word: 1, offset: 96, width: 16 },
  from: { word: 1, offset: 112, width: 40 },
  until: { word: 1, offset: 152, width: 40 },
  number: { word: 1, offset: 192, width: 24 },
} as const satisfies Record<string, StorageMember>;

export const sharingRegistryCounts = {
  requests: { word: 0, offset: 0, width: 64 },
  demands: { word: 0, offset: 64, width: 64 },
  last: { word: 0, offset: 128, width: 128 },
} as const satisfies Record<string, StorageMember>;

export const sharingRegistryDemand = {
  commitment: { word: 0, offset: 0, width: 256 },
  asset: { word: 1, offset: 0, width: 256 },
  organization: { word: 2, offset: 0, width: 32 },
  status: { word: 2, offset: 32, width: 8 },
} as const satisfies Record<string, StorageMember>;

export const sharingRegistryRequest = {
  asset: { word: 0, offset: 0, width: 256 },
  scope: { word: 1, offset: 0, width: 256 },
  requester: { word: 2, offset: 0, width: 32 },
  purpose: { word: 2, offset: 32, width: 32 },
  method: { word: 2, offset: 64, width: 8 },
  status: { word: 2, offset: 72, width: 8 },
  flags: { word: 2, offset: 80, width: 16 },
  days_: { word: 2, offset: 96, width: 8 },
  asked: { word: 2, offset: 104, width: 8 },
  reason: { word: 2, offset: 112, width: 16 },
  wantedUntil: { word: 2, offset: 128, width: 40 },
  since: { word: 2, offset: 168, width: 40 },
  due: { word: 2, offset: 208, width: 40 },
  provider: { word: 3, offset: 0, width: 32 },
  from: { word: 3, offset: 32, width: 40 },
  quota: { word: 3, offset: 72, width: 24 },
  deliveryDue: { word: 3, offset: 96, width: 40 },
  deliveryDays: { word: 3, offset: 136, width: 8 },
  rectifyBy: { word: 3, offset: 144, width: 40 },
  suspendedBy: { word: 3, offset: 184, width: 32 },
  disposal: { word: 3, offset: 216, width: 16 },
  consented: { word: 3, offset: 232, width: 24 },
} as const satisfies Record<string, StorageMember>;

export const deliveryRegistryStored = {
  id: { word: 0, offset: 0, width: 216 },
  anchoredAt: { word: 0, offset: 216, width: 40 },
  firstAt: { word: 1, offset: 0, width: 40 },
  receivedAt: { word: 1, offset: 40, width: 40 },
  result: { word: 1, offset: 80, width: 8 },
  mismatched: { word: 1, offset: 88, width: 64 },
  receipt: { word: 2, offset: 0, width: 256 },
} as const satisfies Record<string, StorageMember>;

export const returnRegistryClaim = {
  asset: { word: 0, offset: 0, width: 256 },
  scope: { word: 1, offset: 0, width: 256 },
  claimant: { word: 2, offset: 0, width: 32 },
  claimedAt: { word: 2, offset: 32, width: 40 },
  connectedAt: { word: 2, offset: 72, width: 40 },
  withdrawn: { word: 2, offset: 112, width: 8 },
  grant: { word: 3, offset: 0, width: 256 },
} as const satisfies Record<string, StorageMember>;

export const findingRegistryFinding = {
  subject: { word: 0, offset: 0, width: 256 },
  grounds: { word: 1, offset: 0, width: 256 },
  against: { word: 2, offset: 0, width: 32 },
  by: { word: 2, offset: 32, width: 32 },
  code: { word: 2, offset: 64, width: 16 },
  kind: { word: 2, offset: 80, width: 8 },
  clock: { word: 2, offset: 88, width: 8 },
  time: { word: 2, offset: 96, width: 40 },
  due: { word: 2, offset: 136, width: 40 },
  since: { word: 2, offset: 176, width: 40 },
  serial: { word: 2, offset: 216, width: 40 },
} as const satisfies Record<string, StorageMember>;

export const exchangeLogCheckpoint = {
  root: { word: 0, offset: 0, width: 256 },
  previousSize: { word: 1, offset: 0, width: 64 },
  blockNumber: { word: 1, offset: 64, width: 64 },
  blockTime: { word: 1, offset: 128, width: 48 },
} as const satisfies Record<string, StorageMember>;

export const exchangeLogHead = {
  centre: { word: 0, offset: 0, width: 32 },
  operatorSeat: { word: 0, offset: 32, width: 32 },
  size: { word: 0, offset: 64, width: 64 },
  closed: { word: 0, offset: 128, width: 8 },
} as const satisfies Record<string, StorageMember>;

export const caseRegistryCase = {
  asset: { word: 0, offset: 0, width: 256 },
  grounds: { word: 1, offset: 0, width: 256 },
  raiser: { word: 2, offset: 0, width: 32 },
  respondent: { word: 2, offset: 32, width: 32 },
  registrar: { word: 2, offset: 64, width: 32 },
  kind: { word: 2, offset: 96, width: 8 },
  time: { word: 2, offset: 104, width: 48 },
  serial: { word: 2, offset: 152, width: 64 },
} as const satisfies Record<string, StorageMember>;

export const caseRegistryTurn = {
  subject: { word: 0, offset: 0, width: 256 },
  since: { word: 1, offset: 0, width: 48 },
  due: { word: 1, offset: 48, width: 48 },
  doneAt: { word: 1, offset: 96, width: 48 },
  workingDays: { word: 1, offset: 144, width: 8 },
  provisional: { word: 1, offset: 152, width: 8 },
  selfReported: { word: 1, offset: 160, width: 8 },
  byProvider: { word: 1, offset: 168, width: 8 },
  told: { word: 1, offset: 176, width: 8 },
  referredBy: { word: 1, offset: 184, width: 32 },
  agreement: { word: 2, offset: 0, width: 256 },
} as const satisfies Record<string, StorageMember>;

export const ruleBookWords = {
  source: { word: 0, offset: 0, width: 256 },
  name: { word: 1, offset: 0, width: 256 },
} as const satisfies Record<string, StorageMember>;

export const workCalendarYear = {
  low: { word: 0, offset: 0, width: 256 },
  high: { word: 1, offset: 0, width: 128 },
  publishedAt: { word: 1, offset: 128, width: 48 },
  version: { word: 1, offset: 176, width: 16 },
  source: { word: 2, offset: 0, width: 256 },
} as const satisfies Record<string, StorageMember>;

/** The structs that stand in storage. */
export const STRUCTS = {
  organizationRegistry: {
    organizationSlot: organizationRegistryOrganizationSlot,
    pendingHead: organizationRegistryPendingHead,
    seatEnd: organizationRegistrySeatEnd,
    seatSlot: organizationRegistrySeatSlot,
  },
  assetRegistry: {
    identity: assetRegistryIdentity,
    progress: assetRegistryProgress,
    veto: assetRegistryVeto,
  },
  rightRegistry: { right: rightRegistryRight, transfers: rightRegistryTransfers },
  sharingRegistry: {
    change: sharingRegistryChange,
    consent: sharingRegistryConsent,
    counts: sharingRegistryCounts,
    demand: sharingRegistryDemand,
    request: sharingRegistryRequest,
  },
  deliveryRegistry: { stored: deliveryRegistryStored },
  returnRegistry: { claim: returnRegistryClaim },
  findingRegistry: { finding: findingRegistryFinding },
  exchangeLog: { checkpoint: exchangeLogCheckpoint, head: exchangeLogHead },
  caseRegistry: { case: caseRegistryCase, turn: caseRegistryTurn },
  dutyRegister: {},
  ruleBook: { words: ruleBookWords },
  workCalendar: { year: workCalendarYear },
} as const;
