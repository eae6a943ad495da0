// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bytesToBigint,
  bytesToNumber,
  compareBytes,
  concatBytes,
  equalBytes,
  fromHex,
  fromUtf8,
  isHex,
  toHex,
  uintBytes,
  utf8,
} from "./bytes.ts";
import { fromBase64, toBase64 } from "./bytes/base64.ts";
import { flipBit, LAW_TIMEOUT, NUM_RUNS, refusal } from "./testing/laws.ts";

const runs = { numRuns: NUM_RUNS };
const bytes = fc.uint8Array({ maxLength: 200 });

describe("hex", () => {
  describe("given any bytes", () => {
    it("is what Node writes, and reads back", () => {
      fc.assert(
        fc.property(bytes, (data) => {
          expect(toHex(data)).toBe(`0x${Buffer.from(data).toString("hex")}`);
          expect(fromHex(toHex(data))).toEqual(data);
          expect(isHex(toHex(data), data.length)).toBe(true);
          expect(isHex(toHex(data), data.length + 1)).toBe(false);
        }),
        runs,
      );
    });
  });

  describe("given a text that is not lower-case hex of whole bytes", () => {
    it.each(["", "0", "00", "0X00", "0x0", "0xAB", "0xg0", "0x0g", "0x0\u0130", "0x 0", " 0x00"])(
      "refuses %j",
      (text) => {
        expect(refusal(() => fromHex(text))).toBe("invalid-hex");
        expect(isHex(text)).toBe(false);
      },
    );
  });

  describe("given another length than asked", () => {
    it("refuses it", () => {
      expect(fromHex("0x0102", 2)).toEqual(Uint8Array.of(1, 2));
      expect(refusal(() => fromHex("0x0102", 1))).toBe("wrong-length");
      expect(refusal(() => fromHex("0x0102", 3))).toBe("wrong-length");
    });
  });
});

describe("base64", () => {
  describe("given any bytes", () => {
    it("is what Node writes, and reads back", () => {
      fc.assert(
        fc.property(bytes, (data) => {
          expect(toBase64(data)).toBe(Buffer.from(data).toString("base64"));
          expect(fromBase64(toBase64(data))).toEqual(data);
        }),
        runs,
      );
    });
  });

  describe("given the examples of RFC 4648, section 10", () => {
    it.each([
      [0, ""],
      [1, "Zg=="],
      [2, "Zm8="],
      [3, "Zm9v"],
      [4, "Zm9vYg=="],
      [5, "Zm9vYmE="],
      [6, "Zm9vYmFy"],
    ])("writes the first %i letters of foobar as %j", (letters, encoded) => {
      const text = "foobar".slice(0, letters);
      expect(toBase64(utf8(text))).toBe(encoded);
      expect(fromUtf8(fromBase64(encoded))).toBe(text);
    });
  });

  describe("given a second text for the same bytes, or none at all", () => {
    it.each([
      "Zg",
      "Zg=",
      "Zh==",
      "Zm9=",
      "Zm8\n",
      " Zm8",
      "Z===",
      "====",
      "=Zg=",
      "Zg==Zg==",
      "Zm-_",
    ])("refuses %j", (text) => {
      expect(refusal(() => fromBase64(text))).toBe("invalid-base64");
    });
  });
});

describe("equalBytes and compareBytes", () => {
  it("see every single bit", () => {
    const some = fc.uint8Array({ minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(some, fc.nat(), (data, bit) => {
        const other = flipBit(data, bit);
        expect(equalBytes(data, Uint8Array.from(data))).toBe(true);
        expect(equalBytes(data, other)).toBe(false);
        expect(equalBytes(data, concatBytes(data, Uint8Array.of(0)))).toBe(false);
        expect(Math.sign(compareBytes(data, other))).toBe(Buffer.compare(data, other));
        expect(compareBytes(data, data)).toBe(0);
      }),
      runs,
    );
  });

  it("order as Node does, also bytes of other lengths", () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(a, b));
      }),
      runs,
    );
  });
});

describe("whole numbers as bytes", () => {
  it("are big-endian and read back", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        const expected = Buffer.alloc(8);
        expected.writeBigUInt64BE(BigInt(value));
        expect(toHex(uintBytes(value, 8))).toBe(toHex(expected));
        expect(bytesToNumber(uintBytes(value, 8))).toBe(value);
        expect(bytesToBigint(uintBytes(value, 32))).toBe(BigInt(value));
      }),
      runs,
    );
  });

  it.each([
    [-1, 8],
    [-1n, 8],
    [0.5, 8],
    [2 ** 53, 8],
    [256, 1],
    [1n << 64n, 8],
  ])("refuses %s in %s bytes", (value, width) => {
    expect(refusal(() => uintBytes(value, width))).toBe("out-of-range");
  });

  it("refuses to read as a number what is beyond 2^53 - 1", () => {
    expect(bytesToNumber(fromHex("0x1fffffffffffff"))).toBe(Number.MAX_SAFE_INTEGER);
    expect(refusal(() => bytesToNumber(fromHex("0x20000000000000")))).toBe("out-of-range");
    expect(bytesToNumber(new Uint8Array(0))).toBe(0);
  });
});

describe("UTF-8", { timeout: LAW_TIMEOUT }, () => {
  it("is what Node writes, and reads back", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }).filter((text) => text.isWellFormed()),
        (text) => {
          expect(toHex(utf8(text))).toBe(toHex(Buffer.from(text, "utf8")));
          expect(fromUtf8(utf8(text))).toBe(text);
        },
      ),
      runs,
    );
  });

  it("keeps a byte order mark, for the caller to see", () => {
    expect(fromUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))).toBe("\ufeffA");
  });

  it.each(["0xff", "0xc0af", "0xeda080", "0xf4908080", "0xe4b8"])("refuses %s", (hex) => {
    expect(refusal(() => fromUtf8(fromHex(hex)))).toBe("invalid-utf8");
  });
});
