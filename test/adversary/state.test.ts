// SPDX-License-Identifier: Apache-2.0
// What a maker of trie nodes and traces tried: absence where there is a value, a value for another key.
import { keccak256, encodeRlp, getBytes } from "ethers";
import {
  ChainFacts,
  decodeAccount,
  fromHex,
  type Hex,
  MAX_CHANGES,
  NodePool,
  ProvenState,
  type StorageReader,
  traceOver,
  verifyTrie,
} from "@suyuan/proof";
import { describe, expect, it } from "vitest";
import { outcome as codeOf } from "../vectors/files.ts";

const KEY = fromHex("0x1234");
const value = "0xdeadbeef";
const rootOf = (node: string): Uint8Array => getBytes(keccak256(node));
const lookUp = (...nodes: [string, ...string[]]) =>
  verifyTrie(rootOf(nodes[0]), KEY, new NodePool(nodes.map((node) => getBytes(node))));

describe("a leaf", () => {
  const leaf = (path: string) => encodeRlp([path, value]);

  it("counts for its whole path and for nothing else", () => {
    expect(lookUp(leaf("0x201234"))).toMatchObject({ state: "value" });
    expect(lookUp(leaf("0x2012"))).toEqual({ state: "absent" });
    expect(lookUp(leaf("0x3123"))).toEqual({ state: "absent" });
    expect(lookUp(leaf("0x20123456"))).toEqual({ state: "absent" });
    expect(lookUp(leaf("0x20ff34"))).toEqual({ state: "absent" });
  });
});

describe("a flag that no path has", () => {
  it.each([4, 5, 6, 7, 8, 10, 14, 15])("is refused: %i", (flag) => {
    const path = flag % 2 === 0 ? `0x${flag.toString(16)}01234` : `0x${flag.toString(16)}123`;
    expect(codeOf(() => lookUp(encodeRlp([path, value])))).toBe("trie-invalid");
  });
});

describe("an account or a word in another form", () => {
  const trieOf = (key: string, content: string) => encodeRlp([`0x20${key.slice(2)}`, content]);
  const address: Hex = `0x${"bb".repeat(20)}`;
  const stateOf = (word: string) => {
    const storage = trieOf(keccak256(`0x${"00".repeat(32)}`), word);
    const account = encodeRlp(["0x01", "0x", keccak256(storage), keccak256("0x")]);
    const state = trieOf(keccak256(address), account);
    const contracts = {
      ...{ organizationRegistry: address, assetRegistry: address },
      ...{ sharingRegistry: address, exchangeLog: address },
    };
    const pool = new NodePool([storage, state].map((node) => getBytes(node)));
    return new ProvenState(rootOf(state), contracts, pool);
  };
  const read = (word: string) => stateOf(word).read("assetRegistry", `0x${"00".repeat(32)}`);

  it("is refused: a number with zeros before it, or with more bytes than a word has", () => {
    expect(read("0x05")).toBe(5n);
    expect(codeOf(() => read("0x00"))).toBe("trie-invalid");
    expect(codeOf(() => read("0x820005"))).toBe("trie-invalid");
    expect(codeOf(() => read(`0xa1${"01".repeat(33)}`))).toBe("trie-invalid");
  });

  it("is zero where nothing is written out, as some chains do where leaving out would say it", () => {
    expect(read("0x80")).toBe(0n);
  });

  it("is refused: an account of five fields", () => {
    const hash = keccak256("0x");
    const account = (...more: string[]) => getBytes(encodeRlp(["0x01", "0x", hash, hash, ...more]));
    expect(decodeAccount(account()).nonce).toBe(1n);
    expect(codeOf(() => decodeAccount(account("0x")))).toBe("account-invalid");
  });
});

describe("an extension", () => {
  const branch = encodeRlp([...Array.from({ length: 16 }, () => "0x" + "11".repeat(4)), "0xaa"]);

  it("that ends a key is not taken for the leaf of it", () => {
    const extension = encodeRlp(["0x001234", keccak256(branch)]);
    expect(() => lookUp(extension, branch)).toThrow(
      expect.objectContaining({ code: "trie-invalid" }),
    );
    expect(lookUp(extension)).toMatchObject({ state: "missing" });
  });

  it("along another way shows that the key is absent, without what is behind it", () => {
    expect(lookUp(encodeRlp(["0x001235", keccak256(branch)]))).toEqual({ state: "absent" });
    expect(lookUp(encodeRlp(["0x00123456", keccak256(branch)]))).toEqual({ state: "absent" });
  });
});

describe("a trace", () => {
  const place = { contract: "sharingRegistry", slot: `0x${"00".repeat(31)}01` } as const;
  const first = BigInt(keccak256(place.slot));
  const traceOf = (times: readonly number[]): StorageReader => ({
    read: (_, slot) => {
      const newest = times.length - 1;
      const index = slot === place.slot ? newest : Number(BigInt(slot) - first);
      return (1n << 80n) | (BigInt(index) << 48n) | BigInt(times[index] ?? 0);
    },
  });
  const at = (times: readonly number[], from: number, until: number) =>
    traceOver(traceOf(times), place, from, until).elements.map(({ since }) => since);

  it.each([1, 2, 3, 4, 7, 8])(
    "of %i elements begins with the one of that very second",
    (length) => {
      const times = Array.from({ length }, (_, index) => 100 + 10 * index);
      for (const [index, time] of times.entries()) {
        expect(at(times, time, time)).toEqual([time]);
        expect(at(times, time - 1, time)).toEqual(times.slice(Math.max(0, index - 1), index + 1));
        expect(at(times, time, time + 10)).toEqual(times.slice(index, index + 2));
        expect(at(times, time, time + 9)).toEqual([time]);
      }
      expect(at(times, 99, 99)).toEqual([]);
    },
  );

  it("of a length that no chain could hold ends, whatever its elements say", () => {
    const reads: string[] = [];
    const told = (since: () => number): StorageReader => ({
      read: (_, slot) => {
        reads.push(slot);
        return slot === place.slot ? (1n << 256n) - 1n : BigInt(since());
      },
    });
    const endless = (since: number) => told(() => since);
    const growing = told(() => 10 + reads.length);
    expect(traceOver(endless(0), place, 5, 9).elements).toHaveLength(1);
    expect(traceOver(endless(10), place, 5, 9).elements).toHaveLength(0);
    expect(() => traceOver(endless(7), place, 5, 9)).toThrow(/do not follow/);
    expect(() => traceOver(growing, place, 5, 9_999)).toThrow(/more than/);
    expect(reads.length).toBeLessThan(4 * (256 + MAX_CHANGES));
  });
});

describe("packed words", () => {
  it("of numbers that no contract gives are refused, not rounded", () => {
    const chain = new ChainFacts({ read: () => (1n << 208n) - 1n });
    expect(() => chain.term(Number(2n ** 60n))).toThrow(/safe integer/);
  });
});
