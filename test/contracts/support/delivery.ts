// SPDX-License-Identifier: Apache-2.0
// Acts on deliveries and receipts: a grant, seats that sign, and a log that holds whatever is put into it.
import { encodeDelivery, encodeReceipt, type PlacedBytes } from "@suyuan/chain";
import {
  type Delivery,
  type Hex,
  type Receipt,
  type Statement,
  type StatementCommon,
  statementId,
} from "@suyuan/proof";

import type { Act, Done, Refusal } from "./chain.ts";
import { SharingTests } from "./sharing.ts";
import { Shelf } from "./shelf.ts";
import { type Signed, signedBy } from "./signed.ts";
import {
  DAY,
  hash,
  OFFICE,
  openLog,
  type Organization,
  type Province,
  type Seat,
} from "./world.ts";

export const REGISTRY = "deliveryRegistry";
/** The purpose of every ordinary grant. */
export const PURPOSE = 12;

/** Whatever a statement has otherwise than an ordinary one. */
export type Other<S extends Statement> = Partial<S> & { readonly by?: Seat };

/** A delivery that was recorded. */
export interface Delivered {
  readonly statement: Delivery;
  readonly placed: PlacedBytes;
  readonly done: Done;
}

/** A delivery that is in its log, and the act that records it. */
export interface Logged {
  readonly placed: PlacedBytes;
  readonly act: Act;
  /** When it was signed, and when it was anchored, in seconds since the epoch. */
  readonly time: number;
  readonly anchoredAt: number;
}

const big = (_: string, value: unknown): unknown =>
  typeof value === "bigint" ? String(value) : value;
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

  /** A delivery in its log, its time, and the time of its anchor. */
  async logged(other: Other<Delivery> = {}): Promise<Logged> {
    const statement = await this.delivery(other);
    const placed = await this.anchored(statement, other.by);
    const anchoredAt = this.shelf(statement.log).anchors.at(-1)?.time ?? 0;
    return { placed, act: this.record(placed), time: statement.time, anchoredAt };
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
    const signer =
      by ?? [...own, this.province.requesterHead].find(({ number }) => number === statement.seat);
    if (signer === undefined) throw new Error(`no seat ${statement.seat} is known`);
    return signedBy(this.chain, signer.account, statement);
  }

  /** A receipt of a delivery, anchored, and the act that records it. */
  async received(
    of: Delivered,
    other: Other<Receipt> = {},
  ): Promise<{ statement: Receipt; act: Act }> {
    const statement = await this.receipt(of.statement, other);
    const act = this.recordReceipt(await this.anchored(statement, other.by), of.placed);
    return { statement, act };
  }

  /** Appoints a system seat, and allows it for the grant. */
  async system(one: Organization, head: Seat): Promise<Seat> {
    const account = this.chain.newAccount();
    const facts = [one.number, account, (await this.chain.now()) + 365 * DAY, 0];
    const registry = "organizationRegistry";
    const act = this.world.act(head.account, registry, "appointSystemSeat", ...facts);
    const number = Number((await this.does(act)).events[0]?.args[0]);
    return { number, account, organization: one.number };
  }

  /** Lets a system seat sign under the grant, or no longer. */
  async allow(seat: Seat, head: Seat, allowed = true): Promise<void> {
    const args = [seat.number, this.grantId, allowed];
    await this.does(this.world.act(head.account, "organizationRegistry", "setAllowance", ...args));
  }

  /** An act that must be refused, and change nothing. @returns the refusal */
  async refusal(act: Act): Promise<Refusal> {
    const before = await this.recorded();
    const refusal = await this.chain.refusal(act);
    if (JSON.stringify(before, big) !== JSON.stringify(await this.recorded(), big)) {
      throw new Error("what was refused changed something");
    }
    return refusal;
  }

  record(placed: PlacedBytes, by: string = this.chain.deployer): Act {
    const { fn, args } = encodeDelivery(placed);
    return this.world.act(by, REGISTRY, fn, ...args);
  }

  recordReceipt(
    placed: PlacedBytes,
    delivered: PlacedBytes,
    by: string = this.chain.deployer,
  ): Act {
    const { fn, args } = encodeReceipt(placed, delivered.entry);
    return this.world.act(by, REGISTRY, fn, ...args);
  }

  /** A delivery that is anchored and recorded. */
  async delivered(other: Other<Delivery> = {}): Promise<Delivered> {
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
