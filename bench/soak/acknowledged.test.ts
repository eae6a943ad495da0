// SPDX-License-Identifier: Apache-2.0
import type { Hex } from "@suyuan/proof";
import { describe, expect, it } from "vitest";

import { Acknowledged } from "./acknowledged.ts";

const id = (digit: string): Hex => `0x${digit.repeat(64)}`;
const at = (index: number, digit = "a") => ({ id: id(digit), index, logged: 1_800_000_000 });

describe("given acknowledgements", () => {
  it("gives each back by its place, also far beyond what it had room for", () => {
    const acknowledged = new Acknowledged();
    acknowledged.add(at(0));
    acknowledged.add(at(1_000_000, "b"));
    expect(acknowledged.at(0)).toEqual(at(0));
    expect(acknowledged.at(1_000_000)).toEqual(at(1_000_000, "b"));
    expect({ count: acknowledged.count, last: acknowledged.last }).toEqual({
      count: 2,
      last: 1_000_000,
    });
  });

  it("knows nothing of other places", () => {
    const acknowledged = new Acknowledged();
    acknowledged.add(at(5));
    for (const index of [0, 4, 6, 10_000_000]) expect(acknowledged.at(index)).toBeUndefined();
  });

  it("refuses another one for the same place, and counts the same one once", () => {
    const acknowledged = new Acknowledged();
    acknowledged.add(at(5));
    acknowledged.add(at(5));
    expect(acknowledged.count).toBe(1);
    expect(() => {
      acknowledged.add(at(5, "b"));
    }).toThrow("entry 5 is acknowledged for");
  });
});
