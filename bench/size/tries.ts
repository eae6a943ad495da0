// SPDX-License-Identifier: Apache-2.0
// The shape of a Merkle-Patricia trie, known from the hashes of its keys alone.

/** How large a trie is. */
export interface TrieSize {
  readonly leaves: number;
  readonly nodes: number;
  /** Of all nodes, as RLP. */
  readonly bytes: number;
  /** Nodes from root to leaf, in the middle of all leaves, and at most. */
  readonly depth: { readonly mean: number; readonly most: number };
}

/** So many nibbles of a key are looked at: a number holds them exactly. */
const NIBBLES = 12;
const KEY_NIBBLES = 64;
const SHORT = 55;
const HASH = 33;
const BRANCH = 17;
const BYTE = 256;

/** What stands for a key: its first twelve nibbles. */
export const prefixOf = (key: Uint8Array): number =>
  key.subarray(0, NIBBLES / 2).reduce((sum, byte) => sum * BYTE + byte, 0);

const withHeader = (payload: number): number =>
  payload + (payload <= SHORT ? 1 : payload < BYTE ? 2 : 3);

const branchBytes = (children: number): number => withHeader(BRANCH + (HASH - 1) * children);
/** One byte of path needs no header of its own. */
const extensionBytes = (nibbles: number): number =>
  withHeader((nibbles > 1 ? 2 + (nibbles >> 1) : 1) + HASH);
/** A leaf below so many nibbles, with its value as a string inside. */
const leafBytes = (above: number, value: number): number =>
  withHeader(2 + ((KEY_NIBBLES - above) >> 1) + value);

// Nibbles that two neighbours have in common.
function shared(one: number, other: number): number {
  let count = 0;
  for (let unit = 16 ** (NIBBLES - 1); count < NIBBLES; count++, unit /= 16) {
    if (Math.floor(one / unit) !== Math.floor(other / unit)) return count;
  }
  return count;
}

/** Counts the nodes of what lies between two places of the sorted keys. */
class Count {
  nodes = 0;
  bytes = 0;
  depths = 0;
  most = 0;
  readonly #keys: Float64Array;
  readonly #value: number;

  constructor(keys: Float64Array, value: number) {
    this.#keys = keys;
    this.#value = value;
  }

  #add(bytes: number): void {
    this.nodes += 1;
    this.bytes += bytes;
  }

  /** The first place from which on no key is below `bound`. */
  #search(bound: number, from: number, to: number): number {
    let [low, high] = [from, to];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#keys[middle] ?? Infinity) < bound) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * @param above nibbles that the way has used
   * @param depth nodes on the way
   */
  walk(from: number, to: number, above: number, depth: number): void {
    const [first = 0, last = 0] = [this.#keys[from], this.#keys[to - 1]];
    if (to - from === 1) {
      this.#add(leafBytes(above, this.#value));
      this.depths += depth + 1;
      this.most = Math.max(this.most, depth + 1);
      return;
    }
    const at = shared(first, last);
    if (at === NIBBLES) throw new Error("two keys begin with the same twelve nibbles");
    const isExtended = at > above;
    if (isExtended) this.#add(extensionBytes(at - above));
    const step = 16 ** (NIBBLES - 1 - at);
    const base = Math.floor(first / (step * 16)) * step * 16;
    let children = 0;
    for (let nibble = 1, begin = from; nibble <= 16; nibble++) {
      const end = this.#search(base + nibble * step, begin, to);
      if (end > begin) {
        children += 1;
        this.walk(begin, end, at + 1, depth + (isExtended ? 2 : 1));
      }
      begin = end;
    }
    this.#add(branchBytes(children));
  }
}

/**
 * Counts the nodes of a trie.
 * @param prefixes `prefixOf` each key's hash, in any order; sorted in place
 * @param value bytes of a leaf's value, on average
 */
export function trieSize(prefixes: Float64Array, value: number): TrieSize {
  prefixes.sort();
  const found = new Count(prefixes, value);
  if (prefixes.length > 0) found.walk(0, prefixes.length, 0, 0);
  const { nodes, bytes, depths, most } = found;
  return { leaves: prefixes.length, nodes, bytes, depth: { mean: depths / prefixes.length, most } };
}
