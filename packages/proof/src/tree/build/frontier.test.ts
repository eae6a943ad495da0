// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { grow, leafOf, MAX_LEAVES, rootOf, tree } from "../../testing/grown.ts";
import { LAW_TIMEOUT, refusal } from "../../testing/laws.ts";
import { rootAt } from "../build.ts";
import { emptyRoot, leafHash } from "../hash.ts";
import { Frontier, treeRoot } from "./frontier.ts";

describe("a frontier", { timeout: LAW_TIMEOUT }, () => {
  it("has the root of the recursive definition at every size", () => {
    const frontier = new Frontier();
    expect(frontier.root()).toEqual(emptyRoot());
    for (const [at, entry] of tree.entries.entries()) {
      frontier.append(leafHash(entry));
      expect(frontier.root()).toEqual(rootOf(at + 1));
    }
  });
  it("goes on from what was stored", () => {
    for (let size = 0; size < MAX_LEAVES; size++) {
      const before = grow(size).frontier;
      const after = Frontier.from(before.size, before.roots);
      after.append(leafOf(size));
      expect(after.root()).toEqual(rootOf(size + 1));
    }
  });
  it("refuses roots that do not make its size, and hashes of another length", () => {
    expect(refusal(() => Frontier.from(3, [leafOf(0)]))).toBe("out-of-range");
    expect(refusal(() => Frontier.from(-1, []))).toBe("out-of-range");
    expect(refusal(() => Frontier.from(1, [new Uint8Array(31)]))).toBe("wrong-length");
    expect(
      refusal(() => {
        new Frontier().append(new Uint8Array(33));
      }),
    ).toBe("wrong-length");
  });
  it("tells every complete subtree once", () => {
    const seen: string[] = [];
    const frontier = new Frontier();
    for (let at = 0; at < 8; at++) {
      frontier.append(leafOf(at), (level, index) => seen.push(`${level}/${index}`));
    }
    const expected = "0/0 0/1 1/0 0/2 0/3 1/1 2/0 0/4 0/5 1/2 0/6 0/7 1/3 2/1 3/0";
    expect(seen.join(" ")).toBe(expected);
  });
});

describe("a root", { timeout: LAW_TIMEOUT }, () => {
  it("is the same over leaves at once and over nodes of a tree that grew on", () => {
    for (let size = 0; size <= MAX_LEAVES; size++) {
      expect(rootAt(size, tree.getNode)).toEqual(rootOf(size));
      expect(treeRoot(tree.entries.slice(0, size).map((entry) => leafHash(entry)))).toEqual(
        rootOf(size),
      );
    }
  });
});
