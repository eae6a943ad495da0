// SPDX-License-Identifier: Apache-2.0
// Statements that are honest in everything, made by the seats of the test province.
import { randomBytes } from "node:crypto";

import {
  type DatasetVersion,
  type Delivery,
  type Digest,
  digestBytes,
  type Hex,
  type Receipt,
  type Signature,
  signStatement,
  type Statement,
  statementId,
  toHex,
} from "@suyuan/proof";

import { random32 } from "./acting.ts";
import type { TestGrant } from "./acts.ts";
import type { TestSeat } from "./cast.ts";
import type { Province } from "./province.ts";

/** A statement with the signatures that it needs. */
export interface Signed<S extends Statement = Statement> {
  readonly statement: S;
  readonly signatures: readonly Signature[];
  readonly id: Hex;
}

/** Signs a statement by the account of its seat. */
export async function signedBy<S extends Statement>(
  seat: TestSeat,
  statement: S,
): Promise<Signed<S>> {
  const sign = (digest: Uint8Array) => seat.account.sign(digest);
  const signatures = [await signStatement(statement, sign)];
  return { statement, signatures, id: statementId(statement) };
}

/** What all statements of one seat on one asset, for one log, have in common. */
function common(province: Province, seat: TestSeat, log: Hex, asset: Hex, time: number) {
  const { chainId, contracts } = province.deployment;
  return {
    ...{ chainId, exchangeLog: contracts.exchangeLog.address, log, time },
    nonce: toHex(randomBytes(16)),
    ...{ organization: seat.organization, seat: seat.number, asset },
  };
}

/** A version of an asset, by the provider's registrant, signed now. */
export async function datasetVersion(
  province: Province,
  log: Hex,
  asset: Hex,
  data: Uint8Array,
): Promise<Signed<DatasetVersion>> {
  const seat = province.seats.providerRegistrant;
  return signedBy(seat, {
    type: "suyuan/dataset-version@1",
    ...common(province, seat, log, asset, await province.now()),
    ...{ digest: digestBytes(data), salted: false, schema: random32() },
  });
}

/** What a delivery says of its own. */
export interface DeliveryFacts {
  readonly log: Hex;
  readonly grant: TestGrant;
  readonly version: Hex;
  readonly serial: number;
  readonly data: Uint8Array;
}

/** A delivery under a grant, by the provider's registrant, dated now; not signed. */
export async function deliveryDraft(province: Province, facts: DeliveryFacts): Promise<Delivery> {
  const { log, grant, version, serial, data } = facts;
  const seat = province.seats.providerRegistrant;
  return {
    type: "suyuan/delivery@1",
    ...common(province, seat, log, grant.asset, await province.now()),
    ...{ version, grant: grant.id, serial, recipient: province.organizations.recipient.number },
    ...{ digest: digestBytes(data), salted: false, channel: "file" },
  };
}

/** The same, signed. */
export async function delivery(
  province: Province,
  facts: DeliveryFacts,
): Promise<Signed<Delivery>> {
  return signedBy(province.seats.providerRegistrant, await deliveryDraft(province, facts));
}

/** The recipient's receipt for a delivery, over the data that arrived. */
export async function receipt(
  province: Province,
  { statement, id }: Signed<Delivery>,
  arrived: Uint8Array,
): Promise<Signed<Receipt>> {
  const seat = province.seats.recipientReceiver;
  const digest = digestBytes(arrived);
  const { log, asset, grant } = statement;
  return signedBy(seat, {
    type: "suyuan/receipt@1",
    ...common(province, seat, log, asset, await province.now()),
    ...{ grant, delivery: { log, id }, digest, salted: false },
    result: sameDigest(digest, statement.digest) ? "accepted" : "mismatch",
  });
}

const sameDigest = (one: Digest, other: Digest): boolean =>
  one.sha256 === other.sha256 && one.sm3 === other.sm3;
