// SPDX-License-Identifier: Apache-2.0
// A trie from all its items at once, by appendix D of the Yellow Paper, with RLP and keccak by
// ethers: what the look-up is held to.
import { encodeRlp, getBytes, hexlify, keccak256 } from "ethers";

type Structure = string | Structure[];
type Item = readonly [nibbles: string, value: Uint8Array];

export interface ReferenceTrie {
  readonly root: Uint8Array;
  /** Every node that is found by its hash. */
  readonly nodes: readonly Uint8Array[];
}

function hexPrefix(nibbles: string, isLeaf: boolean): string {
  const flag = (isLeaf ? 2 : 0) + (nibbles.length % 2);
  return `0x${flag}${nibbles.length % 2 === 0 ? "0" : ""}${nibbles}`;
}

function sharedPrefix(items: readonly Item[]): string {
  const [first = "", ...rest] = items.map(([nibbles]) => nibbles);
  let length = 0;
  while (length < first.length && rest.every((other) => other[length] === first[length])) length++;
  return first.slice(0, length);
}

function reference(structure: Structure, nodes: Uint8Array[]): Structure {
  const encoded = getBytes(encodeRlp(structure));
  if (encoded.length < 32) return structure;
  nodes.push(encoded);
  return keccak256(encoded);
}

function structureOf(items: readonly Item[], nodes: Uint8Array[]): Structure {
  const [first] = items;
  if (first === undefined) return "0x";
  if (items.length === 1) return [hexPrefix(first[0], true), hexlify(first[1])];
  const prefix = sharedPrefix(items);
  if (prefix !== "") {
    const rest = items.map(([nibbles, value]): Item => [nibbles.slice(prefix.length), value]);
    return [hexPrefix(prefix, false), reference(structureOf(rest, nodes), nodes)];
  }
  const branches = Array.from("0123456789abcdef", (digit): Structure => {
    const below = items.filter(([nibbles]) => nibbles.startsWith(digit));
    if (below.length === 0) return "0x";
    const rest = below.map(([nibbles, value]): Item => [nibbles.slice(1), value]);
    return reference(structureOf(rest, nodes), nodes);
  });
  const here = items.find(([nibbles]) => nibbles === "");
  return [...branches, here === undefined ? "0x" : hexlify(here[1])];
}

/** A trie of these paths and values; paths are distinct. */
export function referenceTrie(
  items: readonly (readonly [Uint8Array, Uint8Array])[],
): ReferenceTrie {
  const nodes: Uint8Array[] = [];
  const structure = structureOf(
    items.map(([path, value]): Item => [hexlify(path).slice(2), value]),
    nodes,
  );
  const encoded = getBytes(encodeRlp(structure));
  if (items.length > 0) nodes.push(encoded);
  return { root: getBytes(keccak256(encoded)), nodes };
}

/** A secure trie: items stand under the keccak-256 of their keys. */
export function secureTrie(items: readonly (readonly [Uint8Array, Uint8Array])[]): ReferenceTrie {
  return referenceTrie(items.map(([key, value]) => [getBytes(keccak256(key)), value]));
}
