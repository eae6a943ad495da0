// SPDX-License-Identifier: Apache-2.0
import { encodeRlp, getBytes, hexlify, keccak256, toBeArray } from "ethers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toHex } from "../bytes.ts";
import { flipBit, NUM_RUNS, refusal } from "../testing/laws.ts";
import { headerFromRpc } from "./build.ts";
import { type BlockHeader, decodeHeader, encodeHeader, headerHash } from "./header.ts";

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const hash = bytes(32);
const safe = fc.bigInt({ min: 0n, max: 2n ** 53n - 1n });
const scalar = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n });

const required = {
  parentHash: hash,
  ommersHash: hash,
  coinbase: bytes(20),
  stateRoot: hash,
  transactionsRoot: hash,
  receiptsRoot: hash,
  logsBloom: bytes(256),
  difficulty: scalar,
  number: safe,
  gasLimit: scalar,
  gasUsed: scalar,
  time: safe,
  extraData: fc.uint8Array({ maxLength: 200 }),
  mixHash: hash,
  nonce: bytes(8),
};
const appended = {
  baseFee: scalar,
  withdrawalsRoot: hash,
  blobGasUsed: scalar,
  excessBlobGas: scalar,
  parentBeaconBlockRoot: hash,
  requestsHash: hash,
};
const NAMES = [...Object.keys(required), ...Object.keys(appended)];

/** A header of 15 to 21 fields. */
const header = fc
  .tuple(fc.record({ ...required, ...appended }), fc.integer({ min: 15, max: 21 }))
  .map(([whole, fields]): BlockHeader => {
    const kept = Object.entries(whole).filter(([name]) => NAMES.indexOf(name) < fields);
    return Object.fromEntries(kept) as unknown as BlockHeader;
  });

const listed = (fields: BlockHeader): string[] =>
  NAMES.flatMap((name) => {
    const value = (fields as unknown as Record<string, bigint | Uint8Array | undefined>)[name];
    if (value === undefined) return [];
    return [typeof value === "bigint" ? hexlify(toBeArray(value)) : hexlify(value)];
  });

