// SPDX-License-Identifier: Apache-2.0
// What is recorded under a grant of the statements in its log (docs/spec/storage.md, `deliveryRegistry`).
import type { Hex } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { SLOTS, STRUCTS } from "./layout.ts";
import type { StorageReader } from "./reader.ts";
import { cutNumber, word32 } from "./values.ts";
import { StorageWords } from "./words.ts";

/** The delivery that counts for a grant, and its receipt; `anchoredAt` is 0 where none is recorded. */
export interface DeliveryRecord {
  /** The delivery statement's id. */
  readonly id: Hex;
  readonly serial: number;
  /** When this delivery was anchored, and when the first one was. */
  readonly anchoredAt: number;
  readonly firstAt: number;
  /** The first moment at which a receipt is late, as first computed. */
  readonly receiptDue: number;
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
    const { id, anchoredAt, ...more } = STRUCTS.deliveryRegistry.stored;
    const slot = this.#words.in(SLOTS.deliveryRegistry.deliveries, grant);
    const packed = this.#words.of("deliveryRegistry", slot, anchoredAt);
    return {
      id: word32(this.#words.of("deliveryRegistry", slot, id)),
      serial: cutNumber(packed, more.serial),
      anchoredAt: cutNumber(packed, anchoredAt),
      firstAt: cutNumber(packed, more.firstAt),
      receiptDue: cutNumber(packed, more.receiptDue),
      receivedAt: cutNumber(packed, more.receivedAt),
      result: cutNumber(packed, more.result),
    };
  }
}
