// SPDX-License-Identifier: Apache-2.0
// The whole log, read back as an auditor reads it and replayed: every entry, every map of heads, the root of every
// checkpoint that was seen; and each acknowledgement held against the entry at its place.
import {
  type CryptoProvider,
  type Hex,
  type KnownCheckpoint,
  parseBundle,
  parseLeaf,
  Replay,
  statementId,
  TILE_WIDTH,
  toHex,
} from "@suyuan/proof";
import type { Acknowledged } from "./acknowledged.ts";
import type { LogReader } from "./log-reader.ts";
import type { Tally } from "./tally.ts";

/** Bundles that are asked for before they are needed. */
const AHEAD = 4;

/** What is replayed, and what it must say. */
export interface Replaying {
  readonly log: LogReader;
  readonly id: Hex;
  readonly crypto: CryptoProvider;
  /** Checkpoints that were seen, the newest last. */
  readonly checkpoints: readonly KnownCheckpoint[];
  readonly acknowledged: Pick<Acknowledged, "at" | "count">;
  readonly tally: Tally;
}

/** What the log comes to. */
export interface Replayed {
  readonly size: number;
  readonly root: Hex;
  /** Acknowledgements that stand at their places. */
  readonly found: number;
}

/** Bundles up to a size, in order. */
async function* bundles(log: LogReader, size: number): AsyncGenerator<Uint8Array[]> {
  const count = Math.ceil(size / TILE_WIDTH);
  const read = (index: number) => {
    const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
    const reading = log.tile({ level: "entries", index, width });
    // Whoever waits for it is told.
    reading.catch(() => undefined);
    return { reading, width };
  };
  const coming = Array.from({ length: Math.min(AHEAD, count) }, (_, index) => read(index));
  for (let index = 0; index < count; index++) {
    const next = coming.shift();
    if (index + AHEAD < count) coming.push(read(index + AHEAD));
    if (next) yield parseBundle(await next.reading, next.width);
  }
}

/** Replays up to the newest checkpoint; what disagrees is told to the tally. */
export async function replayed(replaying: Replaying): Promise<Replayed> {
  const { log, id, crypto, checkpoints, tally, acknowledged } = replaying;
  const size = checkpoints.at(-1)?.size ?? 0;
  const replay = new Replay({ log: id, checkpoints, crypto });
  let [index, found] = [0, 0];
  for await (const leaves of bundles(log, size)) {
    for (const leaf of leaves) {
      replay.push(leaf);
      if (isAcknowledged(replaying, leaf, index)) found += 1;
      index += 1;
    }
  }
  const disagreement = replay.finish();
  if (disagreement) tally.add(`the log disagrees with itself: ${disagreement.message}`);
  const missing = acknowledged.count - found;
  if (missing !== 0) tally.add(`${missing} acknowledged statements are not where they were said`);
  return { size: index, root: toHex(replay.state().root), found };
}

function isAcknowledged({ acknowledged, crypto }: Replaying, bytes: Uint8Array, index: number) {
  const said = acknowledged.at(index);
  if (!said) return false;
  const leaf = parseLeaf(bytes);
  if (leaf.type !== "suyuan/entry@1" || leaf.logged !== said.logged) return false;
  return statementId(leaf.statement, crypto) === said.id;
}
