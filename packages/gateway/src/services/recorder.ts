// SPDX-License-Identifier: Apache-2.0
// After an anchor: first deliveries and their receipts are proven to the delivery registry, so that the provider's
// clock stops without anybody's doing. Nothing waits for it. It remembers how far it is, and what it did it learns
// from the chain: a kill between the two costs a look, never a second record.
import { setImmediate as turn } from "node:timers/promises";
import {
  type ChainClient,
  ChainError,
  encodeDelivery,
  encodeReceipt,
  type FunctionCall,
  type Writer,
} from "@suyuan/chain";
import { type CryptoProvider, type Hex, inclusionPathAsync, statementId } from "@suyuan/proof";
import {
  LINES_A_TURN,
  MAX_RECORDS_WAITING,
  RECORD_AGAIN_SECONDS,
  RECORDS_AT_ONCE,
  SLICE_ENTRIES,
} from "../constraints.ts";
import type { IndexStore } from "../indexing/index-store.ts";
import type { Row } from "../indexing/types.ts";
import type { HeldLeaf } from "../store/recent.ts";
import type { CheckpointRecord, LogStore } from "../store/types.ts";
import { isAway } from "./away.ts";
import { type Recordable, verdictOn } from "./recording.ts";
import type { Settled } from "./settled.ts";

export interface RecorderParts {
  readonly client: ChainClient;
  /** Pays for it; the gateway's own. */
  readonly writer: Writer;
  readonly store: LogStore;
  readonly index: IndexStore;
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

/** One that is not known to be recorded. */
interface Waiting extends Recordable {
  /** The index must have this block before it is judged. */
  needs: number;
  /** It was mined: where the index lacks it all the same, the chain has lost that block. */
  isMined?: true;
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
  readonly #waiting = new Map<number, Waiting>();
  #scanned: number | undefined;
  #kept = 0;
  #recorded = 0;
  #refused = 0;
  #trouble: string | undefined;
  #rewinds = 0;
  /** Transactions of its account that are mined before it tells anything; what they told, the chain knows then. */
  #toBeMined: number | undefined;
  /** A block by which they were; undefined while some may be on their way. */
  #caughtUp: number | undefined;
  /** After trouble nothing is told before this moment. */
  #notBefore = 0;

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
    const { settled, now } = this.#parts;
    if (settled.awaySince !== undefined) return false;
    const goesOn = await this.#scan();
    if (this.#waiting.size > 0 && now() >= this.#notBefore) {
      const known = await this.#known();
      if (known !== undefined) await this.#tell(known);
    }
    await this.#keep();
    return goesOn;
  }

  /**
   * The block up to which the index tells what is recorded, once that is enough: it need not have the newest one,
   * which is another one wherever blocks come fast.
   */
  async #known(): Promise<number | undefined> {
    const { client, index } = this.#parts;
    try {
      this.#caughtUp ??= await this.#catchUp();
      const tip = index.tip();
      if (this.#caughtUp === undefined || !tip || tip.number < this.#caughtUp) return undefined;
      // An index that still holds blocks that the chain has lost would tell what is recorded no more.
      return (await client.block(tip.number)).hash === tip.hash ? tip.number : undefined;
    } catch (error) {
      if (!(error instanceof ChainError)) throw error;
      if (error.code !== "not-found") this.#trouble = isAway(error) ? undefined : error.message;
      return undefined;
    }
  }

