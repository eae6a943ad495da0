// SPDX-License-Identifier: Apache-2.0
// How far a statement has come: logged, anchored, witnessed; and what is awaited since when.
import type { LadderStep, StatementView } from "@suyuan/api";
import { type Entry, type Hex, kindOf, parseLeaf } from "@suyuan/proof";
import type { Caller } from "../access/caller.ts";
import { Refusal } from "../refusal.ts";
import type { CheckpointRecord, LogStore, Place } from "../store/types.ts";
import type { Settled } from "./settled.ts";
import type { Sight, Sights } from "./sight.ts";

/** A statement's entry as the log holds it. */
export interface Found extends Place {
  readonly entry: Entry;
  readonly bytes: Uint8Array;
}

/** @throws Refusal `unknown-statement` */
export async function findEntry(store: LogStore, id: Hex): Promise<Found> {
  const [place] = await store.places([id]);
  const bytes = place && (await store.entry(place.index));
  const leaf = bytes && parseLeaf(bytes);
  if (leaf?.type !== "suyuan/entry@1") {
    throw new Refusal("unknown-statement", `the log holds no statement ${id}`);
  }
  return { ...place, entry: leaf, bytes } as Found;
}

/**
 * The same for a caller. What is not there and what is another's are looked for alike.
 * @throws Refusal `unknown-statement`
 */
export async function findEntryFor(store: LogStore, sight: Sight, id: Hex): Promise<Found> {
  const [place] = await store.places([id]);
  const bytes = await store.entry(place?.index ?? 0);
  const leaf = place && bytes && parseLeaf(bytes);
  const entry = leaf?.type === "suyuan/entry@1" ? leaf : undefined;
  const refuse = (): Refusal =>
    new Refusal("unknown-statement", `the log holds no statement ${id}`);
  await sight.requireStatement(entry?.statement, refuse);
  if (!place || !bytes || !entry) throw refuse();
  return { ...place, entry, bytes };
}

/** What keeps a statement from being anchored. */
export async function awaitedAnchor(
  store: LogStore,
  settled: Settled,
  place: Place,
): Promise<{ awaiting: string; since: number }> {
  const { awaySince, isUnfounded } = settled;
  if (awaySince !== undefined) {
    const what = isUnfounded
      ? "blocks on top of its contracts"
      : "the chain, which does not answer";
    return { awaiting: what, since: awaySince };
  }
  const latest = await store.latestCheckpoint();
  if (latest && latest.size > place.index) {
    return {
      awaiting: `the block that anchors the checkpoint of ${latest.size} entries`,
      since: latest.seen.time,
    };
  }
  return { awaiting: "the end of the window, which makes a checkpoint", since: place.logged };
}

export class Ladder {
  readonly #store: LogStore;
  readonly #settled: Settled;
  readonly #sights: Sights;

  constructor(store: LogStore, settled: Settled, sights: Sights) {
    this.#store = store;
    this.#settled = settled;
    this.#sights = sights;
  }

  /** A statement with its ladder and findings. @throws Refusal `unknown-statement` */
  async statement(id: Hex, caller: Caller): Promise<StatementView> {
    const found = await findEntryFor(this.#store, this.#sights.of(caller), id);
    const { statement, signatures } = found.entry;
    const anchor = await this.#store.anchorOf(found.index);
    return {
      id,
      index: found.index,
      kind: kindOf(statement),
      statement: { ...statement } as StatementView["statement"],
      signatures: signatures.map((signature) => ({ ...signature })) as StatementView["signatures"],
      ladder: [
        { step: "logged", state: "done", at: found.logged },
        await this.#anchored(found, anchor),
        witnessed(found, anchor),
      ],
      findings: await this.#store.findings(found.index),
    };
  }

  async #anchored(place: Place, record: CheckpointRecord | undefined): Promise<LadderStep> {
    const superseded = await this.#store.lostAnchors(place.index);
    const before = superseded.length > 0 ? { superseded } : {};
    if (record?.anchored) {
      const { block } = record.anchored;
      const done = { at: block.time, checkpoint: record.size, block, ...before };
      return { step: "anchored", state: "done", ...done };
    }
    return {
      step: "anchored",
      state: "awaited",
      ...(await awaitedAnchor(this.#store, this.#settled, place)),
      ...before,
    };
  }
}

/** Nobody cosigns yet: an auditor replays the log by its tiles and brings its cosignature. */
function witnessed({ logged }: Place, record: CheckpointRecord | undefined): LadderStep {
  const since = record?.anchored?.block.time ?? logged;
  return { step: "witnessed", state: "awaited", awaiting: "an auditor's cosignature", since };
}
