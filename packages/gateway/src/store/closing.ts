// SPDX-License-Identifier: Apache-2.0
// The end of a window: the heads map is brought up to date, its root becomes the last leaf, and the tree
// that ends in this leaf is signed.
import {
  ANCHOR_LAG,
  type CryptoProvider,
  encodeHeadsEntry,
  fromHex,
  type HeadsChange,
  headsKey,
  type HeadsLeaf,
  type HeadsNodes,
  type Hex,
  leafHash,
  toHex,
  updateHeads,
} from "@suyuan/proof";
import type { Subject } from "./keys.ts";
import { frontierOf, type Moment, tipAfter } from "./placement.ts";
import type { CheckpointRecord, Commit, LogStore, SeatUse, TreeNode } from "./types.ts";

/** Signs a checkpoint: the whole note as text. */
export type SignCheckpoint = (size: number, root: Uint8Array) => string;

export interface Closing {
  readonly log: Hex;
  readonly subjects: readonly Subject[];
  readonly moment: Moment;
  readonly sign: SignCheckpoint;
  /** What seats have used since the last window ended. */
  readonly usage: readonly SeatUse[];
}

/** The commit that ends a window, and the checkpoint in it. */
export async function closeWindow(
  store: LogStore,
  { log, subjects, moment, sign, usage }: Closing,
  crypto: CryptoProvider,
): Promise<{ commit: Commit; checkpoint: CheckpointRecord }> {
  const before = store.tip();
  const { now, seen } = moment;
  const logged = Math.max(now, before.logged, seen.time);
  const map = await nextHeads(store, subjects, crypto);
  const index = before.size;
  const { count } = map;
  const root = toHex(map.root);
  const bytes = encodeHeadsEntry({
    type: "suyuan/heads@1",
    log,
    size: index,
    logged,
    seen,
    count,
    root,
  });
  const frontier = frontierOf(before, crypto);
  const nodes: TreeNode[] = [];
  frontier.append(leafHash(bytes, crypto), (level, at, hash) => {
    nodes.push({ level, index: at, hash });
  });
  const tip = tipAfter(before, frontier, logged, index);
  const note = sign(tip.size, fromHex(tip.root));
  const checkpoint = {
    size: tip.size,
    root: tip.root,
    note,
    seen,
    notAfter: seen.time + ANCHOR_LAG,
  };
  const closing = { index, bytes, writes: map.writes, checkpoint, usage };
  return { commit: { entries: [], nodes, heads: [], closing, tip }, checkpoint };
}

/** The heads map once it has taken in where the chains of these subjects end. */
export async function nextHeads(
  store: LogStore,
  subjects: readonly Subject[],
  crypto: CryptoProvider,
): Promise<HeadsChange> {
  return updateHeads(nodesOf(store), await leavesOf(store, subjects, crypto), crypto);
}

async function leavesOf(
  store: LogStore,
  subjects: readonly Subject[],
  crypto: CryptoProvider,
): Promise<HeadsLeaf[]> {
  const heads = await store.heads(subjects);
  return subjects.map(({ kind, id }, at) => {
    const head = heads[at];
    if (!head) throw new Error(`the chain of ${kind} ${id} has no end in the store`);
    return { ...head, key: headsKey(kind, id, crypto) };
  });
}

const nodesOf = (store: LogStore): HeadsNodes => ({
  get: async (path) => (await store.headsNodes([path]))[0],
  getMany: (paths) => store.headsNodes(paths),
});
