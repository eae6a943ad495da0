// SPDX-License-Identifier: Apache-2.0
// A ledger with many records on it, for the gas of the next ones.
import type { Act } from "../../test/contracts/support/chain.ts";
import { hexOf, type MerkleTree } from "../../test/contracts/support/merkle.ts";
import {
  hash,
  openLog,
  type Province,
  startProvince,
  ZeroHash,
} from "../../test/contracts/support/world.ts";

/** How many assets, requests and checkpoints there are before anything is measured. */
export const RECORDS = 10_000;
const NEVER = 2 ** 48 - 1;
const TERM = 90 * 86_400;
/** So many of each in a block. */
const BLOCK = 200;

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

/** A day whose year is published, as are all days of the limits that begin in the scenarios. */
const BEGINNING = "2026-01-05T01:00:00Z";

/**
 * Makes the ledger under the law as it ships: so many assets, so many requests and checkpoints, and one coded asset.
 * The tree has at least twice as many leaves as there are checkpoints.
 */
export async function fillLedger(
  tree: MerkleTree,
  records = RECORDS,
  others = records,
): Promise<FilledLedger> {
  const province = await startProvince({}, BEGINNING);
  const { chain, world, holderHead, authorityHead, requesterHead } = province;
  const asset = await world.asset(holderHead, authorityHead);
  const log = await openLog(province, "a log with many checkpoints");
  const until = (await chain.now()) + TERM;
  const step = Math.floor(tree.size / 2 / others);
  const request = async (method: string, ...params: unknown[]): Promise<unknown> =>
    chain.provider.request({ method, params });
  await request("evm_setAutomine", false);
  for (let i = 0; i < records; i++) {
    await chain.fill(world.register(holderHead));
    if (i < others) {
      const wanted = [asset, hash(`scope ${i}`), 12, 1, until, ZeroHash, ZeroHash];
      await chain.fill(world.bySeat(requesterHead, "sharingRegistry", "request", wanted));
      await chain.fill(advance(province, tree, log, i * step, (i + 1) * step));
    }
    if (i % BLOCK === BLOCK - 1) await request("evm_mine");
  }
  await request("evm_mine");
  await request("evm_setAutomine", true);
  await requireFilled(province, log, records, others * step);
  return { province, asset, log };
}

/** Acts that are mined together are refused in silence. */
async function requireFilled(
  { chain, holder }: Province,
  log: string,
  records: number,
  size: number,
): Promise<void> {
  const last = await chain.read("assetRegistry", "assetId", holder.number, records + 1);
  const { stage } = await chain.read<{ stage: bigint }>("assetRegistry", "procedure", last);
  const found = await chain.read<{ size: bigint }>("exchangeLog", "log", log);
  if (stage === 0n || Number(found.size) !== size) throw new Error("the ledger is not filled");
}