describe("a header", () => {
  it("is the RLP list of its fields in their order", () => {
    fc.assert(
      fc.property(header, (fields) => {
        expect(toHex(encodeHeader(fields))).toBe(encodeRlp(listed(fields)));
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it("is read as it was written", () => {
    fc.assert(
      fc.property(header, (fields) => {
        expect(decodeHeader(encodeHeader(fields))).toEqual(fields);
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it("has another hash when one bit of it is changed", () => {
    fc.assert(
      fc.property(header, fc.nat(), (fields, bit) => {
        const encoded = encodeHeader(fields);
        expect(toHex(headerHash(encoded))).toBe(keccak256(encoded));
        expect(toHex(headerHash(flipBit(encoded, bit)))).not.toBe(keccak256(encoded));
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it("cannot lack a field and have a later one", () => {
    fc.assert(
      fc.property(fc.record({ ...required, ...appended }), (fields) => {
        const { baseFee, ...rest } = fields;
        expect(baseFee).toBeDefined();
        expect(refusal(() => encodeHeader(rest))).toBe("header-invalid");
      }),
      { numRuns: 10 },
    );
  });

  it("holds a base fee of zero as an empty string, unlike no base fee", () => {
    const [fields] = fc.sample(fc.record(required), 1);
    if (fields === undefined) throw new Error("no sample");
    expect(decodeHeader(encodeHeader({ ...fields, baseFee: 0n })).baseFee).toBe(0n);
    expect(decodeHeader(encodeHeader(fields)).baseFee).toBeUndefined();
  });

  it("refuses a number or a time beyond 2^53", () => {
    const [fields] = fc.sample(fc.record(required), 1);
    if (fields === undefined) throw new Error("no sample");
    for (const name of ["number", "time"]) {
      expect(refusal(() => encodeHeader({ ...fields, [name]: 2n ** 53n - 1n }))).toBeUndefined();
      expect(refusal(() => encodeHeader({ ...fields, [name]: 2n ** 53n }))).toBe("header-invalid");
    }
  });

  it("refuses fewer than 15 fields and more than 21", () => {
    const [fields] = fc.sample(fc.record({ ...required, ...appended }), 1);
    if (fields === undefined) throw new Error("no sample");
    const list = listed(fields);
    const encoded = (some: string[]): Uint8Array => getBytes(encodeRlp(some));
    expect(refusal(() => decodeHeader(encoded(list)))).toBeUndefined();
    expect(refusal(() => decodeHeader(encoded([...list, "0x"])))).toBe("header-invalid");
    expect(refusal(() => decodeHeader(encoded(list.slice(0, 15))))).toBeUndefined();
    expect(refusal(() => decodeHeader(encoded(list.slice(0, 14))))).toBe("header-invalid");
  });

  it("refuses a header longer than any", () => {
    const [fields] = fc.sample(fc.record(required), 1);
    if (fields === undefined) throw new Error("no sample");
    const long = { ...fields, extraData: new Uint8Array(65_536) };
    expect(refusal(() => encodeHeader(long))).toBe("header-invalid");
  });
});

describe("a header rebuilt from a node's JSON", () => {
  const block = {
    ...{ parentHash: `0x${"11".repeat(32)}`, sha3Uncles: `0x${"22".repeat(32)}` },
    ...{ miner: `0x${"Ab".repeat(20)}`, stateRoot: `0x${"33".repeat(32)}` },
    ...{ transactionsRoot: `0x${"44".repeat(32)}`, receiptsRoot: `0x${"55".repeat(32)}` },
    ...{ logsBloom: `0x${"00".repeat(256)}`, difficulty: "0x0", number: "0x10", gasLimit: "0x5" },
    ...{
      gasUsed: "0x0",
      timestamp: "0x6a6d3700",
      extraData: "0x",
      mixHash: `0x${"66".repeat(32)}`,
    },
    ...{ nonce: `0x${"00".repeat(8)}`, baseFeePerGas: "0x0", withdrawalsRoot: null },
  };
  const scalars = [block.difficulty, block.number, block.gasLimit, block.gasUsed, block.timestamp];
  const front = [block.parentHash, block.sha3Uncles, block.miner.toLowerCase(), block.stateRoot];
  const fields = [
    ...[...front, block.transactionsRoot, block.receiptsRoot, block.logsBloom],
    ...scalars.map((text) => hexlify(toBeArray(BigInt(text)))),
    ...[block.extraData, block.mixHash, block.nonce, "0x"],
  ];
  const hashed = keccak256(encodeRlp(fields));
  const requestsHash = `0x${"77".repeat(32)}`;

  it("is given when its hash is the block's", () => {
    const rebuilt = headerFromRpc({ ...block, hash: hashed });
    expect(toHex(rebuilt.bytes)).toBe(encodeRlp(fields));
    expect(rebuilt.hash).toBe(hashed);
  });

  it("may tell its scalars as client libraries do", () => {
    const told = { number: 16, gasLimit: "5", gasUsed: 0, timestamp: 0x6a6d3700 };
    expect(headerFromRpc({ ...block, ...told, hash: hashed }).hash).toBe(hashed);
  });

  it("stops at the first field that is not there, whatever else is told", () => {
    const rebuilt = headerFromRpc({ ...block, blobGasUsed: "0x0", requestsHash, hash: hashed });
    expect(toHex(rebuilt.bytes)).toBe(encodeRlp(fields));
    expect(rebuilt.kind).toBe("none");
  });

  it.each([
    ["another field", { hash: hashed, gasUsed: "0x1" }],
    ["another hash", { hash: `0x${"77".repeat(32)}` }],
    ["no hash", {}],
    ["a field that is no hex", { hash: hashed, stateRoot: 16 }],
    ["a scalar that is no number", { hash: hashed, gasLimit: "0x" }],
    ["a scalar below zero", { hash: hashed, gasLimit: -5 }],
    ["a hash of 31 bytes", { hash: hashed.slice(0, -2) }],
    ["a field too few", { hash: hashed, stateRoot: undefined }],
  ])("is refused with %s", (_, change) => {
    expect(refusal(() => headerFromRpc({ ...block, ...change }))).toMatch(/^(header|rlp)-invalid$/);
  });
});
