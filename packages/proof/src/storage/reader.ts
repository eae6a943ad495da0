// SPDX-License-Identifier: Apache-2.0
// Contract storage as a block's state root proves it (EIP-1186): account first, then slot.
import { bytesToBigint, fromHex, type Hex, toHex } from "../bytes.ts";
import { decodeRlp, decodeRlpList, rlpBytes, type RlpItem, rlpScalar } from "../chainproof/rlp.ts";
import { verifyTrie } from "../chainproof/trie.ts";
import type { NodePool } from "../chainproof/trie/pool.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { ProofError } from "../errors.ts";
import type { Drawer, Source, Walked } from "../memo.ts";
import type { Slot } from "./slots.ts";

/** The contracts whose storage evidence and histories read. */
export const EVIDENCE_CONTRACTS = [
  "organizationRegistry",
  "assetRegistry",
  "sharingRegistry",
  "exchangeLog",
] as const;
export type EvidenceContract = (typeof EVIDENCE_CONTRACTS)[number];
/** The contracts whose storage a certificate of a right reads. */
export const RIGHT_CONTRACTS = ["organizationRegistry", "assetRegistry", "rightRegistry"] as const;
export type RightContract = (typeof RIGHT_CONTRACTS)[number];
/** The contracts whose storage a certificate of a grant reads. */
export const GRANT_CONTRACTS = [
  "organizationRegistry",
  "assetRegistry",
  "sharingRegistry",
  "deliveryRegistry",
] as const;
export type GrantContract = (typeof GRANT_CONTRACTS)[number];
/** Every contract whose storage is ever read: those that a policy names. */
export const CONTRACT_NAMES = [...EVIDENCE_CONTRACTS, "rightRegistry", "deliveryRegistry"] as const;
export type ContractName = (typeof CONTRACT_NAMES)[number];
/** Addresses of the contracts that evidence reads: 20 bytes of lower-case hex each. */
export type Contracts = Readonly<Record<EvidenceContract, Hex>>;
/** Addresses of the contracts that a certificate of a right reads. */
export type RightContracts = Readonly<Record<RightContract, Hex>>;
/** Addresses of the contracts that a certificate of a grant reads. */
export type GrantContracts = Readonly<Record<GrantContract, Hex>>;

/** Reads storage words; zero where nothing stands. */
export interface StorageReader {
  /** @throws ProofError `state-missing` when the proof lacks a node on the way. */
  read(contract: ContractName, slot: Slot): bigint;
}

/** What `eth_getProof` has to be asked for: one contract and the slots of it. */
export interface NeededState {
  readonly contract: Hex;
  readonly slots: readonly Slot[];
}

export interface Account {
  readonly nonce: bigint;
  readonly balance: bigint;
  readonly storageRoot: Uint8Array;
  readonly codeHash: Uint8Array;
}

/**
 * Reads an account as the state trie holds it.
 * @throws ProofError `account-invalid`, `rlp-invalid`
 */
export function decodeAccount(bytes: Uint8Array): Account {
  const list = decodeRlpList(bytes);
  if (list.length !== 4) throw new ProofError("account-invalid", "an account has four fields");
  return {
    nonce: rlpScalar(list[0], "nonce"),
    balance: rlpScalar(list[1], "balance"),
    storageRoot: rlpBytes(list[2], "storageRoot", 32),
    codeHash: rlpBytes(list[3], "codeHash", 32),
  };
}

/** Facts of one kind, by keys of so many bytes. */
interface Facts<T> extends Drawer<Walked<T>> {
  readonly bytes: number;
}

// By root and key in hex: the root commits to what it says of the key, whichever file shows it.
const KEY_TEXT = 66 + 1 + 66;
const ACCOUNTS: Facts<Account> = { bytes: 20, most: 256, longest: KEY_TEXT };
const WORDS: Facts<bigint> = { bytes: 32, most: 8_192, longest: KEY_TEXT };

