// SPDX-License-Identifier: Apache-2.0
import type { Hex } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import type { StorageMember } from "./layout.ts";
import type { ContractName, StorageReader } from "./reader.ts";
import { elementSlot, mappingSlot, type Slot, slotAfter, slotAt } from "./slots.ts";

/** Words of contract storage, by variable, key and member. Every read may throw `state-missing`. */
export class StorageWords {
  readonly #reader: StorageReader;
  readonly #crypto: CryptoProvider;

  constructor(reader: StorageReader, crypto: CryptoProvider = defaultCrypto) {
    this.#reader = reader;
    this.#crypto = crypto;
  }

  /** Where a mapping keeps the value of its keys, one after the other. */
  in(variable: number, ...keys: readonly (number | Hex)[]): Slot {
    return keys.reduce<Slot>((slot, key) => mappingSlot(slot, key, this.#crypto), slotAt(variable));
  }

  /** The word of a struct at `slot` in which a member lies. */
  of(contract: ContractName, slot: Slot, { word }: StorageMember): bigint {
    return this.at(contract, slotAfter(slot, word));
  }

  at(contract: ContractName, slot: Slot): bigint {
    return this.#reader.read(contract, slot);
  }

  /** The element of a list at `slot`, from 0. */
  element(contract: ContractName, slot: Slot, index: number): bigint {
    return this.at(contract, elementSlot(slot, index, this.#crypto));
  }
}
