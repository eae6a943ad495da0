// SPDX-License-Identifier: Apache-2.0
// Reads beside the writes: what clients, auditors and holders of rights ask for, in turn.
import { setTimeout as sleep } from "node:timers/promises";
import { PATHS, pathOf } from "@suyuan/api";
import {
  equalBytes,
  type Hex,
  inclusionPathAsync,
  inclusionRoot,
  type KnownCheckpoint,
  nodesFromTiles,
  parseBundle,
  TILE_WIDTH,
} from "@suyuan/proof";
import type { Client } from "./client.ts";
import type { LogReader } from "./log-reader.ts";
import type { Tally } from "./tally.ts";

const OK = 200;
const MOST_UNDER_WAY = 16;
/** After the end of a run, until one statement must be anchored. */
const PATIENCE_MS = 120_000;

/** What is read, by whom. */
export interface Reading {
  /** Of a side of the grants. */
  readonly client: Client;
  /** Of the log's operator. */
  readonly log: LogReader;
  readonly tally: Tally;
  /** Statements that are anchored; none at the beginning. */
  readonly anchored: readonly Hex[];
  /** A grant with a short history, and an asset with acts. */
  readonly quiet: { readonly id: Hex; readonly asset: Hex };
  /** Reads a second: each of one thing, whether it takes one request or several. */
  readonly rate: number;
}

const drawn = (count: number): number => Math.floor(Math.random() * count);

/** Reads at a rate, whatever becomes of those before. */
export class Readings {
  /** Milliseconds of each read, from when it was due. */
  readonly took: number[] = [];
  /** Checkpoints that were seen, which the whole log must lead to. */
  readonly checkpoints = new Map<number, KnownCheckpoint>();
  readonly #parts: Reading;
  readonly #looks: readonly (() => Promise<void>)[];

  constructor(parts: Reading) {
    this.#parts = parts;
    const { quiet } = parts;
    const statement = () => ({ id: parts.anchored[drawn(parts.anchored.length)] ?? "" });
    this.#looks = [
      () => this.#inclusion(),
      () => this.#get("a statement", pathOf("statement", statement())),
      () => this.#get("evidence", pathOf("evidence", statement())),
      () => this.#inclusion(),
      () => this.#get("a history", pathOf("grantHistory", { id: quiet.id })),
      () => this.#get("acts", pathOf("acts", { subject: "asset", id: quiet.asset })),
      () => this.#bundle(),
      () => this.#get("the catalogue", PATHS.assets),
    ];
  }

  async run(seconds: number): Promise<void> {
    const { rate, tally, anchored } = this.#parts;
    const end = performance.now() + seconds * 1_000;
    while (anchored.length === 0 && performance.now() < end + PATIENCE_MS)
      await sleep(1_000 / rate);
    const underWay = new Set<Promise<void>>();
    let turn = 0;
    // Each kind comes once at least, however short the run.
    const isOver = () => performance.now() >= end && turn >= this.#looks.length;
    for (let due = performance.now(); !isOver(); due += 1_000 / rate) {
      await sleep(Math.max(0, due - performance.now()));
      if (underWay.size >= MOST_UNDER_WAY) await Promise.race(underWay);
      const at = due;
      const look = this.#looks[turn++ % this.#looks.length];
      const looked: Promise<void> = Promise.resolve(look?.())
        .then(() => this.took.push(performance.now() - at))
        .catch((error: unknown) => {
          tally.add(`a read broke off: ${String(error)}`);
        })
        .then(() => void underWay.delete(looked));
      underWay.add(looked);
    }
    await Promise.all(underWay);
  }

  async #get(what: string, path: string): Promise<void> {
    this.#parts.tally.takes(what, await this.#parts.client.ask(path), OK);
  }

  /** As a client of tiled logs does it: the checkpoint, its signature, the tiles on the way, the root. */
  async #inclusion(): Promise<void> {
    const { log, tally } = this.#parts;
    const checkpoint = await log.checkpoint();
    const { size, root } = checkpoint;
    this.checkpoints.set(size, checkpoint);
    const node = nodesFromTiles(size, (tile) => log.tile(tile));
    const index = drawn(size);
    const [leaf, path] = await Promise.all([node(0, index), inclusionPathAsync(index, size, node)]);
    if (equalBytes(inclusionRoot({ index, size, leaf, path }), root)) return;
    tally.add("an inclusion proof did not lead to the root");
  }

  /** Entries as they lie in the log. */
  async #bundle(): Promise<void> {
    const { log } = this.#parts;
    const { size } = await log.checkpoint();
    const index = drawn(Math.ceil(size / TILE_WIDTH));
    const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
    parseBundle(await log.tile({ level: "entries", index, width }), width);
  }
}
