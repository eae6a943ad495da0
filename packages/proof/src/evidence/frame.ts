// SPDX-License-Identifier: Apache-2.0
// Decoding what files share.
import { fromHex, type Hex } from "../bytes.ts";
import { type BlockHeader, decodeHeader } from "../chainproof/header.ts";
import { NodePool } from "../chainproof/trie/pool.ts";
import { type Checkpoint, logId, parseCheckpoint } from "../checkpoint.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { type Note, parseNote } from "../note.ts";
import { type NoteKey, parseVerifierKey } from "../note/key.ts";
import { type ContractName, ProvenState } from "../storage/reader.ts";
import type { ChainFrame, Frame } from "./types.ts";

type Addresses = Readonly<Partial<Record<ContractName, Hex>>>;

/** The state of one block, decoded; nothing of it is verified. */
export interface OpenChain<F extends ChainFrame<Addresses> = ChainFrame<Addresses>> {
  readonly frame: F;
  readonly headerBytes: Uint8Array;
  readonly header: BlockHeader;
  /** The headers that follow it. */
  readonly following: readonly { readonly bytes: Uint8Array; readonly header: BlockHeader }[];
  readonly pool: NodePool;
  readonly state: ProvenState;
}

/** A frame with its parts decoded; nothing of it is verified. */
export interface OpenFrame extends OpenChain<Frame> {
  /** SHA-256 of the origin. */
  readonly log: Hex;
  readonly logKey: NoteKey;
  readonly note: Note;
  readonly checkpoint: Checkpoint;
}

/**
 * Decodes what every file holds of a chain.
 * @throws ProofError by the reader of the part that cannot be read
 */
export function openChain<F extends ChainFrame<Addresses>>(
  frame: F,
  crypto: CryptoProvider = defaultCrypto,
): OpenChain<F> {
  const headerBytes = fromHex(frame.block.header);
  const header = decodeHeader(headerBytes);
  const pool = NodePool.read(frame.nodes, crypto);
  pool.requireOrder();
  return {
    frame,
    headerBytes,
    header,
    following: (frame.block.following ?? []).map((text) => {
      const bytes = fromHex(text);
      return { bytes, header: decodeHeader(bytes) };
    }),
    pool,
    state: new ProvenState(header.stateRoot, frame.contracts, pool, crypto),
  };
}

/**
 * Decodes a frame.
 * @throws ProofError by the reader of the part that cannot be read
 */
export function openFrame(frame: Frame, crypto: CryptoProvider = defaultCrypto): OpenFrame {
  const note = parseNote(frame.checkpoint);
  return {
    ...openChain(frame, crypto),
    log: logId(frame.log.origin, crypto),
    logKey: parseVerifierKey(frame.log.key, crypto),
    note,
    checkpoint: parseCheckpoint(note.text),
  };
}
