// SPDX-License-Identifier: Apache-2.0
import { encodeRlp, getBytes, keccak256, toBeHex } from "ethers";
import { describe, expect, it } from "vitest";
import type { Hex } from "../bytes.ts";
import { NodePool } from "../chainproof/trie/pool.ts";
import { flipBit, refusal } from "../testing/laws.ts";
import { secureTrie } from "../testing/trie.ts";
import { type Contracts, decodeAccount, ProvenState } from "./reader.ts";
import { slotAt } from "./slots.ts";

const address = (digit: string): Hex => `0x${digit.repeat(40)}`;
const CONTRACTS: Contracts = {
  organizationRegistry: address("a"),
  assetRegistry: address("b"),
  sharingRegistry: address("c"),
  exchangeLog: address("d"),
};
const EMPTY = keccak256("0x80");
const CODE = keccak256("0xc0de");

const account = (root: string | Uint8Array, nonce = "0x01"): Uint8Array =>
  getBytes(encodeRlp([nonce, "0x", root, CODE]));

/** A state in which one contract holds words at slots 0, 1, … */
function stateOf(words: readonly string[]) {
  const storage = secureTrie(
    words.map((word, slot) => [getBytes(toBeHex(slot, 32)), getBytes(encodeRlp(word))] as const),
  );
  const accounts = secureTrie([
    [getBytes(CONTRACTS.assetRegistry), account(storage.root)],
    [getBytes(CONTRACTS.exchangeLog), account(EMPTY)],
    [getBytes(address("e")), account(EMPTY)],
  ]);
  const nodes = [...storage.nodes, ...accounts.nodes];
  const over = (some: readonly Uint8Array[]): ProvenState =>
    new ProvenState(accounts.root, CONTRACTS, new NodePool(some));
  return { nodes, storage, over };
}

describe("proven state", () => {
  const full = `0x${"ff".repeat(32)}`;
  const { nodes, storage, over } = stateOf(["0x2a", full, "0x0100"]);

  it("gives the words that are there, and zero where there is none", () => {
    const state = over(nodes);
    expect(state.read("assetRegistry", slotAt(0))).toBe(42n);
    expect(state.read("assetRegistry", slotAt(1))).toBe(2n ** 256n - 1n);
    expect(state.read("assetRegistry", slotAt(2))).toBe(256n);
    expect(state.read("assetRegistry", slotAt(3))).toBe(0n);
    expect(state.read("exchangeLog", slotAt(0))).toBe(0n);
    expect(state.missing()).toEqual([]);
    expect(state.fault()).toBeUndefined();
  });

  it("gives the hash of a contract's code", () => {
    expect(over(nodes).codeHash("assetRegistry")).toBe(CODE);
  });

  it("says that there is no such contract, and keeps that as a fault", () => {
    const state = over(nodes);
    expect(refusal(() => state.read("sharingRegistry", slotAt(0)))).toBe("account-invalid");
    expect(state.fault()?.code).toBe("account-invalid");
    expect(state.missing()).toEqual([]);
  });

  it("says what is missing: the slot when the storage's nodes are", () => {
    const state = over(nodes.filter((node) => !storage.nodes.includes(node)));
    expect(refusal(() => state.read("assetRegistry", slotAt(0)))).toBe("state-missing");
    expect(refusal(() => state.read("assetRegistry", slotAt(1)))).toBe("state-missing");
    expect(state.missing()).toEqual([
      { contract: CONTRACTS.assetRegistry, slots: [slotAt(0), slotAt(1)] },
    ]);
    expect(state.fault()).toBeUndefined();
  });

  it("says what is missing: contract and slot when the account's nodes are", () => {
    const state = over([]);
    expect(refusal(() => state.codeHash("exchangeLog"))).toBe("state-missing");
    expect(refusal(() => state.read("assetRegistry", slotAt(7)))).toBe("state-missing");
    expect(state.missing()).toEqual([
      { contract: CONTRACTS.exchangeLog, slots: [] },
      { contract: CONTRACTS.assetRegistry, slots: [slotAt(7)] },
    ]);
  });

  it("gives no word when any bit of any node on the way is changed", () => {
    for (const [place, node] of nodes.entries()) {
      for (let bit = 0; bit < 8 * node.length; bit += 5) {
        const state = over(nodes.with(place, flipBit(node, bit)));
        const code = refusal(() => {
          expect(state.read("assetRegistry", slotAt(1))).toBe(2n ** 256n - 1n);
        });
        expect([undefined, "state-missing"]).toContain(code);
      }
    }
  });

  it("reads zero where a word of no bytes stands, as where none does", () => {
    const zero = stateOf(["0x", "0x01"]);
    const state = zero.over(zero.nodes);
    expect(state.read("assetRegistry", slotAt(0))).toBe(0n);
    expect(state.read("assetRegistry", slotAt(1))).toBe(1n);
    expect(state.fault()).toBeUndefined();
  });

  it.each([
    ["a leading zero byte", "0x0001"],
    ["zero as a byte", "0x00"],
    ["33 bytes", `0x01${"00".repeat(32)}`],
  ])("refuses a word of %s", (_, word) => {
    const odd = stateOf([word, "0x01"]);
    const state = odd.over(odd.nodes);
    expect(refusal(() => state.read("assetRegistry", slotAt(0)))).toBe("trie-invalid");
    expect(state.fault()?.code).toBe("trie-invalid");
    expect(state.read("assetRegistry", slotAt(1))).toBe(1n);
  });
});

describe("an account", () => {
  it("has four fields", () => {
    expect(decodeAccount(account(EMPTY)).nonce).toBe(1n);
    const three = getBytes(encodeRlp(["0x01", "0x", EMPTY]));
    expect(refusal(() => decodeAccount(three))).toBe("account-invalid");
  });

  it("has a canonical nonce and hashes of 32 bytes", () => {
    expect(refusal(() => decodeAccount(account(EMPTY, "0x00")))).toBe("rlp-invalid");
    expect(refusal(() => decodeAccount(account("0x1234")))).toBe("rlp-invalid");
  });
});
