// SPDX-License-Identifier: Apache-2.0
import { utf8 } from "@suyuan/proof";
import { describe, expect, it } from "vitest";
import { type HeldLeaf, RecentEntries } from "./recent.ts";
import { hash } from "../testing/sample.ts";

const held = (index: number, length: number): HeldLeaf => ({
  ...{ index, bytes: new Uint8Array(length), id: hash(String(index)) },
  leaf: { type: "suyuan/heads@1" } as HeldLeaf["leaf"],
});

describe("recent entries", () => {
  it("are kept as they came, and no others", () => {
    const recent = new RecentEntries(100);
    const one = held(7, 50);
    recent.keep([one]);
    expect(recent.at(7)).toEqual(one);
    expect(recent.at(7)?.leaf).toBe(one.leaf);
    expect(recent.at(6)).toBeUndefined();
  });

  it("come to no more bytes than they may, the oldest going first", () => {
    const recent = new RecentEntries(100);
    recent.keep([held(1, 50), held(2, 50)]);
    expect(recent.at(1)).toBeDefined();
    recent.keep([held(3, 1)]);
    expect([1, 2, 3].map((index) => recent.at(index) !== undefined)).toEqual([false, true, true]);
    recent.keep([held(4, 101)]);
    expect([2, 3, 4].map((index) => recent.at(index))).toEqual([undefined, undefined, undefined]);
    recent.keep([held(5, 100)]);
    expect(recent.at(5)).toBeDefined();
  });

  it("are given out in order with those that are read, as few of these as there are", async () => {
    const recent = new RecentEntries(100);
    recent.keep([held(3, 1), held(5, 1)]);
    const END = 7;
    const asked: string[] = [];
    const read = async function* (from: number, until: number) {
      asked.push(`${from} ${until}`);
      for (let at = from; at < Math.min(until, END); at++) {
        yield await Promise.resolve(utf8(`{"at":${at}}`));
      }
    };
    const leaves = await Array.fromAsync(recent.leaves(1, 99, read));
    expect(leaves.map(({ index }) => index)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(leaves[1]?.leaf).toEqual({ at: 2 });
    expect(leaves[2]?.leaf).toBe(recent.at(3)?.leaf);
    expect(asked).toEqual(["1 3", "4 5", "6 99"]);
  });
});
