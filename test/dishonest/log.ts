// SPDX-License-Identifier: Apache-2.0
// A log operator who checks nobody's authorisation and will put anything into the log, made from what
// anyone may use. Its tree, its signatures and its anchors are in order: that is what makes it dangerous.
import { type ChainClient, type LogKey, type Receipt, type Signer, Writer } from "@suyuan/chain";
import {
  ANCHOR_LAG,
  type Entry,
  type Evidence,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  fromHex,
  type HeadsLeaf,
  headsKey,
  type Hex,
  type History,
  logId,
  noteKey,
  type NoteSigner,
  parseEntry,
  parseLeaf,
  type SeenBlock,
  signNote,
  statementId,
  toHex,
} from "@suyuan/proof";

import { evidenceFile, type Ground, historyFile } from "./files.ts";
import { type HeadsMap, headsMap } from "./heads.ts";
import { Leaves, type Moment, type Subject, subjectsIn } from "./leaves.ts";

export interface DishonestOptions {
  readonly client: ChainClient;
  /** Account of the log's operator seat. */
  readonly operator: Signer;
  /** The log must be open on the chain with this origin and this key. */
  readonly origin: string;
  readonly key: Pick<LogKey, "public" | "sign">;
  /** Blocks on top of the one that its files prove; none when left out. */
  readonly depth?: number;
}

/** A checkpoint that was made: its last leaf is the heads entry. */
export interface Closed {
  readonly size: number;
  readonly root: Uint8Array;
  /** Signed note. */
  readonly note: string;
  /** What its heads entry tells. */
  readonly map: HeadsMap;
  /** Its anchor. */
  readonly receipt: Receipt;
}

/** An operator of one log, from its first leaf on. Everything is kept in memory. */
export class DishonestLog {
  readonly client: ChainClient;
  readonly origin: string;
  /** SHA-256 of the origin. */
  readonly id: Hex;
  /** The key as policies name it. */
  readonly verifierKey: string;
  /** Of the operator's account. */
  readonly writer: Writer;
  readonly leaves = new Leaves();
  readonly #ground: Ground;
  readonly #signer: NoteSigner;
  readonly #closed: Closed[] = [];
  #logged = 0;

  constructor({ client, operator, origin, key, depth = 0 }: DishonestOptions) {
    this.client = client;
    this.#ground = { client, depth };
    this.origin = origin;
    this.id = logId(origin);
    this.writer = new Writer(client, operator);
    this.#signer = { key: noteKey(origin, fromHex(key.public)), sign: (m) => key.sign(m) };
    this.verifierKey = formatVerifierKey(this.#signer.key);
  }

  /** All checkpoints, oldest first. */
  get checkpoints(): readonly Closed[] {
    return this.#closed;
  }

  /** The newest checkpoint; none before the first `close`. */
  get last(): Closed | undefined {
    return this.#closed.at(-1);
  }

  /**
   * Logs a statement, whatever it says. Its chains are continued as they should be.
   * @param moment what to say of clock and chain; else the newest block, and its time as the clock
   * @returns the entry's index
   */
  async append(
    statement: Entry["statement"],
    signatures: Entry["signatures"],
    moment: Partial<Moment> = {},
  ): Promise<number> {
    const entry = this.leaves.entry({ statement, signatures }, await this.moment(moment));
    return this.leaves.push(entry);
  }

  /**
   * Ends a window: heads entry, signed checkpoint, anchor.
   * @param heads what the heads entry shall tell; else the truth
   * @throws ChainError `reverted` when the contract refuses; the heads entry then stays a leaf
   */
  async close(heads: readonly HeadsLeaf[] = this.leaves.heads): Promise<Closed> {
    const moment = await this.moment();
    this.leaves.push(this.leaves.headsEntry(this.id, moment, heads));
    const { size } = this.leaves;
    const root = this.leaves.root();
    const receipt = await this.writer.advance({
      ...{ log: this.id, size, root: toHex(root) },
      proof: this.leaves.consistency(this.last?.size ?? 0, size).map(toHex),
      notAfter: moment.seen.time + ANCHOR_LAG,
    });
    const note = this.#note(size, root);
    const closed: Closed = { size, root, note, map: headsMap(heads), receipt };
    this.#closed.push(closed);
    return closed;
  }

  /** Evidence of an entry, from the first checkpoint that covers it. @throws Error when none does */
  async evidence(index: number): Promise<Evidence> {
    const closed = this.#closed.find(({ size }) => index < size);
    const entry = this.leaves.bytes[index];
    if (closed === undefined || entry === undefined) throw new Error(`${index} is not anchored`);
    const { statement } = parseEntry(entry);
    const related = this.#find(namedBy(statement), index);
    return evidenceFile(this.#ground, {
      log: { origin: this.origin, key: this.verifierKey },
      checkpoint: closed.note,
      ...this.#placed(index, closed.size),
      ...(related === undefined ? {} : { related: this.#placed(related, closed.size) }),
    });
  }

  /** All entries on a subject up to the last checkpoint, as its heads entry tells it. */
  async history(subject: Subject): Promise<History> {
    const closed = this.last;
    if (closed === undefined) throw new Error("the log has no checkpoint yet");
    const { size, note, map } = closed;
    const place = await map.prove(headsKey(subject.kind, subject.id));
    const told = place.leaf !== undefined && isOf(place.leaf, subject) ? place.leaf.n : 0;
    const { entry, inclusion } = this.#placed(size - 1, size);
    return historyFile(this.#ground, {
      log: { origin: this.origin, key: this.verifierKey },
      checkpoint: note,
      subject,
      heads: { entry, inclusion },
      place,
      entries: this.#entriesOn(subject, size).slice(0, told),
    });
  }

  /** What the log says of a moment: not earlier than the last one, whatever is wished. */
  async moment({ seen, logged }: Partial<Moment> = {}): Promise<Moment> {
    const block: SeenBlock = seen ?? (await this.client.block());
    this.#logged = Math.max(this.#logged, logged ?? block.time);
    return { seen: block, logged: this.#logged };
  }

  #note(size: number, root: Uint8Array): string {
    const text = formatCheckpoint({ origin: this.origin, size, root });
    return formatNote({ text, signatures: [signNote(text, this.#signer)] });
  }

  #placed(index: number, size: number) {
    const entry = this.leaves.bytes[index];
    if (entry === undefined) throw new Error(`the log has no leaf ${index}`);
    return { entry, index, inclusion: this.leaves.inclusion(index, size) };
  }

  #entriesOn(subject: Subject, size: number): Uint8Array[] {
    return this.leaves.bytes.slice(0, size).filter((bytes) => {
      const leaf = parseLeaf(bytes);
      if (!("statement" in leaf)) return false;
      return subjectsIn(leaf.statement).some(
        (on) => on.kind === subject.kind && on.id === subject.id,
      );
    });
  }

  #find(id: Hex | undefined, before: number): number | undefined {
    const index = this.leaves.bytes.slice(0, before).findIndex((bytes) => {
      const leaf = parseLeaf(bytes);
      return "statement" in leaf && statementId(leaf.statement) === id;
    });
    return index < 0 ? undefined : index;
  }
}

const isOf = ({ key }: HeadsLeaf, { kind, id }: Subject): boolean =>
  toHex(key) === toHex(headsKey(kind, id));

/** The statement that this one names. */
function namedBy(statement: Entry["statement"]): Hex | undefined {
  if (statement.type === "suyuan/delivery@1") return statement.version;
  return statement.type === "suyuan/receipt@1" ? statement.delivery.id : undefined;
}
