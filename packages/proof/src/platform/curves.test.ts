// SPDX-License-Identifier: Apache-2.0
// The two operations that verification needs, against the library's own, on whatever bytes.
import { ed25519 } from "@noble/curves/ed25519.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concatBytes, fromHex } from "../bytes.ts";
import { flipBit, LAW_TIMEOUT, NUM_RUNS } from "../testing/laws.ts";
import { holdsEd25519, recoverPoint } from "./curves.ts";

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const runs = { numRuns: NUM_RUNS };

/** What a call gives, or that it gives nothing. */
function given<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}

describe("recoverPoint", { timeout: LAW_TIMEOUT }, () => {
  it("recovers what the library recovers, and nothing where it recovers nothing", () => {
    let found = 0;
    fc.assert(
      fc.property(bytes(32), bytes(64), fc.constantFrom(0, 1), (digest, signature, recovery) => {
        const wanted = given(() =>
          secp256k1.Signature.fromBytes(signature, "compact")
            .addRecoveryBit(recovery)
            .recoverPublicKey(digest)
            .toBytes(false),
        );
        found += wanted === undefined ? 0 : 1;
        expect(given(() => recoverPoint(digest, signature, recovery))).toEqual(wanted);
      }),
      runs,
    );
    expect(found).toBeGreaterThan(0);
  });
});

describe("holdsEd25519", { timeout: LAW_TIMEOUT }, () => {
  const holds = (key: Uint8Array, message: Uint8Array, signature: Uint8Array) =>
    given(() => holdsEd25519(key, message, signature)) ?? false;
  const theirs = (key: Uint8Array, message: Uint8Array, signature: Uint8Array) =>
    given(() => ed25519.verify(signature, message, key, { zip215: false })) ?? false;

  it("says what the library says of signatures, whole and with a bit turned", () => {
    fc.assert(
      fc.property(bytes(32), fc.uint8Array(), fc.nat(1_023), (secret, message, bit) => {
        const key = ed25519.getPublicKey(secret);
        const signature = ed25519.sign(message, secret);
        expect(holds(key, message, signature)).toBe(true);
        const turned = flipBit(signature, bit);
        expect(holds(key, message, turned)).toBe(theirs(key, message, turned));
        const other = flipBit(key, bit);
        expect(holds(other, message, signature)).toBe(theirs(other, message, signature));
      }),
      runs,
    );
  });

  // Points of order 1, 2 and 4, and spellings of y at and beyond the prime.
  it.each([
    `01${"00".repeat(31)}`,
    `ec${"ff".repeat(30)}7f`,
    "00".repeat(32),
    `${"00".repeat(31)}80`,
    `ed${"ff".repeat(30)}7f`,
    `ee${"ff".repeat(30)}7f`,
    `01${"00".repeat(30)}80`,
  ])("takes nothing under the key %s, nor with it as a commitment", (encoded) => {
    const point = fromHex(`0x${encoded}`);
    const nothing = new Uint8Array(32);
    expect(holds(point, nothing, concatBytes(point, nothing))).toBe(false);
    const key = ed25519.getPublicKey(new Uint8Array(32).fill(7));
    expect(holds(key, nothing, concatBytes(point, nothing))).toBe(
      theirs(key, nothing, concatBytes(point, nothing)),
    );
  });

  it("refuses a scalar that is the order higher", () => {
    const secret = new Uint8Array(32).fill(9);
    const key = ed25519.getPublicKey(secret);
    const signature = ed25519.sign(secret, secret);
    const scalar = BigInt(`0x${Buffer.from(signature.subarray(32).toReversed()).toString("hex")}`);
    const more = (scalar + ed25519.Point.Fn.ORDER).toString(16).padStart(64, "0");
    const twin = concatBytes(signature.subarray(0, 32), fromHex(`0x${more}`).toReversed());
    expect(holds(key, secret, signature)).toBe(true);
    expect(holds(key, secret, twin)).toBe(false);
  });
});
