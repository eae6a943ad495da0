// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Drawer, once } from "../../memo.ts";
import { NUM_RUNS } from "../../testing/laws.ts";
import { Kept } from "./kept.ts";

const LIMITS = { most: 3, longest: 5 };

describe("given a drawer", () => {
  it("gives what asking would give, whatever was asked before, and never keeps more than it may", () => {
    const drawer: Drawer<{ readonly of: string }> = { ...LIMITS };
    const memo = new Kept();
    const law = fc.property(fc.string({ maxLength: 6, unit: "binary" }), (text) => {
      expect(once(memo, drawer, text, () => ({ of: text }))).toEqual({ of: text });
      expect(memo.size).toBeLessThanOrEqual(LIMITS.most);
    });
    fc.assert(law, { numRuns: 10 * NUM_RUNS });
  });

  it("asks once for a text, and again for another, for a longer one, and when it was full", () => {
    const drawer: Drawer<string> = { ...LIMITS };
    const memo = new Kept();
    const asked: string[] = [];
    const ask = (text: string): string =>
      once(memo, drawer, text, () => {
        asked.push(text);
        return text;
      });
    for (const text of ["a", "a", "b", "a", "12345", "12345", "123456", "123456"]) ask(text);
    expect(asked).toEqual(["a", "b", "12345", "123456", "123456"]);
    expect(memo.size).toBe(3);
    ask("c");
    expect(memo.size).toBe(1);
    ask("a");
    expect(asked.slice(-2)).toEqual(["c", "a"]);
  });

  it("keeps nothing that is refused", () => {
    const drawer: Drawer<string> = { ...LIMITS };
    const memo = new Kept();
    const refuse = (): string => {
      throw new Error("refused");
    };
    expect(() => once(memo, drawer, "a", refuse)).toThrow("refused");
    expect(once(memo, drawer, "a", () => "answered")).toBe("answered");
    expect(once(memo, drawer, "a", refuse)).toBe("answered");
  });

  it("keeps nothing under a text that has no bytes", () => {
    const drawer: Drawer<string> = { ...LIMITS };
    const memo = new Kept();
    expect(once(memo, drawer, "\ud800", () => "one")).toBe("one");
    expect(memo.find(drawer, "\ud800")).toBeUndefined();
    expect(memo.find(drawer, "\ufffd")).toBeUndefined();
  });

  it("keeps nothing without a memo, nor for another memo or another drawer", () => {
    const drawer: Drawer<string> = { ...LIMITS };
    const memo = new Kept();
    expect(once(undefined, drawer, "a", () => "none")).toBe("none");
    expect(once(undefined, drawer, "a", () => "again")).toBe("again");
    memo.keep(drawer, "a", "own");
    expect(memo.find(drawer, "a")).toBe("own");
    expect(new Kept().find(drawer, "a")).toBeUndefined();
    expect(memo.find({ ...LIMITS }, "a")).toBeUndefined();
  });
});
