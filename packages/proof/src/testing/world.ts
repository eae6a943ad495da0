// SPDX-License-Identifier: Apache-2.0
// A log with one entry of every kind, its two anchors, and the evidence on any of them.
import { type Hex, toHex } from "../bytes.ts";
import { formatCheckpoint } from "../checkpoint.ts";
import { STATEMENT_KINDS, type StatementKind } from "../codes.ts";
import { encodeEntry, encodeHeadsEntry } from "../entry.ts";
import type { ChainLink, Entry } from "../entry/types.ts";
import { buildEvidence, type EvidenceDraft, type FrameDraft } from "../evidence/build.ts";
import type { Evidence } from "../evidence/types.ts";
import { proveHeads, updateHeadsSync } from "../heads/build.ts";
import type { HeadsNode } from "../heads/build/nodes.ts";
import { headsKey, type HeadsLeaf, type SubjectKind } from "../heads/map.ts";
import { buildHistory } from "../history/build.ts";
import type { History } from "../history/types.ts";
import { formatNote } from "../note.ts";
import { formatVerifierKey } from "../note/key.ts";
import { cosignNote, type NoteSigner, signNote } from "../note/sign.ts";
import type { Policy } from "../policy.ts";
import { signStatement } from "../statement/build.ts";
import { signersOf, statementId, subjectsOf } from "../statement/id.ts";
import type { Signature } from "../statement/signature.ts";
import type { Statement } from "../statement/types.ts";
import { CONTRACT_NAMES } from "../storage/reader.ts";
import { leafHash } from "../tree/hash.ts";
import type { TestChain } from "./chain.ts";
import {
  ASSET,
  CHAIN_ID,
  GRANT,
  LOG,
  LOG_SIGNER,
  ORIGIN,
  SEATS,
  storyStatement,
  T,
  wellOrdered,
} from "./story.ts";
import { referencePath, referenceRoot } from "./tree.ts";

/** What a test changes of the story. */
export interface Twist {
  /** The chain's state at the block shown. */
  readonly chain?: (chain: TestChain) => void;
  readonly statement?: (statement: Statement) => Statement;
  readonly entry?: (entry: Entry) => Entry;
  /** The signatures in place of the seats' own. */
  readonly sign?: (statement: Statement) => Promise<readonly Signature[]>;
  /** Of which kind of statement; the delivery when left out. */
  readonly of?: StatementKind;
  readonly cosigners?: readonly NoteSigner[];
  readonly draft?: (draft: EvidenceDraft) => EvidenceDraft;
}

export const ANCHORS = { first: [100, T + 1_000], second: [200, T + 2_000] } as const;
const FIRST_SIZE = 2;
const BLOCK = [250, T + 3_000] as const;
/** What is told of the asset; what is told of the log itself is told where a test asks for it. */
const TOLD = STATEMENT_KINDS.filter((kind) => kind !== "administration");
const filler: Hex = `0x${"5b".repeat(32)}`;

/** Signs a statement by the accounts of its seats. */
export async function signBySeats(statement: Statement): Promise<readonly Signature[]> {
  const signatures: Signature[] = [];
  for (const { seat } of signersOf(statement)) {
    const account = SEATS[seat]?.account;
    if (account === undefined) throw new Error(`no seat ${seat}`);
    signatures.push(await signStatement(statement, account.sign, { seat }));
  }
  return signatures;
}

/** The log of the story and the chain that it is anchored on. */
export class World {
  readonly chain: TestChain;
  readonly leaves: Uint8Array[] = [];
  readonly index = new Map<StatementKind, number>();
  readonly ids = new Map<StatementKind, Hex>();
  readonly #twist: Twist;
  readonly #heads = new Map<string, HeadsLeaf>();
  readonly #of = new Map<string, number[]>();
  #nodes = new Map<string, HeadsNode>();

  private constructor(twist: Twist) {
    this.#twist = twist;
    this.chain = wellOrdered();
  }

  static async tell(twist: Twist = {}): Promise<World> {
    const world = new World(twist);
    await world.#append("dataset-version", 504);
    world.#close(510);
    world.#anchor(0, ANCHORS.first);
    const before = world.leaves.length;
    for (const kind of TOLD.slice(1)) await world.#append(kind, 1_500);
    if (twist.of === "administration") await world.#append(twist.of, 1_500);
    world.#close(1_510);
    world.#anchor(before, ANCHORS.second);
    twist.chain?.(world.chain);
    return world;
  }

  async #append(kind: StatementKind, seen: number): Promise<void> {
    const own = (this.#twist.of ?? "delivery") === kind;
    const named = {
      version: this.ids.get("dataset-version") ?? filler,
      delivery: this.ids.get("delivery") ?? filler,
    };
    const told = storyStatement(kind, this.chain, named);
    const statement = own ? (this.#twist.statement?.(told) ?? told) : told;
    const sign = own ? (this.#twist.sign ?? signBySeats) : signBySeats;
    const signatures = await sign(statement);
    const entry: Entry = {
      type: "suyuan/entry@1",
      statement,
      signatures,
      logged: T + seen + 5,
      seen: { number: 90, hash: filler, time: T + seen },
      chain: this.#links(statement),
    };
    const bytes = encodeEntry(own ? (this.#twist.entry?.(entry) ?? entry) : entry);
    this.index.set(kind, this.leaves.length);
    this.ids.set(kind, statementId(statement));
    this.#advance(statement, bytes);
    this.leaves.push(bytes);
  }

  #subjects(statement: Statement): (readonly [SubjectKind, Hex])[] {
    const { asset, grant } = subjectsOf(statement);
    return grant === undefined
      ? [["asset", asset]]
      : [
          ["asset", asset],
          ["grant", grant],
        ];
  }

  #links(statement: Statement): ChainLink[] {
    return this.#subjects(statement).map(([kind, subject]) => {
      const head = this.#heads.get(kind + subject);
      if (head === undefined) return { subject, n: 1 };
      return { subject, n: head.n + 1, prev: toHex(head.leafHash) };
    });
  }

