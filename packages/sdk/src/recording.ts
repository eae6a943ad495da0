// SPDX-License-Identifier: Apache-2.0
import { encodeDelivery, encodeReceipt, type FunctionCall } from "@suyuan/chain";
import { type Evidence, parseCheckpoint, parseEntry, type PlacedEntry } from "@suyuan/proof";

const bytesOf = ({ entry }: Pick<PlacedEntry, "entry">): Uint8Array =>
  Uint8Array.from(Buffer.from(entry, "base64"));

/** Size of the tree whose checkpoint the evidence holds: the first one anchored that covers the entry. */
function sizeOf({ checkpoint }: Evidence): number {
  const [body = ""] = checkpoint.split("\n\n");
  return parseCheckpoint(`${body}\n`).size;
}

/**
 * The act that proves a delivery or a receipt to the chain, from its evidence; anyone may send it.
 * @throws ProofError for evidence whose entry or checkpoint is malformed; ChainError `malformed` for evidence of
 * another kind of statement, and for a receipt without its delivery
 */
export function recordingOf(evidence: Evidence): FunctionCall {
  const path = evidence.inclusion.map((hash) => Uint8Array.from(Buffer.from(hash.slice(2), "hex")));
  const entry = bytesOf(evidence);
  const placed = { entry, index: evidence.index, size: sizeOf(evidence), path };
  const [related] = evidence.related ?? [];
  const isReceipt = parseEntry(entry).statement.type === "suyuan/receipt@1";
  return isReceipt && related ? encodeReceipt(placed, bytesOf(related)) : encodeDelivery(placed);
}
