// SPDX-License-Identifier: Apache-2.0
// Where a random history takes place: who is there with which keys, what there is to act on, and how the index, which
// follows block by block, sees it.
import { createHash } from "node:crypto";

import {
  type AbiValue,
  type ChainEvent,
  type ContractName,
  type Signer,
  signerOf,
} from "@suyuan/chain";
import { Deadlines, Indexer, type IndexStore, Ledger, type Row } from "@suyuan/gateway";
import { type Hex, OFFICES } from "@suyuan/proof";

import { Chance } from "../contracts/history/random.ts";
import type { Province } from "../support/province.ts";
import type { TestSigner } from "../support/signers.ts";
import { type Deed, Pipeline } from "./pipeline.ts";
import { isOver, kindOf, type Pool, Pools } from "./pools.ts";

export const NONE: Hex = `0x${"00".repeat(32)}`;
export const DAY = 86_400;
const ACTIVE = 1;

/** An organisation with whoever acts for it. */
export interface Member {
  readonly number: number;
  head: Signer;
  /** Seats of the offices that one person holds. */
  readonly seats: Map<number, { readonly number: number; readonly account: Signer }>;
}

export interface StageOptions {
  readonly province: Province;
  /** An index of its own, which nobody else writes. */
  readonly index: IndexStore;
  /** The log that grants name. */
  readonly log: Hex;
  readonly seed: number;
}

export class Stage {
  readonly province: Province;
  readonly index: IndexStore;
  readonly log: Hex;
  readonly chance: Chance;
  readonly pipeline: Pipeline;
  readonly members = new Map<number, Member>();
  readonly accounts = new Map<Hex, TestSigner>();
  /** How often each act was done. */
  readonly done = new Map<string, number>();
  /** How long the chains of successions are that end in an organisation, at most. */
  readonly successions = new Map<number, number>();
  /** Organisations with assignments, which will be split. */
  readonly splitting = new Set<number>();
  /** Time of the next block, seconds since the epoch. */
  now = 0;
  ledger: Ledger;
  readonly deadlines: Deadlines;
  readonly #pools = new Pools();
  #serial = 0;
  /** Number of the last block of which everything is known. */
  #seen = 0;

  constructor({ province, index, log, seed }: StageOptions) {
    [this.province, this.index, this.log] = [province, index, log];
    this.chance = new Chance(seed);
    this.pipeline = new Pipeline(province.client, province.chain.rpcUrl);
    this.deadlines = new Deadlines(index, () => this.now);
    this.ledger = new Ledger(index, 0);
  }

  // ─── chance ───

  serial(): number {
    return ++this.#serial;
  }

  /** 32 bytes that nobody opens, from the seed. */
  word(): Hex {
    const text = `${this.chance.below(2 ** 30)} ${this.serial()}`;
    return `0x${createHash("sha256").update(text).digest("hex")}`;
  }

  /** A new account, from the seed. */
  account(): TestSigner {
    const secret = Buffer.from(this.word().slice(2), "hex");
    const signer = { ...signerOf(secret), secret: Uint8Array.from(secret) };
    this.accounts.set(signer.address, signer);
    return signer;
  }

  days(most: number): number {
    return this.now + (1 + this.chance.below(most)) * DAY;
  }

  // ─── who ───

  member(): Member {
    const one = this.chance.of([...this.members.values()]);
    if (!one) throw new Error("nobody is on the stage");
    return one;
  }

  /** An act by the seat of a sole office; none if the organisation has nobody in it, or cannot act. */
  async by(
    organization: number,
    [contract, fn, ...args]: readonly [ContractName, string, ...AbiValue[]],
    locks: readonly unknown[],
    office: number = OFFICES.headOfDataOffice,
  ): Promise<Deed | undefined> {
    const seat = this.members.get(organization)?.seats.get(office);
    if (!seat || !(await this.isActive(organization))) return undefined;
    const row = await this.ledger.row("seat", seat.number);
    if (!row || this.now >= Number(row["until"])) return undefined;
    return deed(seat.account, [contract, fn, seat.number, ...args], locks);
  }

