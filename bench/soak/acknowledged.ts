// SPDX-License-Identifier: Apache-2.0
// What a gateway has acknowledged: which statement, where and when, forty bytes each whatever the run's length.
import { fromHex, type Hex, toHex } from "@suyuan/proof";

/** An acknowledgement. */
export interface Acknowledgement {
  readonly id: Hex;
  readonly index: number;
  readonly logged: number;
}

const ID_BYTES = 32;
const RECORD_BYTES = ID_BYTES + 8;
const FIRST_RECORDS = 65_536;

export class Acknowledged {
  #records = Buffer.alloc(FIRST_RECORDS * RECORD_BYTES);
  #count = 0;
  #last = -1;

  /** The highest place. */
  get last(): number {
    return this.#last;
  }

  get count(): number {
    return this.#count;
  }

  /** What is acknowledged again, at the same place, counts once. @throws Error when the place is another's */
  add({ id, index, logged }: Acknowledgement): void {
    const known = this.at(index);
    if (known?.id === id && known.logged === logged) return;
    if (known) throw new Error(`entry ${index} is acknowledged for ${known.id} and for ${id}`);
    while ((index + 1) * RECORD_BYTES > this.#records.length) {
      this.#records = Buffer.concat([this.#records], this.#records.length * 2);
    }
    const place = index * RECORD_BYTES;
    this.#records.set(fromHex(id), place);
    this.#records.writeDoubleBE(logged, place + ID_BYTES);
    this.#count += 1;
    this.#last = Math.max(this.#last, index);
  }

  /** What is acknowledged for a place of the log. */
  at(index: number): Acknowledgement | undefined {
    const place = index * RECORD_BYTES;
    if (place >= this.#records.length) return undefined;
    const logged = this.#records.readDoubleBE(place + ID_BYTES);
    if (logged === 0) return undefined;
    return { id: toHex(this.#records.subarray(place, place + ID_BYTES)), index, logged };
  }
}
