// SPDX-License-Identifier: Apache-2.0
import { Signature, Transaction } from "ethers";
import { fromHex, toHex, type Hex } from "@suyuan/proof";

import { ChainError } from "./errors.ts";
import type { Fees } from "./fees.ts";
import { asHex, asQuantity } from "./hex.ts";
import type { LedgerReader } from "./ledger.ts";
import type { Signer } from "./signer.ts";

/** What a transaction does, before fees and nonce. */
export interface Intent {
  readonly to: Hex;
  readonly data: Hex;
}

/** A transaction before it is signed. */
export interface Draft {
  readonly intent: Intent;
  readonly nonce: number;
  readonly gas: bigint;
  readonly fees: Fees;
}

/** Added to the estimate, in percent: the state may change until the transaction is mined. */
const GAS_MARGIN = 25n;

/**
 * Added as well: a dated fact that changes in the second of its last change is overwritten, a second later a
 * new element is appended, and the estimate may see the first where the block brings the second.
 */
const GAS_SPARE = 100_000n;

/**
 * Gas for a transaction. The estimate runs it, so that what the contract would refuse is refused here.
 * @throws ChainError `reverted` with the contract's error.
 */
export async function gasFor(client: LedgerReader, from: Hex, intent: Intent): Promise<bigint> {
  const gas = asQuantity(
    await client.rpc("eth_estimateGas", [{ from, ...intent }]),
    "gas estimate",
  );
  return gas + (gas * GAS_MARGIN) / 100n + GAS_SPARE;
}

/** A signed transaction, ready to be sent. */
export async function signTransaction(
  chainId: number,
  signer: Signer,
  { intent, nonce, gas, fees }: Draft,
): Promise<Hex> {
  const type = "gasPrice" in fees ? 0 : 2;
  const fields = { ...intent, ...fees, type, chainId, nonce, gasLimit: gas, value: 0n };
  const transaction = Transaction.from(fields);
  const signature = await signer.sign(fromHex(transaction.unsignedHash));
  transaction.signature = Signature.from(toHex(signature));
  return asHex(transaction.serialized, "transaction");
}

/**
 * A signed transaction as it was before.
 * @throws ChainError `malformed` when it is none, or not one of this account on this chain
 */
export function readTransaction(raw: Hex, chainId: number, from: Hex): Draft {
  try {
    const found = Transaction.from(raw);
    const { nonce, gasLimit: gas, gasPrice, maxFeePerGas, maxPriorityFeePerGas } = found;
    if (found.from?.toLowerCase() !== from || found.chainId !== BigInt(chainId)) {
      throw new TypeError("it is of another account or chain");
    }
    const fees =
      found.type === 2
        ? {
            maxFeePerGas: maxFeePerGas ?? 0n,
            maxPriorityFeePerGas: maxPriorityFeePerGas ?? 0n,
          }
        : { gasPrice: gasPrice ?? 0n };
    const intent = { to: asHex(found.to, "address", 20), data: asHex(found.data, "data") };
    return { intent, nonce, gas, fees };
  } catch (cause) {
    throw new ChainError("malformed", "this is no transaction that was sent", { cause });
  }
}
