// SPDX-License-Identifier: Apache-2.0
// Acts on deliveries and receipts: a grant, seats that sign, and a log that holds whatever is put into it.
import {
  type Delivery,
  type Hex,
  type Receipt,
  type Statement,
  type StatementCommon,
  statementId,
} from "@suyuan/proof";

import { encodeDelivery, encodeReceipt } from "../../../packages/chain/src/delivery/encode.ts";
import type { PlacedBytes } from "../../../packages/chain/src/delivery/types.ts";
import type { Act, Done } from "./chain.ts";
import { SharingTests } from "./sharing.ts";
import { Shelf } from "./shelf.ts";
import { type Signed, signedBy } from "./signed.ts";
import { hash, OFFICE, openLog, type Province, type Seat } from "./world.ts";

export const REGISTRY = "deliveryRegistry";
/** The purpose of every ordinary grant. */
export const PURPOSE = 12;

/** Whatever a statement has otherwise than an ordinary one. */
export type Other<S extends Statement> = Partial<S> & { readonly by?: Seat };

const hexHash = (word: string): Hex => hash(word) as Hex;
const digestOf = (word: string) => ({
  bytes: 48_120_512,
  sha256: hexHash(word),
  sm3: hexHash(`${word} sm3`),
});

export class DeliveryTests extends SharingTests {
  grantId = "";
  /** Seats of the provider's registrant and of the recipient's receiver. */
  registrant!: Seat;
  receiver!: Seat;
  chainId = 0;
  #shelves = new Map<string, Shelf>();
  #nonce = 0;

  protected override async prepare(province: Province): Promise<void> {
    await super.prepare(province);
    const { world, chain, holder, requester } = province;
    this.registrant = await world.appoint(holder, OFFICE.registrant);
    this.receiver = await world.appoint(requester, OFFICE.receiver);
    this.chainId = Number(await chain.provider.request({ method: "eth_chainId", params: [] }));
    this.grantId = await this.newGrant();
    await chain.pass(100);
  }

  /** A log of the centre, as its operator keeps it. A test that begins anew gets an empty one. */
  shelf(log: string = this.log): Shelf {
    const found = this.#shelves.get(log) ?? new Shelf(this.province, log);
    this.#shelves.set(log, found);
    return found;
  }

  /** Forgets what was put into logs: for before each test. */
  emptyShelves(): void {
    this.#shelves.clear();
  }

  async newLog(name: string): Promise<string> {
    return openLog(this.province, name);
  }

  #common(by: Seat, time: number): StatementCommon {
    return {
      ...{ chainId: this.chainId, log: this.log as Hex, time, asset: this.asset as Hex },
      exchangeLog: this.chain.addresses.exchangeLog.toLowerCase() as Hex,
      nonce: `0x${(++this.#nonce).toString(16).padStart(32, "0")}`,
      ...{ organization: by.organization, seat: by.number },
    };
  }

  /** A delivery under the grant, made now. */
  async delivery({ by = this.registrant, ...other }: Other<Delivery> = {}): Promise<Delivery> {
    return {
      type: "suyuan/delivery@1",
      ...this.#common(by, await this.chain.now()),
      ...{ version: hexHash("version"), grant: this.grantId as Hex, serial: 1 },
      ...{ recipient: this.province.requester.number, digest: digestOf("data"), salted: true },
      ...{ channel: "file", ...other },
    };
  }

  /** A receipt of a delivery, made now; that of a mismatch has another digest. */
  async receipt(
    delivery: Delivery,
    { by = this.receiver, result = "accepted", ...other }: Other<Receipt> = {},
  ): Promise<Receipt> {
    const digest = result === "accepted" ? delivery.digest : digestOf("other data");
    return {
      type: "suyuan/receipt@1",
      ...this.#common(by, await this.chain.now()),
      ...{ grant: this.grantId as Hex, salted: true, digest, result },
      ...{ delivery: { log: delivery.log, id: statementId(delivery) }, ...other },
    };
  }

  /** Signs a statement as the account of a seat, puts it into its log and anchors that. */
  async anchored(statement: Statement, by?: Seat): Promise<PlacedBytes> {
    const signed = await this.signed(statement, by);
    const shelf = this.shelf(statement.log);
    const index = await shelf.put(signed);
    await shelf.anchor();
    return shelf.placed(index);
  }

  async signed(statement: Statement, by?: Seat): Promise<Signed> {
    const own = [this.registrant, this.receiver, this.province.holderHead];
    const signer = by ?? [...own, this.province.requesterHead].find(
      ({ number }) => number === statement.seat,
    );
    if (signer === undefined) throw new Error(`no seat ${statement.seat} is known`);
    return signedBy(this.chain, signer.account, statement);
  }

  record(placed: PlacedBytes, by: string = this.chain.deployer): Act {
    const { fn, args } = encodeDelivery(placed);
    return this.world.act(by, REGISTRY, fn, ...args);
  }

  recordReceipt(placed: PlacedBytes, delivered: PlacedBytes, by = this.chain.deployer): Act {
    const { fn, args } = encodeReceipt(placed, delivered.entry);
    return this.world.act(by, REGISTRY, fn, ...args);
  }

  /** A delivery that is anchored and recorded. */
  async delivered(other: Other<Delivery> = {}): Promise<{
    readonly statement: Delivery;
    readonly placed: PlacedBytes;
    readonly done: Done;
  }> {
    const statement = await this.delivery(other);
    const placed = await this.anchored(statement, other.by);
    return { statement, placed, done: await this.does(this.record(placed)) };
  }

  /** What is recorded under the grant, by name. */
  async recorded(grant: string = this.grantId): Promise<Record<string, unknown>> {
    const found = await this.chain.read<{ toObject(): Record<string, unknown> }>(
      REGISTRY,
      "deliveryOf",
      grant,
    );
    return found.toObject();
  }
}
