// SPDX-License-Identifier: Apache-2.0
// The latest entries as they were taken: what looks at them after their anchor need not read them again.
import type { Entry, HeadsEntry, Hex } from "@suyuan/proof";
import { MAX_RECENT_BYTES } from "../constraints.ts";
import { heldLeaf } from "./reading.ts";

/** An entry of the log with what it says. */
export interface HeldLeaf {
  readonly index: number;
  readonly bytes: Uint8Array;
  readonly leaf: Entry | HeadsEntry;
  /** Of its statement, where it is known already. */
  readonly id?: Hex;
}

/** Entries up to a number of bytes; the oldest go first. */
export class RecentEntries {
  readonly #limit: number;
  readonly #held = new Map<number, HeldLeaf>();
  #bytes = 0;

  constructor(limit = MAX_RECENT_BYTES) {
    this.#limit = limit;
  }

  /** Keeps entries that are on disk. */
  keep(entries: readonly HeldLeaf[]): void {
    for (const { index, bytes, leaf, id } of entries) {
      this.#held.set(index, { index, bytes, leaf, ...(id !== undefined && { id }) });
      this.#bytes += bytes.length;
    }
    for (const [index, { bytes }] of this.#held) {
      if (this.#bytes <= this.#limit) return;
      this.#held.delete(index);
      this.#bytes -= bytes.length;
    }
  }

  at(index: number): HeldLeaf | undefined {
    return this.#held.get(index);
  }

  /**
   * The leaves of a half-open run of indices, in order, up to the end of the log.
   * @param read gives the bytes of a run that is not kept
   */
  async *leaves(
    from: number,
    until: number,
    read: (from: number, until: number) => AsyncIterable<Uint8Array>,
  ): AsyncGenerator<HeldLeaf> {
    for (let at = from; at < until;) {
      const kept = this.#held.get(at);
      if (kept) {
        yield kept;
        at++;
        continue;
      }
      const end = this.#next(at, until);
      for await (const bytes of read(at, end)) {
        yield { index: at++, bytes, leaf: heldLeaf(bytes) };
      }
      if (at < end) return;
    }
  }

  /** The first index of a half-open run that is kept, or its end. */
  #next(from: number, until: number): number {
    let at = from;
    while (at < until && !this.#held.has(at)) at++;
    return at;
  }
}
