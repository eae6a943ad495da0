// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { canonicalText } from "./canonical.ts";
import { formatVerifierKey } from "./note/key.ts";
import { noteSigner } from "./note/sign.ts";
import { parsePolicy, readPolicy } from "./policy.ts";
import { refusal } from "./testing/laws.ts";

const address = (digit: string): string => `0x${digit.repeat(40)}`;
const codeHash = (digit: string): string => `0x${digit.repeat(64)}`;
const key = (byte: number, kind: "ed25519" | "cosignature", name = `key${byte}.example`): string =>
  formatVerifierKey(noteSigner(name, new Uint8Array(32).fill(byte), kind).key);

const LOG_KEY = key(1, "ed25519");
const [FIRST, SECOND] = [key(2, "cosignature"), key(3, "cosignature")];
const VALIDATORS = [address("1"), address("2"), address("3"), address("4")];

const POLICY = {
  type: "suyuan/policy@1",
  name: "示例省政务数据共享",
  chain: { chainId: 1, consensus: { kind: "none" } },
  contracts: {
    organizationRegistry: { address: address("a"), codeHash: codeHash("a") },
    assetRegistry: { address: address("b"), codeHash: codeHash("b") },
    sharingRegistry: { address: address("c"), codeHash: codeHash("c") },
    exchangeLog: { address: address("d"), codeHash: codeHash("d") },
    rightRegistry: { address: address("e"), codeHash: codeHash("e") },
    deliveryRegistry: { address: address("f"), codeHash: codeHash("f") },
  },
  logs: [{ origin: "log.example/one", keys: [LOG_KEY] }],
  witnesses: { threshold: 1, keys: [FIRST, SECOND] },
  require: ["witnesses"],
};

type Change = Readonly<Record<string, unknown>>;
const read = (change: Change): string | undefined =>
  refusal(() => readPolicy({ ...POLICY, ...change }));
const consensus = (value: Change): string | undefined =>
  read({ chain: { chainId: 1, consensus: value } });
const sets = (...list: Change[]): Change => ({ kind: "qbft", sets: list });

