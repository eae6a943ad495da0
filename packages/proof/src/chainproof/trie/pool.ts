// SPDX-License-Identifier: Apache-2.0
// The trie nodes of one evidence file: each once, found by its hash, and counted as they are walked.
import { toHex, type Hex } from "../../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../../crypto.ts";
import { ProofError } from "../../errors.ts";
import { decodeRlpList, type RlpItem } from "../rlp.ts";

/** More nodes than any evidence file needs. */
export const MAX_NODES = 2_000;
/** A full branch of hashes takes 532 bytes; values in our tries are short. */
export const MAX_NODE_BYTES = 1_024;

/** Nodes by hash. What was never taken can be named, so that nothing rides along unread. */
export class NodePool {
  readonly #nodes = new Map<string, Uint8Array>();
  readonly #taken = new Map<string, readonly RlpItem[]>();

  /**
   * Hashes each node once, and none before all are counted and measured.
   * @throws ProofError `too-many-nodes`, `node-too-long` or `duplicate-node`.
   */
  constructor(nodes: readonly Uint8Array[], crypto: CryptoProvider = defaultCrypto) {
    if (nodes.length > MAX_NODES) {
      throw new ProofError("too-many-nodes", `more than ${MAX_NODES} trie nodes`);
    }
    if (nodes.some((node) => node.length > MAX_NODE_BYTES)) {
      throw new ProofError("node-too-long", `a trie node is longer than ${MAX_NODE_BYTES} bytes`);
    }
    for (const node of nodes) {
      const hash = toHex(crypto.keccak256(node));
      if (this.#nodes.has(hash))
        throw new ProofError("duplicate-node", `node ${hash} stands twice`);
      this.#nodes.set(hash, node);
    }
  }

  /** @throws ProofError `wrong-order` unless the nodes were given in the order of their hashes */
  requireOrder(): void {
    let last = "";
    for (const hash of this.#nodes.keys()) {
      if (hash < last) {
        const what = "the trie nodes are not in the order of their hashes";
        throw new ProofError("wrong-order", what);
      }
      last = hash;
    }
  }

  /** The items of a node, or undefined when the pool lacks it. Counts it as walked. */
  take(hash: string): readonly RlpItem[] | undefined {
    const known = this.#taken.get(hash);
    if (known !== undefined) return known;
    const node = this.#nodes.get(hash);
    if (node === undefined) return undefined;
    const items = decodeRlpList(node);
    this.#taken.set(hash, items);
    return items;
  }

  /** Hashes of the nodes that nothing has walked. */
  unused(): Hex[] {
    return [...this.#nodes.keys()].filter((hash) => !this.#taken.has(hash)) as Hex[];
  }

  /** The nodes that were walked, in the order of their hashes: what an evidence file carries. */
  used(): Uint8Array[] {
    return [...this.#taken.keys()].sort().map((hash) => this.#nodes.get(hash) ?? new Uint8Array());
  }
}
