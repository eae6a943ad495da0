// SPDX-License-Identifier: Apache-2.0
// What must hold of a log after any kill: leaves, checkpoint, chain and every acknowledgement say the same.
import { PATHS, pathOf } from "@suyuan/api";
import type { ChainClient } from "@suyuan/chain";
import {
  formatTilePath,
  type Hex,
  leafHash,
  parseBundle,
  parseCheckpoint,
  parseLeaf,
  parseNote,
  statementId,
  TILE_WIDTH,
  toHex,
  treeRoot,
} from "@suyuan/proof";
import { expect } from "vitest";

import { logSize, until } from "../exchange.ts";
import { get } from "../http.ts";

type Server = Parameters<typeof logSize>[0];

/** Where a statement lies, as its acknowledgement says. */
export interface Place {
  readonly index: number;
  readonly logged: number;
}

interface Replayed {
  readonly root: Hex;
  readonly leaves: readonly Uint8Array[];
}

/** Every leaf, by the tiles, up to the newest checkpoint. */
async function replay({ url }: Server): Promise<Replayed> {
  const note = (await get(url + PATHS.checkpoint)).text;
  const { size, root } = parseCheckpoint(parseNote(note).text);
  const leaves: Uint8Array[] = [];
  while (leaves.length < size) {
    const width = Math.min(TILE_WIDTH, size - leaves.length);
    const index = Math.floor(leaves.length / TILE_WIDTH);
    const place = formatTilePath({ level: "entries", index, width }).slice("tile/".length);
    const response = await fetch(url + pathOf("tile", { place }));
    leaves.push(...parseBundle(new Uint8Array(await response.arrayBuffer()), width));
  }
  return { root: toHex(root), leaves };
}

const rootOf = (leaves: readonly Uint8Array[]): Hex =>
  toHex(treeRoot(leaves.map((leaf) => leafHash(leaf))));

/** Statements in the log, each once. */
function placesOf(leaves: readonly Uint8Array[]): Map<Hex, Place> {
  const found = new Map<Hex, Place>();
  for (const [index, bytes] of leaves.entries()) {
    const leaf = parseLeaf(bytes);
    if (leaf.type !== "suyuan/entry@1") continue;
    const id = statementId(leaf.statement);
    expect(found.has(id), `${id} is in the log twice`).toBe(false);
    found.set(id, { index, logged: leaf.logged });
  }
  return found;
}

/**
 * Waits until all of the log is anchored, then replays it.
 * @param chain the log's id, and what reads its contract
 * @param acknowledged where each statement that was acknowledged lies
 * @returns entries of the log
 */
export async function expectAgreement(
  gateway: Server,
  chain: { readonly client: ChainClient; readonly log: Hex },
  acknowledged: ReadonlyMap<Hex, Place>,
): Promise<number> {
  const onChain = await until("the chain has all of the log", async () => {
    const facts = await chain.client.log(chain.log);
    return facts.size === (await logSize(gateway)) && facts;
  });
  const { root, leaves } = await replay(gateway);
  expect(leaves).toHaveLength(onChain.size);
  expect(rootOf(leaves)).toBe(root);
  expect(onChain.root).toBe(root);
  const found = placesOf(leaves);
  for (const [id, place] of acknowledged) expect(found.get(id), id).toEqual(place);
  return leaves.length;
}
