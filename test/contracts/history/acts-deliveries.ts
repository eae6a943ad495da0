// SPDX-License-Identifier: Apache-2.0
// Random deliveries and receipts: signed, put into the log of the history, anchored there, and brought to the chain.
import { ZeroHash } from "ethers";

import { encodeDelivery, encodeReceipt, type PlacedBytes } from "@suyuan/chain";
import { type Delivery, type Hex, type Receipt, type Statement, statementId } from "@suyuan/proof";

import { Refusal } from "../support/chain.ts";
import type { Shelf } from "../support/shelf.ts";
import type { Signed } from "../support/signed.ts";
import type { Maybe } from "./acting.ts";
import { SharingHistory } from "./acts-sharing.ts";
import { STATUS } from "./replay-sharing.ts";

const REGISTRY = "deliveryRegistry";
const HEAD = 2;

/** Lets an account sign a statement. */
export type Sign = (account: string, statement: Statement) => Promise<Signed>;

interface Sent {
  readonly statement: Delivery;
  readonly placed: PlacedBytes;
}

export class DeliveryHistory extends SharingHistory {
  /** What the log of the history holds, and who can sign. */
  shelf: Shelf | undefined;
  sign: Sign | undefined;
  chainId = 0;
  /** Deliveries that lie in the log, whether recorded or not, by their ids. */
  readonly #sent = new Map<string, Sent>();

  /** The next act; what it needs of the log is done before. */
  async prepared(): Promise<Maybe> {
    if (!this.chance.once(3)) return this.next();
    return this.chance.once(5) ? this.#receive() : this.#deliver();
  }

  async #deliver(): Promise<Maybe> {
    const granted = [...this.state.requests].filter(([, { status }]) => status === STATUS.granted);
    const again = this.chance.of([...this.#sent.values()]);
    if (again !== undefined && this.chance.once(8)) return this.#record(again);
    const [grant, one] = this.chance.of(granted) ?? [];
    if (grant === undefined || one === undefined) return undefined;
    const party = this.#party(this.standIn(one["provider"], grant), one["asset"]);
    if (party === undefined) return undefined;
    const statement: Delivery = {
      ...{ type: "suyuan/delivery@1", ...party.common, grant: grant as Hex },
      ...{ version: this.word() as Hex, serial: 1 + this.chance.below(4) },
      ...{ recipient: Number(this.standIn(one["requester"], grant)), digest: this.#digest() },
      ...{ salted: true, channel: "file" },
    };
    const placed = await this.#placed(party.account, statement);
    if (placed === undefined) return undefined;
    const sent = { statement, placed };
    this.#sent.set(statementId(statement), sent);
    return this.#record(sent);
  }

  /** A receipt of a delivery that counts, or of any other one. */
  async #receive(): Promise<Maybe> {
    const counting = [...this.state.deliveries.values()].map(({ id }) => id);
    const known = [...this.#sent].filter(([id]) =>
      counting.some((first) => id.startsWith(String(first))),
    );
    const all = this.chance.once(8) ? [...this.#sent] : known;
    const [id, sent] = this.chance.of(all) ?? [];
    if (id === undefined || sent === undefined) return undefined;
    const { grant, log } = sent.statement;
    const one = this.state.requests.get(grant) ?? {};
    const party = this.#party(this.standIn(one["requester"], grant), one["asset"]);
    if (party === undefined) return undefined;
    const accepted = this.chance.once(2);
    const before = this.state.deliveries.get(grant)?.["receipt"] ?? ZeroHash;
    if (before !== ZeroHash && !this.chance.once(8)) return undefined;
    const follows = before === ZeroHash ? {} : { supersedes: before as Hex };
    const statement: Receipt = {
      ...{ type: "suyuan/receipt@1", ...party.common, grant, delivery: { log, id: id as Hex } },
      ...{ digest: accepted ? sent.statement.digest : this.#digest(), salted: true },
      ...{ result: accepted ? "accepted" : "mismatch" },
      ...follows,
    };
    const placed = await this.#placed(party.account, statement);
    if (placed === undefined) return undefined;
    const { fn, args } = encodeReceipt(placed, sent.placed.entry);
    return this.world.act(this.world.chain.deployer, REGISTRY, fn, ...args);
  }

  #record({ placed }: Sent): Maybe {
    const { fn, args } = encodeDelivery(placed);
    return this.world.act(this.world.chain.deployer, REGISTRY, fn, ...args);
  }

  /** Signs a statement and puts it into the log, if whoever keeps that may still anchor. */
  async #placed(account: string, statement: Statement): Promise<PlacedBytes | undefined> {
    if (this.shelf === undefined || this.sign === undefined) throw new Error("there is no log");
    const index = await this.shelf.put(await this.sign(account, statement));
    try {
      await this.shelf.anchor();
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
    return this.shelf.placed(index);
  }

  /** Who speaks for an organisation: its head of the data office, if there is one. */
  #party(organization: string, asset: unknown) {
    const seat = this.state.soleSeats.get(`${organization} ${String(HEAD)}`);
    const account = this.state.seats.get(String(seat))?.account;
    if (seat === undefined || account === undefined) return undefined;
    const { addresses } = this.world.chain;
    const common = {
      ...{ chainId: this.chainId, exchangeLog: addresses.exchangeLog.toLowerCase() as Hex },
      ...{ log: this.log as Hex, time: this.now, nonce: this.word().slice(0, 34) as Hex },
      ...{ organization: Number(organization), seat: Number(seat), asset: asset as Hex },
    };
    return { account, common };
  }

  #digest() {
    return {
      bytes: 1 + this.chance.below(99),
      sha256: this.word() as Hex,
      sm3: this.word() as Hex,
    };
  }
}
