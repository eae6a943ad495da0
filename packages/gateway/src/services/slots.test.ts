// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { hash } from "../testing/sample.ts";
import { SlotCache } from "./slots.ts";

const SLOT = { contract: "exchangeLog", slot: hash("slot") } as const;
const WORD = Uint8Array.of(...Array<number>(31).fill(0), 7);

describe("a slot cache", () => {
  it("says what it lacks, and reads what it was given", () => {
    const cache = new SlotCache();
    const reader = cache.reader();
    expect(() => reader.read(SLOT.contract, SLOT.slot)).toThrow(
      expect.objectContaining({ code: "state-missing" }),
    );
    expect(reader.missing()).toEqual([SLOT]);
    cache.put(reader.generation, [SLOT], [WORD]);
    const next = cache.reader();
    expect(next.read(SLOT.contract, SLOT.slot)).toBe(7n);
    expect(next.missing()).toEqual([]);
    expect(next.slots()).toEqual([SLOT]);
  });

  it("takes nothing that was read before a change", () => {
    const cache = new SlotCache();
    const { generation } = cache;
    cache.clear();
    cache.put(generation, [SLOT], [WORD]);
    expect(() => cache.reader().read(SLOT.contract, SLOT.slot)).toThrow();
  });

  it("keeps contracts apart", () => {
    const cache = new SlotCache();
    cache.put(0, [SLOT], [WORD]);
    expect(() => cache.reader().read("assetRegistry", SLOT.slot)).toThrow();
  });
});
