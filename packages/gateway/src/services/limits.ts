// SPDX-License-Identifier: Apache-2.0
// Limits in numbers, which no verdict on one statement tells: how many deliveries a grant covers, and how many
// statements an automated seat may sign a day.
import {
  ChainFacts,
  type CryptoProvider,
  GrantRecords,
  ProofError,
  type Statement,
  type StorageReader,
} from "@suyuan/proof";
import { Refusal } from "../refusal.ts";

/** The limits that a statement stands under; 0 for none. */
export interface Limits {
  /** Deliveries of its grant. */
  readonly quota: number;
  /** Statements of its seat on one day in China. */
  readonly perDay: number;
}

export const NO_LIMITS: Limits = { quota: 0, perDay: 0 };

/** Reads them; a reader that lacks a word remembers so, and what is returned does not count. */
export function limitsOf(
  statement: Statement,
  reader: StorageReader,
  crypto: CryptoProvider,
): Limits {
  try {
    const isDelivery = statement.type === "suyuan/delivery@1";
    const quota = isDelivery ? new GrantRecords(reader, crypto).record(statement.grant).quota : 0;
    return { quota, perDay: new ChainFacts(reader, crypto).dailyLimit(statement.seat) };
  } catch (error) {
    if (!(error instanceof ProofError) || error.code !== "state-missing") throw error;
    return NO_LIMITS;
  }
}

/** Serials count the deliveries of a grant, so that one beyond the quota is one too many. */
export function quotaRefusal(statement: Statement, { quota }: Limits): Refusal | undefined {
  if (statement.type !== "suyuan/delivery@1" || quota === 0 || statement.serial <= quota) {
    return undefined;
  }
  const what = `the grant covers ${quota} deliveries, the statement is number ${statement.serial}`;
  return new Refusal("quota-reached", what, { path: "statement.serial" });
}
