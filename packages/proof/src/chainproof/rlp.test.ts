// SPDX-License-Identifier: Apache-2.0
import { decodeRlp as ethersDecode, encodeRlp as ethersEncode, getBytes, hexlify } from "ethers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesToBigint, toHex } from "../bytes.ts";
import { flipBit, NUM_RUNS, refusal } from "../testing/laws.ts";
import {
  decodeRlp,
  decodeRlpList,
  encodeRlp,
  rlpBytes,
  type RlpItem,
  rlpScalar,
  scalarBytes,
} from "./rlp.ts";

type Text = string | Text[];

const lengths = fc.oneof(
  { weight: 4, arbitrary: fc.uint8Array({ maxLength: 4 }) },
  { weight: 2, arbitrary: fc.uint8Array({ minLength: 50, maxLength: 60 }) },
  { weight: 1, arbitrary: fc.uint8Array({ minLength: 250, maxLength: 300 }) },
);
const { item } = fc.letrec<{ item: RlpItem }>((tie) => ({
  item: fc.oneof({ maxDepth: 4 }, lengths, fc.array(tie("item"), { maxLength: 6 })),
}));

const textOf = (value: RlpItem): Text =>
  value instanceof Uint8Array ? hexlify(value) : value.map(textOf);
const bytesOf = (text: string): Uint8Array => getBytes(text);

describe("RLP", () => {
  it("encodes as ethers does", () => {
    fc.assert(
      fc.property(item, (value) => {
        expect(toHex(encodeRlp(value))).toBe(ethersEncode(textOf(value)));
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it("decodes what it encodes to the same item", () => {
    fc.assert(
      fc.property(item, (value) => {
        expect(textOf(decodeRlp(encodeRlp(value)))).toEqual(textOf(value));
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it("accepts of all byte strings only those that encode again to themselves", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const code = refusal(() => {
          expect(toHex(encodeRlp(decodeRlp(bytes)))).toBe(toHex(bytes));
        });
        expect([undefined, "rlp-invalid"]).toContain(code);
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it("never reads a changed encoding as the same item", () => {
    fc.assert(
      fc.property(item, fc.nat(), (value, bit) => {
        const changed = flipBit(encodeRlp(value), bit);
        refusal(() => {
          expect(textOf(decodeRlp(changed))).not.toEqual(textOf(value));
        });
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it("agrees with ethers on whatever both accept", () => {
    fc.assert(
      fc.property(item, (value) => {
        const bytes = encodeRlp(value);
        expect(textOf(decodeRlp(bytes))).toEqual(ethersDecode(bytes));
      }),
      { numRuns: NUM_RUNS },
    );
  });

  describe("given an encoding that is not the canonical one", () => {
    it.each([
      ["nothing at all", "0x"],
      ["a single byte behind a prefix", "0x817f"],
      ["a string of 55 bytes in the long form", `0xb837${"aa".repeat(55)}`],
      ["a list of 55 bytes in the long form", `0xf837${"01".repeat(55)}`],
      ["a length that begins with zero", `0xb90038${"aa".repeat(56)}`],
      ["a string that is cut off", "0x83aabb"],
      ["a list that is cut off", "0xc30102"],
      ["a length that is cut off", "0xb9"],
      ["an item that reaches beyond its list", "0xc28301"],
      ["bytes after the item", "0x8000"],
      ["a length of five bytes", `0xbc0100000000${"aa".repeat(8)}`],
    ])("refuses %s", (_, text) => {
      expect(refusal(() => decodeRlp(bytesOf(text)))).toBe("rlp-invalid");
    });

    it.each([
      ["a byte above 0x7f behind a prefix", "0x8180"],
      ["a string of 56 bytes in the long form", `0xb838${"aa".repeat(56)}`],
      ["a list of 56 bytes in the long form", `0xf838${"01".repeat(56)}`],
    ])("accepts its neighbour, %s", (_, text) => {
      expect(toHex(encodeRlp(decodeRlp(bytesOf(text))))).toBe(text);
    });
  });

  describe("given lists within lists", () => {
    const nested = (depth: number): Uint8Array => {
      let value: RlpItem = [];
      for (let level = 1; level < depth; level++) value = [value];
      return encodeRlp(value);
    };

    it("reads sixteen levels", () => {
      expect(toHex(encodeRlp(decodeRlp(nested(16))))).toBe(toHex(nested(16)));
    });

    it("refuses seventeen", () => {
      expect(refusal(() => decodeRlp(nested(17)))).toBe("rlp-invalid");
    });
  });

  describe("given a list where members are read by place", () => {
    it("gives lists as lists and refuses strings", () => {
      expect(decodeRlpList(bytesOf("0xc20102"))).toHaveLength(2);
      expect(refusal(() => decodeRlpList(bytesOf("0x80")))).toBe("rlp-invalid");
    });

    it("gives strings of the length asked for and no other", () => {
      expect(rlpBytes(bytesOf("0x0102"), "member", 2)).toHaveLength(2);
      expect(refusal(() => rlpBytes(bytesOf("0x0102"), "member", 3))).toBe("rlp-invalid");
      expect(refusal(() => rlpBytes([], "member"))).toBe("rlp-invalid");
      expect(refusal(() => rlpBytes(undefined, "member"))).toBe("rlp-invalid");
    });

    it("reads scalars without leading zero bytes", () => {
      expect(rlpScalar(new Uint8Array(), "zero")).toBe(0n);
      expect(rlpScalar(bytesOf("0x0400"), "1024")).toBe(1_024n);
      expect(refusal(() => rlpScalar(bytesOf("0x00"), "zero"))).toBe("rlp-invalid");
      expect(refusal(() => rlpScalar(bytesOf("0x0004"), "4"))).toBe("rlp-invalid");
      expect(refusal(() => rlpScalar(bytesOf(`0x01${"00".repeat(32)}`), "2^256"))).toBe(
        "rlp-invalid",
      );
    });

    it("writes the scalar that it reads", () => {
      fc.assert(
        fc.property(fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }), (value) => {
          expect(rlpScalar(scalarBytes(value), "any")).toBe(value);
          expect(bytesToBigint(scalarBytes(value))).toBe(value);
        }),
        { numRuns: NUM_RUNS },
      );
    });
  });
});
