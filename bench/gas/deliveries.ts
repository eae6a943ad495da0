// SPDX-License-Identifier: Apache-2.0
// Deliveries and receipts that are proven from a log with 2^20 entries, and return flows, on a filled ledger.
import { encodeDelivery, encodeReceipt, type PlacedBytes } from "@suyuan/chain";
import {
  type Delivery,
  type Entry,
  encodeEntry,
  type Hex,
  statementId,
  toHex,
} from "@suyuan/proof";

import type { Act } from "../../test/contracts/support/chain.ts";
import { hexOf, leafOf, nodeOf } from "../../test/contracts/support/merkle.ts";
import { type Signed, signedBy, signedTogether } from "../../test/contracts/support/signed.ts";
import {
  DAY,
  hash,
  idIn,
  OFFICE,
  openLog,
  type Seat,
  ZeroHash,
} from "../../test/contracts/support/world.ts";
import type { NamedAct } from "./acts.ts";
import type { FilledLedger } from "./ledger.ts";

/** As many levels as a tree with 2^20 entries has. */
const LEVELS = 20;
const ENTRIES = 2 ** LEVELS;
const PURPOSE = 12;
const BATCH = 1024;
const NONCE: Hex = `0x${"5a".repeat(16)}`;
const NEVER = 2 ** 48 - 1;
const TERM = 90 * DAY;
const COUNTY = 4;
const DEPARTMENT = 1;

const word = (text: string): Hex => hash(text) as Hex;

/** Siblings on the way up from a leaf, as a full tree has them. */
const siblings = (name: string): Uint8Array[] =>
  Array.from({ length: LEVELS }, (_, level) =>
    Buffer.from(word(`${name} ${level}`).slice(2), "hex"),
  );

/** The root above a leaf, by its siblings. */
function rootAbove(leaf: Uint8Array, index: number, path: readonly Uint8Array[]): Uint8Array {
  return path.reduce((node, sibling, level) => {
    const isRight = Math.floor(index / 2 ** level) % 2 === 1;
    return isRight ? nodeOf(sibling, node) : nodeOf(node, sibling);
  }, leaf);
}

/** An entry deep in the chains of its asset and of its grant. */
function entryOf({ statement, signature }: Signed, now: number): Uint8Array {
  const links = [statement.asset, (statement as Delivery).grant];
  const entry: Entry = {
    ...{ type: "suyuan/entry@1", statement, signatures: [signature], logged: now },
    seen: { number: 1_234_567, hash: word("block"), time: now - 2 },
    chain: links.map((subject, at) => ({ subject, n: 4321 - at, prev: word(`prev ${at}`) })),
  };
  return encodeEntry(entry);
}

/** What the acts of one ledger have in common: a log, a grant that names it, and who signs. */
class Exchange {
  readonly ledger: FilledLedger;
  readonly log: Hex;
  readonly grant: Hex;
  readonly sender: Seat;
  readonly receiver: Seat;

  constructor(ledger: FilledLedger, log: string, grant: string, sender: Seat, receiver: Seat) {
    this.ledger = ledger;
    this.log = log as Hex;
    this.grant = grant as Hex;
    this.sender = sender;
    this.receiver = receiver;
  }

  static async on(ledger: FilledLedger): Promise<Exchange> {
    const { province } = ledger;
    const { world, holder, requester, requesterHead } = province;
    const log = await openLog(province, "a log with 2^20 entries");
    const sender = await world.appoint(holder, OFFICE.registrant);
    const receiver = await world.appoint(requester, OFFICE.receiver);
    const grant = await granted(ledger, requesterHead, log, "delivered");
    return new Exchange(ledger, log, grant, sender, receiver);
  }

  async common(by: Seat, time: number) {
    const { chain } = this.ledger.province;
    const chainId: unknown = await chain.provider.request({ method: "eth_chainId", params: [] });
    return {
      ...{ chainId: Number(chainId), log: this.log, time, nonce: NONCE },
      exchangeLog: chain.addresses.exchangeLog.toLowerCase() as Hex,
      ...{ organization: by.organization, seat: by.number, asset: this.ledger.asset as Hex },
    };
  }

  async delivery(now: number, serial = 1): Promise<Delivery> {
    const digest = { bytes: 48_120_512, sha256: word("data"), sm3: word("data, sm3") };
    return {
      ...{ type: "suyuan/delivery@1", ...(await this.common(this.sender, now)) },
      ...{ version: word("version"), grant: this.grant, serial, digest, salted: true },
      ...{ recipient: this.receiver.organization, channel: "file" },
    };
  }

