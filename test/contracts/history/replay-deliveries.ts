// SPDX-License-Identifier: Apache-2.0
// Deliveries and receipts that are recorded, from events.
import { num, text } from "./events.ts";
import { type Handlers, known, ZeroHash } from "./state.ts";

const [BYTES, HEX_DIGITS] = [27, 2];

/** The first bytes of an id, as the registry keeps them. */
const beginningOf = (id: string): string => id.slice(0, 2 + BYTES * HEX_DIGITS);

export const DELIVERIES: Handlers = {
  DeliveryRecorded: (state, v) => {
    const anchoredAt = num(v, "anchoredAt");
    const before = state.deliveries.get(text(v, "grant"));
    const first = before?.["firstAt"] as bigint | undefined;
    const firstAt = first !== undefined && first < anchoredAt ? first : anchoredAt;
    if (v["counts"] !== true) {
      known(state.deliveries, v["grant"])["firstAt"] = firstAt;
      return;
    }
    const none = { receipt: ZeroHash, receivedAt: 0n, result: 0n };
    const id = beginningOf(text(v, "delivery"));
    state.deliveries.set(text(v, "grant"), { id, firstAt, anchoredAt, ...none });
  },
  ReceiptRecorded: (state, v) => {
    const one = known(state.deliveries, v["grant"]);
    const { receipt, result, anchoredAt } = v;
    const receivedAt = one["receivedAt"] === 0n ? anchoredAt : one["receivedAt"];
    Object.assign(one, { receipt, result, receivedAt });
  },
};
