// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Hex, toHex, utf8 } from "./bytes.ts";
import { type DisclosedItem, itemLeaf, itemsRootOf, scopeOf } from "./scope.ts";
import { discloseItems, itemsRoot, type ScopeItem } from "./scope/build.ts";
import { altered, leavesOf, neighbours, valueAt } from "./testing/alter.ts";
import { NUM_RUNS, refusal } from "./testing/laws.ts";
import { referenceRoot } from "./testing/tree.ts";

const sha256 = (...parts: Uint8Array[]): Hex => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return `0x${hash.digest("hex")}`;
};
const bytesOf = (hex: Hex): Uint8Array => Buffer.from(hex.slice(2), "hex");
const salt = (byte: number): Hex => toHex(new Uint8Array(32).fill(byte));
const item = (place: number): ScopeItem => ({ item: `项${place}`, salt: salt(place + 1) });
const items = (count: number) => Array.from({ length: count }, (_, place) => item(place));
const [LEFT, RIGHT] = [salt(0xc0), salt(0xd0)];

describe("a scope", () => {
  it("is SHA-256 of 0x01, its commitment and the root of its items", () => {
    const expected = sha256(Uint8Array.of(1), bytesOf(LEFT), bytesOf(RIGHT));
    expect(scopeOf({ commitment: LEFT, items: RIGHT })).toBe(expected);
    expect(scopeOf({ commitment: RIGHT, items: LEFT })).not.toBe(expected);
  });

  it("takes no side that is not 32 bytes", () => {
    expect(refusal(() => scopeOf({ commitment: "0x11", items: RIGHT }))).toBe("wrong-length");
    expect(refusal(() => scopeOf({ commitment: LEFT, items: "0x11" }))).toBe("wrong-length");
  });
});

describe("the items of a scope", () => {
  it("are leaves of salt and canonical item", () => {
    const [one] = items(1);
    if (one === undefined) throw new Error("no item");
    const leaf = sha256(Uint8Array.of(0), bytesOf(one.salt), utf8('"项0"'));
    expect(toHex(itemLeaf(bytesOf(one.salt), one.item))).toBe(leaf);
    expect(itemsRoot([one])).toBe(leaf);
    expect(refusal(() => itemLeaf(new Uint8Array(31), "x"))).toBe("wrong-length");
  });

  it("have the root of RFC 9162, however many there are", () => {
    for (let count = 0; count <= 33; count++) {
      const leaves = items(count).map(({ item: text, salt: by }) =>
        Buffer.concat([bytesOf(by), utf8(JSON.stringify(text))]),
      );
      expect(itemsRoot(items(count)), `${count}`).toBe(toHex(referenceRoot(leaves)));
    }
  });

  it("lead to that root, each by its own path", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), (count, any) => {
        const place = any % count;
        const [told] = discloseItems(items(count), [place]);
        expect(told?.item).toBe(`项${place}`);
        if (told !== undefined) expect(itemsRootOf(told)).toBe(itemsRoot(items(count)));
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it("lead nowhere else when one thing in them is another", () => {
    const [told] = discloseItems(items(7), [4]);
    if (told === undefined) throw new Error("nothing told");
    for (const place of leavesOf(told)) {
      for (const value of neighbours(valueAt(told, place), 7)) {
        const changed: DisclosedItem = altered(told, place, value);
        expect(itemsRootOf(changed)).not.toBe(itemsRoot(items(7)));
      }
    }
    const turned = {
      ...told,
      path: told.path.map((step) => ("left" in step ? { right: step.left } : { left: step.right })),
    };
    expect(itemsRootOf(turned)).not.toBe(itemsRoot(items(7)));
    expect(itemsRootOf({ ...told, path: told.path.slice(1) })).not.toBe(itemsRoot(items(7)));
  });

  it("are laid open only where they are", () => {
    expect(discloseItems(items(3), [])).toEqual([]);
    expect(refusal(() => discloseItems(items(3), [3]))).toBe("out-of-range");
    expect(refusal(() => discloseItems(items(3), [-1]))).toBe("out-of-range");
  });
});
