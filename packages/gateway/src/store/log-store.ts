// SPDX-License-Identifier: Apache-2.0
import type { BlockRef, Finding } from "@suyuan/api";
import {
  type CryptoProvider,
  decodeHeadsNode,
  type Head,
  type HeadsNode,
  type Hex,
  parseEntry,
} from "@suyuan/proof";
import { MAX_LOST_BLOCKS, MAX_REFERENCES } from "../constraints.ts";
import type { Claim } from "./claims.ts";
import type { CommitsLog } from "./commits.ts";
import type { Snapshot } from "./folders.ts";
import { KEYS, RANGES, type Subject, undoSize } from "./keys.ts";
import { type Database, firstValue, type Write } from "./level.ts";
import {
  decodeCheckpoint,
  decodeFinding,
  decodeHead,
  decodeId,
  decodeNumber,
  decodePlace,
  decodeProofs,
  encodeJson,
  encodeNumber,
} from "./records.ts";
import { Entries } from "./reading.ts";
import { type HeldLeaf, RecentEntries } from "./recent.ts";
import { type Reference, ReferenceMemo, referenceOf } from "./references.ts";
import type { CheckpointRecord, Commit, LogStore, Place, StoredProofs, Tip } from "./types.ts";
import { commitWrites } from "./writes.ts";

type Maybe<T> = T | undefined;
type Anchored = NonNullable<CheckpointRecord["anchored"]>;
const each = <T>(
  found: readonly Maybe<Uint8Array>[],
  decode: (bytes: Uint8Array) => T,
): Maybe<T>[] => found.map((bytes) => bytes && decode(bytes));

/** Where a store ends: its log, and how many writes it has seen. */
export interface StoreEnd {
  readonly tip: Tip;
  readonly writes: number;
}

