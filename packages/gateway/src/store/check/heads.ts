// SPDX-License-Identifier: Apache-2.0
import {
  type CryptoProvider,
  decodeHeadsNode,
  EMPTY_HEADS,
  equalBytes,
  fromHex,
  type Head,
  headsHash,
  type HeadsNode,
  type Hex,
} from "@suyuan/proof";
import { StartRefusal } from "../../refusal.ts";
import { KEYS, type Subject } from "../keys.ts";
import type { Database } from "../level.ts";
import { decodeHead } from "../records.ts";

const altered = (what: string) =>
  new StartRefusal("store-altered", `the store was altered: ${what}`);

const isEmpty = (hash: Uint8Array): boolean => equalBytes(hash, EMPTY_HEADS);

/** Compares where each subject's chain is said to end with the entries, without keeping all subjects. */
export class HeadsCheck {
  readonly #database: Database;
  #expected: { readonly subject: Subject; readonly head: Head }[] = [];
  #ends = 0;

  constructor(database: Database) {
    this.#database = database;
  }

  expect(subject: Subject, head: Head): void {
    this.#expected.push({ subject, head });
  }

  /** An entry is either the end that the store names, or comes before it. */
  async compare(): Promise<void> {
    const expected = this.#expected;
    this.#expected = [];
    const found = await this.#database.getMany(expected.map(({ subject }) => KEYS.head(subject)));
    for (const [at, { subject, head }] of expected.entries()) {
      const stored = found[at] && decodeHead(found[at]);
      if (!stored || stored.n < head.n)
        throw altered(`the chain of ${subject.kind} ${subject.id} ends too early`);
      if (stored.n > head.n) continue;
      const same = stored.index === head.index && equalBytes(stored.leafHash, head.leafHash);
      if (!same)
        throw altered(
          `the chain of ${subject.kind} ${subject.id} does not end at entry ${head.index}`,
        );
      this.#ends++;
    }
  }

  /** Every end that is stored was met at an entry. */
  end(stored: number): void {
    if (stored !== this.#ends)
      throw altered(`${stored} chains are stored, ${this.#ends} have an entry at their end`);
  }
}

/** Walks the whole map from its root, as its keys sort, and compares it with the last heads entry. */
export async function checkHeadsMap(
  database: Database,
  expected: { readonly root: Hex; readonly count: number } | undefined,
  crypto: CryptoProvider,
): Promise<void> {
  const root = expected ? fromHex(expected.root) : undefined;
  const awaited = new Map<string, Uint8Array>(root && !isEmpty(root) ? [["", root]] : []);
  let leaves = 0;
  for await (const [key, bytes] of database.entries({ gte: "h/", lt: "h/~" })) {
    const path = key.slice(2);
    const node: HeadsNode = decodeHeadsNode(bytes);
    const hash = awaited.get(path);
    if (!hash || !equalBytes(hash, headsHash(node, crypto)))
      throw altered(`the node ${path || "at the root"} of the heads map`);
    awaited.delete(path);
    if (!node.branch) {
      leaves++;
      continue;
    }
    if (!isEmpty(node.branch.left)) awaited.set(`${path}0`, node.branch.left);
    if (!isEmpty(node.branch.right)) awaited.set(`${path}1`, node.branch.right);
  }
  if (awaited.size > 0) throw altered("nodes of the heads map are missing");
  if (leaves !== (expected?.count ?? 0))
    throw altered("the heads map counts other leaves than it holds");
}
