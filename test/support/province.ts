// SPDX-License-Identifier: Apache-2.0
// A fictional province for one test file: a ledger of its own with organisations and seats in office.
// acts.ts holds what they do on the chain, statements.ts what they sign.
import { found, type Founded } from "./cast.ts";
import { type Acting, acting } from "./acting.ts";
import { type LedgerOptions, startLedger, type TestLedger } from "./ledger.ts";

export interface Province extends TestLedger, Acting, Founded {}

/** Starts a chain, deploys, admits the organisations below the roots, appoints their seats. Call `stop` at the end. */
export async function startProvince(options: LedgerOptions = {}): Promise<Province> {
  const ledger = await startLedger(options);
  try {
    const act = acting(ledger);
    return { ...ledger, ...act, ...(await found(ledger, act)) };
  } catch (error) {
    await ledger.stop();
    throw error;
  }
}
