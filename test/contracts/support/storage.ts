// SPDX-License-Identifier: Apache-2.0
// Raw storage, read by the published layout alone (docs/spec/storage.md), beside what the contracts tell.
import {
  bits,
  elementSlot,
  type Hex,
  mappingSlot,
  ProofError,
  slotAfter,
  slotAt,
  type Slot,
  type SLOTS,
  type StorageField,
  type StorageMember,
  type StorageReader,
} from "@suyuan/proof";

import type { TestChain } from "./chain.ts";

/** The contracts whose storage is published. */
export type Ledger = keyof typeof SLOTS;
/** The keys of a mapping, one after the other: numbers, or 32 bytes of hex. */
export type Keys = readonly (number | string)[];

export interface Element {
  readonly since: bigint;
  readonly value: bigint;
}

const ROUNDS = 40;

export class RawStorage {
  readonly #chain: TestChain;

  constructor(chain: TestChain) {
    this.#chain = chain;
  }

  place(slot: number, keys: Keys): Slot {
    return keys.reduce<Slot>((at, key) => mappingSlot(at, key as number | Hex), slotAt(slot));
  }

  async word(contract: Ledger, slot: Slot): Promise<bigint> {
    return this.#chain.slot(contract, slot);
  }

  /** The value of a mapping's keys. */
  async value(contract: Ledger, slot: number, ...keys: Keys): Promise<bigint> {
    return this.word(contract, this.place(slot, keys));
  }

  /** The elements of a trace, by the rules of the specification. */
  async trace(contract: Ledger, slot: number, ...keys: Keys): Promise<Element[]> {
    const place = this.place(slot, keys);
    const newest = await this.word(contract, place);
    if (newest === 0n) return [];
    const earlier = Array.from({ length: Number(bits(newest, 48, 32)) }, (_, i) =>
      this.word(contract, elementSlot(place, i)),
    );
    const words = [...(await Promise.all(earlier)), newest];
    return words.map((word) => ({ since: bits(word, 0, 48), value: word >> 80n }));
  }

  /** Some bits of a word or of a value. */
  fields(word: bigint, fields: Readonly<Record<string, StorageField>>): Record<string, bigint> {
    return Object.fromEntries(
      Object.entries(fields).map(([name, { offset, width }]) => [name, bits(word, offset, width)]),
    );
  }

  /** The members of a struct. */
  async struct(
    contract: Ledger,
    members: Readonly<Record<string, StorageMember>>,
    slot: number,
    ...keys: Keys
  ): Promise<Record<string, bigint>> {
    const place = this.place(slot, keys);
    const list = Object.entries(members).map(async ([name, { word, offset, width }]) => {
      const found = await this.word(contract, slotAfter(place, word));
      return [name, bits(found, offset, width)] as const;
    });
    return Object.fromEntries(await Promise.all(list));
  }

  /** What the proof library finds in the storage: asked again until every word that it needs was read. */
  async asked<T>(ask: (reader: StorageReader) => T): Promise<T> {
    const words = new Map<string, bigint>();
    for (let round = 0; round < ROUNDS; round++) {
      const missing: (readonly [Ledger, Slot])[] = [];
      const read: StorageReader["read"] = (contract, slot) => {
        const found = words.get(contract + slot);
        if (found !== undefined) return found;
        missing.push([contract, slot]);
        throw new ProofError("state-missing", "not read yet");
      };
      try {
        return ask({ read });
      } catch (error) {
        if (missing.length === 0) throw error;
      }
      for (const [contract, slot] of missing) {
        words.set(contract + slot, await this.word(contract, slot));
      }
    }
    throw new Error("the library never has enough");
  }
}

/** The value that held at a moment; zero before the first element. */
export function valueAt(elements: readonly Element[], time: bigint): bigint {
  return elements.findLast(({ since }) => since <= time)?.value ?? 0n;
}

/** The moments at which the elements of a trace begin, and the seconds around them. */
export function momentsOf(elements: readonly Element[]): bigint[] {
  return elements.flatMap(({ since }) => [since - 1n, since, since + 1n]);
}

/** A view's struct with numbers for all that is none: booleans, hex. */
export function numbersOf(struct: object): Record<string, bigint> {
  return Object.fromEntries(
    Object.entries(struct).map(([name, value]) => [
      name,
      BigInt(value as bigint | string | boolean),
    ]),
  );
}
