// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from "node:crypto";
import type { Hex } from "@suyuan/proof";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Refusal } from "../refusal.ts";
import { Opening } from "./opening.ts";

const numRuns = process.env["SUYUAN_DEEP"] === "1" ? 10_000 : 100;

const hex = (bytes: Uint8Array): Hex => `0x${Buffer.from(bytes).toString("hex")}`;
const sha256 = (...parts: readonly (Uint8Array | string)[]): Buffer => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

function opened(...of: readonly [...ConstructorParameters<typeof Opening>, Uint8Array[]]): Hex {
  const [media, opener, chunks] = of;
  const opening = new Opening(media, opener);
  for (const chunk of chunks) opening.take(chunk);
  return opening.commitment();
}

describe("a commitment", () => {
  const salt = randomBytes(32);

  it("to JSON is of its salt and canonical bytes, however it is written (canonical.md, 12)", () => {
    const written = [Buffer.from('{ "b": [1,   2],'), Buffer.from('\n "a": "\\u4e00" }')];
    const canonical = '{"a":"一","b":[1,2]}';
    const expected = hex(sha256(salt, canonical));
    expect(opened("application/json", { salt: hex(salt) }, written)).toBe(expected);
    expect(opened("application/json", {}, written)).toBe(hex(sha256(canonical)));
  });

  it("to anything else is of its salt and its bytes", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array()), (chunks) => {
        const expected = hex(sha256(salt, ...chunks));
        expect(opened("application/pdf", { salt: hex(salt) }, chunks)).toBe(expected);
      }),
      { numRuns },
    );
  });

  it("to a scope is of both its sides (grant.md, Scope 1)", () => {
    const items = randomBytes(32);
    const own = sha256(salt, '{"basis":1}');
    const expected = hex(sha256(Buffer.from([1]), own, items));
    const opener = { salt: hex(salt), items: hex(items) };
    expect(opened("application/json", opener, [Buffer.from('{"basis":1}')])).toBe(expected);
  });

  it.each([
    ["a key twice", '{"a":1,"a":2}', "duplicate-key"],
    ["no JSON", "{", "malformed-json"],
    ["a number beyond all integers", '{"a":1e30}', "unsafe-number"],
    ["text that is not NFC", '{"a":"e\u0301"}', "not-nfc"],
  ])("cannot be to JSON with %s", (_, text, code) => {
    const told = (() => {
      try {
        return opened("application/json", {}, [Buffer.from(text)]);
      } catch (error) {
        return (error as Refusal).code;
      }
    })();
    expect(told).toBe(code);
  });
});
