// SPDX-License-Identifier: Apache-2.0
// The leaves of a window as the leader's hash tiles have them. They count once they lead to the checkpoint's root; then
// each bundle of entries is held against them. Memory is 32 bytes for 256 entries, however long the window is.
import {
  type CryptoProvider,
  equalBytes,
  type Frontier,
  HASH_BYTES,
  leafHash,
  parseBundle,
  parseTile,
  TILE_WIDTH,
  tileWidth,
  toHex,
} from "@suyuan/proof";
import type { Leader } from "./leader.ts";
import type { Signed } from "./notes.ts";
import { LeaderLie, orLie } from "./trouble.ts";

/** A part of a window that one tile and one bundle hold. */
export interface Portion {
  readonly index: number;
  readonly width: number;
  /** Leaves of the tile that the store has already. */
  readonly skip: number;
  /** SHA-256 over the leaf hashes behind those. */
  readonly digest: Uint8Array;
}

/**
 * Reads the leaf hashes from the end of the store up to a checkpoint.
 * @param frontier at the end of the store; it grows
 * @returns undefined when they do not lead to the checkpoint's root
 * @throws LeaderLie `leader-false`; LeaderAway
 */
export async function readHashes(
  leader: Pick<Leader, "tile">,
  frontier: Frontier,
  { size, root }: Signed,
  crypto: CryptoProvider,
): Promise<readonly Portion[] | undefined> {
  const portions: Portion[] = [];
  while (frontier.size < size) {
    const index = Math.floor(frontier.size / TILE_WIDTH);
    const skip = frontier.size % TILE_WIDTH;
    const width = tileWidth(0, index, size);
    const bytes = await leader.tile({ level: 0, index, width });
    const hashes = orLie("leader-false", `hash tile ${index}`, () => parseTile(bytes, width));
    for (const hash of hashes.slice(skip)) frontier.append(hash);
    const digest = crypto.sha256(bytes.subarray(skip * HASH_BYTES));
    portions.push({ index, width, skip, digest });
  }
  return toHex(frontier.root()) === root ? portions : undefined;
}

/**
 * The entries of a portion.
 * @throws LeaderLie `leader-false` unless they hash to what the portion holds; LeaderAway
 */
export async function readEntries(
  leader: Pick<Leader, "tile">,
  { index, width, skip, digest }: Portion,
  crypto: CryptoProvider,
): Promise<readonly Uint8Array[]> {
  const bytes = await leader.tile({ level: "entries", index, width });
  const what = `bundle ${index}`;
  const all = orLie("leader-false", what, () => parseBundle(bytes, width));
  const entries = all.slice(skip);
  const hashes = Buffer.concat(entries.map((entry) => leafHash(entry, crypto)));
  if (equalBytes(crypto.sha256(hashes), digest)) return entries;
  throw new LeaderLie("leader-false", `${what} does not hash to the leaves of the checkpoint`);
}
