// SPDX-License-Identifier: Apache-2.0
// Puts leaves of another gateway's log into the store, with the records that they lead to. They are what the log has
// signed; that a log may hold them is looked at here: their order, chains, claims, and the heads map.
import {
  ANCHOR_LAG,
  type CryptoProvider,
  type Entry,
  entryTimeFault,
  type Head,
  type HeadsEntry,
  type Hex,
  leafHash,
  parseLeaf,
  statementId,
  toHex,
} from "@suyuan/proof";
import { Refusal } from "../refusal.ts";
import { nextHeads } from "../store/closing.ts";
import { chainSubjects, entryRecord } from "../store/entries.ts";
import { KEYS, type Subject } from "../store/keys.ts";
import { frontierOf, tipAfter } from "../store/placement.ts";
import type { Commit, EntryRecord, LogStore, StoreIdentity, TreeNode } from "../store/types.ts";
import type { Usage } from "../store/usage.ts";
import type { Signed } from "./notes.ts";
import { LeaderLie, orLie } from "./trouble.ts";

export interface ReplicaParts {
  readonly store: LogStore;
  readonly identity: StoreIdentity;
  readonly log: Hex;
  readonly crypto: CryptoProvider;
  /** Subjects with entries that no heads entry covers yet. */
  readonly dirty: readonly Subject[];
  readonly usage: Usage;
  /** Told of each synced write: how long it took, and how many entries it had. */
  readonly onCommit: (seconds: number, entries: number) => void;
}

interface Read {
  readonly entry: Entry;
  readonly hash: Uint8Array;
  readonly record: EntryRecord;
}

const MILLISECONDS = 1_000;
const nameOf = ({ kind, id }: Subject): string => `${kind}${id}`;
const wrong = (index: number, what: string): LeaderLie =>
  new LeaderLie("leader-false", `entry ${index} ${what}`);

/** The one writer of a follower's log. Each call is one synced write. */
export class Replica {
  readonly #parts: ReplicaParts;
  readonly #dirty: Map<string, Subject>;

  constructor(parts: ReplicaParts) {
    this.#parts = parts;
    this.#dirty = new Map(parts.dirty.map((subject) => [nameOf(subject), subject]));
  }

  /**
   * Puts entries behind the end of the log.
   * @throws LeaderLie `leader-false`; Refusal `store-failed`
   */
  async append(leaves: readonly Uint8Array[]): Promise<void> {
    if (leaves.length === 0) return;
    const { store, crypto, usage } = this.#parts;
    const before = store.tip();
    const read = leaves.map((bytes, at) => this.#read(before.size + at, bytes));
    this.#checkClock(read, before.logged);
    await this.#checkClaims(read);
    const heads = await this.#link(read);
    const frontier = frontierOf(before, crypto);
    const nodes: TreeNode[] = [];
    for (const { hash } of read)
      frontier.append(hash, (level, index, node) => nodes.push({ level, index, hash: node }));
    const logged = read.at(-1)?.entry.logged ?? before.logged;
    const tip = tipAfter(before, frontier, logged);
    await this.#write({ entries: read.map(({ record }) => record), nodes, heads, tip });
    for (const { entry } of read) usage.add(entry.statement.seat, entry.logged);
    for (const { subject } of heads) this.#dirty.set(nameOf(subject), subject);
  }

  /**
   * Ends a window with its heads entry, under the checkpoint that the log has signed.
   * @throws LeaderLie `leader-false`; Refusal `store-failed`
   */
  async close(bytes: Uint8Array, { size, root, note }: Signed): Promise<void> {
    const { store, crypto, usage } = this.#parts;
    const before = store.tip();
    const index = before.size;
    const leaf = this.#heads(index, bytes);
    if (leaf.logged < before.logged) throw wrong(index, "is dated before the one before it");
    const map = await nextHeads(store, [...this.#dirty.values()], crypto);
    if (map.count !== leaf.count || toHex(map.root) !== leaf.root)
      throw wrong(index, "has another heads map than the entries before it");
    const frontier = frontierOf(before, crypto);
    const nodes: TreeNode[] = [];
    frontier.append(leafHash(bytes, crypto), (level, at, hash) =>
      nodes.push({ level, index: at, hash }),
    );
    const tip = tipAfter(before, frontier, leaf.logged, index);
    if (tip.size !== size || tip.root !== root) throw wrong(index, "does not end its checkpoint");
    const { seen } = leaf;
    const checkpoint = { size, root, note, seen, notAfter: seen.time + ANCHOR_LAG };
    const closing = { index, bytes, writes: map.writes, checkpoint, usage: usage.changed() };
    await this.#write({ entries: [], nodes, heads: [], closing, tip });
    this.#dirty.clear();
    usage.stored();
  }

  #read(index: number, bytes: Uint8Array): Read {
    const { crypto, identity, log } = this.#parts;
    const entry = orLie("leader-false", `entry ${index}`, () => parseLeaf(bytes));
    if (entry.type !== "suyuan/entry@1")
      throw wrong(index, "ends a window whose checkpoint the leader does not show");
    const { chainId, exchangeLog, log: named } = entry.statement;
    const isOurs =
      chainId === identity.chainId && exchangeLog === identity.exchangeLog && named === log;
    if (!isOurs) throw wrong(index, "is of another log");
    const fault = entryTimeFault(entry);
    if (fault !== undefined) throw wrong(index, `breaks ${fault}`);
    const id = statementId(entry.statement, crypto);
    const record = entryRecord(index, entry, bytes, id);
    return { entry, hash: leafHash(bytes, crypto), record };
  }

  #heads(index: number, bytes: Uint8Array): HeadsEntry {
    const leaf = orLie("leader-false", `entry ${index}`, () => parseLeaf(bytes));
    if (leaf.type === "suyuan/heads@1" && leaf.log === this.#parts.log && leaf.size === index) {
      if (entryTimeFault(leaf) === undefined) return leaf;
    }
    throw wrong(index, "is no heads entry of this place, and a checkpoint ends with it");
  }

  #checkClock(read: readonly Read[], logged: number): void {
    let last = logged;
    for (const { entry, record } of read) {
      if (entry.logged < last) throw wrong(record.index, "is dated before the one before it");
      last = entry.logged;
    }
  }

