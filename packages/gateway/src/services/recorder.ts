// SPDX-License-Identifier: Apache-2.0
// After an anchor: first deliveries and their receipts are proven to the delivery registry, so that the provider's
// clock stops without anybody's doing. Nothing waits for it. It remembers how far it is, and what it did it learns
// from the chain: a kill between the two costs a look, never a second record.
import {
  type ChainClient,
  ChainError,
  encodeDelivery,
  encodeReceipt,
  type FunctionCall,
  type Writer,
} from "@suyuan/chain";
import {
  type CryptoProvider,
  type Hex,
  inclusionPathAsync,
  parseLeaf,
  statementId,
} from "@suyuan/proof";
import {
  MAX_RECORDS_WAITING,
  RECORD_AGAIN_SECONDS,
  RECORDS_AT_ONCE,
  SLICE_ENTRIES,
} from "../constraints.ts";
import type { IndexStore } from "../indexing/index-store.ts";
import type { LogStore } from "../store/types.ts";
import { isAway } from "./away.ts";
import type { Indexer } from "./indexer.ts";
import { type Recordable, verdictOn } from "./recording.ts";
import type { Settled } from "./settled.ts";

export interface RecorderParts {
  readonly client: ChainClient;
  /** Pays for it; the gateway's own. */
  readonly writer: Writer;
  readonly store: LogStore;
  readonly index: IndexStore;
  readonly indexer: Indexer;
  readonly settled: Settled;
  readonly crypto: CryptoProvider;
  readonly now: () => number;
}

/** How far it is, and what went wrong. */
export interface RecorderState {
  /** Entries below this one need nothing any more. */
  readonly next: number;
  readonly waiting: number;
  readonly recorded: number;
  readonly refused: number;
  readonly trouble?: string;
}

/** Errors that say that somebody else was first. */
const TOLD_BEFORE: ReadonlySet<string> = new Set([
  "DeliveryRegistry__AlreadyDelivered",
  "DeliveryRegistry__NotNextReceipt",
  "DeliveryRegistry__OtherDelivery",
]);

export class Recorder {
  readonly #parts: RecorderParts;
  /** What is not known to be recorded, by the entries' indices in their order. */
  readonly #waiting = new Map<number, Recordable>();
  /** When each was sent last. */
  readonly #sent = new Map<number, number>();
  #scanned: number | undefined;
  #kept = 0;
  #recorded = 0;
  #refused = 0;
  #trouble: string | undefined;
  #rewinds = 0;
  /** Transactions of its account that are mined before it tells anything; what they told, the chain knows then. */
  #mined: number | undefined;
  #isCaughtUp = false;

  constructor(parts: RecorderParts) {
    this.#parts = parts;
  }