  async anchor(size: number, root: Uint8Array, proof: readonly string[] = []): Promise<void> {
    const { world, chain, operator } = this.ledger.province;
    const args = [this.log, size, hexOf(root), proof, NEVER];
    await chain.does(world.act(operator.account, "exchangeLog", "advance", ...args));
  }
}

/** A grant of the ledger's asset that names a log. */
async function granted(
  { province, asset }: FilledLedger,
  by: Seat,
  log: string,
  scope: string,
): Promise<string> {
  const { world, chain, holderHead } = province;
  const until = (await chain.now()) + TERM;
  const wanted = [asset, hash(scope), PURPOSE, 3, until, ZeroHash, ZeroHash];
  const request = world.bySeat(by, "sharingRegistry", "request", wanted);
  const id = idIn(await chain.does(request), "RequestFiled");
  const terms = [log, ZeroHash, 0, until, 0, 1, 0];
  await chain.does(world.bySeat(holderHead, "sharingRegistry", "grant", id, terms));
  await chain.pass(10);
  return id;
}

/** Deliveries at 2^20 entries, by one signature and out of a batch, and the receipt that follows. */
export async function* deliveryActs(ledger: FilledLedger): AsyncGenerator<NamedAct> {
  const { chain, world } = ledger.province;
  const exchange = await Exchange.on(ledger);
  const by = chain.newAccount();
  const record = (placed: PlacedBytes): Act => {
    const { fn, args } = encodeDelivery(placed);
    return world.act(by, "deliveryRegistry", fn, ...args);
  };
  const now = await chain.now();
  const index = 654_321;
  const place = async (signed: Signed): Promise<PlacedBytes> => {
    const entry = entryOf(signed, now);
    const path = siblings("left");
    await exchange.anchor(ENTRIES, rootAbove(leafOf(entry), index, path));
    return { entry, index, size: ENTRIES, path };
  };
  const serials = Array.from({ length: BATCH }, (_, at) => at + 1);
  const all = await Promise.all(serials.map((serial) => exchange.delivery(now, serial)));
  const { account } = exchange.sender;
  const [, , together] = await signedTogether(chain, account, all, PURPOSE);
  if (together !== undefined) {
    const snapshot: unknown = await chain.provider.request({ method: "evm_snapshot", params: [] });
    yield ["recordDelivery, of a batch, at 2^20 entries", record(await place(together))];
    await chain.provider.request({ method: "evm_revert", params: [snapshot] });
  }
  const delivery = await exchange.delivery(now);
  const placed = await place(await signedBy(chain, account, delivery));
  yield ["recordDelivery, at 2^20 entries", record(placed)];
  await chain.does(record(placed));
  yield ["recordReceipt, at 2^20 entries", await receiptAct(exchange, delivery, placed, by)];
}

/** The receipt stands in the right half of a tree with twice as many entries. */
async function receiptAct(
  exchange: Exchange,
  delivery: Delivery,
  placed: PlacedBytes,
  by: string,
): Promise<Act> {
  const { chain, world } = exchange.ledger.province;
  const { receiver, grant, log } = exchange;
  const now = await chain.now();
  const common = await exchange.common(receiver, now);
  const { digest } = delivery;
  const signed = await signedBy(chain, receiver.account, {
    ...{ type: "suyuan/receipt@1", ...common, grant, digest, salted: true, result: "accepted" },
    delivery: { log, id: statementId(delivery) },
  });
  const entry = entryOf(signed, now);
  const [index, path] = [123_456, siblings("right")];
  const left = rootAbove(leafOf(placed.entry), placed.index, placed.path);
  const right = rootAbove(leafOf(entry), index, path);
  await exchange.anchor(2 * ENTRIES, nodeOf(left, right), [toHex(right)]);
  const place = { index: ENTRIES + index, size: 2 * ENTRIES, path: [...path, left] };
  const { fn, args } = encodeReceipt({ entry, ...place }, placed.entry);
  return world.act(by, "deliveryRegistry", fn, ...args);
}

/** Return flows. */
export async function* returnActs(ledger: FilledLedger): AsyncGenerator<NamedAct> {
  const { chain, world, authority, holderHead } = ledger.province;
  const county = await world.admit(DEPARTMENT, authority, COUNTY);
  const head = await world.appointHead(county);
  const acting = (by: Seat, fn: string, ...args: unknown[]): Act =>
    world.bySeat(by, "returnRegistry", fn, ...args);
  const claim = acting(head, "claimReturn", ledger.asset, hash("our part"));
  yield ["claimReturn", claim];
  const id = idIn(await chain.does(claim), "ReturnClaimed");
  const grant = await granted(ledger, head, ledger.log, "returned");
  yield ["connectReturn", acting(holderHead, "connectReturn", id, grant)];
  yield ["withdrawReturn", acting(head, "withdrawReturn", id)];
}