describe("a policy", () => {
  it("is read from its file as it was written", () => {
    expect(parsePolicy(canonicalText(POLICY))).toEqual(POLICY);
  });

  it.each([
    ["a type of another version", { type: "suyuan/policy@2" }, "out-of-range"],
    ["a member that is not known", { comment: "" }, "unknown-field"],
    ["an empty name", { name: "" }, "out-of-range"],
    ["a name with a control character", { name: "a\nb" }, "out-of-range"],
    ["no contracts", { contracts: {} }, "missing-field"],
    ["no logs", { logs: [] }, "out-of-range"],
    ["a requirement that is not known", { require: ["luck"] }, "out-of-range"],
    ["a requirement twice", { require: ["time", "time"] }, "duplicate-item"],
  ])("is refused with %s", (_, change, code) => {
    expect(read(change)).toBe(code);
  });

  it("can require every check of the trust group that is requirable", () => {
    expect(read({ require: ["seals", "witnesses", "time", "complete"] })).toBeUndefined();
    expect(read({ require: [] })).toBeUndefined();
  });

  describe("given its contracts", () => {
    const one = POLICY.contracts.assetRegistry;
    const withAsset = (value: Change) =>
      read({ contracts: { ...POLICY.contracts, assetRegistry: value } });

    it.each([
      ["an address in upper case", { ...one, address: address("B") }, "invalid-hex"],
      ["the zero address", { ...one, address: address("0") }, "out-of-range"],
      ["a code hash of 20 bytes", { ...one, codeHash: address("b") }, "invalid-hex"],
      ["no code hash", { address: one.address }, "missing-field"],
    ])("refuses %s", (_, value, code) => {
      expect(withAsset(value)).toBe(code);
    });
  });

  describe("given its logs", () => {
    const log = POLICY.logs[0];

    it.each([
      ["two logs of one origin", [log, log], "duplicate-item"],
      ["a log without keys", [{ ...log, keys: [] }], "out-of-range"],
      ["a key twice", [{ ...log, keys: [LOG_KEY, LOG_KEY] }], "duplicate-item"],
      [
        "one key under two names",
        [{ ...log, keys: [LOG_KEY, key(1, "ed25519", "other")] }],
        "duplicate-item",
      ],
      ["a cosigner's key", [{ ...log, keys: [FIRST] }], "note-key-malformed"],
      ["a key that is none", [{ ...log, keys: ["log+00000000+AAAA"] }], "note-key-malformed"],
      ["an origin of two lines", [{ ...log, origin: "a\nb" }], "out-of-range"],
    ])("refuses %s", (_, logs, code) => {
      expect(read({ logs })).toBe(code);
    });

    it("takes a log with several keys, and several logs", () => {
      const two = { origin: "log.example/two", keys: [LOG_KEY, key(9, "ed25519")] };
      expect(read({ logs: [log, two] })).toBeUndefined();
    });
  });

  describe("given its witnesses", () => {
    const witnesses = (threshold: number, keys: readonly string[]) =>
      read({ witnesses: { threshold, keys } });

    it("asks for at most as many as it names", () => {
      expect(witnesses(0, [])).toBeUndefined();
      expect(witnesses(2, [FIRST, SECOND])).toBeUndefined();
      expect(witnesses(3, [FIRST, SECOND])).toBe("unreachable-threshold");
      expect(witnesses(1, [])).toBe("unreachable-threshold");
    });

    it("names every key once, under whatever name", () => {
      expect(witnesses(1, [FIRST, FIRST])).toBe("duplicate-item");
      expect(witnesses(1, [FIRST, key(2, "cosignature", "other.example")])).toBe("duplicate-item");
    });

    it("takes cosigners' keys only", () => {
      expect(witnesses(1, [LOG_KEY])).toBe("note-key-malformed");
    });
  });

  describe("given its consensus", () => {
    it.each([
      ["none", { kind: "none" }],
      ["one set for ever", sets({ from: 0, validators: VALIDATORS })],
      [
        "sets that follow each other",
        sets(
          { from: 0, to: 9, validators: VALIDATORS },
          { from: 10, validators: VALIDATORS.slice(1) },
        ),
      ],
      ["ibft2", { ...sets({ from: 0, validators: VALIDATORS }), kind: "ibft2" }],
      ["ibft1", { ...sets({ from: 0, validators: VALIDATORS }), kind: "ibft1" }],
      [
        "clique",
        { ...sets({ from: 0, validators: VALIDATORS }), kind: "clique", following: 8, signers: 3 },
      ],
    ])("takes %s", (_, value) => {
      expect(consensus(value)).toBeUndefined();
    });

    it.each([
      [
        "an unknown kind",
        { ...sets({ from: 0, validators: VALIDATORS }), kind: "pow" },
        "out-of-range",
      ],
      ["sets without seals", { ...sets(), kind: "none" }, "unknown-field"],
      ["no sets", sets(), "out-of-range"],
      ["a set without validators", sets({ from: 0, validators: [] }), "out-of-range"],
      [
        "a validator twice",
        sets({ from: 0, validators: [address("1"), address("1")] }),
        "duplicate-item",
      ],
      [
        "a set that ends before it begins",
        sets({ from: 5, to: 4, validators: VALIDATORS }),
        "wrong-order",
      ],
      [
        "sets that overlap in one block",
        sets({ from: 0, to: 10, validators: VALIDATORS }, { from: 10, validators: VALIDATORS }),
        "overlapping-sets",
      ],
      [
        "a set after one that never ends",
        sets({ from: 0, validators: VALIDATORS }, { from: 10, validators: VALIDATORS }),
        "overlapping-sets",
      ],
      [
        "clique without depth",
        { ...sets({ from: 0, validators: VALIDATORS }), kind: "clique" },
        "missing-field",
      ],
      [
        "clique without following headers",
        { ...sets({ from: 0, validators: VALIDATORS }), kind: "clique", following: 0, signers: 1 },
        "out-of-range",
      ],
    ])("refuses %s", (_, value, code) => {
      expect(consensus(value)).toBe(code);
    });
  });
});