function wordOf(answer: Uint8Array | undefined): bigint {
  if (answer === undefined) return 0n;
  // No bytes are zero: a development chain keeps a leaf for zeros that were only read.
  const word = rlpBytes(decodeRlp(answer), "a storage word");
  if (word.length > 32 || word[0] === 0) {
    throw new ProofError("trie-invalid", "a storage word is not a number of 32 bytes at most");
  }
  return bytesToBigint(word);
}

type Addresses = Readonly<Partial<Record<ContractName, Hex>>>;

/** Storage of the named contracts under one state root. Remembers what it lacked. */
export class ProvenState implements StorageReader {
  readonly #root: Uint8Array;
  readonly #contracts: Addresses;
  readonly #pool: NodePool;
  readonly #crypto: CryptoProvider;
  readonly #missing = new Map<Hex, Set<Slot>>();
  // What a root proves of a contract stays proven: its account is looked up once.
  readonly #accounts = new Map<ContractName, Account>();
  #fault: ProofError | undefined;

  constructor(
    root: Uint8Array,
    contracts: Addresses,
    pool: NodePool,
    crypto: CryptoProvider = defaultCrypto,
  ) {
    this.#root = root;
    this.#contracts = contracts;
    this.#pool = pool;
    this.#crypto = crypto;
  }

  /**
   * The account of a contract.
   * @throws ProofError `state-missing`; `account-invalid` when no account has that address
   */
  account(contract: ContractName): Account {
    const known = this.#accounts.get(contract);
    if (known !== undefined) return known;
    const address = this.#address(contract);
    const account = this.#proven(ACCOUNTS, this.#root, address, contract, (bytes) => {
      if (bytes !== undefined) return decodeAccount(bytes);
      throw new ProofError("account-invalid", `no account has the address ${address}`);
    });
    this.#accounts.set(contract, account);
    return account;
  }

  codeHash(contract: ContractName): Hex {
    return toHex(this.account(contract).codeHash);
  }

  read(contract: ContractName, slot: Slot): bigint {
    const { storageRoot } = this.#account(contract, slot);
    return this.#proven(WORDS, storageRoot, slot, contract, wordOf);
  }

  /** The first thing that was there and wrong, unlike what was only missing. */
  fault(): ProofError | undefined {
    return this.#fault;
  }

  /** What was asked for and not proven, by contract. */
  missing(): NeededState[] {
    return [...this.#missing].map(([contract, slots]) => ({ contract, slots: [...slots] }));
  }

  #address(contract: ContractName): Hex {
    const address = this.#contracts[contract];
    if (address !== undefined) return address;
    throw new ProofError("account-invalid", `the file names no ${contract}`);
  }

  #guarded<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (error instanceof ProofError && error.code !== "state-missing") this.#fault ??= error;
      throw error;
    }
  }

  #proven<T>(
    facts: Facts<T>,
    root: Uint8Array,
    key: Hex,
    contract: ContractName,
    read: (bytes: Uint8Array | undefined) => T,
  ): T {
    const { memo } = this.#crypto;
    const walk = (source: Source<readonly RlpItem[]>): T => {
      const path = this.#crypto.keccak256(fromHex(key, facts.bytes));
      const answer = verifyTrie(root, path, source);
      if (answer.state === "missing")
        throw this.#lacks(contract, facts === WORDS ? key : undefined);
      return read(answer.state === "value" ? answer.value : undefined);
    };
    return this.#guarded(
      () => memo?.walked(facts, `${toHex(root)}/${key}`, this.#pool, walk) ?? walk(this.#pool),
    );
  }

  #account(contract: ContractName, slot: Slot): Account {
    try {
      return this.account(contract);
    } catch (error) {
      if (error instanceof ProofError && error.code === "state-missing")
        this.#lacks(contract, slot);
      throw error;
    }
  }

  #lacks(contract: ContractName, slot?: Slot): ProofError {
    const address = this.#address(contract);
    const slots = this.#missing.get(address) ?? new Set<Slot>();
    if (slot !== undefined) slots.add(slot);
    this.#missing.set(address, slots);
    return new ProofError("state-missing", `a node of the proof for ${contract} is missing`);
  }
}
