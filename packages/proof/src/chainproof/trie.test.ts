// SPDX-License-Identifier: Apache-2.0
import { keccak256 } from "ethers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toHex } from "../bytes.ts";
import { flipBit, NUM_RUNS, refusal } from "../testing/laws.ts";
import { referenceTrie, type ReferenceTrie, secureTrie } from "../testing/trie.ts";
import { type TrieAnswer, verifyTrie } from "./trie.ts";
import { MAX_NODE_BYTES, MAX_NODES, NodePool } from "./trie/pool.ts";

// Few distinct nibbles, so that paths share long prefixes and extensions are met.
const path = fc.array(fc.constantFrom(0x00, 0x01, 0x10, 0x11, 0xf0), {
  minLength: 4,
  maxLength: 4,
});
const value = fc.uint8Array({ minLength: 1, maxLength: 40 });
const items = fc
  .uniqueArray(fc.tuple(path, value), {
    minLength: 1,
    maxLength: 40,
    selector: ([key]) => key.join(),
  })
  .map((list) => list.map(([key, held]) => [Uint8Array.from(key), held] as const));

const ask = ({ root, nodes }: ReferenceTrie, key: Uint8Array): TrieAnswer =>
  verifyTrie(root, key, poolOf(nodes));

// Equal subtrees have equal nodes, which a pool holds once.
const distinct = (nodes: readonly Uint8Array[]): Uint8Array[] => [
  ...new Map(nodes.map((node) => [toHex(node), node])).values(),
];
const poolOf = (nodes: readonly Uint8Array[]): NodePool => new NodePool(distinct(nodes));
const some = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "hex"));

describe("a trie", () => {
  it("gives every value that it holds", () => {
    fc.assert(
      fc.property(items, (list) => {
        const trie = referenceTrie(list);
        for (const [key, held] of list) {
          expect(ask(trie, key)).toEqual({ state: "value", value: held });
        }
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it("proves every other key absent", () => {
    fc.assert(
      fc.property(items, path, (list, other) => {
        const key = Uint8Array.from(other);
        fc.pre(list.every(([known]) => toHex(known) !== toHex(key)));
        expect(ask(referenceTrie(list), key)).toEqual({ state: "absent" });
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it("names the node that is missing, and answers nothing without it", () => {
    fc.assert(
      fc.property(items, fc.nat(), fc.nat(), (list, which, lost) => {
        const trie = referenceTrie(list);
        const all = distinct(trie.nodes);
        const [key] = list[which % list.length] ?? [new Uint8Array()];
        const pool = new NodePool(all);
        verifyTrie(trie.root, key, pool);
        const walked = pool.used();
        const gone = walked[lost % walked.length] ?? new Uint8Array();
        const rest = all.filter((node) => toHex(node) !== toHex(gone));
        const answer = verifyTrie(trie.root, key, new NodePool(rest));
        expect(answer).toEqual({ state: "missing", node: keccak256(gone) });
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it("answers nothing when one bit of a node on the way is changed", () => {
    fc.assert(
      fc.property(items, fc.nat(), fc.nat(), fc.nat(), (list, which, place, bit) => {
        const trie = referenceTrie(list);
        const [key] = list[which % list.length] ?? [new Uint8Array()];
        const pool = poolOf(trie.nodes);
        verifyTrie(trie.root, key, pool);
        const walked = pool.used();
        const at = place % walked.length;
        const changed = walked.map((node, index) => (index === at ? flipBit(node, bit) : node));
        expect(verifyTrie(trie.root, key, new NodePool(changed)).state).toBe("missing");
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it("answers nothing under another root", () => {
    fc.assert(
      fc.property(items, fc.nat(), (list, bit) => {
        const trie = referenceTrie(list);
        const [key] = list[0] ?? [new Uint8Array()];
        const root = flipBit(trie.root, bit);
        expect(verifyTrie(root, key, poolOf(trie.nodes)).state).toBe("missing");
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it("walks only the nodes on the way", () => {
    const list = Array.from({ length: 200 }, (_, place) => {
      return [Uint8Array.of(place >> 8, place), Uint8Array.of(1)] as const;
    });
    const trie = secureTrie(list);
    const pool = poolOf(trie.nodes);
    const key = Uint8Array.from(Buffer.from(keccak256(Uint8Array.of(0, 7)).slice(2), "hex"));
    expect(verifyTrie(trie.root, key, pool).state).toBe("value");
    expect(pool.used().length).toBeLessThanOrEqual(4);
    expect(pool.unused()).toHaveLength(distinct(trie.nodes).length - pool.used().length);
  });

  describe("given the root of the empty trie", () => {
    const root = some(keccak256("0x80").slice(2));

    it("proves any key absent without a node", () => {
      expect(verifyTrie(root, some("0102"), new NodePool([]))).toEqual({ state: "absent" });
    });

    it("does not answer so for a root one bit away", () => {
      expect(verifyTrie(flipBit(root, 3), some("0102"), new NodePool([])).state).toBe("missing");
    });
  });

  it("refuses a root of another length", () => {
    const short = new Uint8Array(31);
    expect(refusal(() => verifyTrie(short, some("01"), new NodePool([])))).toBe("trie-invalid");
  });
});

describe("a pool of nodes", () => {
  const node = (byte: number): Uint8Array => Uint8Array.of(0xc1, byte);

  it("refuses a node that stands twice", () => {
    expect(refusal(() => new NodePool([node(1), node(2)]))).toBeUndefined();
    expect(refusal(() => new NodePool([node(1), node(1)]))).toBe("duplicate-node");
  });

  it("refuses a node that is too long, and takes the longest", () => {
    expect(refusal(() => new NodePool([new Uint8Array(MAX_NODE_BYTES)]))).toBeUndefined();
    expect(refusal(() => new NodePool([new Uint8Array(MAX_NODE_BYTES + 1)]))).toBe("node-too-long");
  });

  it("refuses too many nodes", () => {
    const many = Array.from({ length: MAX_NODES + 1 }, (_, place) =>
      Uint8Array.of(0xc3, place >> 8, place & 0xff, 1),
    );
    expect(refusal(() => new NodePool(many.slice(1)))).toBeUndefined();
    expect(refusal(() => new NodePool(many))).toBe("too-many-nodes");
  });

  it("refuses to take a node that is no list", () => {
    const pool = new NodePool([Uint8Array.of(0x05)]);
    expect(refusal(() => pool.take(keccak256("0x05")))).toBe("rlp-invalid");
  });

  it("gives the walked nodes in the order of their hashes", () => {
    const pool = new NodePool([node(1), node(2), node(3)]);
    for (const byte of [3, 1, 2, 3]) pool.take(keccak256(node(byte)));
    const hashes = pool.used().map((used) => keccak256(used));
    expect(hashes).toEqual([...hashes].sort());
    expect(hashes).toHaveLength(3);
    expect(pool.unused()).toEqual([]);
  });
});
