// SPDX-License-Identifier: Apache-2.0
// Modified Merkle-Patricia trie (Ethereum Yellow Paper, appendix D): look-up over a pool of nodes.
import { toHex } from "../bytes.ts";
import { ProofError } from "../errors.ts";
import { encodeRlp, type RlpItem } from "./rlp.ts";

/** keccak256(0x80): the root of a trie that holds nothing. */
const EMPTY_ROOT = "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";
const HASH = 32;
const BRANCH = 17;

/** What a trie says about a key; `missing` names the node that the pool lacks. */
export type TrieAnswer =
  | { readonly state: "value"; readonly value: Uint8Array }
  | { readonly state: "absent" }
  | { readonly state: "missing"; readonly node: string };

const ABSENT: TrieAnswer = { state: "absent" };
const refuse = (what: string): ProofError => new ProofError("trie-invalid", what);

type Node = readonly RlpItem[];

/** Where nodes are found by their hash. */
export interface NodeSource {
  take(hash: string): Node | undefined;
}

type Step = TrieAnswer | { readonly state: "descend"; readonly to: RlpItem; readonly used: number };

function nibblesOf(bytes: Uint8Array): number[] {
  const nibbles: number[] = [];
  for (const byte of bytes) nibbles.push(byte >> 4, byte & 15);
  return nibbles;
}

interface Path {
  readonly isLeaf: boolean;
  readonly nibbles: readonly number[];
}

// Hex-prefix encoding (appendix C): flag nibble 0..3, and a zero nibble of padding when even.
function pathOf(item: RlpItem | undefined): Path {
  if (!(item instanceof Uint8Array)) throw refuse("a trie path is not a string");
  const [flag, ...rest] = nibblesOf(item);
  if (flag === undefined || flag > 3) throw refuse("a trie path has no valid flag");
  const isOdd = (flag & 1) === 1;
  if (!isOdd && rest[0] !== 0) throw refuse("a trie path is padded with something else than zero");
  return { isLeaf: (flag & 2) === 2, nibbles: isOdd ? rest : rest.slice(1) };
}

function isFilled(item: RlpItem): boolean {
  return !(item instanceof Uint8Array && item.length === 0);
}

function atBranch(node: Node, key: readonly number[]): Step {
  if (node.filter(isFilled).length < 2) throw refuse("a branch holds fewer than two items");
  const [value, nibble] = [node[BRANCH - 1], key[0]];
  // Keys of one trie are of one length, so that none ends where others go on.
  const isEnd = nibble === undefined || value === undefined || isFilled(value);
  const to = isEnd ? undefined : node[nibble];
  if (to === undefined) throw refuse("a key ends at a branch");
  return isFilled(to) ? { state: "descend", to, used: 1 } : ABSENT;
}

function atPath(node: Node, key: readonly number[]): Step {
  const { isLeaf, nibbles } = pathOf(node[0]);
  const to = node[1];
  if (to === undefined || !isFilled(to)) throw refuse("a leaf or an extension holds nothing");
  const agrees = nibbles.every((nibble, place) => nibble === key[place]);
  if (isLeaf) {
    if (!(to instanceof Uint8Array)) throw refuse("the value of a leaf is not a string");
    return agrees && nibbles.length === key.length ? { state: "value", value: to } : ABSENT;
  }
  if (nibbles.length === 0) throw refuse("an extension extends by nothing");
  return agrees ? { state: "descend", to, used: nibbles.length } : ABSENT;
}

// A node shorter than a hash stands in its parent itself; a longer one never does.
function resolve(to: RlpItem, pool: NodeSource): Node | string {
  if (to instanceof Uint8Array) {
    if (to.length !== HASH) throw refuse("a reference to a node is not 32 bytes long");
    const hash = toHex(to);
    return pool.take(hash) ?? hash;
  }
  if (encodeRlp(to).length >= HASH) throw refuse("a node stands inline though it is not short");
  return to;
}

function step(node: Node, key: readonly number[], mustBranch: boolean): Step {
  if (node.length === BRANCH) return atBranch(node, key);
  if (node.length !== 2) throw refuse("a node has neither 2 nor 17 items");
  if (mustBranch) throw refuse("an extension leads to something else than a branch");
  return atPath(node, key);
}

/**
 * Looks a key up in the trie with this root.
 * @param root 32 bytes.
 * @param key the full path; a secure trie passes the keccak-256 of its key.
 * @throws ProofError `trie-invalid` or `rlp-invalid` when a node that the root commits to is no node.
 */
export function verifyTrie(root: Uint8Array, key: Uint8Array, pool: NodeSource): TrieAnswer {
  if (root.length !== HASH) throw refuse("a trie root is not 32 bytes long");
  if (toHex(root) === EMPTY_ROOT) return ABSENT;
  let rest: readonly number[] = nibblesOf(key);
  let to: RlpItem = root;
  let mustBranch = false;
  for (;;) {
    const node = resolve(to, pool);
    if (typeof node === "string") return { state: "missing", node };
    const next = step(node, rest, mustBranch);
    if (next.state !== "descend") return next;
    mustBranch = node.length === 2;
    rest = rest.slice(next.used);
    to = next.to;
  }
}
