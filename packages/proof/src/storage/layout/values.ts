// SPDX-License-Identifier: Apache-2.0
// Made by scripts/generate-storage.ts from the compiler's output; docs/spec/storage.md explains it.
import type { StorageField } from "./types.ts";

export const standingValue = {
  status: { offset: 0, width: 8 },
  capacities: { offset: 8, width: 16 },
  level: { offset: 24, width: 8 },
  region: { offset: 32, width: 24 },
  parent: { offset: 56, width: 32 },
  successor: { offset: 88, width: 32 },
  suspendedSince: { offset: 120, width: 48 },
} as const satisfies Record<string, StorageField>;

export const allowanceValue = { allowed: { offset: 0, width: 8 } } as const satisfies Record<
  string,
  StorageField
>;

export const dutyValue = {
  seat: { offset: 0, width: 32 },
  basis: { offset: 32, width: 32 },
} as const satisfies Record<string, StorageField>;

export const assetValue = {
  state: { offset: 0, width: 8 },
  attribute: { offset: 8, width: 8 },
  grade: { offset: 16, width: 8 },
  version: { offset: 24, width: 32 },
  until: { offset: 56, width: 48 },
  frozen: { offset: 104, width: 8 },
  registrar: { offset: 112, width: 32 },
  serial: { offset: 144, width: 32 },
} as const satisfies Record<string, StorageField>;

export const grantValue = {
  state: { offset: 0, width: 8 },
  until: { offset: 8, width: 40 },
  log: { offset: 48, width: 24 },
  scope: { offset: 72, width: 8 },
  suspended: { offset: 80, width: 40 },
  resumed: { offset: 120, width: 40 },
  reason: { offset: 160, width: 16 },
} as const satisfies Record<string, StorageField>;

export const rightValue = {
  state: { offset: 0, width: 8 },
  until: { offset: 8, width: 48 },
  reason: { offset: 56, width: 16 },
} as const satisfies Record<string, StorageField>;

export const stageValue = {
  stage: { offset: 0, width: 8 },
  number: { offset: 8, width: 32 },
} as const satisfies Record<string, StorageField>;

export const caseValue = {
  state: { offset: 0, width: 8 },
  by: { offset: 8, width: 32 },
} as const satisfies Record<string, StorageField>;

export const findingValue = {
  state: { offset: 0, width: 8 },
  by: { offset: 8, width: 32 },
  orderedBy: { offset: 40, width: 48 },
  orderedAt: { offset: 88, width: 48 },
  reportedAt: { offset: 136, width: 40 },
} as const satisfies Record<string, StorageField>;

export const ruleValue = {
  value: { offset: 0, width: 128 },
  mark: { offset: 128, width: 8 },
} as const satisfies Record<string, StorageField>;

export const typeValue = {
  effect: { offset: 0, width: 8 },
  assessed: { offset: 8, width: 8 },
  reviewed: { offset: 16, width: 8 },
  acceptDays: { offset: 24, width: 16 },
  reviewDays: { offset: 40, width: 16 },
  noticeDays: { offset: 56, width: 16 },
  mark: { offset: 72, width: 8 },
} as const satisfies Record<string, StorageField>;

/** The fields of packed trace values, within the 176 bits of the value. */
export const VALUES = {
  standing: standingValue,
  allowance: allowanceValue,
  duty: dutyValue,
  asset: assetValue,
  grant: grantValue,
  right: rightValue,
  stage: stageValue,
  case: caseValue,
  finding: findingValue,
  rule: ruleValue,
  type: typeValue,
} as const;
