// SPDX-License-Identifier: Apache-2.0
// A batch is signed once, and its statements come one by one: what was found out with the first need not be
// found out again with the next. Only what led to the signed root is remembered, so that nothing can be
// believed that would not have been verified.
import { fromHex, type Hex, toHex } from "../bytes.ts";
import type { CryptoProvider } from "../crypto.ts";
import { leafHash, nodeHash } from "../tree/hash.ts";
import { requireBatchCovers } from "./batch.ts";
import { signingDigest } from "./eip712.ts";
import { signerWithSeat } from "./id.ts";
import { recoverSigner, verifySignature } from "./recover.ts";
import type { BatchSignature, Signature } from "./signature.ts";
import type { Signer, Statement } from "./types.ts";

/** Batches that are remembered unless said otherwise; the hashes of one take 200 KiB at most. */
const BATCHES = 64;
/** More than a level of a batch's tree has nodes. */
const LEVEL = 4_096;

interface Known {
  readonly account: Hex;
  /** Hashes of the batch's tree by level and index, each of which led to its root. */
  readonly nodes: Map<number, Hex>;
}

/** Remembers the latest batches: who signed them, and the hashes of their trees. */
export class BatchMemory {
  readonly #limit: number;
  readonly #batches = new Map<string, Known>();

  constructor(limit = BATCHES) {
    this.#limit = limit;
  }

  /**
   * The account that made a signature, exactly as `verifySignature` tells it.
   * @param id the statement's, as `statementId` gives it
   * @throws ProofError as `verifySignature`
   */
  verify(statement: Statement, signature: Signature, crypto: CryptoProvider, id: Hex): Hex {
    const signer = signerWithSeat(statement, signature.seat);
    if (signature.alg === "eip712") {
      return recoverSigner(signingDigest(statement, crypto, id), signature.value, crypto);
    }
    requireBatchCovers(statement, signature);
    const terms = termsOf(statement, signature, signer);
    const known = this.#batches.get(terms);
    if (known !== undefined && climb(known.nodes, id, signature, crypto)) return known.account;
    const account = verifySignature(statement, signature, crypto);
    if (known !== undefined) return account;
    const nodes = new Map<number, Hex>();
    if (climb(nodes, id, signature, crypto)) this.#keep(terms, { account, nodes });
    return account;
  }

  #keep(terms: string, known: Known): void {
    const [oldest] = this.#batches.keys();
    if (oldest !== undefined && this.#batches.size >= this.#limit) this.#batches.delete(oldest);
    this.#batches.set(terms, known);
  }
}

/** Everything that was signed with a batch, and for whom: its parts have fixed forms, so that no two batches share it. */
function termsOf(statement: Statement, batch: BatchSignature, { organization }: Signer): string {
  const { chainId, exchangeLog, log } = statement;
  const { seat, value, root, count, asset, grant = "", purpose, from, until } = batch;
  const where = `${chainId} ${exchangeLog} ${log} ${organization} ${seat}`;
  return `${where} ${value} ${root} ${count} ${asset} ${grant} ${purpose} ${from} ${until}`;
}

/** One step from a leaf to the root (RFC 9162, 2.1.3.2). */
interface Step {
  readonly own: number;
  readonly sibling: number;
  readonly isRight: boolean;
}

/** The steps that a place in a tree has; the last node of a level rises until it has a sibling. */
function stepsOf(index: number, size: number): Step[] {
  const steps: Step[] = [];
  let [fn, sn, level] = [index, size - 1, 0];
  for (; sn > 0; fn >>= 1, sn >>= 1, level++) {
    if (fn % 2 === 0 && fn === sn) continue;
    const isRight = fn % 2 === 1;
    const at = level * LEVEL;
    steps.push({ own: at + fn, sibling: at + (isRight ? fn - 1 : fn + 1), isRight });
  }
  return steps;
}

/** Whether the path leads to the root; all that it consists of is known from then on. */
function climb(
  nodes: Map<number, Hex>,
  id: Hex,
  { index, count, path, root }: BatchSignature,
  crypto: CryptoProvider,
): boolean {
  const steps = stepsOf(index, count);
  if (index >= count || steps.length !== path.length) return false;
  const found: [number, Hex][] = [];
  let own = toHex(leafHash(fromHex(id), crypto));
  let isKnown = false;
  for (const [at, step] of steps.entries()) {
    const sibling = path[at] ?? root;
    isKnown ||= nodes.get(step.own) === own;
    if (isKnown) {
      // Above a node that leads to the root every sibling is known too.
      if (nodes.get(step.sibling) !== sibling) return false;
      continue;
    }
    found.push([step.own, own], [step.sibling, sibling]);
    const [left, right] = step.isRight ? [sibling, own] : [own, sibling];
    own = toHex(nodeHash(fromHex(left, 32), fromHex(right, 32), crypto));
  }
  if (!isKnown && own !== root) return false;
  for (const [place, hash] of found) nodes.set(place, hash);
  return true;
}
