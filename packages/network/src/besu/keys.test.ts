// SPDX-License-Identifier: Apache-2.0
import { computeAddress, SigningKey } from "ethers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { NUM_RUNS, refusal, secretOf } from "../testing/plans.ts";
import { addressOf, newKey, nodeKey, readPublic, readSecret } from "./keys.ts";

/** The order of the curve's group: secrets lie below it. */
const ORDER = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
const BELOW = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140";

describe("a key", () => {
  it("has the public part and the address that another library gives", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: BigInt(`0x${BELOW}`) }), (number) => {
        const key = nodeKey(`0x${number.toString(16).padStart(64, "0")}`);
        expect(`0x04${key.public.slice(2)}`).toBe(new SigningKey(key.secret).publicKey);
        expect(addressOf(key.public)).toBe(computeAddress(key.secret).toLowerCase());
      }),
      { numRuns: NUM_RUNS },
    );
  });
  it("is another one each time, of full length, and can be read again", () => {
    const made = Array.from({ length: 300 }, newKey);
    expect(new Set(made.map(({ secret }) => secret)).size).toBe(300);
    for (const key of made) {
      expect(key.secret).toMatch(/^0x[0-9a-f]{64}$/u);
      expect(readSecret(key.secret, "key")).toEqual(key);
      expect(readPublic(key.public, "key.pub")).toBe(key.public);
    }
  });
});

describe("a private key file", () => {
  it("is read with and without prefix, in capitals, and with an end of line", () => {
    const { secret } = nodeKey(secretOf(0xab));
    for (const text of [secret, secret.slice(2), `${secret.slice(2).toUpperCase()}\n`]) {
      expect(readSecret(text, "key").secret).toBe(secret);
    }
    expect(readSecret(BELOW, "key").secret).toBe(`0x${BELOW}`);
  });
  it.each([
    ["of zero", "00".repeat(32)],
    ["of the group's order", ORDER],
    ["of 31 bytes", "11".repeat(31)],
    ["of 33 bytes", "11".repeat(33)],
    ["with another sign in it", `${"11".repeat(31)}g1`],
    ["with nothing in it", ""],
    ["with two keys", `${"11".repeat(32)}\n${"12".repeat(32)}`],
  ])("is refused %s", (_, text) => {
    expect(refusal(() => readSecret(text, "key"))).toBe("key-malformed");
  });
});

describe("a public key file", () => {
  it("is refused where its point is not on the curve, or is cut", () => {
    const { public: key } = nodeKey(secretOf(7));
    const last = key.endsWith("0") ? "1" : "0";
    for (const text of [`${key.slice(0, -1)}${last}`, key.slice(0, -2), `0x04${key.slice(2)}`]) {
      expect(refusal(() => readPublic(text, "key.pub"))).toBe("key-malformed");
    }
  });
});
