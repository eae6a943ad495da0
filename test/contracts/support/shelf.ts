// SPDX-License-Identifier: Apache-2.0
// A log as a test keeps it: entries in order, and the checkpoints that were anchored. It takes any bytes, as the
// log of a dishonest centre does.
import type { PlacedBytes } from "@suyuan/chain";
import { type ChainLink, type Entry, encodeEntry, type Hex, toHex } from "@suyuan/proof";

import { hexOf, leafOf, MerkleTree } from "./merkle.ts";
import type { Signed } from "./signed.ts";
import { hash, type Province } from "./world.ts";

const NEVER = 2 ** 48 - 1;

/** What the log adds, where it is not the ordinary. */
export interface Added {
  readonly logged?: number;
  readonly seenTime?: number;
}

export class Shelf {
  readonly #province: Province;
  readonly #log: string;
  readonly #tree = new MerkleTree();
  readonly #entries: Uint8Array[] = [];
  readonly #heads = new Map<string, { n: number; leaf: Hex }>();
  readonly #anchors: { readonly size: number; readonly time: number }[] = [];

  constructor(province: Province, log: string) {
    this.#province = province;
    this.#log = log;
  }

  get size(): number {
    return this.#entries.length;
  }

  /** The sizes that were anchored. */
  get anchors(): readonly { readonly size: number; readonly time: number }[] {
    return this.#anchors;
  }

  /** Puts a signed statement into the log, as an honest one does. @returns its index */
  async put(signed: Signed, added: Added = {}): Promise<number> {
    return this.putBytes(await this.entryOf(signed, added));
  }

  /** Puts any bytes into the log. @returns their index */
  putBytes(bytes: Uint8Array): number {
    this.#entries.push(bytes);
    this.#tree.append(leafOf(bytes));
    return this.size - 1;
  }

  async entryOf({ statement, signature }: Signed, added: Added = {}): Promise<Uint8Array> {
    const now = await this.#province.chain.now();
    const seen = { number: 12, hash: hash("block") as Hex, time: added.seenTime ?? now - 5 };
    const grant = "grant" in statement ? statement.grant : undefined;
    const subjects = [statement.asset, ...(grant === undefined ? [] : [grant])];
    const entry: Entry = {
      ...{ type: "suyuan/entry@1", statement, signatures: [signature], seen },
      ...{ logged: added.logged ?? now, chain: subjects.map((one) => this.#link(one)) },
    };
    const bytes = encodeEntry(entry);
    const leaf = toHex(leafOf(bytes));
    for (const { subject, n } of entry.chain) this.#heads.set(subject, { n, leaf });
    return bytes;
  }

  #link(subject: Hex): ChainLink {
    const head = this.#heads.get(subject);
    return head === undefined ? { subject, n: 1 } : { subject, n: head.n + 1, prev: head.leaf };
  }

  /** Anchors what the log holds now. @returns the time of the anchor */
  async anchor(): Promise<number> {
    const { chain, world, operator } = this.#province;
    const last = this.#anchors.at(-1)?.size ?? 0;
    const proof = last === 0 ? [] : this.#tree.consistency(last, this.size).map(hexOf);
    const args = [this.#log, this.size, hexOf(this.#tree.root()), proof, NEVER];
    const done = await chain.does(world.act(operator.account, "exchangeLog", "advance", ...args));
    this.#anchors.push({ size: this.size, time: done.time });
    return done.time;
  }

  /** An entry in the first anchored checkpoint that holds it, or in another one. */
  placed(index: number, size = this.#anchors.find((one) => index < one.size)?.size): PlacedBytes {
    const entry = this.#entries[index];
    if (entry === undefined || size === undefined) throw new Error(`no entry ${index} is anchored`);
    return { entry, index, size, path: this.#tree.inclusion(index, size) };
  }
}
