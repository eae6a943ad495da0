// SPDX-License-Identifier: Apache-2.0
// A log to follow, and a leader that shows whatever leaves it is given, rightly signed.
import { rm } from "node:fs/promises";
import {
  defaultCrypto,
  formatBundle,
  formatCheckpoint,
  formatNote,
  leafHash,
  noteSigner,
  type NoteSigner,
  signNote,
  TILE_WIDTH,
  treeRoot,
  utf8,
} from "@suyuan/proof";
import type { Leader } from "../following/leader.ts";
import {
  accepted,
  delivery,
  IDENTITY,
  openLog,
  receipt,
  temporaryFolder,
  version,
} from "./sample.ts";

/** Who signs for the log, and one of its name who does not. */
export const SIGNER = noteSigner(IDENTITY.origin, new Uint8Array(32).fill(7));
export const OTHER = noteSigner(IDENTITY.origin, new Uint8Array(32).fill(8));
/** More than one tile. */
const MANY = 300;

/** A checkpoint as a signed note. */
export const noteOf = (size: number, root: Uint8Array, signer: NoteSigner = SIGNER): string => {
  const text = formatCheckpoint({ origin: IDENTITY.origin, size, root });
  return formatNote({ text, signatures: [signNote(text, signer)] });
};

/** The root of the tree over leaves. */
export const rootOver = (leaves: readonly Uint8Array[]): Uint8Array =>
  treeRoot(
    leaves.map((leaf) => leafHash(leaf, defaultCrypto)),
    defaultCrypto,
  );

/** A log by its leaves, with checkpoints where they are said to be: whoever has the key can sign anything. */
export function leaderOf(
  leaves: readonly Uint8Array[],
  sizes: readonly number[],
  by = SIGNER,
): Leader {
  const note = (size: number | undefined): Promise<Uint8Array | undefined> => {
    const root = () => rootOver(leaves.slice(0, size));
    return Promise.resolve(size === undefined ? undefined : utf8(noteOf(size, root(), by)));
  };
  return {
    checkpoint: () => note(sizes.at(-1)),
    checkpointOver: (size) => note(sizes.find((one) => one >= size)),
    tile: ({ level, index, width }) => {
      const part = leaves.slice(index * TILE_WIDTH, index * TILE_WIDTH + width);
      if (level === "entries") return Promise.resolve(formatBundle(part));
      return Promise.resolve(Buffer.concat(part.map((leaf) => leafHash(leaf, defaultCrypto))));
    },
    close: () => undefined,
  };
}

/** Windows of 2, of many, and of 3 statements, and where each ends. */
export async function writeLog(): Promise<{ leaves: Uint8Array[]; sizes: number[] }> {
  const dir = await temporaryFolder();
  const { store, sequencer } = await openLog(dir, undefined, noteOf);
  const first = version();
  const delivered = delivery(first.id, 1);
  const many = Array.from({ length: MANY }, (_, at) => accepted(at));
  const sizes: number[] = [];
  for (const window of [
    [first, delivered],
    many,
    [receipt(delivered.id), accepted(1), version()],
  ]) {
    for (const one of window) await sequencer.submit(one, 1);
    sizes.push((await sequencer.close()).size);
  }
  const leaves = await Array.fromAsync(store.entries(0, store.tip().size));
  await store.close();
  await rm(dir, { recursive: true });
  return { leaves, sizes };
}
