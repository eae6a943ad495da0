// SPDX-License-Identifier: Apache-2.0
// A small tree with all its nodes, and its roots by the recursive definition.
import { utf8 } from "../bytes.ts";
import { Frontier } from "../tree/build/frontier.ts";
import { leafHash } from "../tree/hash.ts";
import { referenceRoot } from "./tree.ts";

export const MAX_LEAVES = 130;

export interface Tree {
  readonly entries: readonly Uint8Array[];
  readonly frontier: Frontier;
  readonly getNode: (level: number, index: number) => Uint8Array;
}

export function grow(size: number): Tree {
  const entries = Array.from({ length: size }, (_, at) => utf8(`entry ${at}`));
  const frontier = new Frontier();
  const nodes = new Map<string, Uint8Array>();
  for (const entry of entries) {
    frontier.append(leafHash(entry), (level, index, hash) => nodes.set(`${level}/${index}`, hash));
  }
  const getNode = (level: number, index: number): Uint8Array => {
    const hash = nodes.get(`${level}/${index}`);
    if (hash === undefined) throw new Error(`no node ${level}/${index}`);
    return hash;
  };
  return { entries, frontier, getNode };
}

export const tree = grow(MAX_LEAVES);
const roots = Array.from({ length: MAX_LEAVES + 1 }, (_, size) =>
  referenceRoot(tree.entries.slice(0, size)),
);
export const rootOf = (size: number): Uint8Array => roots[size] ?? new Uint8Array(0);
export const leafOf = (index: number): Uint8Array =>
  leafHash(tree.entries[index] ?? new Uint8Array(0));
