// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { bytesOf, FileFault, policyFileIn, proofIn, saltIn } from "./read.ts";
import { slotOf } from "./sort.ts";

const named = (name: string, content: string): File => new File([content], name);
const codeOf = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error instanceof FileFault ? error.code : error;
  }
};

describe("given bytes that are no file of ours", () => {
  it.each(["", "{", "[]", "null", '{"type":"suyuan/evidence@1"}', '{"type":"suyuan/right@2"}'])(
    "refuses %j by its code, as evidence and as policy",
    (text) => {
      const bytes = new TextEncoder().encode(text);
      expect(codeOf(() => proofIn("a.json", bytes))).toBe("not-readable");
      expect(codeOf(() => policyFileIn("a.json", text))).toBe("not-readable");
    },
  );

  it("names no other fault, whatever the bytes", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => new TextEncoder().encode(text)),
        ),
        (bytes) => {
          expect(codeOf(() => proofIn("a.json", bytes))).toBe("not-readable");
        },
      ),
    );
  });

  it("refuses what is empty, or larger than it may be", async () => {
    await expect(bytesOf(named("a", ""), 8)).rejects.toMatchObject({ code: "file-empty" });
    await expect(bytesOf(named("a", "123456789"), 8)).rejects.toMatchObject({
      code: "file-too-large",
    });
    expect(await bytesOf(named("a", "12345678"), 8)).toHaveLength(8);
  });
});

describe("given a salt", () => {
  it("reads 64 digits, with or without 0x and around white space", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (salt) => {
        const digits = [...salt].map((byte) => byte.toString(16).padStart(2, "0")).join("");
        expect([...saltIn(digits)]).toEqual([...salt]);
        expect([...saltIn(` 0x${digits.toUpperCase()}\n`)]).toEqual([...salt]);
      }),
    );
  });

  it.each(["", "09".repeat(31), "09".repeat(33), "0g".repeat(32), "0x"])("refuses %j", (text) => {
    expect(codeOf(() => saltIn(text))).toBe("not-a-salt");
  });
});

describe("given a file that is dropped", () => {
  const evidence = '{"block":{},"type":"suyuan/evidence@1"}';

  it.each([
    ["proof", named("a.json", evidence)],
    ["proof", named("a.json", ' {"type" : "suyuan/grant@1"}')],
    ["proof", named("a.json", `{"nodes":"${"x".repeat(200_000)}","type":"suyuan/history@1"}`)],
    ["policy", named("a.json", '{"type":"suyuan/policy@1"}')],
    ["salt", named("data.csv.salt", "09")],
    ["data", named("data.csv.salt", "9".repeat(2_000))],
    ["data", named("data.csv", `年,人数\n${evidence}`)],
    ["data", named("data.json", '{"type":"suyuan/key@1"}')],
    ["data", named("data.json", "")],
  ] as const)("takes it for %s (%#)", async (slot, file) => {
    expect(await slotOf(file)).toBe(slot);
  });
});
