// SPDX-License-Identifier: Apache-2.0
import { asQuantity } from "./hex.ts";
import type { LedgerReader } from "./ledger.ts";

/** What a transaction offers for a unit of gas, in wei: by EIP-1559, or a legacy price. */
export type Fees =
  | { readonly maxFeePerGas: bigint; readonly maxPriorityFeePerGas: bigint }
  | { readonly gasPrice: bigint };

/** How many times the present base fee a transaction may cost, so that it survives a few full blocks. */
const BASE_FEE_ROOM = 4n;

/** Part that is added to take another one's place: nodes want a tenth more, some an eighth. */
const RAISE = 8n;

/** How many times the present price is offered at most, however long nothing is mined. */
const CEILING = 16n;

/** A chain without a base fee takes legacy prices; one whose base fee is zero takes transactions for nothing. */
export async function currentFees(client: LedgerReader): Promise<Fees> {
  const block = (await client.rpc("eth_getBlockByNumber", ["latest", false])) as Record<
    string,
    unknown
  >;
  if (block["baseFeePerGas"] === undefined) {
    return { gasPrice: asQuantity(await client.rpc("eth_gasPrice"), "gas price") };
  }
  const base = asQuantity(block["baseFeePerGas"], "base fee");
  if (base === 0n) return { maxFeePerGas: 0n, maxPriorityFeePerGas: 0n };
  const tip = asQuantity(await client.rpc("eth_maxPriorityFeePerGas"), "tip");
  return { maxFeePerGas: base * BASE_FEE_ROOM + tip, maxPriorityFeePerGas: tip };
}

const raised = (before: bigint, now: bigint): bigint => {
  const more = before + before / RAISE + 1n;
  return more > now ? more : now;
};

/**
 * What a transaction must offer to take the place of one that is stuck.
 * @param before what that one offers
 * @param now what the chain asks
 * @returns undefined where more would not help: on a chain without a price, and far above the present one
 */
export function raisedFees(before: Fees, now: Fees): Fees | undefined {
  if ("gasPrice" in before || "gasPrice" in now) {
    const [old, price] = [highest(before), highest(now)];
    return old >= price * CEILING ? undefined : { gasPrice: raised(old, price) };
  }
  if (before.maxFeePerGas >= now.maxFeePerGas * CEILING) return undefined;
  const tip = raised(before.maxPriorityFeePerGas, now.maxPriorityFeePerGas);
  const most = raised(before.maxFeePerGas, now.maxFeePerGas);
  return { maxFeePerGas: most > tip ? most : tip, maxPriorityFeePerGas: tip };
}

const highest = (fees: Fees): bigint => ("gasPrice" in fees ? fees.gasPrice : fees.maxFeePerGas);
