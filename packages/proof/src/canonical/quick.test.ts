// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHex, type Hex } from "../bytes.ts";
import { ProofError } from "../errors.ts";
import { LAW_TIMEOUT, NUM_RUNS, refusal } from "../testing/laws.ts";
import * as quickReader from "./quick.ts";
import * as strictReader from "./strict.ts";
import type { ReadLimits } from "./strict.ts";
import { writeJson } from "./write.ts";

type Reader = typeof strictReader.readJson;
const READERS = ["readJson", "readCanonical"] as const;

/** All that a reader says of a text: its value with the order of members, or its refusal word for word. */
function outcome(read: Reader, text: string, limits: ReadLimits = {}): unknown {
  try {
    const value = read(text, limits);
    return { value, written: JSON.stringify(value) };
  } catch (error) {
    if (!(error instanceof ProofError)) throw error;
    return { code: error.code, message: error.message, path: error.path };
  }
}

const outcomes = (text: string, limits?: ReadLimits) =>
  READERS.map((name) => ({
    quick: outcome(quickReader[name], text, limits),
    strict: outcome(strictReader[name], text, limits),
  }));

function expectAlike(text: string, limits?: ReadLimits): void {
  for (const { quick, strict } of outcomes(text, limits)) expect(quick).toStrictEqual(strict);
}

/** Names and texts that readers differ about: not NFC, half a pair, members by birth, names that look like numbers. */
const AWKWARD = ["e\u0301", "\ud800", "\udc00x", "__proto__", "toString", "10", "9", "", "\u2028"];
const text = fc.oneof(fc.string({ unit: "binary", maxLength: 6 }), fc.constantFrom(...AWKWARD));
const number = fc.oneof(
  fc.maxSafeInteger(),
  fc.constantFrom(-0, 0.5, 1e21, 2 ** 53, -(2 ** 53), Number.MAX_SAFE_INTEGER, 5e-324),
);
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 5 },
    fc.constant(null),
    fc.boolean(),
    number,
    text,
    fc.array(tie("json"), { maxLength: 4 }),
    fc.array(fc.tuple(text, tie("json")), { maxLength: 4 }).map(Object.fromEntries),
  ),
}));

/** One change to a text: a piece taken out, put in twice, or put in from a list of what matters in JSON. */
const PIECES = [
  '"',
  "\\",
  ",",
  "{}",
  "[]",
  ":",
  " ",
  "\n",
  "-",
  "0",
  ".0",
  "e0",
  "\\u0061",
  "\\ud800",
];
const change = fc.record({
  at: fc.nat(),
  length: fc.nat(3),
  put: fc.oneof(fc.constantFrom("", ...PIECES), fc.string({ unit: "binary", maxLength: 2 })),
});

function vectors(): string[] {
  return ["valid", "invalid"].flatMap((kind) => {
    const folder = new URL(`../../../../test/vectors/${kind}/canonical/`, import.meta.url);
    return readdirSync(folder).map((name) => {
      const file = JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Vector;
      if ("input" in file) return file.input;
      // What is not UTF-8 is refused before any reader: what is left of it is one more text.
      return new TextDecoder().decode(fromHex(file.hex));
    });
  });
}

type Vector = { readonly input: string } | { readonly hex: Hex };

describe("the quick reader", { timeout: LAW_TIMEOUT }, () => {
  it("says of every vector what the strict one says", () => {
    const all = vectors();
    expect(all.length).toBeGreaterThan(60);
    for (const given of all) expectAlike(given);
  });

  it("reads what programs write as the strict one does, whatever it holds", () => {
    const law = fc.property(json, (value) => {
      expectAlike(JSON.stringify(value));
      const code = refusal(() => {
        expectAlike(writeJson(value));
      });
      expect([undefined, "lone-surrogate", "not-nfc", "unsafe-number"]).toContain(code);
    });
    fc.assert(law, { numRuns: 5 * NUM_RUNS });
  });

  it("agrees about any text near to one that programs write", () => {
    const law = fc.property(
      json,
      fc.array(change, { minLength: 1, maxLength: 3 }),
      (value, all) => {
        let given = JSON.stringify(value);
        for (const { at, length, put } of all) {
          const from = at % (given.length + 1);
          given = given.slice(0, from) + put + given.slice(from + length);
        }
        expectAlike(given);
      },
    );
    fc.assert(law, { numRuns: 10 * NUM_RUNS });
  });

  it.each<[string, string, ReadLimits?]>([
    ["half a pair as an escape", String.raw`"\ud800"`],
    ["half a pair as it is", '"\ud800"'],
    ["half a pair in a name", String.raw`{"\udc00":1}`],
    ["a decomposed letter", '"e\u0301"'],
    ["a name twice", '{"a":1,"a":1}'],
    ["a name twice, spelt otherwise", String.raw`{"a":1,"\u0061":1}`],
    ["__proto__ twice", '{"__proto__":1,"__proto__":1}'],
    ["2^53", "9007199254740992"],
    ["2^53 + 1, which is rounded to 2^53", "9007199254740993"],
    ["minus zero", "-0"],
    ["one and no tenths", "1.0"],
    ["33 lists", "[".repeat(33) + "]".repeat(33)],
    ["a hundred thousand lists", "[".repeat(100_000) + "]".repeat(100_000)],
    ["one value more than the limit", "[1,2]", { values: 2 }],
    ["one list more than the limit", "[[]]", { depth: 1 }],
  ])("refuses %s as the strict one does", (_, given, limits) => {
    for (const { quick, strict } of outcomes(given, limits)) {
      expect(strict).toHaveProperty("code");
      expect(quick).toStrictEqual(strict);
    }
  });

  it.each<[string, string, ReadLimits?]>([
    ["a pair as escapes", String.raw`"\ud83d\ude00"`],
    ["a composed letter", '"é"'],
    ["__proto__ once", '{"__proto__":{"a":1}}'],
    ["2^53 - 1", "9007199254740991"],
    ["32 lists", "[".repeat(32) + "]".repeat(32)],
    ["as many values as the limit", "[1,2]", { values: 3 }],
    ["as many lists as the limit", "[[]]", { depth: 2 }],
    ["names that look like numbers, out of order", '{"10":1,"9":2}'],
  ])("reads %s as the strict one does", (_, given, limits) => {
    expect(outcomes(given, limits)[0]?.strict).toHaveProperty("value");
    expectAlike(given, limits);
  });
});
