// SPDX-License-Identifier: Apache-2.0
// What the contracts hold, read from proven storage (docs/spec/storage.md: slots and packing).
import { type Hex, toHex, uintBytes } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { SLOTS, type StorageField, type StorageMember, STRUCTS, VALUES } from "./layout.ts";
import type { ContractName, StorageReader } from "./reader.ts";
import { bits, elementSlot, mappingSlot, type Slot, slotAfter, slotAt } from "./slots.ts";
import type { TracePlace } from "./trace.ts";

const cut = (word: bigint, { offset, width }: StorageField): bigint => bits(word, offset, width);
// For fields of at most 53 bits, and for counters that never come near that.
const cutNumber = (word: bigint, field: StorageField): number => Number(cut(word, field));
const hexOf = (word: bigint, field: StorageField): Hex =>
  toHex(uintBytes(cut(word, field), field.width / 8));
const word32 = (word: bigint): Hex => toHex(uintBytes(word, 32));

/** A log's checkpoint as the contract stored it; `root` is zero where there is none. */
export interface AnchoredCheckpoint {
  readonly root: Hex;
  readonly previousSize: number;
  readonly blockNumber: number;
  readonly blockTime: number;
}

/** What never changes about a seat; `organization` is 0 where there is none. */
export interface SeatRecord {
  readonly account: Hex;
  readonly organization: number;
  readonly office: number;
}

/** What never changes about a grant; `provider` is 0 where there is none. */
export interface GrantRecord {
  readonly asset: Hex;
  readonly provider: number;
  readonly recipient: number;
  readonly purpose: number;
}

/** A seat's term, one value of its trace. */
export interface Term {
  /** 1 active, 2 ended, 3 compromised. */
  readonly state: number;
  /** The first moment after the term. */
  readonly until: number;
  /** 0 unless compromised. */
  readonly compromisedSince: number;
}

/** An asset's state, one value of its trace. */
export interface AssetState {
  /** 1 registered, 2 confirmed, 3 cancelled. */
  readonly state: number;
  /** The first moment after the registration's validity; 0 before it is confirmed. */
  readonly until: number;
}

/** A grant's state, one value of its trace. */
export interface GrantState {
  /** 1 active, 2 suspended, 3 ended. */
  readonly state: number;
  readonly from: number;
  readonly until: number;
  readonly logIndex: number;
}

export const decodeTerm = (value: bigint): Term => ({
  state: cutNumber(value, VALUES.term.state),
  until: cutNumber(value, VALUES.term.until),
  compromisedSince: cutNumber(value, VALUES.term.compromisedSince),
});

export const decodeAssetState = (value: bigint): AssetState => ({
  state: cutNumber(value, VALUES.asset.state),
  until: cutNumber(value, VALUES.asset.until),
});

export const decodeGrantState = (value: bigint): GrantState => ({
  state: cutNumber(value, VALUES.grant.state),
  from: cutNumber(value, VALUES.grant.from),
  until: cutNumber(value, VALUES.grant.until),
  logIndex: cutNumber(value, VALUES.grant.logIndex),
});

/** 1 active, 2 suspended, 3 abolished. */
export const decodeStanding = (value: bigint): { readonly status: number } => ({
  status: cutNumber(value, VALUES.standing.status),
});

/** Whether a system seat is allowed to sign for a subject. */
export const decodeAllowance = (value: bigint): boolean =>
  cut(value, VALUES.allowance.allowed) === 1n;

/** Reads and locates the facts that evidence relies on. Every read may throw `state-missing`. */
export class ChainFacts {
  readonly #reader: StorageReader;
  readonly #crypto: CryptoProvider;

  constructor(reader: StorageReader, crypto: CryptoProvider = defaultCrypto) {
    this.#reader = reader;
    this.#crypto = crypto;
  }

  seat(seat: number): SeatRecord {
    const { account, organization, office } = STRUCTS.organizationRegistry.seatSlot;
    const slot = this.#in(SLOTS.organizationRegistry.seats, seat);
    const word = this.#word("organizationRegistry", slot, account);
    return {
      account: hexOf(word, account),
      organization: cutNumber(word, organization),
      office: cutNumber(word, office),
    };
  }

  termOf(seat: number): TracePlace {
    const slot = this.#in(SLOTS.organizationRegistry.terms, seat);
    return { contract: "organizationRegistry", slot };
  }