  #advance(statement: Statement, bytes: Uint8Array): void {
    const index = this.leaves.length;
    for (const [kind, subject] of this.#subjects(statement)) {
      const name = kind + subject;
      const n = (this.#heads.get(name)?.n ?? 0) + 1;
      this.#heads.set(name, { key: headsKey(kind, subject), n, leafHash: leafHash(bytes), index });
      this.#of.set(name, [...(this.#of.get(name) ?? []), index]);
    }
  }

  #close(seen: number): void {
    const change = updateHeadsSync((path) => this.#nodes.get(path), [...this.#heads.values()]);
    this.#nodes = new Map([...this.#nodes, ...change.writes]);
    const size = this.leaves.length;
    const block = { number: 91, hash: filler, time: T + seen };
    const map = { count: change.count, root: toHex(change.root) };
    const at = { size, logged: T + seen + 5, seen: block };
    this.leaves.push(encodeHeadsEntry({ type: "suyuan/heads@1", log: LOG, ...at, ...map }));
  }

  #anchor(previous: number, [number, time]: readonly [number, number]): void {
    const size = this.leaves.length;
    const root = toHex(referenceRoot(this.leaves));
    this.chain.checkpoint(LOG, size, root, previous, [number, time]);
  }

  /** The parts that evidence and history share, over the newest checkpoint or the tree given. */
  frame(leaves: readonly Uint8Array[] = this.leaves): FrameDraft {
    const root = referenceRoot(leaves);
    const text = formatCheckpoint({ origin: ORIGIN, size: leaves.length, root });
    const cosigned = (this.#twist.cosigners ?? []).map((by) => cosignNote(text, T + 2_100, by));
    const block = this.chain.block(...BLOCK);
    return {
      chainId: CHAIN_ID,
      contracts: this.chain.contracts,
      log: { origin: ORIGIN, key: formatVerifierKey(LOG_SIGNER.key) },
      checkpoint: formatNote({ text, signatures: [signNote(text, LOG_SIGNER), ...cosigned] }),
      block: { header: block.header },
      nodes: block.nodes,
    };
  }

  #placed(index: number, leaves: readonly Uint8Array[] = this.leaves) {
    const entry = leaves[index] ?? new Uint8Array();
    return { entry, index, inclusion: referencePath(index, leaves) };
  }

  draft(kind: StatementKind = this.#twist.of ?? "delivery"): EvidenceDraft {
    const names: Partial<Record<StatementKind, StatementKind>> = {
      ...{ delivery: "dataset-version", mirror: "dataset-version" },
      ...{ receipt: "delivery", withdrawal: "delivery" },
    };
    const other = this.index.get(names[kind] ?? kind);
    // The version came in with the first checkpoint, everything else with the second.
    const leaves = kind === "dataset-version" ? this.leaves.slice(0, FIRST_SIZE) : this.leaves;
    const isNamed = names[kind] !== undefined && other !== undefined;
    const draft: EvidenceDraft = {
      ...this.frame(leaves),
      ...this.#placed(this.index.get(kind) ?? 0, leaves),
      ...(isNamed ? { related: this.#placed(other) } : {}),
    };
    return this.#twist.draft?.(draft) ?? draft;
  }

  evidence(kind?: StatementKind): Evidence {
    return buildEvidence(this.draft(kind));
  }

  async history(kind: SubjectKind, id: Hex = kind === "asset" ? ASSET : GRANT): Promise<History> {
    const nodes = { get: (path: string) => Promise.resolve(this.#nodes.get(path)) };
    const last = this.#placed(this.leaves.length - 1);
    const indices = this.#of.get(kind + id) ?? [];
    return buildHistory({
      ...this.frame(),
      subject: { kind, id },
      heads: { entry: last.entry, inclusion: last.inclusion },
      place: await proveHeads(nodes, headsKey(kind, id)),
      entries: indices.map((index) => this.leaves[index] ?? new Uint8Array()),
    });
  }

  /** A policy that trusts this chain, these contracts and this log. */
  policy(): Policy {
    const contracts = CONTRACT_NAMES.map((name) => {
      const address = this.chain.address(name);
      return [name, { address, codeHash: this.chain.codeHash(name) }] as const;
    });
    return {
      type: "suyuan/policy@1",
      name: "test",
      chain: { chainId: CHAIN_ID, consensus: { kind: "none" } },
      contracts: Object.fromEntries(contracts) as Policy["contracts"],
      logs: [{ origin: ORIGIN, keys: [formatVerifierKey(LOG_SIGNER.key)] }],
      witnesses: { threshold: 0, keys: [] },
      require: [],
    };
  }
}
