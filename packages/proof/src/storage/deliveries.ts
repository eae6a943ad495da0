// SPDX-License-Identifier: Apache-2.0
// What is recorded under a grant of the statements in its log (docs/spec/storage.md, `deliveryRegistry`).
import type { Hex } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { deliveryRegistrySlots } from "./layout/slots.ts";
import { deliveryRegistryStored } from "./layout/structs.ts";
import type { StorageReader } from "./reader.ts";
import { cutNumber, hexOf } from "./values.ts";
import { StorageWords } from "./words.ts";

/** The delivery that counts for a grant, and its receipt; `anchoredAt` is 0 where none is recorded. */
export interface DeliveryRecord {
  /** The first 27 bytes of the delivery statement's id. */
  readonly id: Hex;
  /** When this delivery was anchored, and when the first one was. */
  readonly anchoredAt: number;
  readonly firstAt: number;
  /** When the receipt was anchored; 0 where none is recorded. */
  readonly receivedAt: number;
  /** 1 accepted, 2 mismatch; 0 where none is recorded. */
  readonly result: number;
}

/** Reads deliveries. Every read may throw `state-missing`. */
export class DeliveryRecords {
  readonly #words: StorageWords;

  constructor(reader: StorageReader, crypto: CryptoProvider = defaultCrypto) {
    this.#words = new StorageWords(reader, crypto);
  }

  /** What is recorded under a grant; zeros where nothing is, which the proof shows as well. */
  of(grant: Hex): DeliveryRecord {
    const { id, anchoredAt, firstAt, ...more } = deliveryRegistryStored;
    const slot = this.#words.in(deliveryRegistrySlots.deliveries, grant);
    const counted = this.#words.of("deliveryRegistry", slot, anchoredAt);
    const rest = this.#words.of("deliveryRegistry", slot, firstAt);
    const first = cutNumber(rest, firstAt);
    return {
      id: hexOf(counted, id),
      anchoredAt: cutNumber(counted, anchoredAt),
      // Written only where another delivery than the first one counts.
      firstAt: first === 0 ? cutNumber(counted, anchoredAt) : first,
      receivedAt: cutNumber(rest, more.receivedAt),
      result: cutNumber(rest, more.result),
    };
  }
}
