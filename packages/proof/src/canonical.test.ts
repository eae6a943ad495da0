// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { canonicalize } from "json-canonicalize";
import { describe, expect, it } from "vitest";
import { utf8 } from "./bytes.ts";
import { canonicalBytes, canonicalText, parseCanonical, parseStrict } from "./canonical.ts";
import { LAW_TIMEOUT, NUM_RUNS, refusal } from "./testing/laws.ts";

const runs = { numRuns: NUM_RUNS };
const text = fc
  .string({ unit: "binary", maxLength: 12 })
  .filter((value) => value.isWellFormed())
  .map((value) => value.normalize("NFC"));
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger().map((value) => value + 0),
    text,
    fc.array(tie("json"), { maxLength: 5 }),
    fc.array(fc.tuple(text, tie("json")), { maxLength: 5 }).map(Object.fromEntries),
  ),
}));

/** The same value spelt otherwise: white space, and every character of a string escaped. */
function respell(canonical: string): string {
  return canonical.replace(/"(?:[^"\\]|\\.)*"|[{}[\],:]/g, (token) => {
    if (!token.startsWith('"')) return ` \n${token}\t\r`;
    const units = Array.from(JSON.parse(token) as string, (character) =>
      Array.from({ length: character.length }, (_, at) => character.charCodeAt(at)),
    ).flat();
    return `"${units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("")}"`;
  });
}

describe("canonicalText", { timeout: LAW_TIMEOUT }, () => {
  it("is what a second implementation writes", () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalText(value)).toBe(canonicalize(value));
      }),
      runs,
    );
  });

  it("is idempotent: what is read from it has the same canonical text", () => {
    fc.assert(
      fc.property(json, (value) => {
        const once = canonicalText(value);
        expect(canonicalText(parseStrict(once))).toBe(once);
        expect(parseCanonical(utf8(once))).toEqual(value);
      }),
      runs,
    );
  });

  it("does not depend on how the value was spelt", () => {
    fc.assert(
      fc.property(json, (value) => {
        const once = canonicalText(value);
        expect(parseStrict(respell(once))).toEqual(value);
        expect(canonicalText(parseStrict(respell(once)))).toBe(once);
      }),
      runs,
    );
  });

  describe("given a value that is not plain JSON", () => {
    class Point {
      readonly x = 1;
    }
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    it.each<[string, unknown, string]>([
      ["undefined", undefined, "malformed"],
      ["an undefined member", { a: undefined }, "malformed"],
      ["a hole in a list", Array.from({ length: 1 }), "malformed"],
      ["a bigint", { a: 1n }, "malformed"],
      ["a function", { toJSON: () => 1 }, "malformed"],
      ["a date", { a: new Date(0) }, "malformed"],
      ["a boxed number", Object(1), "malformed"],
      ["bytes", new Uint8Array(1), "malformed"],
      ["an object of a class", new Point(), "malformed"],
      ["a map", new Map(), "malformed"],
      ["a circle", circular, "too-deep"],
      ["not a number", Number.NaN, "unsafe-number"],
      ["infinity", Infinity, "unsafe-number"],
      ["a fraction", [0.5], "unsafe-number"],
      ["minus zero", -0, "unsafe-number"],
      ["2^53", 2 ** 53, "unsafe-number"],
      ["a lone surrogate", "\udc00", "lone-surrogate"],
      ["a lone surrogate in a name", { "\ud800": 1 }, "lone-surrogate"],
      ["e and an accent apart", "e\u0301", "not-nfc"],
      ["a name not in NFC", { "e\u0301": 1 }, "not-nfc"],
    ])("refuses %s", (_, value, code) => {
      expect(refusal(() => canonicalText(value))).toBe(code);
    });
  });
});

const nested = (depth: number, open: string, inside: string, close: string) =>
  open.repeat(depth) + inside + close.repeat(depth);

describe("parseStrict", { timeout: LAW_TIMEOUT }, () => {
  it("agrees with JSON.parse on everything that it accepts", () => {
    const fragments = fc.constantFrom(
      ...["{", "}", "[", "]", ",", ":", '"', '"a"', "\\", "1", "-", "0", ".", "e", "true", "null"],
      ...[" ", "\n", "\\u0041", "\u0000", "\u00a0", "é"],
    );
    fc.assert(
      fc.property(fc.array(fragments, { maxLength: 12 }), (parts) => {
        const input = parts.join("");
        let accepted: unknown;
        const code = refusal(() => {
          accepted = parseStrict(input);
        });
        if (code === undefined) expect(accepted).toEqual(JSON.parse(input));
        if (code === "malformed") expect(() => JSON.parse(input) as unknown).toThrow();
      }),
      { numRuns: 20 * NUM_RUNS },
    );
  });

  it("reads the depth of 32 and no more", () => {
    expect(parseStrict(nested(32, "[", "", "]"))).toBeDefined();
    expect(refusal(() => parseStrict(nested(33, "[", "", "]")))).toBe("too-deep");
    expect(parseStrict(nested(31, '{"a":', "{}", "}"))).toBeDefined();
    expect(refusal(() => parseStrict(nested(32, '{"a":', "{}", "}")))).toBe("too-deep");
    expect(refusal(() => parseStrict("[".repeat(1_000_000)))).toBe("too-deep");
    expect(refusal(() => parseStrict("[[]]", { depth: 1 }))).toBe("too-deep");
  });

  it("reads as many bytes as its limit and no more", () => {
    expect(parseStrict("1234", { bytes: 4 })).toBe(1234);
    expect(refusal(() => parseStrict("12345", { bytes: 4 }))).toBe("too-large");
    expect(refusal(() => parseStrict(utf8("12345"), { bytes: 4 }))).toBe("too-large");
    expect(refusal(() => parseStrict(" ".repeat(1_048_577)))).toBe("too-large");
  });

  it("keeps names that objects have by birth as members", () => {
    const value = parseStrict('{"__proto__":{"a":1},"constructor":2,"toString":3}');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(canonicalText(value)).toBe('{"__proto__":{"a":1},"constructor":2,"toString":3}');
  });

  it("says where", () => {
    expect(() => parseStrict('{"a":[{"b":1,"b":2}]}')).toThrow(
      expect.objectContaining({ code: "duplicate-key", path: "a.0.b" }),
    );
    expect(() => parseStrict('{"a":[0,1.5]}')).toThrow(
      expect.objectContaining({ code: "unsafe-number", path: "a.1" }),
    );
  });
});

describe("parseCanonical", () => {
  it("refuses the same value in other bytes", () => {
    expect(parseCanonical(utf8('{"a":1,"b":2}'))).toEqual({ a: 1, b: 2 });
    for (const other of [
      '{"b":2,"a":1}',
      '{"a":1, "b":2}',
      '{"\\u0061":1,"b":2}',
      '{"a":1,"b":2}\n',
    ]) {
      expect(refusal(() => parseCanonical(utf8(other)))).toBe("not-canonical");
    }
    expect(canonicalBytes({ b: 2, a: 1 })).toEqual(utf8('{"a":1,"b":2}'));
  });
});
