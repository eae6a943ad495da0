// SPDX-License-Identifier: Apache-2.0
// Which slots of a large trie have to stand on a chain for its proofs of some keys to be what they are in the whole
// trie, node for node as long. Beside the way to a key a proof shows only which children are there, each by its hash:
// one slot below each of them does. So it is where a way is long enough to be shared by many slots.

const NIBBLE = 4;
const BITS = 16;

const startOf = (key: Uint8Array): number => ((key[0] ?? 0) << 8) | (key[1] ?? 0);

/** Picks the slots on the ways to some keys. */
export class Ways {
  /** Nibbles from which on everything beside a way is kept. */
  readonly #near: number;
  /** For each beginning of a key: how many of its nibbles it shares with one of the keys. */
  readonly #shared = new Uint8Array(2 ** BITS);
  /** The children beside the ways that stand already, each by its own beginning. */
  readonly #seen = new Set<number>();

  /**
   * @param keys hashes of the slots that are proven
   * @param near nibbles, at most four, that still dozens of the slots have in common with each of the keys
   */
  constructor(keys: readonly Uint8Array[], near: number) {
    this.#near = near;
    for (const start of keys.map(startOf)) {
      for (let count = 1; count <= near; count++) {
        const free = 2 ** (BITS - count * NIBBLE);
        const from = Math.floor(start / free) * free;
        for (let at = from; at < from + free; at++) {
          this.#shared[at] = Math.max(this.#shared[at] ?? 0, count);
        }
      }
    }
  }

  /** Whether the slot whose hash this is has to stand: near a way, or the first below a child beside one. */
  wants(key: Uint8Array): boolean {
    const start = startOf(key);
    const shared = this.#shared[start] ?? 0;
    if (shared === this.#near) return true;
    const child = (start >> (BITS - (shared + 1) * NIBBLE)) + shared * 2 ** BITS;
    if (this.#seen.has(child)) return false;
    this.#seen.add(child);
    return true;
  }
}
