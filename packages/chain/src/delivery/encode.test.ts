// SPDX-License-Identifier: Apache-2.0
import { type Entry, encodeEntry, type Hex, ProofError, type Statement } from "@suyuan/proof";
import { AbiCoder } from "ethers";
import { describe, expect, it } from "vitest";

import { ChainError } from "../errors.ts";
import { encodeDelivery, encodeReceipt } from "./encode.ts";

const word = (digit: string): Hex => `0x${digit.repeat(64)}`;
const ZERO = word("0");
const VALUE: Hex = `0x${"a1".repeat(32)}${"5b".repeat(32)}1c`;

const COMMON = {
  chainId: 31337,
  exchangeLog: `0x${"ee".repeat(20)}`,
  log: word("1"),
  time: 1_700_000_000,
  nonce: `0x${"0f".repeat(16)}`,
  organization: 3,
  seat: 7,
  asset: word("2"),
} as const;
const DIGEST = { bytes: 48_120_512, sha256: word("3"), sm3: word("4") };

const DELIVERY: Statement = {
  type: "suyuan/delivery@1",
  ...COMMON,
  version: word("5"),
  grant: word("6"),
  serial: 2,
  recipient: 4,
  digest: DIGEST,
  salted: true,
  channel: "batch",
};
// SHA-256 of the canonical body above, by another program.
const DELIVERY_ID: Hex = "0x94e2e3d4904fc94c3c1ab30e2095e28bd25f0b68f638b07d63798a433a2c174a";

const RECEIPT: Statement = {
  type: "suyuan/receipt@1",
  ...COMMON,
  organization: 4,
  seat: 9,
  grant: word("6"),
  delivery: { log: word("1"), id: DELIVERY_ID },
  digest: DIGEST,
  salted: true,
  result: "mismatch",
};

const CHAIN = [
  { subject: word("2"), n: 1 },
  { subject: word("6"), n: 5, prev: word("7") },
];
const SEEN = { number: 12, hash: word("8"), time: 1_700_000_001 };

function bytesOf(statement: Statement, signature: object = {}, chain: readonly object[] = CHAIN) {
  const signatures = [{ alg: "eip712", seat: statement.seat, value: VALUE, ...signature }];
  const frame = { type: "suyuan/entry@1", logged: 1_700_000_002, seen: SEEN, chain };
  return encodeEntry({ ...frame, statement, signatures } as unknown as Entry);
}

const PLACE = { index: 5, size: 6, path: [new Uint8Array(32).fill(9)] };

function fault(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ChainError || error instanceof ProofError) return error.code;
    throw error;
  }
  return "none";
}

describe("encodeDelivery", () => {
  describe("given an entry with a delivery", () => {
    const call = encodeDelivery({ entry: bytesOf(DELIVERY), ...PLACE });

    it("names what the contract is to write again", () => {
      expect(call).toMatchObject({ contract: "deliveryRegistry", fn: "recordDelivery" });
      const { chainId: _, exchangeLog: __, ...common } = COMMON;
      expect(call.args[0]).toEqual({
        ...{ common, version: word("5"), grant: word("6"), serial: 2, recipient: 4, salted: true },
        digest: { size: 48_120_512, sha256_: word("3"), sm3: word("4") },
        ...{ channel: 2, partCount: 0, partRoot: ZERO, custodian: false },
      });
    });

    it("takes signature, frame and place from the entry and its proof", () => {
      expect(call.args[1]).toEqual({
        signature: {
          ...{ r: `0x${"a1".repeat(32)}`, s: `0x${"5b".repeat(32)}`, v: 28 },
          batch: { root: ZERO, count: 0, index: 0, purpose: 0, from: 0, until: 0, path: [] },
        },
        frame: {
          ...{ assetNumber: 1, assetBefore: ZERO, grantNumber: 5, grantBefore: word("7") },
          ...{ logged: 1_700_000_002, seenNumber: 12, seenHash: word("8") },
          seenTime: 1_700_000_001,
        },
        ...{ size: 6, index: 5, path: [`0x${"09".repeat(32)}`] },
      });
    });

    it("fits the types of the contract", () => {
      const digest = "tuple(uint64 size,bytes32 sha256_,bytes32 sm3)";
      const common =
        "tuple(bytes32 log,uint64 time,bytes16 nonce,uint32 organization,uint32 seat,bytes32 asset)";
      const delivery = `tuple(${common} common,bytes32 version,bytes32 grant,uint64 serial,uint32 recipient,${digest} digest,bool salted,uint8 channel,uint32 partCount,bytes32 partRoot,bool custodian)`;
      expect(() => AbiCoder.defaultAbiCoder().encode([delivery], [call.args[0]])).not.toThrow();
    });
  });

  it("carries parts, custodian and a batch where there are any", () => {
    const parts = { count: 3, root: word("c") };
    const statement: Statement = { ...DELIVERY, channel: "file", parts, custodian: true };
    const terms = { asset: word("2"), grant: word("6"), purpose: 12, from: 1, until: 2 };
    const batch = { root: word("d"), count: 4, index: 3, path: [word("e"), ZERO] };
    const signature = { alg: "eip712-batch", ...terms, ...batch };
    const { args } = encodeDelivery({ entry: bytesOf(statement, signature), ...PLACE });
    expect(args[0]).toMatchObject({
      ...{ channel: 3, partCount: 3, partRoot: word("c"), custodian: true },
    });
    expect(args[1]).toMatchObject({
      signature: { batch: { ...batch, purpose: 12, from: 1, until: 2 } },
    });
  });

  it("refuses bytes that are no canonical entry, and an entry of another kind", () => {
    const spaced = new TextEncoder().encode(` ${new TextDecoder().decode(bytesOf(DELIVERY))}`);
    expect(fault(() => encodeDelivery({ entry: spaced, ...PLACE }))).toBe("not-canonical");
    expect(fault(() => encodeDelivery({ entry: bytesOf(RECEIPT), ...PLACE }))).toBe("malformed");
  });
});

describe("encodeReceipt", () => {
  it("brings the receipt, its proof, and the delivery that it is of", () => {
    const { fn, args } = encodeReceipt({ entry: bytesOf(RECEIPT), ...PLACE }, bytesOf(DELIVERY));
    expect(fn).toBe("recordReceipt");
    expect(args[0]).toMatchObject({
      ...{ grant: word("6"), deliveryLog: word("1"), deliveryId: DELIVERY_ID },
      ...{ result: 2, supersedes: ZERO, common: { organization: 4, seat: 9 } },
    });
    expect(args[1]).toMatchObject({ size: 6, index: 5 });
    expect(args[2]).toMatchObject({ serial: 2, version: word("5") });
  });

  it("refuses another delivery, and entries that stand in each other's place", () => {
    const entry = bytesOf(RECEIPT);
    const other = bytesOf({ ...DELIVERY, serial: 3 });
    expect(fault(() => encodeReceipt({ entry, ...PLACE }, other))).toBe("malformed");
    expect(fault(() => encodeReceipt({ entry, ...PLACE }, entry))).toBe("malformed");
    const turned = { entry: bytesOf(DELIVERY), ...PLACE };
    expect(fault(() => encodeReceipt(turned, bytesOf(DELIVERY)))).toBe("malformed");
  });
});
