// SPDX-License-Identifier: Apache-2.0
import { type HeadsLeaf, type HeadsProof, proveHeads, updateHeadsSync } from "@suyuan/proof";

/** A heads map over given heads, made anew. */
export interface HeadsMap {
  readonly root: Uint8Array;
  readonly count: number;
  /** The place of a key, or of its absence. */
  prove(key: Uint8Array): Promise<HeadsProof>;
}

export function headsMap(heads: readonly HeadsLeaf[]): HeadsMap {
  const { root, count, writes } = updateHeadsSync(() => undefined, heads);
  const nodes = { get: (path: string) => Promise.resolve(writes.get(path)) };
  return { root, count, prove: (key) => proveHeads(nodes, key) };
}
