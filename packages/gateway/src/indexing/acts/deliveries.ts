// SPDX-License-Identifier: Apache-2.0
// Deliveries and receipts that were proven, and return flows (contracts/interfaces/IDeliveryRegistry.sol).
import type { Args, Fields, Row, Rows } from "../types.ts";
import {
  changes,
  type ContractActs,
  daysAfter,
  has,
  idText,
  makes,
  type Part,
  pick,
  readsRule,
  rowOf,
  ruleAt,
  sees,
} from "./part.ts";

/** The state of a return flow as its acts leave it; what was delivered is told by its grant. */
export const RETURN = { owed: 1, connected: 2, delivered: 3, withdrawn: 4 };
/** What a receipt says. */
export const RESULT = { none: 0, accepted: 1, mismatch: 2 };

const NO_RECEIPT = { receipt: null, receivedAt: 0, result: RESULT.none };
const counting = ["delivery", "version", "anchoredAt"];
/** Beyond 48 bits in the contract, and small in fact. */
const wide = ({ serial, index, size }: Args): Fields => ({
  ...{ serial: Number(serial), index: Number(index), size: Number(size) },
});
const RULE = "receipt.days";

/** The earliest anchor of any delivery under a grant, whether or not that one counts. */
const earliest = (row: Row | undefined, args: Args): number => {
  const known = Number(row?.["firstAt"] ?? 0);
  const anchored = Number(args["anchoredAt"]);
  return known === 0 ? anchored : Math.min(known, anchored);
};

/** What counts under a grant; a delivery that does not count only shows when the first was anchored. */
function delivered(args: Args, row: Row | undefined, rows: Rows): Fields {
  const grant = rowOf(rows, "grant", args["grant"]);
  const days = ruleAt(rows, RULE, Number(args["anchoredAt"]));
  return {
    ...pick(args, "grant", "asset"),
    ...{ provider: grant?.["provider"] ?? 0, recipient: grant?.["recipient"] ?? 0 },
    ...pick(grant ?? {}, "region", "requesterRegion", "deliveryDue"),
    firstAt: earliest(row, args),
    ...((args["counts"] === true || !row) && {
      ...pick(args, ...counting, "organization"),
      ...{ ...wide(args), ...NO_RECEIPT, days },
      receiptDue: daysAfter(Number(args["anchoredAt"]), days),
    }),
  };
}

const delivery = (change: NonNullable<Part["change"]>): Part => ({
  kind: "delivery",
  ids: ({ grant }) => [idText(grant) ?? ""],
  change,
});

/** Deliveries and receipts. */
export const DELIVERY_ACTS: ContractActs = {
  DeliveryRecorded: [
    delivery((row, { args }, { at, rows }) => ({
      ...(row ?? { id: args["grant"] as string, at }),
      ...delivered(args, row, rows),
    })),
    changes("grant", "grant", (args, row) => ({
      deliveredAt: earliest({ ...row, firstAt: row["deliveredAt"] ?? 0 }, args),
    })),
    readsRule(RULE),
    has("asset", "asset"),
    has("organization", "organization"),
    has("organization", "recipient"),
  ],
  ReceiptRecorded: [
    delivery((row, { args }, { at }) => ({
      ...(row ?? { id: args["grant"] as string, at }),
      ...pick(args, "receipt", "result"),
      receivedAt: Number(row?.["receivedAt"] ?? 0) || Number(args["anchoredAt"]),
    })),
    has("grant", "grant"),
    has("organization", "organization"),
  ],
};

/** Return flows. */
export const RETURN_ACTS: ContractActs = {
  ReturnClaimed: [
    makes("return", "id", (args, { time }, rows) => ({
      ...pick(args, "asset", "claimant", "holder", "scope"),
      ...{ state: RETURN.owed, grant: null, claimedAt: time, connectedAt: 0 },
      region: rowOf(rows, "organization", args["claimant"])?.["region"] ?? 0,
    })),
    has("asset", "asset"),
    sees("organization", "claimant"),
    has("organization", "holder"),
    has("seat", "seat"),
  ],
  ReturnConnected: [
    changes("return", "id", (args, _, { time }) => ({
      ...pick(args, "grant", "holder"),
      ...{ state: RETURN.connected, connectedAt: time },
    })),
    has("asset", "asset"),
    has("grant", "grant"),
    has("organization", "claimant"),
    has("organization", "holder"),
    has("seat", "seat"),
  ],
  ReturnWithdrawn: [
    changes("return", "id", (_, __, { time }) => ({ state: RETURN.withdrawn, withdrawnAt: time })),
    has("asset", "asset"),
    has("organization", "claimant"),
    has("seat", "seat"),
  ],
};