  // A kill, or a block that came too late, leaves transactions on their way of which nobody here knows what they tell.
  async #catchUp(): Promise<number | undefined> {
    const { client, writer } = this.#parts;
    const count = async (tag: string): Promise<number> =>
      Number(await client.rpc("eth_getTransactionCount", [writer.address, tag]));
    const pending = await count("pending");
    // Fewer wait than before when the node has lost some.
    this.#toBeMined = Math.min(this.#toBeMined ?? pending, pending);
    return (await count("latest")) < this.#toBeMined ? undefined : client.blockNumber();
  }

  #forget(): void {
    this.#toBeMined = undefined;
    this.#caughtUp = undefined;
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
      this.#forget();
    }
    const anchored = (await store.latestAnchored())?.size ?? 0;
    // No more than there is room for: entries are read ahead in their hundreds.
    const room = MAX_RECORDS_WAITING - this.#waiting.size;
    const until = Math.min(anchored, this.#scanned + Math.min(SLICE_ENTRIES, room));
    let checkpoint: CheckpointRecord | undefined;
    for await (const held of store.leaves(this.#scanned, until)) {
      // The first anchor over an entry is the first over those after it, as far as it reaches.
      if (!checkpoint || checkpoint.size <= this.#scanned) {
        checkpoint = await store.anchorOf(this.#scanned);
      }
      this.#look(held, checkpoint);
      this.#scanned++;
      if (this.#scanned % LINES_A_TURN === 0) await turn();
    }
    return this.#scanned < anchored && this.#waiting.size < MAX_RECORDS_WAITING;
  }

  #look({ index, leaf, ...held }: HeldLeaf, checkpoint: CheckpointRecord | undefined): void {
    if (leaf.type !== "suyuan/entry@1") return;
    const { statement } = leaf;
    if (statement.type !== "suyuan/delivery@1" && statement.type !== "suyuan/receipt@1") return;
    if (!checkpoint?.anchored) return;
    const id = held.id ?? statementId(statement, this.#parts.crypto);
    const { size, anchored } = checkpoint;
    const { number: needs, time: anchoredAt } = anchored.block;
    this.#waiting.set(index, { index, id, statement, size, anchoredAt, needs });
  }

  /** The first of each grant that the chain lacks; those of one grant one after the other. */
  async #tell(known: number): Promise<void> {
    const ready: Waiting[] = [];
    const rows = new Map<Hex, Row | undefined>();
    const grants = new Set<Hex>();
    for (const one of [...this.#waiting.values()]) {
      const { grant } = one.statement;
      if (grants.has(grant)) continue;
      const isKnown = one.needs <= known;
      if (isKnown && !rows.has(grant)) rows.set(grant, await this.#rowOf(grant));
      if (isKnown && verdictOn(one, rows.get(grant)) === "done") {
        this.#waiting.delete(one.index);
        continue;
      }
      grants.add(grant);
      if (isKnown) ready.push(one);
      if (ready.length >= RECORDS_AT_ONCE) break;
    }
    const lost = ready.filter(({ isMined }) => isMined);
    for (const one of lost) delete one.isMined;
    // Its transaction may be on its way again.
    if (lost.length > 0) this.#forget();
    else await Promise.all(ready.map((one) => this.#record(one, known)));
  }

  #rowOf(grant: Hex): Promise<Row | undefined> {
    return this.#parts.index.row({ kind: "delivery", id: grant.slice(2) });
  }

  async #record(one: Waiting, known: number): Promise<void> {
    const { writer } = this.#parts;
    try {
      const call = await this.#call(one);
      if (!call) {
        this.#waiting.delete(one.index);
        return;
      }
      one.needs = (await writer.send(call.contract, call.fn, call.args)).block;
      one.isMined = true;
      this.#recorded++;
      this.#trouble = undefined;
    } catch (error) {
      await this.#failed(one, error, known);
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
  async #failed(one: Waiting, error: unknown, known: number): Promise<void> {
    if (!(error instanceof ChainError)) throw error;
    const { store, now } = this.#parts;
    if (error.code !== "reverted") {
      // It may have been sent.
      this.#forget();
      this.#notBefore = now() + RECORD_AGAIN_SECONDS;
      this.#trouble = isAway(error) ? undefined : error.message;
      return;
    }
    const name = error.revert?.name ?? "unknown";
    if (TOLD_BEFORE.has(name)) {
      // A later block tells it; what follows under the grant is judged by that.
      one.needs = known + 1;
      return;
    }
    this.#waiting.delete(one.index);
    this.#refused++;
    await store.addFinding(one.index, { code: "not-recorded", detail: name, at: now() });
  }

  async #keep(): Promise<void> {
    const next = this.#next();
    if (next === this.#kept) return;
    await this.#parts.store.putRecorded(next);
    this.#kept = next;
  }
}
