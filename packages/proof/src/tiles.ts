// SPDX-License-Identifier: Apache-2.0
import { ProofError } from "./errors.ts";
import { HASH_BYTES, requireCount, requireHash } from "./tree/hash.ts";

/** Levels of the tree that one tile spans. */
export const TILE_HEIGHT = 8;
/** Hashes in a full tile, and entries in a full bundle. */
export const TILE_WIDTH = 256;
/** The highest level that C2SP tlog-tiles has a path for. */
const MAX_TILE_LEVEL = 63;

/** A tile of hashes, or a bundle of entries; `width` below 256 says that it is partial. */
export interface Tile {
  /** Level of the tile, each 8 levels of the tree; "entries" for a bundle. */
  readonly level: number | "entries";
  /** From the left, from 0. */
  readonly index: number;
  /** Hashes or entries in it, 1 to 256. */
  readonly width: number;
}

// The longest is tile/63/ with six groups of digits and .p/255; what is longer is not looked at.
const MAX_PATH = 48;
const PATH =
  /^tile\/(entries|0|[1-9][0-9]?)\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;

/**
 * The path of a tile below the log's prefix, without a slash before it: `tile/0/x001/x234/067.p/5`.
 * @throws ProofError `tile-path-malformed`
 */
export function formatTilePath({ level, index, width }: Tile): string {
  if (!isTile(level, index, width)) throw malformedPath();
  const suffix = width === TILE_WIDTH ? "" : `.p/${width}`;
  return `tile/${level}/${indexGroups(index)}${suffix}`;
}

/**
 * Reads the path of a tile. Each tile has one path; all else, above all `..`, other separators and
 * percent signs, is refused, so that the text may be used as a key or a file name.
 * @throws ProofError `tile-path-malformed`
 */
export function parseTilePath(path: string): Tile {
  const match = path.length > MAX_PATH ? null : PATH.exec(path);
  const [, level, groups, partial] = match ?? [];
  if (level === undefined || groups === undefined) throw malformedPath();
  const tile: Tile = {
    level: level === "entries" ? level : Number(level),
    index: Number(groups.replaceAll(/[x/]/g, "")),
    width: partial === undefined ? TILE_WIDTH : Number(partial),
  };
  // Groups of zeros in front, and a partial width of 256 or more, do not come back as they were.
  if (formatTilePath(tile) !== path) throw malformedPath();
  return tile;
}

/**
 * How many hashes the tile has in a tree of this size: 0 when it does not exist, 256 when it is full.
 * @param level level of the tile; "entries" counts as 0
 */
export function tileWidth(level: number | "entries", index: number, size: number): number {
  const hashes = Math.floor(requireCount(size, "size") / 2 ** tileSpan(level));
  return Math.max(0, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH));
}

/** The tiles of hashes, full and partial, that a log of `size2` leaves has and one of `size1` had not. */
export function newTiles(size1: number, size2: number): Tile[] {
  requireCount(size1, "first size");
  requireCount(size2, "second size");
  const tiles: Tile[] = [];
  for (let level = 0; level * TILE_HEIGHT < 53; level++) {
    tiles.push(...newAtLevel(level, size1, size2));
  }
  return tiles;
}

/** The bundles of entries that a log of `size2` leaves has and one of `size1` had not. */
export function newBundles(size1: number, size2: number): Tile[] {
  return newAtLevel(
    "entries",
    requireCount(size1, "first size"),
    requireCount(size2, "second size"),
  );
}

/**
 * A tile's hashes from its bytes.
 * @throws ProofError `tile-malformed` when the length is not 32 × width
 */
export function parseTile(bytes: Uint8Array, width: number): Uint8Array[] {
  if (bytes.length !== width * HASH_BYTES) {
    throw new ProofError("tile-malformed", `a tile of ${width} hashes has ${bytes.length} bytes`);
  }
  return Array.from({ length: width }, (_, at) =>
    bytes.slice(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  );
}

/**
 * A tile's bytes: its hashes one after the other.
 * @throws ProofError `tile-malformed`, `wrong-length`
 */
export function formatTile(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length < 1 || hashes.length > TILE_WIDTH) {
    throw new ProofError("tile-malformed", `a tile has 1 to ${TILE_WIDTH} hashes`);
  }
  const bytes = new Uint8Array(hashes.length * HASH_BYTES);
  hashes.forEach((hash, at) => {
    bytes.set(requireHash(hash), at * HASH_BYTES);
  });
  return bytes;
}

/** Levels of the tree below a tile's hashes. */
function tileSpan(level: number | "entries"): number {
  return level === "entries" ? 0 : level * TILE_HEIGHT;
}

function newAtLevel(level: number | "entries", size1: number, size2: number): Tile[] {
  const before = Math.floor(size1 / 2 ** tileSpan(level));
  const after = Math.floor(size2 / 2 ** tileSpan(level));
  const tiles: Tile[] = [];
  // A partial tile that does not grow has been made already.
  for (let index = Math.floor(before / TILE_WIDTH); before < after; index++) {
    const width = tileWidth(level, index, size2);
    if (width === 0) break;
    tiles.push({ level, index, width });
  }
  return tiles;
}

function isTile(level: number | "entries", index: number, width: number): boolean {
  const known = level === "entries" || (isWhole(level) && level <= MAX_TILE_LEVEL);
  return known && isWhole(index) && isWhole(width) && width >= 1 && width <= TILE_WIDTH;
}

function isWhole(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function indexGroups(index: number): string {
  const last = String(index % 1000).padStart(3, "0");
  const rest: string[] = [];
  for (let above = Math.floor(index / 1000); above > 0; above = Math.floor(above / 1000)) {
    rest.unshift(`x${String(above % 1000).padStart(3, "0")}/`);
  }
  return rest.join("") + last;
}

function malformedPath(): ProofError {
  return new ProofError("tile-path-malformed", "the path is not that of a tile (C2SP tlog-tiles)");
}
