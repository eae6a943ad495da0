// SPDX-License-Identifier: Apache-2.0
// A delivery and its receipt in a log, as whoever brings them to the chain hands them over.
import { encodeDelivery, encodeReceipt } from "@suyuan/chain";
import { type Delivery, type Hex, type Receipt, statementId } from "@suyuan/proof";

import { Shelf } from "../support/shelf.ts";
import { signedBy } from "../support/signed.ts";
import { hash, OFFICE, type Seat } from "../support/world.ts";
import { LOG } from "./shared.ts";
import type { MatrixWorld } from "./world.ts";

export interface Proofs {
  readonly delivery: ReturnType<typeof encodeDelivery>;
  readonly receipt: ReturnType<typeof encodeReceipt>;
}

const hex = (word: string): Hex => hash(word) as Hex;
const nonceOf = (nonce: number): Hex => `0x${nonce.toString(16).padStart(32, "0")}`;
const DIGEST = { bytes: 48, sha256: hex("data"), sm3: hex("data sm3") };

/** What both statements say. */
async function common({ chain, asset }: MatrixWorld, by: Seat, nonce: number) {
  const chainId: unknown = await chain.provider.request({ method: "eth_chainId", params: [] });
  return {
    ...{ chainId: Number(chainId), log: LOG as Hex, time: await chain.now(), asset: asset as Hex },
    exchangeLog: chain.addresses.exchangeLog.toLowerCase() as Hex,
    nonce: nonceOf(nonce),
    ...{ organization: by.organization, seat: by.number },
  };
}

/** A delivery from the holder to the requester, its receipt, and both proofs. */
export async function proofsOf(world: MatrixWorld, grant: Hex): Promise<Proofs> {
  const { chain, crews } = world;
  const sender = await world.world.appoint(crews.holder, OFFICE.registrant);
  const taker = await world.world.appoint(crews.requester, OFFICE.receiver);
  const shelf = new Shelf({ ...world.province, operator: world.seat("other", "L") }, LOG);
  const delivery: Delivery = {
    ...{ type: "suyuan/delivery@1", ...(await common(world, sender, 1)), grant, serial: 1 },
    ...{ version: hex("version"), recipient: crews.requester.number, digest: DIGEST },
    ...{ salted: true, channel: "file" },
  };
  const first = await shelf.put(await signedBy(chain, sender.account, delivery));
  await shelf.anchor();
  const receipt: Receipt = {
    ...{ type: "suyuan/receipt@1", ...(await common(world, taker, 2)), grant, digest: DIGEST },
    ...{ delivery: { log: LOG as Hex, id: statementId(delivery) }, salted: true },
    result: "accepted",
  };
  const second = await shelf.put(await signedBy(chain, taker.account, receipt));
  await shelf.anchor();
  const placed = shelf.placed(first);
  return {
    delivery: encodeDelivery(placed),
    receipt: encodeReceipt(shelf.placed(second), placed.entry),
  };
}