  standingOf(organization: number): TracePlace {
    const slot = this.#in(SLOTS.organizationRegistry.standings, organization);
    return { contract: "organizationRegistry", slot };
  }

  allowanceOf(seat: number, subject: Hex): TracePlace {
    const ofSeat = this.#in(SLOTS.organizationRegistry.allowances, seat);
    return { contract: "organizationRegistry", slot: mappingSlot(ofSeat, subject, this.#crypto) };
  }

  assetStateOf(asset: Hex): TracePlace {
    return { contract: "assetRegistry", slot: this.#in(SLOTS.assetRegistry.states, asset) };
  }

  holderOf(asset: Hex): TracePlace {
    return { contract: "assetRegistry", slot: this.#in(SLOTS.assetRegistry.holders, asset) };
  }

  custodianOf(asset: Hex): TracePlace {
    return { contract: "assetRegistry", slot: this.#in(SLOTS.assetRegistry.custodians, asset) };
  }

  grant(grant: Hex): GrantRecord {
    const { asset, provider, recipient, purpose } = STRUCTS.sharingRegistry.grant;
    const slot = this.#in(SLOTS.sharingRegistry.grants, grant);
    const parties = this.#word("sharingRegistry", slot, provider);
    return {
      asset: hexOf(this.#word("sharingRegistry", slot, asset), asset),
      provider: cutNumber(parties, provider),
      recipient: cutNumber(parties, recipient),
      purpose: cutNumber(parties, purpose),
    };
  }

  /** The commitment to the grant's scope. */
  grantScope(grant: Hex): Hex {
    const { scopeCommitment } = STRUCTS.sharingRegistry.grant;
    const slot = this.#in(SLOTS.sharingRegistry.grants, grant);
    return hexOf(this.#word("sharingRegistry", slot, scopeCommitment), scopeCommitment);
  }

  grantStateOf(grant: Hex): TracePlace {
    return { contract: "sharingRegistry", slot: this.#in(SLOTS.sharingRegistry.states, grant) };
  }

  /** The log at a place of the grant's list of logs. */
  grantLog(grant: Hex, index: number): Hex {
    const list = this.#in(SLOTS.sharingRegistry.logs, grant);
    const slot = elementSlot(list, index, this.#crypto);
    return word32(this.#reader.read("sharingRegistry", slot));
  }

  checkpoint(log: Hex, size: number): AnchoredCheckpoint {
    const { root, previousSize, blockNumber, blockTime } = STRUCTS.exchangeLog.checkpoint;
    const slot = this.#checkpointSlot(log, size);
    const packed = this.#word("exchangeLog", slot, blockTime);
    return {
      root: hexOf(this.#word("exchangeLog", slot, root), root),
      previousSize: cutNumber(packed, previousSize),
      blockNumber: cutNumber(packed, blockNumber),
      blockTime: cutNumber(packed, blockTime),
    };
  }

  /** When the checkpoint of this size was anchored, in seconds. */
  anchoredAt(log: Hex, size: number): number {
    const { blockTime } = STRUCTS.exchangeLog.checkpoint;
    const slot = this.#checkpointSlot(log, size);
    return cutNumber(this.#word("exchangeLog", slot, blockTime), blockTime);
  }

  operatorOf(log: Hex): TracePlace {
    return { contract: "exchangeLog", slot: this.#in(SLOTS.exchangeLog.operators, log) };
  }

  keyOf(log: Hex): TracePlace {
    return { contract: "exchangeLog", slot: this.#in(SLOTS.exchangeLog.keys, log) };
  }

  /** A key's hash by its place in the contract's list, from 1. */
  keyHash(place: number): Hex {
    const list = slotAt(SLOTS.exchangeLog.keyHashes);
    const slot = elementSlot(list, place - 1, this.#crypto);
    return word32(this.#reader.read("exchangeLog", slot));
  }

  #checkpointSlot(log: Hex, size: number): Slot {
    return mappingSlot(this.#in(SLOTS.exchangeLog.checkpoints, log), size, this.#crypto);
  }

  // The word of a struct at `slot` in which a member lies.
  #word(contract: ContractName, slot: Slot, { word }: StorageMember): bigint {
    return this.#reader.read(contract, slotAfter(slot, word));
  }

  #in(variable: number, key: number | Hex): Slot {
    return mappingSlot(slotAt(variable), key, this.#crypto);
  }
}
