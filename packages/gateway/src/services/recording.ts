// SPDX-License-Identifier: Apache-2.0
// What of a log the delivery registry has still to be told, by what the index says it was told already.
import type { Delivery, Hex, Receipt } from "@suyuan/proof";
import { RESULT } from "../indexing/acts/deliveries.ts";
import { asNumber } from "../indexing/plain.ts";
import type { Row } from "../indexing/types.ts";

/** A delivery or receipt that is anchored. */
export interface Recordable {
  readonly index: number;
  readonly id: Hex;
  readonly statement: Delivery | Receipt;
  /** Size of the first checkpoint that covers it and is anchored. */
  readonly size: number;
  /** Time of that anchor. */
  readonly anchoredAt: number;
}

export type Verdict = "record" | "done";

function ofDelivery({ id, statement, anchoredAt }: Recordable, row: Row | undefined): Verdict {
  if (!row) return "record";
  if (row["delivery"] === id) return "done";
  const follows =
    row["result"] === RESULT.mismatch && (statement as Delivery).serial > asNumber(row["serial"]);
  return follows || anchoredAt < asNumber(row["firstAt"]) ? "record" : "done";
}

function ofReceipt({ id, statement }: Recordable, row: Row | undefined): Verdict {
  const { delivery, supersedes } = statement as Receipt;
  if (row?.["delivery"] !== delivery.id || row["receipt"] === id) return "done";
  return (row["receipt"] ?? undefined) === supersedes ? "record" : "done";
}

/**
 * What is to be done with a statement.
 * @param row what is recorded under its grant
 */
export const verdictOn = (one: Recordable, row: Row | undefined): Verdict =>
  one.statement.type === "suyuan/delivery@1" ? ofDelivery(one, row) : ofReceipt(one, row);
