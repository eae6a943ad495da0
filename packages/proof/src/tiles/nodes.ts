// SPDX-License-Identifier: Apache-2.0
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { ProofError } from "../errors.ts";
import { parseTile, type Tile, TILE_HEIGHT, TILE_WIDTH, tileWidth } from "../tiles.ts";
import { nodeHash } from "../tree/hash.ts";

/** Reads the bytes of one tile of hashes. */
export type ReadTile = (tile: Tile) => Promise<Uint8Array>;

/**
 * Reads nodes of the tree of this size out of its tiles, for `inclusionPathAsync` and
 * `consistencyPathAsync`. Each tile is read once; nothing is verified, the proof that comes out is.
 * @throws ProofError (rejected) `node-missing`, `tile-malformed`
 */
export function nodesFromTiles(
  size: number,
  readTile: ReadTile,
  crypto: CryptoProvider = defaultCrypto,
): (level: number, index: number) => Promise<Uint8Array> {
  const tiles = new Map<string, Promise<Uint8Array[]>>();
  const hashesOf = (tile: Tile): Promise<Uint8Array[]> => {
    const name = `${tile.level}/${tile.index}`;
    const hashes = tiles.get(name) ?? readTile(tile).then((bytes) => parseTile(bytes, tile.width));
    tiles.set(name, hashes);
    return hashes;
  };
  return async (level, index) => {
    const { tile, start, count } = placeInTile(level, index, size);
    const hashes = await hashesOf(tile);
    return foldComplete(hashes.slice(start, start + count), crypto);
  };
}

/** Which tile holds a node, and which of the tile's hashes lie under it. */
function placeInTile(level: number, index: number, size: number) {
  const tileLevel = Math.floor(level / TILE_HEIGHT);
  const count = 2 ** (level % TILE_HEIGHT);
  const first = index * count;
  const tileIndex = Math.floor(first / TILE_WIDTH);
  const width = tileWidth(tileLevel, tileIndex, size);
  const start = first % TILE_WIDTH;
  if (start + count > width) {
    throw new ProofError("node-missing", `a tree of ${size} leaves lacks that node`);
  }
  return { tile: { level: tileLevel, index: tileIndex, width }, start, count };
}

/** The root of a complete subtree over 1, 2, 4 … 128 hashes. */
function foldComplete(hashes: readonly Uint8Array[], crypto: CryptoProvider): Uint8Array {
  const [first, second] = hashes;
  if (first === undefined) throw new ProofError("node-missing", "a node covers no hashes");
  if (second === undefined) return first;
  const middle = hashes.length / 2;
  const left = foldComplete(hashes.slice(0, middle), crypto);
  return nodeHash(left, foldComplete(hashes.slice(middle), crypto), crypto);
}
