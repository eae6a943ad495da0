// SPDX-License-Identifier: Apache-2.0
// What the contracts hold, read from proven storage (docs/spec/storage.md: slots and packing).
import type { Hex } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { assetRegistrySlots, exchangeLogSlots, organizationRegistrySlots } from "./layout/slots.ts";
import {
  assetRegistryIdentity,
  exchangeLogCheckpoint,
  organizationRegistrySeatEnd,
  organizationRegistrySeatSlot,
} from "./layout/structs.ts";
import type { StorageReader } from "./reader.ts";
import { type Slot, slotAt } from "./slots.ts";
import type { TracePlace } from "./trace.ts";
import { cutNumber, hexOf, word32 } from "./values.ts";
import { StorageWords } from "./words.ts";

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

/** When a seat is in office: from `from` on, before `until`, and before what ended it. */
export interface Term {
  /** 0 where there is no seat. */
  readonly from: number;
  /** The first moment after the term. */
  readonly until: number;
  /** The moment of a premature end; 0 for none. */
  readonly endedAt: number;
  /** The declared moment of its key's compromise; 0 for none. */
  readonly compromisedSince: number;
}

/** Who registered an asset, and when; `organization` is 0 where there is none. */
export interface RegistrationRecord {
  readonly organization: number;
  readonly registeredAt: number;
}

/** Reads and locates the facts that evidence relies on. Every read may throw `state-missing`. */
export class ChainFacts {
  readonly #words: StorageWords;

  constructor(reader: StorageReader, crypto: CryptoProvider = defaultCrypto) {
    this.#words = new StorageWords(reader, crypto);
  }

  seat(seat: number): SeatRecord {
    const { account, office } = organizationRegistrySeatSlot;
    const word = this.#words.of("organizationRegistry", this.#seat(seat), account);
    const holder = hexOf(word, account);
    return {
      account: holder,
      organization: this.organizationOf(holder),
      office: cutNumber(word, office),
    };
  }

  /** The organisation to which an account is bound, for good; 0 for none. */
  organizationOf(account: Hex): number {
    const key: Hex = `0x${account.slice(2).padStart(64, "0")}`;
    const slot = this.#words.in(organizationRegistrySlots.byAccount, key);
    return Number(this.#words.at("organizationRegistry", slot));
  }

  term(seat: number): Term {
    const { from, until } = organizationRegistrySeatSlot;
    const { endedAt, compromisedSince } = organizationRegistrySeatEnd;
    const word = this.#words.of("organizationRegistry", this.#seat(seat), from);
    const ends = this.#words.in(organizationRegistrySlots.ends, seat);
    const ended = this.#words.of("organizationRegistry", ends, endedAt);
    return {
      from: cutNumber(word, from),
      until: cutNumber(word, until),
      endedAt: cutNumber(ended, endedAt),
      compromisedSince: cutNumber(ended, compromisedSince),
    };
  }

  /** How many statements a system's seat may sign a day; 0 for no limit. */
  dailyLimit(seat: number): number {
    const slot = this.#words.in(organizationRegistrySlots.dailyLimits, seat);
    return Number(this.#words.at("organizationRegistry", slot));
  }

  /** Who takes a subject over when an organisation is split; 0 where it went with the rest. */
  assignment(organization: number, subject: Hex): number {
    const slot = this.#words.in(organizationRegistrySlots.assignments, organization, subject);
    return Number(this.#words.at("organizationRegistry", slot));
  }

  standingOf(organization: number): TracePlace {
    const slot = this.#words.in(organizationRegistrySlots.standings, organization);
    return { contract: "organizationRegistry", slot };
  }

  /** The accounts at an organisation's head, each 160 bits. */
  headOf(organization: number): TracePlace {
    const slot = this.#words.in(organizationRegistrySlots.heads, organization);
    return { contract: "organizationRegistry", slot };
  }

  allowanceOf(seat: number, subject: Hex): TracePlace {
    const slot = this.#words.in(organizationRegistrySlots.allowances, seat, subject);
    return { contract: "organizationRegistry", slot };
  }

  codeOf(organization: number): TracePlace {
    const slot = this.#words.in(organizationRegistrySlots.codes, organization);
    return { contract: "organizationRegistry", slot };
  }

  nameOf(organization: number): TracePlace {
    const slot = this.#words.in(organizationRegistrySlots.names, organization);
    return { contract: "organizationRegistry", slot };
  }

  /** A name's hash by its place in the contract's list, from 1. */
  nameHash(place: number): Hex {
    const list = slotAt(organizationRegistrySlots.nameHashes);
    return word32(this.#words.element("organizationRegistry", list, place - 1));
  }

  /** Empty until the first coding or freeze: see `assetStatesOver`. */
  assetStateOf(asset: Hex): TracePlace {
    return { contract: "assetRegistry", slot: this.#words.in(assetRegistrySlots.states, asset) };
  }

  registration(asset: Hex): RegistrationRecord {
    const { organization, registeredAt } = assetRegistryIdentity;
    const slot = this.#words.in(assetRegistrySlots.identities, asset);
    return {
      organization: cutNumber(this.#words.of("assetRegistry", slot, organization), organization),
      registeredAt: cutNumber(this.#words.of("assetRegistry", slot, registeredAt), registeredAt),
    };
  }

  /** Empty until the first transfer: see `holdersOver`. */
  holderOf(asset: Hex): TracePlace {
    return { contract: "assetRegistry", slot: this.#words.in(assetRegistrySlots.holders, asset) };
  }

  custodianOf(asset: Hex): TracePlace {
    return {
      contract: "assetRegistry",
      slot: this.#words.in(assetRegistrySlots.custodians, asset),
    };
  }

  checkpoint(log: Hex, size: number): AnchoredCheckpoint {
    const { root, previousSize, blockNumber, blockTime } = exchangeLogCheckpoint;
    const slot = this.#checkpointSlot(log, size);
    const packed = this.#words.of("exchangeLog", slot, blockTime);
    return {
      root: hexOf(this.#words.of("exchangeLog", slot, root), root),
      previousSize: cutNumber(packed, previousSize),
      blockNumber: cutNumber(packed, blockNumber),
      blockTime: cutNumber(packed, blockTime),
    };
  }

  /** When the checkpoint of this size was anchored, in seconds. */
  anchoredAt(log: Hex, size: number): number {
    const { blockTime } = exchangeLogCheckpoint;
    const slot = this.#checkpointSlot(log, size);
    return cutNumber(this.#words.of("exchangeLog", slot, blockTime), blockTime);
  }

  operatorOf(log: Hex): TracePlace {
    return { contract: "exchangeLog", slot: this.#words.in(exchangeLogSlots.operators, log) };
  }

  keyOf(log: Hex): TracePlace {
    return { contract: "exchangeLog", slot: this.#words.in(exchangeLogSlots.keys, log) };
  }

  /** A key's hash by its place in the contract's list, from 1. */
  keyHash(place: number): Hex {
    const list = slotAt(exchangeLogSlots.keyHashes);
    return word32(this.#words.element("exchangeLog", list, place - 1));
  }

  #seat(seat: number): Slot {
    return this.#words.in(organizationRegistrySlots.seats, seat);
  }

  #checkpointSlot(log: Hex, size: number): Slot {
    return this.#words.in(exchangeLogSlots.checkpoints, log, size);
  }
}
