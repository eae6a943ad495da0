// SPDX-License-Identifier: Apache-2.0
// What is asked of a large log: an inclusion proof, a statement, a page of a long history, an evidence file.
import { pathOf } from "@suyuan/api";
import { formatTilePath, TILE_HEIGHT, TILE_WIDTH, tileWidth } from "@suyuan/proof";
import type { Filled } from "../store/fill.ts";
import { ask } from "./client.ts";

/** A look at some place of the log; the same number is the same place. */
export type Look = (at: number) => Promise<unknown>;

export interface Looks {
  readonly inclusion: Look;
  readonly statement: Look;
  readonly page: Look;
  readonly evidence: Look;
}

/** Steps through places without a pattern that caches could learn. */
const STEP = 7_919;
const PAGE = 50;
/** Most of the load of a log that is read: tiles by clients of it, then statements and histories, few whole files. */
const MIX: readonly (keyof Looks)[] = [
  ...Array<keyof Looks>(60).fill("inclusion"),
  ...Array<keyof Looks>(28).fill("statement"),
  ...Array<keyof Looks>(10).fill("page"),
  ...Array<keyof Looks>(2).fill("evidence"),
];

/** The tiles on the way from an entry to the root: what a client of tiled logs reads for an inclusion proof. */
function tilesOf(index: number, size: number): string[] {
  const places: string[] = [];
  for (let level = 0, at = Math.floor(index / TILE_WIDTH); ; level++) {
    const width = tileWidth(level, at, size);
    if (width === 0) return places;
    places.push(formatTilePath({ level, index: at, width }).slice("tile/".length));
    at = Math.floor(at / TILE_WIDTH);
    if (2 ** (TILE_HEIGHT * (level + 1)) > size) return places;
  }
}

/** Looks at a gateway whose store was filled. */
export function looksAt(url: string, { size, sample, drafts }: Filled): Looks {
  const last = size - TILE_WIDTH;
  const idOf = (at: number) => sample[(at * STEP) % sample.length]?.id ?? "";
  const [long] = drafts;
  if (!long) throw new Error("there is no history");
  const history = url + pathOf("assetEntries", { id: long.draft.delivery.asset });
  return {
    inclusion: async (at) => {
      const places = tilesOf((at * STEP) % last, size);
      await Promise.all(places.map((place) => ask(url + pathOf("tile", { place }))));
    },
    statement: (at) => ask(url + pathOf("statement", { id: idOf(at) })),
    // Anywhere in the list, as whoever has followed its pages this far.
    page: (at) => ask(`${history}?limit=${PAGE}&cursor=${1 + ((at * STEP) % long.serial)}`),
    evidence: (at) => ask(url + pathOf("evidence", { id: idOf(at) })),
  };
}

/** All kinds of looks in their usual shares. One look is one request, but that proofs take one for each level. */
export const mixed =
  (looks: Looks) =>
  async (at: number): Promise<number> => {
    await looks[MIX[(at * 37) % MIX.length] ?? "statement"](at);
    return 1;
  };
