// SPDX-License-Identifier: Apache-2.0
// Making evidence: the same reading code as verification, over whatever nodes are there so far.
import { fromHex, type Hex, toHex } from "../bytes.ts";
import { toBase64 } from "../bytes/base64.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { headerHash } from "../chainproof/header.ts";
import { ProofError } from "../errors.ts";
import type { DisclosedScope } from "../scope.ts";
import type { Contracts, NeededState } from "../storage/reader.ts";
import { gatherFacts } from "./gather.ts";
import { openEvidence, type OpenEvidence } from "./open.ts";
import { readEvidence } from "./read.ts";
import type { ChainFrame, DisclosedDocument, Evidence, Frame, PlacedEntry } from "./types.ts";

/** What every file is made of alike. */
export interface ChainDraft<C = Contracts> {
  readonly chainId: number;
  readonly contracts: C;
  /** RLP of a header, and of those that follow it. */
  readonly block: { readonly header: Uint8Array; readonly following?: readonly Uint8Array[] };
  /** Nodes of `eth_getProof` answers at that block, in any order, also more than are needed. */
  readonly nodes: readonly Uint8Array[];
}

/** What evidence and history are made of alike; the block is at or after the anchor. */
export interface FrameDraft extends ChainDraft {
  /** `key` is the log's C2SP verifier key. */
  readonly log: { readonly origin: string; readonly key: string };
  /** Signed note, with cosignatures if there are any. */
  readonly checkpoint: string;
}

export interface EntryDraft {
  /** Canonical bytes of the entry. */
  readonly entry: Uint8Array;
  readonly index: number;
  readonly inclusion: readonly Uint8Array[];
}

export interface EvidenceDraft extends FrameDraft, EntryDraft {
  readonly timestamps?: readonly Uint8Array[];
  readonly documents?: readonly DisclosedDocument[];
  readonly scope?: DisclosedScope;
  /** The entry that this one names, in the tree of the same checkpoint: at most one. */
  readonly related?: EntryDraft;
}

function sortedNodes(nodes: readonly Uint8Array[], crypto: CryptoProvider): string[] {
  const unique = new Map(nodes.map((node) => [toHex(crypto.keccak256(node)), node]));
  return [...unique]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, node]) => toBase64(node));
}

/** The members that every file has, from a draft. */
export function chainFrameOf<C>(
  draft: ChainDraft<C>,
  crypto: CryptoProvider = defaultCrypto,
): ChainFrame<C> {
  const { chainId, contracts, block } = draft;
  const { header, following } = block;
  return {
    chainId,
    contracts,
    block: {
      header: toHex(header),
      hash: toHex(headerHash(header, crypto)),
      ...(following === undefined ? {} : { following: following.map(toHex) }),
    },
    nodes: sortedNodes(draft.nodes, crypto),
  };
}

/** The members that evidence and history share, from a draft. */
export function frameOf(draft: FrameDraft, crypto: CryptoProvider = defaultCrypto): Frame {
  const { log, checkpoint } = draft;
  return { ...chainFrameOf(draft, crypto), log, checkpoint };
}

function placedOf({ entry, index, inclusion }: EntryDraft): PlacedEntry {
  return { entry: toBase64(entry), index, inclusion: inclusion.map(toHex) };
}

function evidenceOf(draft: EvidenceDraft, crypto: CryptoProvider): Evidence {
  const { timestamps, documents, scope, related } = draft;
  return {
    type: "suyuan/evidence@1",
    ...frameOf(draft, crypto),
    ...placedOf(draft),
    ...(timestamps === undefined ? {} : { timestamps: timestamps.map(toBase64) }),
    ...(documents === undefined ? {} : { documents }),
    ...(scope === undefined ? {} : { scope }),
    ...(related === undefined ? {} : { related: [placedOf(related)] }),
  };
}

function opened(draft: EvidenceDraft, crypto: CryptoProvider): OpenEvidence {
  const open = openEvidence(evidenceOf(draft, crypto), crypto);
  gatherFacts(open, crypto);
  return open;
}

/**
 * What `eth_getProof` still has to be asked for at the draft's block. Answers reveal further needs:
 * add their nodes and ask again until nothing is needed.
 * @throws ProofError when a part of the draft cannot be read
 */
export function neededSlots(
  draft: EvidenceDraft,
  crypto: CryptoProvider = defaultCrypto,
): readonly NeededState[] {
  return opened(draft, crypto).state.missing();
}

/** Gives the nodes that were walked; refuses when some were missing. */
export function walkedNodes({ state, pool }: Pick<OpenEvidence, "state" | "pool">): string[] {
  const fault = state.fault();
  if (fault !== undefined) throw fault;
  if (state.missing().length > 0) {
    throw new ProofError("state-missing", "nodes of the state proof are missing");
  }
  return pool.used().map(toBase64);
}

/**
 * Makes an evidence file, with the nodes that its verification walks and no others.
 * @throws ProofError `state-missing` while `neededSlots` is not empty, and when a part cannot be read
 */
export function buildEvidence(
  draft: EvidenceDraft,
  crypto: CryptoProvider = defaultCrypto,
): Evidence {
  const nodes = walkedNodes(opened(draft, crypto));
  return readEvidence({ ...evidenceOf(draft, crypto), nodes });
}

const base64Of = (hash: Hex): string => toBase64(fromHex(hash));

/** The bare proof of inclusion, readable by anyone who knows C2SP tlog-proof only. */
export function toTlogProof({ index, inclusion, checkpoint }: Evidence): string {
  const lines = ["c2sp.org/tlog-proof@v1", `index ${index}`, ...inclusion.map(base64Of)];
  return `${lines.join("\n")}\n\n${checkpoint}`;
}
