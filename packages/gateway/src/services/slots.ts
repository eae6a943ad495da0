// SPDX-License-Identifier: Apache-2.0
import { bytesToBigint, type ContractName, ProofError, type StorageReader } from "@suyuan/proof";
import { MAX_CACHED_SLOTS } from "../constraints.ts";

export interface SlotName {
  readonly contract: ContractName;
  readonly slot: `0x${string}`;
}

const nameOf = ({ contract, slot }: SlotName): string => `${contract}${slot}`;

/** Storage words as they are at the settled block: one generation lasts until a registry changes. */
export class SlotCache {
  #words = new Map<string, bigint>();
  #generation = 0;

  /** Grows with each registry change: what was read before it must be read again. */
  get generation(): number {
    return this.#generation;
  }

  clear(): void {
    this.#words = new Map();
    this.#generation++;
  }

  /** Takes words in, unless a registry has changed since `generation`. */
  put(generation: number, slots: readonly SlotName[], words: readonly Uint8Array[]): void {
    if (generation !== this.#generation) return;
    if (this.#words.size + slots.length > MAX_CACHED_SLOTS) this.#words = new Map();
    for (const [at, slot] of slots.entries()) {
      const word = words[at];
      if (word) this.#words.set(nameOf(slot), bytesToBigint(word));
    }
  }

  /** Reads from the cache alone and remembers what it lacked. */
  reader(): CachedReader {
    return new CachedReader(this.#words, this.#generation);
  }
}

/** One pass of reading over one generation of words. */
export class CachedReader implements StorageReader {
  readonly generation: number;
  readonly #words: ReadonlyMap<string, bigint>;
  readonly #missing = new Map<string, SlotName>();
  readonly #read = new Map<string, SlotName>();

  constructor(words: ReadonlyMap<string, bigint>, generation: number) {
    this.#words = words;
    this.generation = generation;
  }

  read(contract: ContractName, slot: SlotName["slot"]): bigint {
    const name = nameOf({ contract, slot });
    const word = this.#words.get(name);
    this.#read.set(name, { contract, slot });
    if (word !== undefined) return word;
    this.#missing.set(name, { contract, slot });
    throw new ProofError("state-missing", "the word has not been read from the chain yet");
  }

  /** Number of words that were asked for. */
  get size(): number {
    return this.#read.size;
  }

  /** Every word that was asked for. */
  slots(): SlotName[] {
    return [...this.#read.values()];
  }

  missing(): SlotName[] {
    return [...this.#missing.values()];
  }
}
