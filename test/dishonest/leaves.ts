// SPDX-License-Identifier: Apache-2.0
// The leaves of a log, their tree, and the chains that run through them. Takes whatever it is given.
import {
  type ChainLink,
  consistencyPath,
  encodeEntry,
  encodeHeadsEntry,
  type Entry,
  Frontier,
  type HeadsEntry,
  type HeadsLeaf,
  headsKey,
  type Hex,
  inclusionPath,
  leafHash,
  parseLeaf,
  rootAt,
  type SubjectKind,
  subjectsOf,
  toHex,
} from "@suyuan/proof";

import { headsMap } from "./heads.ts";

/** What a chain of entries runs along. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly id: Hex;
}

/** What the log says of the moment at which it took something. */
export type Moment = Pick<Entry, "logged" | "seen">;

const nameOf = ({ kind, id }: Subject): string => `${kind} ${id}`;

/** An entry's subjects, in the order of its links. */
export function subjectsIn(statement: Entry["statement"]): readonly Subject[] {
  const { asset, grant } = subjectsOf(statement);
  const ofAsset: Subject = { kind: "asset", id: asset };
  return grant === undefined ? [ofAsset] : [ofAsset, { kind: "grant", id: grant }];
}

export class Leaves {
  readonly #bytes: Uint8Array[] = [];
  readonly #tree = new Frontier();
  readonly #nodes = new Map<string, Uint8Array>();
  readonly #heads = new Map<string, HeadsLeaf>();

  get bytes(): readonly Uint8Array[] {
    return this.#bytes;
  }

  get size(): number {
    return this.#bytes.length;
  }

  /** Where the chain of each subject stands. */
  get heads(): readonly HeadsLeaf[] {
    return [...this.#heads.values()];
  }

  /** Adds a leaf as it is. @returns its index */
  push(leaf: Uint8Array): number {
    const index = this.size;
    const hash = leafHash(leaf);
    this.#bytes.push(leaf);
    this.#tree.append(hash, (level, at, node) => this.#nodes.set(`${level}/${at}`, node));
    const entry = parseLeaf(leaf);
    if (!("statement" in entry)) return index;
    for (const [place, subject] of subjectsIn(entry.statement).entries()) {
      const n = entry.chain[place]?.n ?? 1;
      const key = headsKey(subject.kind, subject.id);
      this.#heads.set(nameOf(subject), { key, n, leafHash: hash, index });
    }
    return index;
  }

  /** The bytes of a next entry, with the links that continue the chains. */
  entry(signed: Pick<Entry, "statement" | "signatures">, { logged, seen }: Moment): Uint8Array {
    const { statement, signatures } = signed;
    const chain = subjectsIn(statement).map((subject): ChainLink => {
      const before = this.#heads.get(nameOf(subject));
      if (before === undefined) return { subject: subject.id, n: 1 };
      return { subject: subject.id, n: before.n + 1, prev: toHex(before.leafHash) };
    });
    return encodeEntry({ type: "suyuan/entry@1", statement, signatures, logged, seen, chain });
  }

  /** The bytes of a next heads entry; it tells these heads, whether they are true or not. */
  headsEntry(log: Hex, { logged, seen }: Moment, heads = this.heads): Uint8Array {
    const { count, root } = headsMap(heads);
    const told: HeadsEntry = {
      type: "suyuan/heads@1",
      ...{ log, size: this.size, logged, seen, count, root: toHex(root) },
    };
    return encodeHeadsEntry(told);
  }

  root(size = this.size): Uint8Array {
    return rootAt(size, this.#node);
  }

  inclusion(index: number, size: number): Uint8Array[] {
    return inclusionPath(index, size, this.#node);
  }

  /** RFC 9162 consistency proof; empty from nothing. */
  consistency(size1: number, size2: number): Uint8Array[] {
    return size1 === 0 ? [] : consistencyPath(size1, size2, this.#node);
  }

  readonly #node = (level: number, index: number): Uint8Array => {
    const node = this.#nodes.get(`${level}/${index}`);
    if (node === undefined) throw new Error(`the tree has no node ${level}/${index}`);
    return node;
  };
}
