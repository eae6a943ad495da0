// SPDX-License-Identifier: Apache-2.0
// What a consistency proof between two sizes costs: the number of its nodes, and of hashes that
// contracts/libraries/Rfc9162.sol takes for it.

export interface Pair {
  readonly from: number;
  readonly to: number;
  readonly nodes: number;
  readonly hashes: number;
}

/** Gas of one node in calldata (32 bytes, hardly ever zero), and of one hash with the work around it. */
const NODE_GAS = 512;
const HASH_GAS = 300;
/** What a byte of the size costs more if it is not zero. */
const BYTE_GAS = 12;

/** The walk of RFC 9162, 2.1.4.2, counting only. */
export function costOf(from: number, to: number): Pair {
  let fn = from - 1;
  let sn = to - 1;
  while (fn & 1) [fn, sn] = [fn >>> 1, sn >>> 1];
  let nodes = fn === 0 ? 0 : 1;
  let hashes = 0;
  for (; sn !== 0; [fn, sn] = [fn >>> 1, sn >>> 1]) {
    nodes++;
    hashes++;
    if (fn & 1 || fn === sn) {
      hashes++;
      while (!(fn & 1) && fn !== 0) [fn, sn] = [fn >>> 1, sn >>> 1];
    }
  }
  return { from, to, nodes, hashes };
}

function gasOf({ to, nodes, hashes }: Pair): number {
  let bytes = 0;
  for (let rest = to; rest !== 0; rest >>>= 8) if (rest & 0xff) bytes++;
  return nodes * NODE_GAS + hashes * HASH_GAS + bytes * BYTE_GAS;
}

/** The dearest of some pairs; the first of equals. */
export function dearest(pairs: Iterable<Pair>): Pair {
  let worst: Pair | undefined;
  for (const pair of pairs) if (worst === undefined || gasOf(pair) > gasOf(worst)) worst = pair;
  if (worst === undefined) throw new Error("no pair to choose from");
  return worst;
}

/** All pairs of a fixed window whose newer size is within `around` of `middle`. */
export function* windows(middle: number, around: number, window: number): Generator<Pair> {
  for (let to = middle - around; to <= middle + around; to++) yield costOf(to - window, to);
}

/** All pairs whose newer size is within `around` of `middle`, and the older one within `reach` below it. */
export function* pairs(middle: number, around: number, reach: number): Generator<Pair> {
  for (let to = middle - around; to <= middle + around; to++) {
    for (let from = to - reach; from < to; from++) yield costOf(from, to);
  }
}
