// SPDX-License-Identifier: Apache-2.0
// Whether a history is everything that its log holds on a subject: docs/spec/history.md.
import { equalBytes, fromHex, toHex } from "../bytes.ts";
import { fromBase64 } from "../bytes/base64.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { parseEntry, parseHeadsEntry } from "../entry.ts";
import type { Entry, HeadsEntry } from "../entry/types.ts";
import { ProofError } from "../errors.ts";
import { openFrame, type OpenFrame } from "../evidence/frame.ts";
import { parseHeadsProof } from "../heads/json.ts";
import { type Head, headsKey } from "../heads/map.ts";
import { verifyHeads } from "../heads/proof.ts";
import { leafHash } from "../tree/hash.ts";
import { verifyInclusion } from "../tree/inclusion.ts";
import type { History } from "./types.ts";

/** A history with its parts decoded; nothing of it is verified. */
export interface OpenHistory extends OpenFrame {
  readonly history: History;
  readonly heads: HeadsEntry;
  readonly headsLeaf: Uint8Array;
  readonly entries: readonly { readonly entry: Entry; readonly leaf: Uint8Array }[];
}

/** Decodes a history file. @throws ProofError by the reader of the part that cannot be read */
export function openHistory(history: History, crypto: CryptoProvider = defaultCrypto): OpenHistory {
  const heads = fromBase64(history.heads.entry);
  return {
    history,
    ...openFrame(history, crypto),
    heads: parseHeadsEntry(heads),
    headsLeaf: leafHash(heads, crypto),
    entries: history.entries.map((text) => {
      const bytes = fromBase64(text);
      return { entry: parseEntry(bytes), leaf: leafHash(bytes, crypto) };
    }),
  };
}

const refuse = (what: string): ProofError => new ProofError("history-invalid", what);

/**
 * The heads entry is the last leaf of the checkpoint's tree and says so itself.
 * @throws ProofError `history-invalid`, and as `verifyInclusion` does
 */
export function verifyHeadsEntry(open: OpenHistory, crypto: CryptoProvider = defaultCrypto): void {
  const { size, root } = open.checkpoint;
  if (open.heads.size !== size - 1) throw refuse("the heads entry is of another size");
  if (open.heads.log !== open.log) throw refuse("the heads entry is of another log");
  const path = open.history.heads.inclusion.map((hash) => fromHex(hash, 32));
  verifyInclusion({ index: size - 1, size, leaf: open.headsLeaf, path, root }, crypto);
}

/**
 * Where the subject's chain ends, or undefined when the log holds nothing on it.
 * @throws ProofError as `verifyHeads` does
 */
export function verifyPlace(
  open: OpenHistory,
  crypto: CryptoProvider = defaultCrypto,
): Head | undefined {
  const { kind, id } = open.history.subject;
  const key = headsKey(kind, id, crypto);
  const proof = parseHeadsProof(open.history.place);
  return verifyHeads({ root: fromHex(open.heads.root, 32), key, proof }, crypto);
}

/** Where a chain breaks, counted from 1, and why. */
export interface Break {
  readonly at: number;
  readonly reason: string;
}

function linkFault(open: OpenHistory, place: number): string | undefined {
  const { subject } = open.history;
  const { entry } = open.entries[place] ?? {};
  const { statement } = entry ?? {};
  if (statement?.log !== open.log) return "other-log";
  const { chainId, contracts } = open.frame;
  if (statement.chainId !== chainId || statement.exchangeLog !== contracts.exchangeLog) {
    return "other-chain";
  }
  // The asset's link comes first, the grant's second: the same id in the other role is not meant.
  const link = entry?.chain[subject.kind === "asset" ? 0 : 1];
  if (link?.subject !== subject.id) return "other-subject";
  if (link.n !== place + 1) return "wrong-ordinal";
  const before = open.entries[place - 1]?.leaf;
  return link.prev === (before === undefined ? undefined : toHex(before))
    ? undefined
    : "wrong-link";
}

/** The entries are 1 … n of the subject's chain, which ends where `head` says. */
export function findBreak(open: OpenHistory, head: Head | undefined): Break | undefined {
  const { entries } = open;
  if (entries.length !== (head?.n ?? 0)) {
    return { at: entries.length, reason: "wrong-count" };
  }
  const last = entries.at(-1);
  if (head !== undefined && (last === undefined || !equalBytes(last.leaf, head.leafHash))) {
    return { at: entries.length, reason: "wrong-end" };
  }
  for (const place of entries.keys()) {
    const reason = linkFault(open, place);
    if (reason !== undefined) return { at: place + 1, reason };
  }
  return undefined;
}
