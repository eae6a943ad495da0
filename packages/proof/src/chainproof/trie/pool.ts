// SPDX-License-Identifier: Apache-2.0
// The trie nodes of one evidence file: each once, found by its hash, and counted as they are walked.
import { toHex, type Hex } from "../../bytes.ts";
import { fromBase64 } from "../../bytes/base64.ts";
import { type CryptoProvider, defaultCrypto } from "../../crypto.ts";
import { ProofError } from "../../errors.ts";
import { type Drawer, once } from "../../memo.ts";
import { decodeRlpList, type RlpItem } from "../rlp.ts";

/** More nodes than any evidence file needs. */
export const MAX_NODES = 2_000;
/** A full branch of hashes takes 532 bytes; values in our tries are short. */
export const MAX_NODE_BYTES = 1_024;

/** A node, and its hash once it was hashed. */
interface Node {
  readonly bytes: Uint8Array;
  hash?: Hex;
}

/** Nodes by base64, which is one text for each byte string. */
const decoded: Drawer<Node> = { most: 8_192, longest: 4 * Math.ceil(MAX_NODE_BYTES / 3) };

/** Nodes by hash. What was never taken can be named, so that nothing rides along unread. */
export class NodePool {
  readonly #nodes = new Map<string, Uint8Array>();
  // Without items where the memo knew what stands behind it.
  readonly #taken = new Map<string, readonly RlpItem[] | undefined>();

  /**
   * Hashes each node once, and none before all are counted and measured.
   * @throws ProofError `too-many-nodes`, `node-too-long` or `duplicate-node`.
   */
  constructor(
    nodes: readonly Uint8Array[],
    crypto: CryptoProvider = defaultCrypto,
    known: readonly Node[] = nodes.map((bytes) => ({ bytes })),
  ) {
    if (nodes.length > MAX_NODES) {
      throw new ProofError("too-many-nodes", `more than ${MAX_NODES} trie nodes`);
    }
    if (nodes.some((node) => node.length > MAX_NODE_BYTES)) {
      throw new ProofError("node-too-long", `a trie node is longer than ${MAX_NODE_BYTES} bytes`);
    }
    for (const node of known) {
      const hash = (node.hash ??= toHex(crypto.keccak256(node.bytes)));
      if (this.#nodes.has(hash))
        throw new ProofError("duplicate-node", `node ${hash} stands twice`);
      this.#nodes.set(hash, node.bytes);
    }
  }

  /**
   * The nodes of a file, as base64.
   * @throws ProofError `invalid-base64`, and as the constructor
   */
  static read(texts: readonly string[], crypto: CryptoProvider = defaultCrypto): NodePool {
    const decode = (text: string): Node => ({ bytes: fromBase64(text) });
    const known = texts.map((text) => once(crypto.memo, decoded, text, () => decode(text)));
    return new NodePool(
      known.map(({ bytes }) => bytes),
      crypto,
      known,
    );
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

  has(hash: string): boolean {
    return this.#nodes.has(hash);
  }

  /** Counts a node as walked. */
  mark(hash: string): void {
    this.#taken.set(hash, this.#taken.get(hash));
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
