// SPDX-License-Identifier: Apache-2.0
import type { Hex } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { type Drawer, once } from "../memo.ts";
import type { StorageMember } from "./layout.ts";
import type { ContractName, StorageReader } from "./reader.ts";
import { elementSlot, mappingSlot, type Slot, slotAfter, slotAt } from "./slots.ts";

/** Slots by what leads to them, which is longest for a word behind two keys of 32 bytes. */
const slots: Drawer<Slot> = { most: 16_384, longest: 160 };

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
    const behind = (slot: Slot, key: number | Hex) => mappingSlot(slot, key, this.#crypto);
    const locate = () => keys.reduce<Slot>(behind, slotAt(variable));
    return this.#once(`${variable}/${keys.join("/")}`, locate);
  }

  /** The word of a struct at `slot` in which a member lies. */
  of(contract: ContractName, slot: Slot, { word }: StorageMember): bigint {
    const locate = () => slotAfter(slot, word);
    return this.at(contract, this.#once(`${slot}+${word}`, locate));
  }

  at(contract: ContractName, slot: Slot): bigint {
    return this.#reader.read(contract, slot);
  }

  /** The element of a list at `slot`, from 0. */
  element(contract: ContractName, slot: Slot, index: number): bigint {
    const locate = () => elementSlot(slot, index, this.#crypto);
    return this.at(contract, this.#once(`${slot}[${index}]`, locate));
  }

  #once(text: string, locate: () => Slot): Slot {
    return once(this.#crypto.memo, slots, text, locate);
  }
}