  async isActive(organization: number): Promise<boolean> {
    return (await this.ledger.organization(organization))?.["status"] === ACTIVE;
  }

  // ─── what ───

  /** A thing by chance, the newest more often; with its row. What is over is forgotten. */
  async thing(pool: Pool): Promise<Row | undefined> {
    const kind = kindOf(pool);
    const id = this.#pools.pick(pool, this.chance);
    const row = id === undefined ? undefined : await this.ledger.row(kind, id);
    if (id === undefined || !row || !isOver(pool, row)) return row;
    this.#pools.forget(pool, id);
    return undefined;
  }

  /** A thing of all that ever were. */
  async any(pool: Pool): Promise<Row | undefined> {
    const id = this.#pools.any(pool, this.chance);
    return id === undefined ? undefined : this.ledger.row(kindOf(pool), id);
  }

  size(pool: Pool): number {
    return this.#pools.size(pool);
  }

  // ─── time ───

  /** Begins a block at a moment. */
  begin(now: number): void {
    this.now = now;
    this.ledger = new Ledger(this.index, now);
  }

  /** Does all of these in one block, and lets the index follow. */
  async act(deeds: readonly Deed[]): Promise<ChainEvent[][]> {
    const events = await this.pipeline.block(deeds, this.now);
    for (const deed of deeds) this.count(deed);
    for (const event of events.flat()) this.#note(event);
    await this.follow();
    return events;
  }

  /** The next block is a second later. */
  next(): void {
    this.begin(this.now + 1);
  }

  /** Takes in blocks that were made elsewhere. */
  async catchUp(): Promise<void> {
    this.pipeline.forget();
    const { client } = this.province;
    const { number, time } = await client.block();
    if (number > this.#seen) {
      for (const event of await client.events(this.#seen + 1, number)) this.#note(event);
    }
    await this.follow();
    this.begin(time + 1);
  }

  /** Counts an act that was done. */
  count({ contract, fn }: Deed): void {
    const name = `${contract}.${fn}`;
    this.done.set(name, (this.done.get(name) ?? 0) + 1);
  }

  async follow(): Promise<void> {
    const target = await this.province.client.block();
    this.#seen = target.number;
    const { client } = this.province;
    const indexer = new Indexer({ client, index: this.index, settled: () => target });
    while (indexer.progress.behind > 0) await indexer.step();
  }

  // ─── inside ───

  #note({ name, args }: ChainEvent): void {
    this.#pools.note(name, args);
    const number = Number(args["organization"]);
    const account = this.accounts.get((args["head"] ?? args["account"]) as Hex);
    if (name === "OrganizationAdmitted" && account) {
      this.members.set(number, { number, head: account, seats: new Map() });
    }
    if (name === "SeatAppointed" && account) this.#seated(number, args, account);
    if (name === "SeatEnded" || name === "SeatCompromised")
      this.#left(number, Number(args["seat"]));
    if (name === "HeadChanged") this.#headed(number, args["head"] as Hex);
  }

  #seated(organization: number, args: ChainEvent["args"], account: Signer): void {
    const seats = this.members.get(organization)?.seats;
    seats?.set(Number(args["office"]), { number: Number(args["seat"]), account });
  }

  #left(organization: number, seat: number): void {
    const seats = this.members.get(organization)?.seats;
    for (const [office, { number }] of seats ?? []) if (number === seat) seats?.delete(office);
  }

  #headed(organization: number, head: Hex): void {
    const [member, account] = [this.members.get(organization), this.accounts.get(head)];
    if (member && account) member.head = account;
  }
}

/** An act of an account. */
export function deed(
  by: Signer,
  [contract, fn, ...args]: readonly [ContractName, string, ...AbiValue[]],
  locks: readonly unknown[],
): Deed {
  const about = locks.filter((lock) => lock !== undefined && lock !== null && lock !== NONE);
  return { by, contract, fn, args, locks: about.map(String) };
}

/** An act by somebody, or none where nobody can do it. */
export type Maybe = Promise<Deed | undefined>;

/** A number as a word of 32 bytes. */
export const wordOf = (value: number): Hex => `0x${value.toString(16).padStart(64, "0")}`;
