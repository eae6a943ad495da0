// SPDX-License-Identifier: Apache-2.0
import { Signature, Transaction } from "ethers";
import { fromHex, toHex, type Hex } from "@suyuan/proof";

import { asHex, asQuantity } from "./hex.ts";
import type { LedgerReader } from "./ledger.ts";
import type { Signer } from "./signer.ts";

/** What a transaction does, before fees and nonce. */
export interface Intent {
  readonly to: Hex;
  readonly data: Hex;
}

interface Fees {
  readonly maxFeePerGas?: bigint;
  readonly maxPriorityFeePerGas?: bigint;
  readonly gasPrice?: bigint;
}

/** Added to the estimate, in percent: the state may change until the transaction is mined. */
const GAS_MARGIN = 25n;

/**
 * Added as well: a dated fact that changes in the second of its last change is overwritten, a second later a
 * new element is appended, and the estimate may see the first where the block brings the second.
 */
const GAS_SPARE = 100_000n;

/** How many times the present base fee a transaction may cost, so that it survives a few full blocks. */
const BASE_FEE_ROOM = 4n;

/** A chain without a base fee takes legacy prices; one whose base fee is zero takes transactions for nothing. */
async function fees(client: LedgerReader): Promise<Fees> {
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

/**
 * A signed transaction, ready to be sent. The estimate runs it first, so that what the contract would
 * refuse is refused here.
 * @throws ChainError `reverted` with the contract's error.
 */
export async function signTransaction(
  client: LedgerReader,
  signer: Signer,
  intent: Intent,
): Promise<Hex> {
  const call = { from: signer.address, ...intent };
  const gas = asQuantity(await client.rpc("eth_estimateGas", [call]), "gas estimate");
  const count = await client.rpc("eth_getTransactionCount", [signer.address, "pending"]);
  const price = await fees(client);
  const transaction = Transaction.from({
    ...intent,
    ...price,
    type: price.gasPrice === undefined ? 2 : 0,
    chainId: client.deployment.chainId,
    nonce: Number(asQuantity(count, "nonce")),
    gasLimit: gas + (gas * GAS_MARGIN) / 100n + GAS_SPARE,
    value: 0n,
  });
  const signature = await signer.sign(fromHex(transaction.unsignedHash));
  transaction.signature = Signature.from(toHex(signature));
  return asHex(transaction.serialized, "transaction");
}
