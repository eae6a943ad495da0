// SPDX-License-Identifier: Apache-2.0
// A chain's state made by hand: contract storage by docs/spec/storage.md, packed here with plain
// arithmetic and not by the code that reads it.
import { AbiCoder, encodeRlp, getBytes, keccak256, toBeArray, toBeHex } from "ethers";
import type { Hex } from "../bytes.ts";
import { SLOTS } from "../storage/layout.ts";
import {
  CONTRACT_NAMES,
  type ContractName,
  type Contracts,
  type GrantContracts,
  type RightContracts,
  type StorageReader,
} from "../storage/reader.ts";
import { headerOver } from "./header.ts";
import { secureTrie } from "./trie.ts";

export type Dated<T> = readonly (readonly [since: number, value: T])[];
type Key = number | string;

const word = (key: Key): string => (typeof key === "number" ? toBeHex(key, 32) : key);
/** Where a mapping keeps the value of a key. */
export const at = (slot: Key, key: Key): string =>
  keccak256(AbiCoder.defaultAbiCoder().encode(["bytes32", "bytes32"], [word(key), word(slot)]));
export const plus = (slot: string, offset: number): string =>
  toBeHex(BigInt(slot) + BigInt(offset), 32);
const minimal = (value: bigint): Uint8Array => toBeArray(value);

export interface TermValue {
  readonly from: number;
  readonly until: number;
  readonly endedAt?: number;
  readonly compromisedSince?: number;
}
export interface StandingValue {
  readonly status: number;
  readonly successor?: number;
  readonly suspendedSince?: number;
}
export interface AssetValue {
  readonly state: number;
  readonly until?: number;
  readonly frozen?: number;
  readonly registrar?: number;
  readonly serial?: number;
}
export interface GrantValue {
  /** 1 running, 2 ended. */
  readonly state?: number;
  readonly until: number;
  readonly log?: number;
  readonly scope?: number;
  readonly suspended?: number;
  readonly resumed?: number;
  readonly reason?: number;
}
export interface GrantParties {
  readonly asset: Hex;
  readonly provider: number;
  readonly recipient: number;
  readonly purpose: number;
  readonly from: number;
  readonly flags?: number;
  readonly method?: number;
  readonly status?: number;
  readonly quota?: number;
  readonly since?: number;
  readonly due?: number;
  readonly deliveryDue?: number;
  readonly disposal?: number;
  readonly rectifyBy?: number;
  readonly suspendedBy?: number;
}

/** Storage of the contracts, fact by fact, and the header over it. */
export class TestChain {
  readonly contracts: Contracts;
  readonly rightContracts: RightContracts;
  readonly grantContracts: GrantContracts;
  readonly #addresses: Readonly<Record<ContractName, Hex>>;
  readonly #storage = new Map<ContractName, Map<string, bigint>>();

  constructor() {
    const address = (digit: string): Hex => `0x${digit.repeat(40)}`;
    this.contracts = {
      organizationRegistry: address("a"),
      assetRegistry: address("b"),
      sharingRegistry: address("c"),
      exchangeLog: address("d"),
    };
    const { organizationRegistry, assetRegistry } = this.contracts;
    this.rightContracts = { organizationRegistry, assetRegistry, rightRegistry: address("e") };
    const { sharingRegistry } = this.contracts;
    const deliveryRegistry = address("f");
    this.grantContracts = {
      organizationRegistry,
      assetRegistry,
      sharingRegistry,
      deliveryRegistry,
    };
    this.#addresses = { ...this.contracts, ...this.rightContracts, deliveryRegistry };
  }

  address(name: ContractName): Hex {
    return this.#addresses[name];
  }

  /** The hash of a contract's code. */
  codeHash(name: ContractName): Hex {
    return keccak256(Buffer.from(`code of ${name}`)) as Hex;
  }

  store(contract: ContractName, slot: string, value: bigint): void {
    const storage = this.#storage.get(contract) ?? new Map<string, bigint>();
    if (value === 0n) storage.delete(slot);
    else storage.set(slot, value);
    this.#storage.set(contract, storage);
  }

  /** Takes everything out of a contract. */
  empty(contract: ContractName): void {
    this.#storage.delete(contract);
  }

  /** The storage as a node reads it, without proofs. */
  reader(): StorageReader {
    return { read: (contract, slot) => this.#storage.get(contract)?.get(slot) ?? 0n };
  }

  /** A dated fact: the newest element at the slot, earlier ones behind its hash. */
  trace(contract: ContractName, slot: string, elements: Dated<bigint>): void {
    if (elements.length === 0) this.store(contract, slot, 0n);
    elements.forEach(([since, value], place) => {
      const isNewest = place === elements.length - 1;
      const packed = (value << 80n) | (BigInt(place) << 48n) | BigInt(since);
      this.store(contract, isNewest ? slot : plus(keccak256(slot), place), packed);
    });
  }

  // A seat's record and its term lie in one word: account, office, from, until.
  #inSeat(seat: number, bits: bigint, mask: bigint): void {
    const slot = at(SLOTS.organizationRegistry.seats, seat);
    const before = this.#storage.get("organizationRegistry")?.get(slot) ?? 0n;
    this.store("organizationRegistry", slot, (before & ~mask) | bits);
  }