  /** A statement comes once, and so does what it claims. */
  async #checkClaims(read: readonly Read[]): Promise<void> {
    const { store } = this.#parts;
    const claims = read.flatMap(({ record }) => record.claim ?? []);
    const places = await store.places(read.map(({ record }) => record.id));
    const holders = await store.claims(claims);
    const taken = new Set(claims.filter((_, at) => holders[at]).map(KEYS.claim));
    const known = new Set<Hex>();
    for (const [at, { record }] of read.entries()) {
      const { id, index, claim } = record;
      if (places[at] || known.has(id)) throw wrong(index, "holds a statement a second time");
      known.add(id);
      if (!claim) continue;
      const key = KEYS.claim(claim);
      if (taken.has(key)) throw wrong(index, `claims a second time what ${claim.of} it names`);
      taken.add(key);
    }
  }

  /** Each entry follows the last one of its asset, and of its grant. @returns where these chains end now */
  async #link(read: readonly Read[]): Promise<{ subject: Subject; head: Head }[]> {
    const all = read.flatMap(({ entry }) => chainSubjects(entry.statement));
    const subjects = [...new Map(all.map((one) => [nameOf(one), one])).values()];
    const found = await this.#parts.store.heads(subjects);
    const heads = new Map(subjects.map((one, at) => [nameOf(one), found[at]]));
    for (const { entry, hash, record } of read) {
      const chain = chainSubjects(entry.statement);
      if (chain.length !== entry.chain.length) throw wrong(record.index, "lacks a chain");
      for (const [at, subject] of chain.entries()) {
        const before = heads.get(nameOf(subject));
        const link = entry.chain[at];
        const n = (before?.n ?? 0) + 1;
        const prev = before && toHex(before.leafHash);
        if (link?.subject !== subject.id || link.n !== n || link.prev !== prev)
          throw wrong(record.index, `does not follow the last entry of ${subject.kind}`);
        heads.set(nameOf(subject), { n, index: record.index, leafHash: hash });
      }
    }
    return subjects.flatMap((subject) => {
      const head = heads.get(nameOf(subject));
      return head ? [{ subject, head }] : [];
    });
  }

  async #write(commit: Commit): Promise<void> {
    const { store, onCommit } = this.#parts;
    const begun = performance.now();
    try {
      await store.commit(commit);
    } catch (cause) {
      throw new Refusal("store-failed", "the store did not take a write", { cause });
    }
    onCommit((performance.now() - begun) / MILLISECONDS, commit.entries.length);
  }
}
