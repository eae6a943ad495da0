// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utf8 } from "./bytes.ts";
import { LAW_TIMEOUT, NUM_RUNS, refusal } from "./testing/laws.ts";
import { formatBundle, parseBundle } from "./tiles/bundle.ts";
import { nodesFromTiles } from "./tiles/nodes.ts";
import {
  formatTile,
  formatTilePath,
  newBundles,
  newTiles,
  parseTile,
  parseTilePath,
  type Tile,
  tileWidth,
} from "./tiles.ts";
import { consistencyPathAsync, inclusionPathAsync } from "./tree/build.ts";
import { Frontier } from "./tree/build/frontier.ts";
import { verifyConsistency } from "./tree/consistency.ts";
import { leafHash } from "./tree/hash.ts";
import { verifyInclusion } from "./tree/inclusion.ts";

const law = { numRuns: NUM_RUNS };
const tile: fc.Arbitrary<Tile> = fc.record({
  level: fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant("entries" as const)),
  index: fc.oneof(fc.nat(5_000_000), fc.nat({ max: Number.MAX_SAFE_INTEGER })),
  width: fc.integer({ min: 1, max: 256 }),
});

describe("the path of a tile", { timeout: LAW_TIMEOUT }, () => {
  it("is that of the examples of C2SP tlog-tiles", () => {
    expect(formatTilePath({ level: 0, index: 1_234_067, width: 256 })).toBe("tile/0/x001/x234/067");
    expect(formatTilePath({ level: 2, index: 0, width: 1 })).toBe("tile/2/000.p/1");
    expect(formatTilePath({ level: "entries", index: 273, width: 112 })).toBe(
      "tile/entries/273.p/112",
    );
  });
  it("comes back as it was, and is safe as a file name", () => {
    fc.assert(
      fc.property(tile, (one) => {
        const path = formatTilePath(one);
        expect(parseTilePath(path)).toEqual(one);
        expect(path).toMatch(/^[a-z0-9/.]+$/);
        expect(path.split("/").every((part) => /^(?!\.)[a-z0-9]+(?:\.p)?$/.test(part))).toBe(true);
      }),
      law,
    );
  });
  const hostile = [
    "",
    "tile",
    "/tile/0/000",
    "tile/0/000/",
    "tile/0/../../etc/passwd",
    "tile/../tile/0/000",
    "tile/0/%2e%2e/000",
    "tile\\0\\000",
    "tile//0/000",
    "tile/0/00",
    "tile/0/0000",
    "tile/0/x000/001",
    "tile/0/001/000",
    "tile/0/x001/x000",
    "tile/00/000",
    "tile/64/000",
    "tile/-1/000",
    "tile/data/000",
    "tile/8/0/000",
    "tile/0/000.p/0",
    "tile/0/000.p/01",
    "tile/0/000.p/256",
    "tile/0/000.p/257",
    "tile/0/000.p",
    "tile/0/000.p/1/2",
    "tile/0/000.p/1\n",
    "tile/0/000\0",
    "tile/0/\u0660\u0660\u0660",
    "tile/0/x999/x999/x999/x999/x999/999",
    `tile/0/${"x001/".repeat(500)}000`,
    "checkpoint",
  ];
  it.each(hostile)("is refused: %j", (path) => {
    expect(refusal(() => parseTilePath(path))).toBe("tile-path-malformed");
  });
  it("is refused or is the only one of its tile, whatever the text", () => {
    const text = fc.array(
      fc.constantFrom("tile", "/", "0", "x", "001", ".p/", ".", "%", "entries"),
    );
    fc.assert(
      fc.property(text, (parts) => {
        const path = parts.join("");
        let found: Tile | undefined;
        refusal(() => (found = parseTilePath(path)));
        if (found !== undefined) expect(formatTilePath(found)).toBe(path);
      }),
      law,
    );
  });
  it("is not written for what is no tile", () => {
    for (const wrong of [
      { level: 64 },
      { level: 0.5 },
      { index: -1 },
      { width: 0 },
      { width: 257 },
    ]) {
      const one = { level: 0, index: 0, width: 1, ...wrong };
      expect(refusal(() => formatTilePath(one))).toBe("tile-path-malformed");
    }
  });
});