  seat(seat: number, account: Hex, organization: number, office: number): void {
    this.#inSeat(seat, BigInt(account) | (BigInt(office) << 160n), (1n << 168n) - 1n);
    const bound = at(SLOTS.organizationRegistry.byAccount, toBeHex(account, 32));
    this.store("organizationRegistry", bound, BigInt(organization));
  }

  term(seat: number, { from, until, endedAt = 0, compromisedSince = 0 }: TermValue): void {
    const term = (BigInt(from) << 168n) | (BigInt(until) << 208n);
    this.#inSeat(seat, term, ((1n << 88n) - 1n) << 168n);
    const ends = BigInt(endedAt) | (BigInt(compromisedSince) << 48n);
    this.store("organizationRegistry", at(SLOTS.organizationRegistry.ends, seat), ends);
  }

  standing(organization: number, values: Dated<StandingValue>): void {
    // Capacities, level, region and parent fill the fields above the status.
    const rest = (3n << 8n) | (2n << 24n) | (990_000n << 32n) | (1n << 56n);
    const slot = at(SLOTS.organizationRegistry.standings, organization);
    const elements = values.map(([since, { status, successor = 0, suspendedSince = 0 }]) => {
      const dated = (BigInt(successor) << 88n) | (BigInt(suspendedSince) << 120n);
      return [since, BigInt(status) | rest | dated] as const;
    });
    this.trace("organizationRegistry", slot, elements);
  }

  /** Who takes a subject over when an organisation is split. */
  assignment(organization: number, subject: Hex, to: number): void {
    const slot = at(at(SLOTS.organizationRegistry.assignments, organization), subject);
    this.store("organizationRegistry", slot, BigInt(to));
  }

  allowance(seat: number, subject: Hex, values: Dated<boolean>): void {
    const slot = at(at(SLOTS.organizationRegistry.allowances, seat), subject);
    const elements = values.map(([since, allowed]) => [since, allowed ? 1n : 0n] as const);
    this.trace("organizationRegistry", slot, elements);
  }

  asset(asset: Hex, values: Dated<AssetValue>): void {
    const elements = values.map(([since, { state, until = 0, ...more }]) => {
      const { frozen = 0, registrar = 0, serial = 0 } = more;
      const rest = (2n << 8n) | (1n << 16n) | (1n << 24n) | (BigInt(until) << 56n);
      const number = (BigInt(registrar) << 112n) | (BigInt(serial) << 144n);
      return [since, BigInt(state) | rest | (BigInt(frozen) << 104n) | number] as const;
    });
    this.trace("assetRegistry", at(SLOTS.assetRegistry.states, asset), elements);
  }

  /** Who registered an asset. */
  identity(asset: Hex, organization: number, registeredAt: number): void {
    const slot = at(SLOTS.assetRegistry.identities, asset);
    const packed = BigInt(organization) | (1n << 32n) | (990_000n << 96n);
    this.store("assetRegistry", slot, packed | (BigInt(registeredAt) << 136n));
  }

  party(role: "holders" | "custodians", asset: Hex, values: Dated<number>): void {
    const elements = values.map(([since, number]) => [since, BigInt(number)] as const);
    this.trace("assetRegistry", at(SLOTS.assetRegistry[role], asset), elements);
  }

