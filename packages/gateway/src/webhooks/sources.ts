// SPDX-License-Identifier: Apache-2.0
// Where events come from: the index, the log's checkpoints, and the reasons of `/readyz`. All of these are there
// anyway and are read from a place on, so that nothing that takes statements or anchors them waits for a webhook, and
// what an endpoint does not take keeps nobody waiting but itself.
import type { ChainClient } from "@suyuan/chain";
import type { Hex } from "@suyuan/proof";
import { UNDO_BLOCKS, WEBHOOK_PAGE } from "../constraints.ts";
import { deadlineOf } from "../inbox/clocks.ts";
import type { IndexStore, Thing } from "../indexing/index-store.ts";
import { timeText } from "../indexing/places.ts";
import { behindBlock, type Position, positionOf } from "../indexing/position.ts";
import { turnsOf } from "../indexing/turns.ts";
import type { BlockName } from "../indexing/types.ts";
import type { About } from "../services/about.ts";
import type { Deadlines } from "../services/deadlines.ts";
import { blockHashOf, type Indexer } from "../services/indexer.ts";
import type { Settled } from "../services/settled.ts";
import type { LogStore } from "../store/types.ts";
import { ofAct, ofAlarm, ofAnchor, ofDeadline, type Told } from "./events.ts";

/** How far each source was read for one endpoint. */
export interface Places {
  /** The last act. */
  readonly act: Position;
  /** A block up to which acts were read: when the chain has lost it, they are read again from before. */
  readonly block: BlockName;
  /** Place in the list of clocks. */
  readonly due: string;
  /** Size of the last checkpoint. */
  readonly size: number;
  /** Reasons of `/readyz` that were told last. */
  readonly alarms: readonly string[];
}

/** Some events, and the places behind them. */
export interface Gathered {
  readonly events: readonly Told[];
  readonly places: Places;
  /** Whether there is more to be read at once. */
  readonly more: boolean;
}

export interface SourceParts {
  readonly index: IndexStore;
  readonly indexer: Pick<Indexer, "progress">;
  readonly store: Pick<LogStore, "anchorOf" | "latestAnchored">;
  readonly settled: Pick<Settled, "block" | "rewinds" | "awaySince">;
  readonly client: Pick<ChainClient, "block">;
  readonly about: Pick<About, "ready">;
  readonly deadlines: Deadlines;
  readonly log: Hex;
  /** Seconds since the epoch. */
  readonly now: () => number;
}

/** The clocks of the whole country. */
const EVERYWHERE = "0";

/** The events of one endpoint, read on and on. */
export class Sources {
  readonly #parts: SourceParts;
  /** Losses of settled blocks that were looked into; a start looks once. */
  #rewinds = -1;

  constructor(parts: SourceParts) {
    this.#parts = parts;
  }

  /** The places of an endpoint that is new: what was before is not told. */
  async begin(): Promise<Places> {
    const { settled, store } = this.#parts;
    const { number, hash, time } = settled.block;
    return {
      ...{ act: behindBlock(number), block: { number, hash } },
      ...{ due: timeText(time + 1), size: (await store.latestAnchored())?.size ?? 0, alarms: [] },
    };
  }

  /** What has happened since. @throws ChainError while the chain is away and a loss has to be looked into */
  async since(before: Places): Promise<Gathered> {
    const from = await this.#sound(before);
    if (!from) return { events: [], places: before, more: false };
    const acts = await this.#acts(from);
    const anchors = await this.#anchors(from);
    const dues = await this.#dues(from);
    const alarms = this.#alarms(from);
    return {
      events: [...acts.events, ...anchors.events, ...dues.events, ...alarms.events],
      places: { ...from, ...acts.places, ...anchors.places, ...dues.places, ...alarms.places },
      more: acts.more || anchors.more || dues.more,
    };
  }

  /** Goes back where the chain has lost what was told: it is told again, with the block in which it is then. */
  async #sound(places: Places): Promise<Places | undefined> {
    const { settled, client, store, index } = this.#parts;
    const { rewinds } = settled;
    if (this.#rewinds === rewinds || settled.awaySince !== undefined) return places;
    const tip = index.tip();
    // The index has still to take back what is lost.
    if (tip && (await blockHashOf(client, tip.number)) !== tip.hash) return undefined;
    const { number, hash } = places.block;
    const isLost = (await blockHashOf(client, number)) !== hash;
    const size = Math.min(places.size, (await store.latestAnchored())?.size ?? 0);
    this.#rewinds = rewinds;
    if (!isLost) return { ...places, size };
    const { block } = settled;
    const first = Math.max(0, Math.min(number, block.number) - UNDO_BLOCKS);
    return { ...places, size, act: behindBlock(first), block };
  }

  async #acts({ act, block }: Places) {
    const { index } = this.#parts;
    const tip = index.tip();
    const { items, next } = await index.acts({ limit: WEBHOOK_PAGE, after: act });
    const last = items.at(-1);
    const read = next === undefined && tip && tip.number >= block.number ? tip : block;
    return {
      events: items.flatMap((one) => ofAct(one) ?? []),
      places: { act: last ? positionOf(last.block, last.logIndex) : act, block: read },
      more: next !== undefined,
    };
  }

  async #anchors({ size }: Places) {
    const { store, log } = this.#parts;
    const events: Told[] = [];
    let at = size;
    for (; events.length < WEBHOOK_PAGE;) {
      const checkpoint = await store.anchorOf(at);
      const told = checkpoint && ofAnchor(checkpoint, log);
      if (!told) return { events, places: { size: at }, more: false };
      events.push(told);
      at = checkpoint.size;
    }
    return { events, places: { size: at }, more: true };
  }

  /** Clocks are looked at when the index has all acts up to the block by whose moment they have run out. */
  async #dues({ due }: Places) {
    const { index, indexer, settled } = this.#parts;
    const { hash, time } = settled.block;
    if (indexer.progress.behind > 0 || index.tip()?.hash !== hash)
      return { events: [], places: { due }, more: false };
    const end = timeText(time + 1);
    const list = { list: "clocks-by-region", value: EVERYWHERE, before: end } as const;
    const { items, next } = await index.things(list, { limit: WEBHOOK_PAGE, after: due });
    const told = await Promise.all(items.map(async (thing) => this.#reached(thing, time)));
    const behind = next ?? (due > end ? due : end);
    return { events: told.flat(), places: { due: behind }, more: next !== undefined };
  }

  async #reached({ kind, row }: Thing, time: number): Promise<Told[]> {
    const told: Told[] = [];
    for (const turn of turnsOf(kind, row)) {
      const { clock, due, ends } = turn;
      if (clock === undefined || ends === true || due === 0 || due > time) continue;
      const deadline = await deadlineOf(this.#parts.deadlines, row, turn);
      const { at = due, late = true } = deadline ?? {};
      told.push(ofDeadline({ kind, id: String(row.id), turn, at, late }));
    }
    return told;
  }

  #alarms({ alarms }: Places) {
    const { about, now, log } = this.#parts;
    const is = about.ready().reasons.map(({ code }) => code);
    const told = (codes: readonly string[], raised: boolean) =>
      codes.map((code) => ofAlarm(code, raised, now(), log));
    const raised = is.filter((code) => !alarms.includes(code));
    const cleared = alarms.filter((code) => !is.some((one) => one === code));
    return { events: [...told(raised, true), ...told(cleared, false)], places: { alarms: is } };
  }
}
