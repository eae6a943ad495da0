// SPDX-License-Identifier: Apache-2.0
// The log as C2SP tlog-tiles. Nothing beyond the newest checkpoint is given out.
import {
  formatBundle,
  parseTilePath,
  ProofError,
  type Tile,
  TILE_HEIGHT,
  TILE_WIDTH,
  tileWidth,
} from "@suyuan/proof";
import type { Caller } from "../access/caller.ts";
import { MAX_CACHED_TILES } from "../constraints.ts";
import { Refusal } from "../refusal.ts";
import type { LogStore } from "../store/types.ts";
import { Memo } from "./memo.ts";
import type { Sights } from "./sight.ts";

/** A tile's bytes. */
export interface TileAnswer {
  readonly bytes: Uint8Array;
}

export class Tiles {
  readonly #store: LogStore;
  readonly #sights: Sights;
  /** Hash tiles by their paths: the log only grows, so that a path that was answered has the same bytes for ever. */
  readonly #hashes = new Memo<Uint8Array>(MAX_CACHED_TILES);

  constructor(store: LogStore, sights: Sights) {
    this.#store = store;
    this.#sights = sights;
  }

  /** The newest signed note. @throws Refusal `no-checkpoint` */
  async checkpoint(): Promise<string> {
    const latest = await this.#store.latestCheckpoint();
    if (latest) return latest.note;
    throw new Refusal("no-checkpoint", "the log has no checkpoint yet");
  }

  /** The note of the first checkpoint that covers so many entries. @throws Refusal `no-checkpoint` */
  async checkpointOver(size: number): Promise<string> {
    const found = await this.#store.checkpointFrom(size);
    if (found) return found.note;
    throw new Refusal("no-checkpoint", `no checkpoint covers ${size} entries yet`);
  }

  /**
   * A hash tile or an entry bundle.
   * @param path below the log's prefix, beginning with `tile/`
   * @throws Refusal `invalid-tile-path`, `beyond-log`; of bundles `not-signed-in`, `not-allowed`
   */
  async tile(path: string, caller: Caller): Promise<TileAnswer> {
    const tile = readPath(path);
    if (tile.level === "entries") await this.#sights.of(caller).requireBundles();
    const size = (await this.#store.latestCheckpoint())?.size ?? 0;
    if (tileWidth(tile.level, tile.index, size) < tile.width) {
      throw new Refusal(
        "beyond-log",
        `the newest checkpoint covers ${size} entries, the tile asks for more`,
      );
    }
    const read = () => tileBytes(this.#store, tile);
    return {
      bytes: tile.level === "entries" ? await read() : await this.#hashes.later(path, read),
    };
  }
}

/** The bytes of a tile that the log has. */
export async function tileBytes(
  store: Pick<LogStore, "nodes" | "entries">,
  { level, index, width }: Tile,
): Promise<Uint8Array> {
  const first = index * TILE_WIDTH;
  if (level === "entries")
    return formatBundle(await Array.fromAsync(store.entries(first, first + width)));
  return Buffer.concat(await store.nodes(level * TILE_HEIGHT, first, first + width));
}

function readPath(path: string): Tile {
  try {
    return parseTilePath(path);
  } catch (error) {
    if (!(error instanceof ProofError)) throw error;
    throw new Refusal("invalid-tile-path", "this is not the path of a tile or bundle", {
      cause: error,
    });
  }
}
