// SPDX-License-Identifier: Apache-2.0
// Many valid deliveries, fast: batch-signed.
import { randomBytes } from "node:crypto";
import {
  type Delivery,
  type Hex,
  MAX_BATCH,
  type Signature,
  signBatch,
  statementId,
  toHex,
} from "@suyuan/proof";
import type { Exchange } from "./exchange.ts";
import { bodyOf } from "./http.ts";

/** A delivery as it goes out. */
export interface Parcel {
  readonly id: Hex;
  readonly nonce: Hex;
  readonly body: string;
}

/**
 * Deliveries under the exchange's grant.
 * @param firstSerial the serial of the first one
 * @param batch statements in one signed batch, at most 1,024
 */
export async function parcels(
  exchange: Pick<Exchange, "grant" | "nextDelivery" | "province">,
  count: number,
  firstSerial: number,
  batch = MAX_BATCH,
): Promise<Parcel[]> {
  const { statement: model } = await exchange.nextDelivery();
  const { account } = exchange.province.seats.providerRegistrant;
  const { purpose } = exchange.grant;
  const made: Parcel[] = [];
  while (made.length < count) {
    const size = Math.min(batch, count - made.length);
    const statements = Array.from({ length: size }, (_, at): Delivery => ({
      ...model,
      nonce: toHex(randomBytes(16)),
      serial: firstSerial + made.length + at,
    }));
    const signatures = await signBatch(statements, (digest) => account.sign(digest), { purpose });
    made.push(...statements.map((statement, at) => parcel(statement, signatures[at])));
  }
  return made;
}

function parcel(statement: Delivery, signature: Signature | undefined): Parcel {
  const body = bodyOf({ statement, signatures: [signature] });
  return { id: statementId(statement), nonce: statement.nonce, body };
}
