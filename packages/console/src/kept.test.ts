// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import {
  forgetPolicy,
  keepLanguage,
  type Keeper,
  keepPolicy,
  keptLanguage,
  keptPolicy,
} from "./kept.ts";
import { sizeOf } from "./view/size.ts";

const POLICY = { name: "policy.json", text: "{}" };

function working(): Keeper {
  const held = new Map<string, string>();
  return {
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
  };
}
const refuse = (): never => {
  throw new Error("no storage here");
};

describe("given a browser that keeps", () => {
  it("keeps a policy until it is told to forget it, and the language beside it", () => {
    const keeper = working();
    expect(keptPolicy(keeper)).toBeUndefined();
    expect(keepPolicy(keeper, POLICY)).toBe(true);
    keepLanguage(keeper, "en");
    expect(keptPolicy(keeper)).toEqual(POLICY);
    forgetPolicy(keeper);
    expect([keptPolicy(keeper), keptLanguage(keeper)]).toEqual([undefined, "en"]);
  });

  it.each(["{", "7", "null", '{"name":1,"text":"{}"}', '{"name":"a"}'])(
    "passes over %j in the place of a policy",
    (text) => {
      const keeper = { ...working(), getItem: () => text };
      expect(keptPolicy(keeper)).toBeUndefined();
    },
  );
});

describe("given a browser that keeps nothing", () => {
  const refusing = { getItem: refuse, setItem: refuse, removeItem: refuse };
  const forgetting = { ...working(), getItem: () => null };

  it.each([undefined, refusing, forgetting])("says so and goes on (%#)", (keeper) => {
    expect(keepPolicy(keeper, POLICY)).toBe(false);
    expect(keptPolicy(keeper)).toBeUndefined();
    expect(() => {
      forgetPolicy(keeper);
      keepLanguage(keeper, "en");
    }).not.toThrow();
    expect(keptLanguage(keeper)).toBeUndefined();
  });
});

describe("given a size", () => {
  it.each([
    [0, "0 B"],
    [1_023, "1023 B"],
    [1_024, "1.00 KiB"],
    [15_000_000, "14.3 MiB"],
    [2 ** 40, "1.00 TiB"],
    [2 ** 53, "8192 TiB"],
  ])("writes %i as %s", (bytes, text) => {
    expect(sizeOf(bytes)).toBe(text);
  });
});
