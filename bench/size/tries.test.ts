// SPDX-License-Identifier: Apache-2.0
// The shape that is counted from keys alone, against tries of a real node: the proofs of all slots together are all
// nodes of an account's trie.
import { concat, decodeRlp, getBytes, keccak256, toBeHex } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type EmbeddedChain, startEmbedded } from "../../deploy/networks/embedded.ts";
import { prefixOf, trieSize, type TrieSize } from "./tries.ts";

const BRANCH = 17;
const keyOf = (slot: number): Uint8Array => getBytes(keccak256(toBeHex(slot, 32)));
const counted = (slots: readonly number[], value: number): TrieSize =>
  trieSize(
    Float64Array.from(slots, (slot) => prefixOf(keyOf(slot))),
    value,
  );
const accountOf = (number: number): string => toBeHex(0x5000 + number, 20);

let chain: EmbeddedChain;
beforeAll(async () => {
  chain = await startEmbedded({ port: 0 });
});
afterAll(() => chain.stop());

async function rpc(method: string, ...params: readonly unknown[]): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  const headers = { "content-type": "application/json" };
  const answer = await fetch(chain.rpcUrl, { method: "POST", headers, body });
  return ((await answer.json()) as { readonly result: unknown }).result;
}

interface Shape extends TrieSize {
  readonly extensions: number;
}

/** Fills slots of an account with a word, and counts the nodes that the node proves them by. */
async function proven(account: string, slots: readonly number[], word: string): Promise<Shape> {
  const keys = slots.map((slot) => toBeHex(slot, 32));
  for (const key of keys) await rpc("anvil_setStorageAt", account, key, word);
  await rpc("anvil_mine");
  const { storageHash, storageProof } = (await rpc("eth_getProof", account, keys, "latest")) as {
    readonly storageHash: string;
    readonly storageProof: readonly { readonly proof: readonly string[] }[];
  };
  const proofs = storageProof.map(({ proof }) => proof);
  expect(new Set(proofs.map(([root = "0x"]) => keccak256(root)))).toEqual(new Set([storageHash]));
  const nodes = [...new Set(proofs.flat())];
  const depths = proofs.map(({ length }) => length);
  const mean = depths.reduce((sum, depth) => sum + depth, 0) / depths.length;
  return {
    leaves: slots.length,
    nodes: nodes.length,
    bytes: getBytes(concat(nodes)).length,
    depth: { mean, most: Math.max(...depths) },
    extensions: nodes.filter(isExtension).length,
  };
}

/** A node of two items whose path's first nibble says that it goes on. */
function isExtension(node: string): boolean {
  const items = decodeRlp(node);
  if (items.length === BRANCH) return false;
  return (getBytes(items[0] as string)[0] ?? 0) < 0x20;
}

const range = (count: number): number[] => Array.from({ length: count }, (_, place) => place);

describe("the size of a trie", () => {
  const cases = [
    ["one key", 1],
    ["two keys", 2],
    ["keys that fill no branch", 11],
    ["keys on several levels, with nodes between that have one way only", 700],
  ] as const;

  describe.each([
    ["a whole word", `0x${"ff".repeat(32)}`, 34],
    ["a word of one byte", toBeHex(7, 32), 1],
  ])("given %s at each key", (_, word, value) => {
    it.each(cases)("is that of a real node's, with %s", async (_what, count) => {
      const account = accountOf(count * 100 + value);
      const { extensions, ...shape } = await proven(account, range(count), word);
      expect(counted(range(count), value)).toEqual(shape);
      // Otherwise the last case would show less than it says.
      expect(extensions > 0).toBe(count > 100);
    });
  });

  it("is another one with a key more, or a byte more at each", () => {
    const size = counted(range(50), 34);
    expect(counted(range(51), 34).bytes).toBeGreaterThan(size.bytes);
    expect(counted(range(50), 35).bytes).toBe(size.bytes + 50);
  });
  it("does not hang on the order of the keys", () => {
    expect(counted(range(50).toReversed(), 34)).toEqual(counted(range(50), 34));
  });
  it("is not told where the prefixes cannot tell keys apart", () => {
    expect(() => counted([1, 1], 34)).toThrow("the same twelve nibbles");
  });
});