  #request(grant: Hex, word: number, value: bigint): void {
    this.store("sharingRegistry", plus(at(SLOTS.sharingRegistry.requests, grant), word), value);
  }

  /** A request, and who granted it from when on. By a standing consent, its asset is the third of a list. */
  grantRecord(grant: Hex, parties: GrantParties): void {
    const { asset, provider, recipient, purpose, from, ...more } = parties;
    const { flags = 0, method = 2, status = 5, quota = 0 } = more;
    const { since = 0, due = 0, deliveryDue = 0, disposal = 0, ...breached } = more;
    const { rectifyBy = 0, suspendedBy = 0 } = breached;
    const asked = BigInt(recipient) | (BigInt(purpose) << 32n) | (BigInt(method) << 64n);
    const stage = (BigInt(status) << 72n) | (BigInt(flags) << 80n) | (9n << 96n) | (9n << 128n);
    const answer = (BigInt(since) << 168n) | (BigInt(due) << 208n);
    const given = BigInt(provider) | (BigInt(from) << 32n) | (BigInt(quota) << 72n);
    const rest = (BigInt(deliveryDue) << 96n) | (9n << 136n) | (BigInt(disposal) << 216n);
    const breach = (BigInt(rectifyBy) << 144n) | (BigInt(suspendedBy) << 184n);
    const number = (flags & 2) === 0 ? 0n : 3n;
    if (number === 0n) this.#request(grant, 0, BigInt(asset));
    else this.#listed(SLOTS.sharingRegistry.consented, 3, asset);
    this.#request(grant, 2, asked | stage | answer);
    this.#request(grant, 3, provider === 0 ? 0n : given | rest | breach | (number << 232n));
  }

  /** What was asked for, or what a version of the scope is. */
  grantScope(grant: Hex, scope: Hex, version = 0): void {
    const slot = at(at(SLOTS.sharingRegistry.scopes, grant), version);
    if (version === 0) this.#request(grant, 1, BigInt(scope));
    else this.store("sharingRegistry", slot, BigInt(scope));
  }

  grantState(grant: Hex, values: Dated<GrantValue>): void {
    const elements = values.map(([since, { until, state = 1, log = 1, scope = 0, ...more }]) => {
      const { suspended = 0, resumed = 0, reason = 0 } = more;
      const value = BigInt(state) | (BigInt(until) << 8n) | (BigInt(log) << 48n);
      const stopped = (BigInt(suspended) << 80n) | (BigInt(resumed) << 120n);
      return [since, value | (BigInt(scope) << 72n) | stopped | (BigInt(reason) << 160n)] as const;
    });
    this.trace("sharingRegistry", at(SLOTS.sharingRegistry.states, grant), elements);
  }

  /** The grant from which another one was shared on. */
  grantParent(grant: Hex, parent: Hex): void {
    this.store("sharingRegistry", at(SLOTS.sharingRegistry.parents, grant), BigInt(parent));
  }

  /** Puts what has a number, from 1, at the end of one of the contract's lists. */
  #listed(variable: number, number: number, value: Hex): void {
    const list = toBeHex(variable, 32);
    this.store("sharingRegistry", list, BigInt(number));
    this.store("sharingRegistry", plus(keccak256(list), number - 1), BigInt(value));
  }

  sharingLogs(logs: readonly Hex[]): void {
    logs.forEach((log, place) => this.#listed(SLOTS.sharingRegistry.logs, place + 1, log));
  }

  checkpoint(log: Hex, size: number, root: Hex, previous: number, block: [number, number]): void {
    const slot = at(at(SLOTS.exchangeLog.checkpoints, log), size);
    const [number, time] = block;
    this.store("exchangeLog", slot, BigInt(root));
    const packed = BigInt(previous) | (BigInt(number) << 64n) | (BigInt(time) << 128n);
    this.store("exchangeLog", plus(slot, 1), packed);
  }

  /** Operator seats and key hashes of a log, each from a moment on. */
  log(log: Hex, operators: Dated<number>, keys: Dated<Hex>): void {
    const seats = operators.map(([since, seat]) => [since, BigInt(seat)] as const);
    this.trace("exchangeLog", at(SLOTS.exchangeLog.operators, log), seats);
    const places = keys.map(([since], place) => [since, BigInt(place + 1)] as const);
    this.trace("exchangeLog", at(SLOTS.exchangeLog.keys, log), places);
    keys.forEach(([, hash], place) => {
      const list = keccak256(toBeHex(SLOTS.exchangeLog.keyHashes, 32));
      this.store("exchangeLog", plus(list, place), BigInt(hash));
    });
  }

  /** A block over the state: its header, and every trie node of it. */
  block(number: number, time: number): { header: Uint8Array; nodes: readonly Uint8Array[] } {
    const nodes: Uint8Array[] = [];
    const accounts = CONTRACT_NAMES.map((name) => {
      const items = [...(this.#storage.get(name) ?? [])].map(([slot, value]) => {
        return [getBytes(slot), getBytes(encodeRlp(minimal(value)))] as const;
      });
      const trie = secureTrie(items);
      nodes.push(...trie.nodes);
      const account = encodeRlp([minimal(1n), "0x", trie.root, this.codeHash(name)]);
      return [getBytes(this.address(name)), getBytes(account)] as const;
    });
    const others = Array.from({ length: 40 }, (_, place) => {
      const account = [minimal(BigInt(place)), "0x", keccak256("0x80"), keccak256("0x")];
      return [getBytes(toBeHex(place + 1, 20)), getBytes(encodeRlp(account))] as const;
    });
    const state = secureTrie([...accounts, ...others]);
    return { header: headerOver(state.root, number, time), nodes: [...nodes, ...state.nodes] };
  }
}
