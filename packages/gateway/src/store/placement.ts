// SPDX-License-Identifier: Apache-2.0
// Gives indices: which of the statements that wait go where, and which are already there. Pure but for
// what it reads of the store.
import {
  type CryptoProvider,
  encodeEntry,
  type Entry,
  Frontier,
  fromHex,
  type Head,
  type Hex,
  leafHash,
  ProofError,
  type Signature,
  type Statement,
  STATEMENT_MAX_AGE,
  STATEMENT_MAX_AHEAD,
  toHex,
} from "@suyuan/proof";
import type { BlockRef } from "@suyuan/api";
import { Refusal } from "../refusal.ts";
import { claimOf, claimRefusal } from "./claims.ts";
import { chainSubjects, entryRecord } from "./entries.ts";
import { KEYS, type Subject } from "./keys.ts";
import { neededBy, type Reference, referenceOf, referenceRefusal } from "./references.ts";
import type { Commit, EntryRecord, LogStore, Place, Tip, TreeNode } from "./types.ts";
import type { Usage } from "./usage.ts";

/** A statement of which everything outside the log has been checked. */
export interface Accepted {
  readonly id: Hex;
  readonly statement: Statement;
  readonly signatures: readonly Signature[];
  /** Both as canonical text, where it is made already. */
  readonly written?: { readonly statement: string; readonly signatures: string };
  /** State of the registries under which it was found to be allowed; see `Moment.generation`. */
  readonly generation: number;
  /** Statements that its seat may have in the log on one day; 0 for any number. */
  readonly perDay?: number;
}

/** Where a statement lies; `duplicate` when it was there before. */
export interface Placed extends Place {
  readonly duplicate: boolean;
}

/** `stale`: a registry changed after the statement was checked, so that it has to be checked again. */
export type Outcome = Placed | Refusal | "stale";

/** The moment of a commit: the log's clock may be later than `now`, never earlier than before. */
export interface Moment {
  readonly now: number;
  readonly seen: BlockRef;
  /** Grows with each change of a registry up to `seen`. */
  readonly generation: number;
}

export interface Placement {
  readonly outcomes: readonly Outcome[];
  /** Left out when there is nothing to write. */
  readonly commit?: Commit;
  readonly subjects: readonly Subject[];
}

const subjectName = ({ kind, id }: Subject): string => `${kind}${id}`;

/** Takes up the frontier of a tip. */
export function frontierOf({ size, subtrees }: Tip, crypto: CryptoProvider): Frontier {
  return Frontier.from(
    size,
    subtrees.map((hash) => fromHex(hash)),
    crypto,
  );
}

/** Places what waits, in order. */
export async function place(
  store: LogStore,
  waiting: readonly Accepted[],
  moment: Moment,
  { crypto, usage }: { readonly crypto: CryptoProvider; readonly usage: Usage },
): Promise<Placement> {
  const run = new Run(store.tip(), { moment, crypto, usage });
  await run.load(store, waiting);
  const outcomes = waiting.map((accepted) => run.take(accepted));
  return { outcomes, ...run.end() };
}

class Run {
  readonly #tip: Tip;
  readonly #moment: Moment;
  readonly #crypto: CryptoProvider;
  readonly #logged: number;
  readonly #frontier: Frontier;
  readonly #places = new Map<Hex, Place>();
  /** Who made a claim, by its key. */
  readonly #claims = new Map<string, Hex>();
  readonly #references = new Map<Hex, Reference>();
  readonly #heads = new Map<string, Head>();
  readonly #changed = new Map<string, Subject>();
  readonly #usage: Usage;
  /** What this run adds to it, by seat. */
  readonly #used = new Map<number, number>();
  readonly #entries: EntryRecord[] = [];
  readonly #nodes: TreeNode[] = [];

  constructor(
    tip: Tip,
    by: { readonly moment: Moment; readonly crypto: CryptoProvider; readonly usage: Usage },
  ) {
    const { moment, crypto, usage } = by;
    this.#usage = usage;
    this.#tip = tip;
    this.#moment = moment;
    this.#crypto = crypto;
    this.#logged = Math.max(moment.now, tip.logged, moment.seen.time);
    this.#frontier = frontierOf(tip, crypto);
  }

  async load(store: LogStore, waiting: readonly Accepted[]): Promise<void> {
    const ids = waiting.map(({ id }) => id);
    const claims = waiting.flatMap(({ statement }) => claimOf(statement) ?? []);
    const named = [...new Set(waiting.flatMap(({ statement }) => neededBy(statement) ?? []))];
    const subjects = [
      ...new Map(
        waiting
          .flatMap(({ statement }) => chainSubjects(statement))
          .map((subject) => [subjectName(subject), subject]),
      ).values(),
    ];
    const [places, holders, references, heads] = await Promise.all([
      store.places(ids),
      store.claims(claims),
      store.references(named),
      store.heads(subjects),
    ]);
    for (const [at, id] of ids.entries()) if (places[at]) this.#places.set(id, places[at]);
    for (const [at, claim] of claims.entries())
      if (holders[at]) this.#claims.set(KEYS.claim(claim), holders[at]);
    for (const [at, id] of named.entries())
      if (references[at]) this.#references.set(id, references[at]);
    for (const [at, subject] of subjects.entries()) {
      if (heads[at]) this.#heads.set(subjectName(subject), heads[at]);
    }
  }

