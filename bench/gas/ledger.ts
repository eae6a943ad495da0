// SPDX-License-Identifier: Apache-2.0
// A ledger with many records on it, for the gas of the next ones.
import type { Act } from "../../test/contracts/support/chain.ts";
import { hexOf, type MerkleTree } from "../../test/contracts/support/merkle.ts";
import { hash, openLog, type Province, startProvince } from "../../test/contracts/support/world.ts";

/** How many assets, requests and checkpoints there are before anything is measured. */
export const RECORDS = 10_000;
const NEVER = 2 ** 48 - 1;
const TERM = 90 * 86_400;

export interface FilledLedger {
  readonly province: Province;
  /** A confirmed asset. */
  readonly asset: string;
  /** A log with many checkpoints. */
  readonly log: string;
}

/** An act of the log's operator. */
export function advance(
  { world, operator }: Province,
  tree: MerkleTree,
  log: string,
  from: number,
  to: number,
): Act {
  const proof = from === 0 ? [] : tree.consistency(from, to).map(hexOf);
  const args = [log, to, hexOf(tree.root(to)), proof, NEVER];
  return world.act(operator.account, "exchangeLog", "advance", ...args);
}

/** Makes the ledger: as many assets, requests and checkpoints as records are wanted. */
export async function fillLedger(tree: MerkleTree): Promise<FilledLedger> {
  const province = await startProvince();
  const { chain, world, holderHead, authorityHead, requesterHead } = province;
  const asset = await world.asset(holderHead, authorityHead);
  const log = await openLog(province, "a log with many checkpoints");
  const terms = [asset, 12, hash("why"), 1, (await chain.now()) + TERM];
  const step = Math.floor(tree.size / 2 / RECORDS);
  for (let i = 0; i < RECORDS; i++) {
    await chain.fill(world.register(holderHead));
    await chain.fill(world.bySeat(requesterHead, "sharingRegistry", "request", ...terms));
    await chain.fill(advance(province, tree, log, i * step, (i + 1) * step));
  }
  return { province, asset, log };
}