describe("the tiles of a log", { timeout: LAW_TIMEOUT }, () => {
  it("of 70,000 and of 256 entries are those of C2SP tlog-tiles", () => {
    const count = (size: number, level: number, full: boolean) =>
      newTiles(0, size).filter((one) => one.level === level && (one.width === 256) === full);
    expect(count(70_000, 0, true)).toHaveLength(273);
    expect(count(70_000, 0, false)).toEqual([{ level: 0, index: 273, width: 112 }]);
    expect(count(70_000, 1, true)).toHaveLength(1);
    expect(count(70_000, 1, false)).toEqual([{ level: 1, index: 1, width: 17 }]);
    expect(count(70_000, 2, false)).toEqual([{ level: 2, index: 0, width: 1 }]);
    expect(newTiles(0, 256)).toEqual([
      { level: 0, index: 0, width: 256 },
      { level: 1, index: 0, width: 1 },
    ]);
  });
  it("are made once: those of one size and those that are new at the next are all", () => {
    fc.assert(
      fc.property(fc.nat(200_000), fc.nat(2_000), (size, more) => {
        const place = (one: Tile) => formatTilePath(one);
        const before = new Set(newTiles(0, size).map(place));
        const added = newTiles(size, size + more).map(place);
        const after = newTiles(0, size + more).map(place);
        expect(added.filter((path) => before.has(path))).toEqual([]);
        const all = new Set([...before, ...added]);
        expect(after.filter((path) => !all.has(path))).toEqual([]);
      }),
      law,
    );
  });
  it("have bundles as wide as the tiles of level 0", () => {
    const asBundles = newTiles(300, 1_000)
      .filter(({ level }) => level === 0)
      .map((one) => ({ ...one, level: "entries" }));
    expect(newBundles(300, 1_000)).toEqual(asBundles);
    expect(newBundles(5, 5)).toEqual([]);
    expect(tileWidth("entries", 3, 1_000)).toBe(232);
    expect(tileWidth(0, 4, 1_000)).toBe(0);
    expect(refusal(() => newTiles(-1, 5))).toBe("out-of-range");
  });
  it("hold every proof", async () => {
    const hashes = new Map<string, Uint8Array>();
    const frontier = new Frontier();
    const size = 70_001;
    const leaves = Array.from({ length: size }, (_, at) => leafHash(utf8(`${at}`)));
    const roots = new Map<number, Uint8Array>();
    for (const leaf of leaves) {
      frontier.append(leaf, (level, index, hash) => {
        if (level % 8 === 0) hashes.set(`${level / 8}/${index}`, hash);
      });
      roots.set(frontier.size, frontier.root());
    }
    const getNode = nodesFromTiles(size, ({ level, index, width }) => {
      const of = (_: unknown, at: number) =>
        hashes.get(`${level}/${index * 256 + at}`) ?? new Uint8Array(32);
      return Promise.resolve(formatTile(Array.from({ length: width }, of)));
    });
    const root = frontier.root();
    const empty = new Uint8Array(32);
    for (const index of [0, 255, 256, 65_535, 65_536, 69_999, 70_000]) {
      const path = await inclusionPathAsync(index, size, getNode);
      verifyInclusion({ index, size, leaf: leaves[index] ?? empty, path, root });
    }
    for (const size1 of [1, 256, 1_000, 65_536, 65_537, 70_000]) {
      const proof = await consistencyPathAsync(size1, size, getNode);
      verifyConsistency({
        size1,
        size2: size,
        root1: roots.get(size1) ?? empty,
        root2: root,
        proof,
      });
    }
    await expect(getNode(0, size)).rejects.toMatchObject({ code: "node-missing" });
    await expect(getNode(17, 0)).rejects.toMatchObject({ code: "node-missing" });
  });
});

describe("a tile", { timeout: LAW_TIMEOUT }, () => {
  it("comes back as it was, and not with another width", () => {
    const hashes = [1, 2, 3].map((byte) => new Uint8Array(32).fill(byte));
    expect(parseTile(formatTile(hashes), 3)).toEqual(hashes);
    expect(refusal(() => parseTile(formatTile(hashes), 2))).toBe("tile-malformed");
    expect(refusal(() => parseTile(formatTile(hashes).slice(1), 3))).toBe("tile-malformed");
    expect(refusal(() => formatTile([]))).toBe("tile-malformed");
    expect(refusal(() => formatTile([new Uint8Array(31)]))).toBe("wrong-length");
  });
});

describe("a bundle", { timeout: LAW_TIMEOUT }, () => {
  const entries = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 256 });
  it("comes back as it was", () => {
    fc.assert(
      fc.property(entries, (all) => {
        expect(parseBundle(formatBundle(all), all.length)).toEqual(all);
      }),
      law,
    );
    const longest = [new Uint8Array(65_535)];
    expect(parseBundle(formatBundle(longest), 1)).toEqual(longest);
  });
  it("is refused cut short, with one entry more or less, or with an entry too long", () => {
    fc.assert(
      fc.property(entries, (all) => {
        const bytes = formatBundle(all);
        for (const wrong of [all.length - 1, all.length + 1]) {
          expect(refusal(() => parseBundle(bytes, wrong))).toBe("bundle-malformed");
        }
        const cut = bytes.subarray(0, -1);
        expect(refusal(() => parseBundle(cut, all.length))).toBe("bundle-malformed");
      }),
      law,
    );
    expect(refusal(() => formatBundle([]))).toBe("bundle-malformed");
    expect(refusal(() => formatBundle([new Uint8Array(65_536)]))).toBe("bundle-malformed");
    const many = Array.from({ length: 257 }, () => new Uint8Array(1));
    expect(refusal(() => formatBundle(many))).toBe("bundle-malformed");
  });
});