  take(accepted: Accepted): Outcome {
    const known = this.#places.get(accepted.id);
    if (known) return { ...known, duplicate: true };
    if (accepted.generation !== this.#moment.generation) return "stale";
    const refusal = this.#check(accepted);
    if (refusal) return refusal;
    const subjects = chainSubjects(accepted.statement);
    const entry = this.#entryOf(accepted, subjects);
    const bytes = encoded(entry, accepted.written);
    if (bytes instanceof Refusal) return bytes;
    this.#put(entryRecord(this.#frontier.size, entry, bytes, accepted.id), bytes);
    this.#references.set(accepted.id, referenceOf(accepted.statement));
    const { seat } = accepted.statement;
    this.#used.set(seat, (this.#used.get(seat) ?? 0) + 1);
    return { index: this.#frontier.size - 1, logged: this.#logged, duplicate: false };
  }

  end(): { commit?: Commit; subjects: readonly Subject[] } {
    const subjects = [...this.#changed.values()];
    if (this.#entries.length === 0) return { subjects };
    const heads = [...this.#changed].flatMap(([name, subject]) => {
      const head = this.#heads.get(name);
      return head ? [{ subject, head }] : [];
    });
    const tip = tipAfter(this.#tip, this.#frontier, this.#logged);
    return { subjects, commit: { entries: this.#entries, nodes: this.#nodes, heads, tip } };
  }

  #check({ statement, perDay = 0 }: Accepted): Refusal | undefined {
    const claim = claimOf(statement);
    const holder = claim && this.#claims.get(KEYS.claim(claim));
    if (holder) return claimRefusal(claim, holder);
    const id = neededBy(statement);
    const named = id && this.#references.get(id);
    return (
      referenceRefusal(statement, named) ??
      timeRefusal(statement.time, this.#logged) ??
      this.#limitRefusal(statement.seat, perDay)
    );
  }

  #limitRefusal(seat: number, perDay: number): Refusal | undefined {
    const used = this.#usage.of(seat, this.#logged) + (this.#used.get(seat) ?? 0);
    if (perDay === 0 || used < perDay) return undefined;
    const what = `seat ${seat} may sign ${perDay} statements a day, and has signed ${used}`;
    return new Refusal("seat-limit-reached", what, { path: "statement.seat" });
  }

  #entryOf({ statement, signatures }: Accepted, subjects: readonly Subject[]): Entry {
    const chain = subjects.map((subject) => {
      const head = this.#heads.get(subjectName(subject));
      return head
        ? { subject: subject.id, n: head.n + 1, prev: toHex(head.leafHash) }
        : { subject: subject.id, n: 1 };
    });
    const { seen } = this.#moment;
    return { type: "suyuan/entry@1", statement, signatures, logged: this.#logged, seen, chain };
  }

  #put(record: EntryRecord, bytes: Uint8Array): void {
    const hash = leafHash(bytes, this.#crypto);
    const { index, id, claim, links } = record;
    this.#frontier.append(hash, (level, at, node) => {
      this.#nodes.push({ level, index: at, hash: node });
    });
    this.#entries.push(record);
    this.#places.set(id, record);
    if (claim) this.#claims.set(KEYS.claim(claim), id);
    for (const { subject, n } of links) {
      this.#heads.set(subjectName(subject), { n, index, leafHash: hash });
      this.#changed.set(subjectName(subject), subject);
    }
  }
}

/** The tip once the frontier has grown; a heads entry names itself. */
export function tipAfter(
  before: Tip,
  frontier: Frontier,
  logged: number,
  lastHeads = before.lastHeads,
): Tip {
  return {
    size: frontier.size,
    root: toHex(frontier.root()),
    subtrees: frontier.roots.map((hash) => toHex(hash)),
    logged,
    lastHeads,
  };
}

/** Judges a statement's time by the log's clock. */
export function timeRefusal(time: number, logged: number): Refusal | undefined {
  if (time > logged + STATEMENT_MAX_AHEAD) {
    return new Refusal(
      "time-future",
      `the statement's time ${time} is ${time - logged} s ahead of the log's clock`,
      { path: "time" },
    );
  }
  if (time < logged - STATEMENT_MAX_AGE) {
    return new Refusal(
      "time-ancient",
      `the statement's time ${time} is ${logged - time} s before the log's clock`,
      { path: "time" },
    );
  }
  return undefined;
}

function encoded(entry: Entry, written: Accepted["written"]): Uint8Array | Refusal {
  try {
    return encodeEntry(entry, written);
  } catch (error) {
    if (!(error instanceof ProofError) || error.code !== "entry-too-large") throw error;
    return new Refusal("entry-too-large", error.message);
  }
}
