// SPDX-License-Identifier: Apache-2.0
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { keccak256, SigningKey } from "ethers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHex, toHex, utf8 } from "./bytes.ts";
import { defaultCrypto, nobleCrypto } from "./crypto.ts";
import { padding } from "./platform/sm3.ts";
import { flipBit, LAW_TIMEOUT, NUM_RUNS } from "./testing/laws.ts";

const runs = { numRuns: NUM_RUNS };
const providers = [defaultCrypto, nobleCrypto];
/** Around the block of 64 bytes and the padding's edge at 56. */
const EDGES = [0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 129, 1000];

describe("defaultCrypto", () => {
  it("is Node's in Node, and both have a name of their own", () => {
    expect(defaultCrypto.name).toBe("node");
    expect(nobleCrypto.name).toBe("noble");
  });
});

describe.each(providers)("the hashes of $name", (crypto) => {
  const agree = (data: Uint8Array, cut: number) => {
    const expected = (name: string) => toHex(createHash(name).update(data).digest());
    expect(toHex(crypto.sha256(data))).toBe(expected("sha256"));
    for (const [name, create] of [
      ["sha256", () => crypto.createSha256()],
      ["sm3", () => crypto.createSm3()],
    ] as const) {
      const hasher = create();
      hasher.update(data.subarray(0, cut));
      hasher.update(data.subarray(cut));
      expect(toHex(hasher.digest())).toBe(expected(name));
    }
    expect(toHex(crypto.keccak256(data))).toBe(keccak256(data));
  };

  it(
    "are Node's and ethers' on random input, cut anywhere",
    () => {
      fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(400), agree), runs);
    },
    LAW_TIMEOUT,
  );

  it.each(EDGES)("agree at %i bytes, in a view with an offset", (length) => {
    const whole = Uint8Array.from({ length: length + 7 }, (_, at) => at * 31);
    for (const cut of [0, 1, 55, 56, 63, 64, 65, length]) agree(whole.subarray(5, 5 + length), cut);
  });

  it("give plain arrays of 32 bytes, each its own", () => {
    const [first, second] = [crypto.sha256(utf8("a")), crypto.sha256(utf8("b"))];
    expect(first.constructor).toBe(Uint8Array);
    expect(first).toHaveLength(32);
    expect(first).not.toEqual(second);
    expect(crypto.createSm3().digest().constructor).toBe(Uint8Array);
  });
});

describe("SM3", () => {
  // GB/T 32905-2016 (GM/T 0004-2012), annex A.
  it.each([
    ["abc", "0x66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"],
    ["abcd".repeat(16), "0xdebe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"],
  ])("of %j is the standard's", (text, expected) => {
    for (const crypto of providers) {
      const hasher = crypto.createSm3();
      hasher.update(utf8(text));
      expect(toHex(hasher.digest())).toBe(expected);
    }
  });

  it("counts bits past 2^32 and 2^53", () => {
    expect(toHex(padding(2 ** 29, 0))).toBe(`0x80${"00".repeat(55)}0000000100000000`);
    expect(toHex(padding(2 ** 53 - 1, 63))).toBe(`0x80${"00".repeat(56)}00fffffffffffff8`);
  });
});

describe("recover", { timeout: LAW_TIMEOUT }, () => {
  const key = new SigningKey(`0x${"11".repeat(32)}`);

  it("gives the key that ethers signed with, for either recovery", () => {
    const seen = new Set<number>();
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (digest) => {
        const { r, s, yParity } = key.sign(digest);
        seen.add(yParity);
        const found = nobleCrypto.recover(digest, fromHex(r + s.slice(2)), yParity);
        expect(found && toHex(found)).toBe(key.publicKey);
      }),
      runs,
    );
    expect(seen).toEqual(new Set([0, 1]));
  });

  it.each([
    ["zero r", `0x${"00".repeat(32)}${"01".repeat(32)}`],
    ["zero s", `0x${"01".repeat(32)}${"00".repeat(32)}`],
    [
      "r of the order",
      `0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141${"01".repeat(32)}`,
    ],
    [
      "s of the order",
      `0x${"01".repeat(32)}fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141`,
    ],
    ["r on no point", `0x${"00".repeat(31)}05${"01".repeat(32)}`],
    ["63 bytes", `0x${"01".repeat(63)}`],
    ["65 bytes", `0x${"01".repeat(65)}`],
  ])("gives none for %s", (_, signature) => {
    for (const recovery of [0, 1] as const) {
      expect(nobleCrypto.recover(new Uint8Array(32), fromHex(signature), recovery)).toBeUndefined();
    }
  });
});

describe("verifyEd25519", { timeout: LAW_TIMEOUT }, () => {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const key = Uint8Array.from(publicKey.export({ type: "spki", format: "der" }).subarray(-32));
  const verify: typeof nobleCrypto.verifyEd25519 = (...given) =>
    nobleCrypto.verifyEd25519(...given);

  it("accepts what Node signed, and no bit otherwise", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 99 }), fc.nat(), (message, bit) => {
        const signature = Uint8Array.from(sign(null, message, privateKey));
        expect(verify(key, message, signature)).toBe(true);
        expect(verify(key, flipBit(message, bit), signature)).toBe(false);
        expect(verify(key, message, flipBit(signature, bit))).toBe(false);
        expect(verify(flipBit(key, bit), message, signature)).toBe(false);
      }),
      runs,
    );
  });

  it("is false for keys and signatures of another length", () => {
    const signature = Uint8Array.from(sign(null, utf8("a"), privateKey));
    expect(verify(key.subarray(1), utf8("a"), signature)).toBe(false);
    expect(verify(key, utf8("a"), signature.subarray(1))).toBe(false);
    expect(verify(key, utf8("a"), new Uint8Array(64))).toBe(false);
  });
});
