// SPDX-License-Identifier: Apache-2.0
// From an entry's bytes and its place in the log to the call that proves it to the delivery registry. The
// contract writes the bytes again from their members, so that only what is canonical can be proven.
import { type Delivery, type Entry, parseEntry, type Receipt, statementId } from "@suyuan/proof";

import { ChainError } from "../errors.ts";
import type { FunctionCall } from "../ledger.ts";
import { deliveryArgs, proofArgs, receiptArgs } from "./members.ts";
import type { PlacedBytes } from "./types.ts";

const CONTRACT = "deliveryRegistry";

function deliveryIn({ statement }: Entry): Delivery {
  if (statement.type === "suyuan/delivery@1") return statement;
  throw new ChainError("malformed", `the entry holds ${statement.type} and no delivery`);
}

function receiptIn({ statement }: Entry): Receipt {
  if (statement.type === "suyuan/receipt@1") return statement;
  throw new ChainError("malformed", `the entry holds ${statement.type} and no receipt`);
}

/**
 * The call that records a delivery. Whether the contract will take it is not judged here.
 * @throws ProofError as `parseEntry`; ChainError `malformed` for an entry of another kind
 */
export function encodeDelivery(placed: PlacedBytes): FunctionCall {
  const entry = parseEntry(placed.entry);
  const delivery = deliveryArgs(deliveryIn(entry));
  return { contract: CONTRACT, fn: "recordDelivery", args: [delivery, proofArgs(entry, placed)] };
}

/**
 * The call that records a receipt.
 * @param delivered the entry of the delivery that it is of, as its log holds it
 * @throws ProofError as `parseEntry`; ChainError `malformed` for entries of other kinds, or of another delivery
 */
export function encodeReceipt(placed: PlacedBytes, delivered: Uint8Array): FunctionCall {
  const entry = parseEntry(placed.entry);
  const receipt = receiptIn(entry);
  const delivery = deliveryIn(parseEntry(delivered));
  if (statementId(delivery) !== receipt.delivery.id) {
    throw new ChainError("malformed", "the receipt is of another delivery than the one given");
  }
  const args = [receiptArgs(receipt), proofArgs(entry, placed), deliveryArgs(delivery)];
  return { contract: CONTRACT, fn: "recordReceipt", args };
}
