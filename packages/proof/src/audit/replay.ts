// SPDX-License-Identifier: Apache-2.0
// An auditor's work on a mirrored log. Signatures are not verified here: they are, entry by entry,
// where evidence is.
import { equalBytes, type Hex, toHex } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { entryTimeFault, parseLeaf } from "../entry.ts";
import type { Entry, HeadsEntry } from "../entry/types.ts";
import { ProofError } from "../errors.ts";
import { statementId } from "../statement/id.ts";
import { Frontier } from "../tree/build/frontier.ts";
import { leafHash } from "../tree/hash.ts";
import { type Fault, SubjectChains } from "./subjects.ts";
import type { Disagreement, ReplayOptions, ReplayResult, ReplayState } from "./types.ts";

/**
 * Replays the leaves of a log from the first: each entry's form, log, times and chain links, that no
 * statement and no (grant, serial) comes twice, each heads entry's map, and the tree's root at each
 * checkpoint given. Ends at the first disagreement.
 */
export function replay(leaves: Iterable<Uint8Array>, options: ReplayOptions): ReplayResult {
  const log = new Replay(options);
  for (const leaf of leaves) {
    const disagreement = log.push(leaf);
    if (disagreement !== undefined) return { ok: false, disagreement };
  }
  const disagreement = log.finish();
  return disagreement === undefined ? { ok: true, ...log.state() } : { ok: false, disagreement };
}

/** {@link replay} leaf by leaf, for logs that do not fit into memory. */
export class Replay {
  readonly #log: Hex;
  readonly #crypto: CryptoProvider;
  readonly #checkpoints = new Map<number, Uint8Array[]>();
  readonly #tree: Frontier;
  readonly #chains: SubjectChains;
  readonly #statements = new Set<Hex>();
  readonly #serials = new Map<Hex, Set<number>>();
  #logged = 0;
  #found: Disagreement | undefined;

  constructor({ log, checkpoints = [], crypto = defaultCrypto }: ReplayOptions) {
    this.#log = log;
    this.#crypto = crypto;
    for (const { size, root } of checkpoints) {
      this.#checkpoints.set(size, [...(this.#checkpoints.get(size) ?? []), root]);
    }
    this.#tree = new Frontier(crypto);
    this.#chains = new SubjectChains(crypto);
  }

  /** Takes in the next leaf; gives the first disagreement, also on every later call. */
  push(leaf: Uint8Array): Disagreement | undefined {
    if (this.#found !== undefined) return this.#found;
    const index = this.#tree.size;
    const hash = leafHash(leaf, this.#crypto);
    this.#tree.append(hash);
    const entry = this.#read(leaf);
    const fault =
      "code" in entry ? entry : (this.#checkLeaf(entry, hash, index) ?? this.#checkTree(entry));
    if (fault !== undefined) this.#found = { index, ...fault };
    return this.#found;
  }

  /** Call after the last leaf: tells a checkpoint that the leaves do not reach. */
  finish(): Disagreement | undefined {
    const beyond = [...this.#checkpoints.keys()].sort((a, b) => a - b)[0];
    if (this.#found === undefined && beyond !== undefined) {
      const message = `the leaves end at ${this.#tree.size}, before a checkpoint of ${beyond}`;
      this.#found = { index: beyond - 1, code: "checkpoint-not-reached", message };
    }
    return this.#found;
  }

  state(): ReplayState {
    const { root, count } = this.#chains.heads();
    return { size: this.#tree.size, root: this.#tree.root(), heads: { root, count } };
  }

  #read(leaf: Uint8Array): Entry | HeadsEntry | (Fault & { readonly cause: unknown }) {
    try {
      return parseLeaf(leaf);
    } catch (cause) {
      if (!(cause instanceof ProofError)) throw cause;
      return { code: "leaf-unreadable", message: cause.message, cause };
    }
  }

  #checkLeaf(entry: Entry | HeadsEntry, hash: Uint8Array, index: number): Fault | undefined {
    const log = "statement" in entry ? entry.statement.log : entry.log;
    if (log !== this.#log) return { code: "wrong-log", message: `the leaf is for log ${log}` };
    if (entry.logged < this.#logged) {
      const message = `logged at ${entry.logged}, after one logged at ${this.#logged}`;
      return { code: "logged-before", message };
    }
    this.#logged = entry.logged;
    const time = entryTimeFault(entry);
    if (time !== undefined) return { code: time, message: `the entry's times break ${time}` };
    if (!("statement" in entry)) return this.#checkHeads(entry, index);
    return this.#checkStatement(entry) ?? this.#chains.add(entry, hash, index);
  }

  #checkStatement({ statement }: Entry): Fault | undefined {
    const id = statementId(statement, this.#crypto);
    if (this.#statements.has(id)) {
      return { code: "statement-repeated", message: `statement ${id} comes a second time` };
    }
    this.#statements.add(id);
    if (statement.type !== "suyuan/delivery@1") return undefined;
    const { grant, serial } = statement;
    const used = this.#serials.get(grant) ?? new Set<number>();
    if (used.has(serial)) {
      return { code: "serial-used", message: `serial ${serial} of grant ${grant} is used` };
    }
    this.#serials.set(grant, used.add(serial));
    return undefined;
  }

  #checkHeads(entry: HeadsEntry, index: number): Fault | undefined {
    if (entry.size !== index) {
      return { code: "heads-size", message: `the heads entry says ${entry.size} leaves` };
    }
    const { root, count } = this.#chains.heads();
    if (entry.count !== count) {
      return { code: "heads-count", message: `the map has ${count} subjects, not ${entry.count}` };
    }
    if (entry.root !== toHex(root)) {
      return { code: "heads-root", message: `the map has root ${toHex(root)}` };
    }
    return undefined;
  }

  #checkTree(last: Entry | HeadsEntry): Fault | undefined {
    const known = this.#checkpoints.get(this.#tree.size);
    if (known === undefined) return undefined;
    this.#checkpoints.delete(this.#tree.size);
    const root = this.#tree.root();
    if (!known.every((other) => equalBytes(root, other))) {
      const message = `the tree of ${this.#tree.size} leaves has root ${toHex(root)}`;
      return { code: "checkpoint-root", message };
    }
    if ("statement" in last) {
      const message = `the checkpoint of ${this.#tree.size} leaves does not end in a heads entry`;
      return { code: "checkpoint-without-heads", message };
    }
    return undefined;
  }
}