/** The log in Level. Opened by `openStore`, which checks its end first; everything else is checked when it is read. */
export class LevelLogStore implements LogStore {
  readonly #database: Database;
  readonly #commits: CommitsLog;
  readonly #entries: Entries;
  readonly #recent = new RecentEntries();
  readonly #references = new ReferenceMemo(MAX_REFERENCES);
  #tip: Tip;
  #writes: number;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    database: Database,
    commits: CommitsLog,
    { tip, writes, crypto }: StoreEnd & { readonly crypto: CryptoProvider },
  ) {
    this.#database = database;
    this.#entries = new Entries(database, crypto);
    this.#commits = commits;
    this.#tip = tip;
    this.#writes = writes;
  }

  tip(): Tip {
    return this.#tip;
  }

  async commit(commit: Commit): Promise<void> {
    const paths = [...(commit.closing?.writes.keys() ?? [])];
    const found = await this.#database.getMany(paths.map(KEYS.heads));
    const before = new Map(paths.flatMap((path, at) => (found[at] ? [[path, found[at]]] : [])));
    await this.#write(commitWrites(commit, before), commit.tip);
    this.#recent.keep(commit.entries);
  }

  async entry(index: number): Promise<Maybe<Uint8Array>> {
    return (await this.#entries.at([index]))[0];
  }

  entries(from: number, until: number): AsyncIterable<Uint8Array> {
    return this.#entries.run(from, until);
  }

  leaves(from: number, until: number): AsyncIterable<HeldLeaf> {
    return this.#recent.leaves(from, until, (first, end) => this.#entries.run(first, end));
  }

  async places(ids: readonly Hex[]): Promise<Maybe<Place>[]> {
    return each(await this.#database.getMany(ids.map(KEYS.id)), decodePlace);
  }

  async claims(claims: readonly Claim[]): Promise<Maybe<Hex>[]> {
    return each(await this.#database.getMany(claims.map(KEYS.claim)), decodeId);
  }

  references(ids: readonly Hex[]): Promise<Maybe<Reference>[]> {
    return this.#references.of(ids, async (missing) => {
      const places = await this.places(missing);
      const indices = places.flatMap((place) => (place ? [place.index] : []));
      const entries = (await this.#entries.at(indices)).values();
      return places.map((place) => {
        const bytes = place && entries.next().value;
        return bytes && referenceOf(parseEntry(bytes).statement);
      });
    });
  }

  async heads(subjects: readonly Subject[]): Promise<Maybe<Head>[]> {
    return each(await this.#database.getMany(subjects.map(KEYS.head)), decodeHead);
  }

  async indicesOf(subject: Subject, n: number, first = 1): Promise<number[]> {
    const found = await this.#database.list(RANGES.ordinals(subject, first, n + 1));
    return found.map(([, bytes]) => decodeNumber(bytes));
  }

  async node(level: number, index: number): Promise<Uint8Array> {
    const hash = await this.#database.get(KEYS.node(level, index));
    if (hash) return hash;
    throw new Error(`the tree has no complete subtree ${index} of level ${level}`);
  }

  async nodes(level: number, from: number, until: number): Promise<Uint8Array[]> {
    const found = await this.#database.list(RANGES.nodes(level, from, until));
    return found.map(([, bytes]) => bytes);
  }

  async headsNodes(paths: readonly string[]): Promise<Maybe<HeadsNode>[]> {
    return each(await this.#database.getMany(paths.map(KEYS.heads)), decodeHeadsNode);
  }

  async headsNodeAt(size: number, path: string): Promise<Maybe<HeadsNode>> {
    // In this order: a window that ends in between writes both at once, and what was read first is not used then.
    const current = await this.#database.get(KEYS.heads(path));
    const bytes = (await firstValue(this.#database, RANGES.undoAfter(path, size))) ?? current;
    return bytes && bytes.length > 0 ? decodeHeadsNode(bytes) : undefined;
  }

  async checkpoint(size: number): Promise<Maybe<CheckpointRecord>> {
    const bytes = await this.#database.get(KEYS.checkpoint(size));
    return bytes && decodeCheckpoint(bytes);
  }

  async checkpointFrom(size: number): Promise<Maybe<CheckpointRecord>> {
    const bytes = await firstValue(this.#database, RANGES.checkpointsFrom(size));
    return bytes && decodeCheckpoint(bytes);
  }

  async latestCheckpoint(): Promise<Maybe<CheckpointRecord>> {
    const range = { ...RANGES.checkpointsFrom(0), reverse: true };
    const bytes = await firstValue(this.#database, range);
    return bytes && decodeCheckpoint(bytes);
  }

  async latestAnchored(): Promise<Maybe<CheckpointRecord>> {
    return await this.#firstAnchored({ ...RANGES.checkpointsFrom(0), reverse: true });
  }

  async anchorOf(index: number): Promise<Maybe<CheckpointRecord>> {
    return await this.#firstAnchored(RANGES.checkpointsFrom(index + 1));
  }

  async lostAnchors(index: number): Promise<BlockRef[]> {
    const lost: BlockRef[] = [];
    for await (const bytes of this.#database.values(RANGES.checkpointsFrom(index + 1))) {
      const record = decodeCheckpoint(bytes);
      lost.push(...(record.lost ?? []));
      if (record.anchored) break;
    }
    return lost;
  }

  async markAnchored(size: number, anchored: Anchored): Promise<void> {
    const record = await this.checkpoint(size);
    if (!record) throw new Error(`there is no checkpoint of size ${size}`);
    const writes: Write[] = [[KEYS.checkpoint(size), encodeJson({ ...record, anchored })]];
    for await (const key of this.#database.keys(RANGES.undo)) {
      if (undoSize(key) <= size) writes.push([key, undefined]);
    }
    await this.#write(writes);
  }

  async unmarkBeyond(size: number): Promise<void> {
    const writes: Write[] = [];
    for await (const [key, bytes] of this.#database.entries(RANGES.checkpointsFrom(size + 1))) {
      const { anchored, ...record } = decodeCheckpoint(bytes);
      if (!anchored) continue;
      const lost = [...(record.lost ?? []), anchored.block].slice(-MAX_LOST_BLOCKS);
      writes.push([key, encodeJson({ ...record, lost })]);
    }
    if (writes.length > 0) await this.#write(writes);
  }

  async addFinding(index: number, finding: Finding): Promise<void> {
    const key = KEYS.finding(index, finding.code);
    // The first time counts: a finding is a dated fact.
    if (await this.#database.get(key)) return;
    await this.#write([[key, encodeJson(finding)]]);
  }

  async findings(index: number): Promise<Finding[]> {
    const values = await Array.fromAsync(this.#database.values(RANGES.findings(index)));
    return values.map((bytes) => decodeFinding(bytes));
  }

  async putProofs(proofs: StoredProofs): Promise<void> {
    const before = await this.tended();
    // A run further on leaves a gap that nobody would judge again.
    const tended = proofs.first <= before ? Math.max(before, proofs.until) : before;
    await this.#write([
      [KEYS.proofs(proofs.first), encodeJson(proofs)],
      [KEYS.tended, encodeNumber(tended)],
    ]);
  }

  async proofBlocks(): Promise<BlockRef[]> {
    const blocks = new Map<string, BlockRef>();
    for await (const bytes of this.#database.values(RANGES.proofsFrom(0))) {
      const { block } = decodeProofs(bytes);
      blocks.set(block.hash, block);
    }
    return [...blocks.values()];
  }

  async dropProofsAfter(block: number): Promise<void> {
    const writes: Write[] = [];
    let tended = await this.tended();
    for await (const [key, bytes] of this.#database.entries(RANGES.proofsFrom(0))) {
      const { first, block: of } = decodeProofs(bytes);
      if (of.number <= block) continue;
      tended = Math.min(tended, first);
      writes.push([key, undefined]);
    }
    if (writes.length > 0) await this.#write([...writes, [KEYS.tended, encodeNumber(tended)]]);
  }

  async proofsFor(index: number): Promise<Maybe<StoredProofs>> {
    const range = { ...RANGES.proofsBefore(index + 1), reverse: true };
    const bytes = await firstValue(this.#database, range);
    const proofs = bytes && decodeProofs(bytes);
    return proofs && proofs.until > index ? proofs : undefined;
  }

  async proofsFrom(first: number): Promise<Maybe<StoredProofs>> {
    const bytes = await firstValue(this.#database, RANGES.proofsFrom(first));
    return bytes && decodeProofs(bytes);
  }

  async tended(): Promise<number> {
    const bytes = await this.#database.get(KEYS.tended);
    return bytes ? decodeNumber(bytes) : 0;
  }

  async recorded(): Promise<number> {
    const bytes = await this.#database.get(KEYS.recorded);
    return bytes ? decodeNumber(bytes) : 0;
  }

  putRecorded(next: number): Promise<void> {
    return this.#write([[KEYS.recorded, encodeNumber(next)]]);
  }

  snapshot(): Snapshot {
    return this.#database.snapshot();
  }

  async close(): Promise<void> {
    await this.#turn;
    await this.#commits.close();
    await this.#database.close();
  }

  /** One write after the other: their number must never go back, not even between two threads. */
  #write(writes: readonly Write[], tip?: Tip): Promise<void> {
    const turn = this.#turn.then(async () => {
      const count = this.#writes + 1;
      await this.#database.write([...writes, [KEYS.writes, encodeNumber(count)]]);
      this.#writes = count;
      if (tip) this.#tip = tip;
      const { size, root } = this.#tip;
      await this.#commits.append({ writes: count, size, root });
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #firstAnchored(range: Parameters<Database["values"]>[0]): Promise<Maybe<CheckpointRecord>> {
    for await (const bytes of this.#database.values(range)) {
      const record = decodeCheckpoint(bytes);
      if (record.anchored) return record;
    }
    return undefined;
  }
}
