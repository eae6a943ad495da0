// SPDX-License-Identifier: Apache-2.0
// docs/spec/evidence.md says what each member means.
import type { Hex } from "../bytes.ts";
import type { Json } from "../canonical.ts";
import type { DisclosedScope } from "../scope.ts";
import type { Contracts } from "../storage/reader.ts";

/** The parts that every file shares: contracts of a chain, and their state at one block. */
export interface ChainFrame<C = Contracts> {
  readonly chainId: number;
  readonly contracts: C;
  readonly block: {
    /** RLP of the header. */
    readonly header: Hex;
    /** keccak-256 of the bytes of `header`. */
    readonly hash: Hex;
    /** Headers that follow, oldest first. */
    readonly following?: readonly Hex[];
  };
  /** Trie nodes, base64, each once, in the order of their keccak-256. */
  readonly nodes: readonly string[];
}

/** The parts that evidence and history share: one log's checkpoint, and the state of one block. */
export interface Frame extends ChainFrame {
  readonly log: {
    /** The log's name: first line of its checkpoints. */
    readonly origin: string;
    /** C2SP verifier key of the checkpoint's signature. */
    readonly key: string;
  };
  /** Signed note; cosignatures are further lines of it. */
  readonly checkpoint: string;
}

/** An entry at its place in the checkpoint's tree. */
export interface PlacedEntry {
  /** Canonical bytes, base64. */
  readonly entry: string;
  readonly index: number;
  readonly inclusion: readonly Hex[];
}

/** A document that a commitment stands for, laid open. */
export interface DisclosedDocument {
  readonly commitment: Hex;
  readonly salt: Hex;
  readonly document: Json;
}

export interface Evidence extends Frame, PlacedEntry {
  readonly type: "suyuan/evidence@1";
  /** RFC 3161 tokens, base64. */
  readonly timestamps?: readonly string[];
  readonly documents?: readonly DisclosedDocument[];
  /** What the grant covers: both sides, and what of its items is laid open. */
  readonly scope?: DisclosedScope;
  /** The entry that this one names: version of a delivery, delivery of a receipt. */
  readonly related?: readonly PlacedEntry[];
}

/** The longest evidence file that is read, in bytes. */
export const MAX_EVIDENCE_BYTES = 1_048_576;
export const MAX_FOLLOWING = 256;
export const MAX_RELATED = 1;
/** RFC 9162 paths in trees of up to 2^53 leaves. */
export const MAX_PATH = 53;
