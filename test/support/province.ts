// SPDX-License-Identifier: Apache-2.0
// A fictional province for one test file: a ledger of its own with organisations and seats in office.
// acts.ts holds what they do on the chain, statements.ts what they sign.
import type { EmbeddedChain } from "../../deploy/networks/embedded.ts";
import { type Acting, acting } from "./acting.ts";
import { found, type Founded } from "./cast.ts";
import { type LedgerOptions, startLedger, type TestChain, type TestLedger } from "./ledger.ts";

export interface Province<C extends TestChain = TestChain> extends TestLedger<C>, Acting, Founded {}

/** Starts a chain, deploys, admits the organisations below the roots, appoints their seats. Call `stop` at the end. */
export async function startProvince(options: LedgerOptions = {}): Promise<Province<EmbeddedChain>> {
  return provinceOn(await startLedger(options));
}

/** Admits the organisations of a ledger and appoints their seats; the ledger is stopped when that fails. */
export async function provinceOn<C extends TestChain>(ledger: TestLedger<C>): Promise<Province<C>> {
  try {
    const act = acting(ledger);
    return { ...ledger, ...act, ...(await found(ledger, act)) };
  } catch (error) {
    await ledger.stop();
    throw error;
  }
}