  get state(): RecorderState {
    return {
      ...{ next: this.#next(), waiting: this.#waiting.size },
      ...{ recorded: this.#recorded, refused: this.#refused },
      ...(this.#trouble !== undefined && { trouble: this.#trouble }),
    };
  }

  /**
   * Looks at the next run of anchored entries, and tells the chain what it lacks.
   * @returns whether there are more entries to look at
   */
  async step(): Promise<boolean> {
    const { settled, indexer } = this.#parts;
    // What was recorded is told by the index: while it is behind, it would be told twice.
    if (settled.awaySince !== undefined || indexer.progress.behind > 0) return false;
    const goesOn = await this.#scan();
    if (await this.#hasCaughtUp()) await this.#tell();
    await this.#keep();
    return goesOn;
  }

  // A kill, or a block that came too late, leaves transactions on their way of which nobody here knows what they tell.
  async #hasCaughtUp(): Promise<boolean> {
    const { client, writer } = this.#parts;
    if (this.#isCaughtUp || this.#waiting.size === 0) return true;
    const count = async (tag: string): Promise<number> =>
      Number(await client.rpc("eth_getTransactionCount", [writer.address, tag]));
    try {
      this.#mined ??= await count("pending");
      this.#isCaughtUp = (await count("latest")) >= this.#mined;
    } catch (error) {
      if (!(error instanceof ChainError)) throw error;
      this.#trouble = isAway(error) ? undefined : error.message;
    }
    return this.#isCaughtUp;
  }

  #next(): number {
    const [first] = this.#waiting.keys();
    return first ?? this.#scanned ?? 0;
  }

  async #scan(): Promise<boolean> {
    const { store, settled } = this.#parts;
    if (this.#scanned === undefined || this.#rewinds !== settled.rewinds) {
      // Records may have gone with the blocks that the chain has lost.
      this.#kept = this.#scanned === undefined ? await store.recorded() : 0;
      this.#scanned = this.#kept;
      this.#rewinds = settled.rewinds;
      this.#waiting.clear();
      this.#sent.clear();
    }
    const anchored = (await store.latestAnchored())?.size ?? 0;
    const until = Math.min(anchored, this.#scanned + SLICE_ENTRIES);
    for await (const bytes of store.entries(this.#scanned, until)) {
      if (this.#waiting.size >= MAX_RECORDS_WAITING) break;
      await this.#look(this.#scanned, bytes);
      this.#scanned++;
    }
    return this.#scanned < anchored && this.#waiting.size < MAX_RECORDS_WAITING;
  }

  async #look(index: number, bytes: Uint8Array): Promise<void> {
    const leaf = parseLeaf(bytes);
    if (leaf.type !== "suyuan/entry@1") return;
    const { statement } = leaf;
    if (statement.type !== "suyuan/delivery@1" && statement.type !== "suyuan/receipt@1") return;
    const checkpoint = await this.#parts.store.anchorOf(index);
    if (!checkpoint?.anchored) return;
    const id = statementId(statement, this.#parts.crypto);
    const { size, anchored } = checkpoint;
    this.#waiting.set(index, { index, id, statement, size, anchoredAt: anchored.block.time });
  }

  /** The first of each grant that the chain lacks; those of one grant one after the other. */
  async #tell(): Promise<void> {
    const ready: Recordable[] = [];
    const grants = new Set<Hex>();
    for (const one of [...this.#waiting.values()]) {
      const { grant } = one.statement;
      if (grants.has(grant)) continue;
      const row = await this.#parts.index.row({ kind: "delivery", id: grant.slice(2) });
      if (verdictOn(one, row) === "done") {
        this.#drop(one.index);
        continue;
      }
      grants.add(grant);
      if (!this.#isOnItsWay(one.index)) ready.push(one);
      if (ready.length >= RECORDS_AT_ONCE) break;
    }
    if (ready.length > 0) await Promise.all(ready.map((one) => this.#record(one)));
  }

  #isOnItsWay(index: number): boolean {
    const sent = this.#sent.get(index);
    return sent !== undefined && this.#parts.now() - sent < RECORD_AGAIN_SECONDS;
  }

  async #record(one: Recordable): Promise<void> {
    const { writer, now } = this.#parts;
    try {
      const call = await this.#call(one);
      if (!call) {
        this.#drop(one.index);
        return;
      }
      this.#sent.set(one.index, now());
      await writer.send(call.contract, call.fn, call.args);
      this.#recorded++;
      this.#trouble = undefined;
    } catch (error) {
      await this.#failed(one, error);
    }
  }

  /** What proves it to the contract; nothing for a receipt whose delivery lies in another log. */
  async #call({ index, statement, size }: Recordable): Promise<FunctionCall | undefined> {
    const { store, crypto } = this.#parts;
    const entry = await store.entry(index);
    if (!entry) return undefined;
    const node = (level: number, at: number) => store.node(level, at);
    const path = await inclusionPathAsync(index, size, node, crypto);
    const placed = { entry, index, size, path };
    if (statement.type === "suyuan/delivery@1") return encodeDelivery(placed);
    const [place] = await store.places([statement.delivery.id]);
    const delivered = place && (await store.entry(place.index));
    return delivered && encodeReceipt(placed, delivered);
  }

  /** What the contract refuses is told on the statement; anything else is tried again. */
  async #failed({ index }: Recordable, error: unknown): Promise<void> {
    if (!(error instanceof ChainError)) throw error;
    if (error.code === "timeout") [this.#isCaughtUp, this.#mined] = [false, undefined];
    if (error.code !== "reverted") {
      this.#trouble = isAway(error) ? undefined : error.message;
      return;
    }
    const name = error.revert?.name ?? "unknown";
    this.#drop(index);
    if (TOLD_BEFORE.has(name)) return;
    this.#refused++;
    const at = this.#parts.now();
    await this.#parts.store.addFinding(index, { code: "not-recorded", detail: name, at });
  }

  #drop(index: number): void {
    this.#waiting.delete(index);
    this.#sent.delete(index);
  }

  async #keep(): Promise<void> {
    const next = this.#next();
    if (next === this.#kept) return;
    await this.#parts.store.putRecorded(next);
    this.#kept = next;
  }
}
