// SPDX-License-Identifier: Apache-2.0
// docs/spec/seals.md, "Clique" (EIP-225): one signer a header, so that a block is only ever buried
// under the headers of others.
import { equalBytes, type Hex, toHex } from "../../bytes.ts";
import type { CryptoProvider } from "../../crypto.ts";
import { type BlockHeader, encodeHeader, headerHash } from "../header.ts";
import { NO_OMMERS, NONCE_ADD, NONCE_DROP } from "./bft.ts";
import { SEAL_BYTES } from "./extra.ts";
import { recoverSeal } from "./hashes.ts";
import {
  type CliqueConsensus,
  fault,
  gap,
  type HeaderBytes,
  type SealsAnswer,
  setAt,
  type ValidatorSet,
} from "./types.ts";

const VANITY_BYTES = 32;
const ADDRESS_BYTES = 20;
/** The coinbase of a header without a vote. */
export const NOBODY = toHex(new Uint8Array(ADDRESS_BYTES));
const NO_MIX_HASH = toHex(new Uint8Array(32));

const sorted = (set: ValidatorSet): readonly Hex[] => set.validators.toSorted();

/** The signers that a checkpoint lists between vanity and seal; undefined when the length is odd. */
export function listedIn({ extraData }: BlockHeader): readonly Hex[] | undefined {
  const between = extraData.length - VANITY_BYTES - SEAL_BYTES;
  if (between < 0 || between % ADDRESS_BYTES !== 0) return undefined;
  return Array.from({ length: between / ADDRESS_BYTES }, (_, place) => {
    const start = VANITY_BYTES + place * ADDRESS_BYTES;
    return toHex(extraData.subarray(start, start + ADDRESS_BYTES));
  });
}

// Where a header is not one of this kind, by the name of the field.
function oddField(header: BlockHeader): string | undefined {
  const listed = listedIn(header);
  if (listed === undefined) return "extraData";
  const nonce = toHex(header.nonce);
  if (nonce !== NONCE_DROP && nonce !== NONCE_ADD) return "nonce";
  // A checkpoint carries no vote.
  if (listed.length > 0 && nonce !== NONCE_DROP) return "nonce";
  if (listed.length > 0 && toHex(header.coinbase) !== NOBODY) return "coinbase";
  if (toHex(header.mixHash) !== NO_MIX_HASH) return "mixHash";
  if (toHex(header.ommersHash) !== NO_OMMERS) return "ommersHash";
  if (header.withdrawalsRoot !== undefined) return "withdrawalsRoot";
  return header.difficulty === 1n || header.difficulty === 2n ? undefined : "difficulty";
}

function isChild({ header }: HeaderBytes, parent: HeaderBytes, crypto: CryptoProvider): boolean {
  return (
    equalBytes(header.parentHash, headerHash(parent.bytes, crypto)) &&
    header.number === parent.header.number + 1n &&
    header.time >= parent.header.time
  );
}

// Everything that costs nothing, of all headers, before the first signature is recovered.
function oddHeader(
  block: HeaderBytes,
  parent: HeaderBytes | undefined,
  set: ValidatorSet,
  crypto: CryptoProvider,
): SealsAnswer | undefined {
  const { header } = block;
  const number = Number(header.number);
  const field = oddField(header);
  if (field !== undefined) return fault("header-of-other-kind", { kind: "clique", field, number });
  const listed = listedIn(header) ?? [];
  if (listed.length > 0 && listed.join() !== sorted(set).join()) {
    return fault("validators-differ", { number });
  }
  const isLoose = parent !== undefined && !isChild(block, parent, crypto);
  return isLoose ? fault("header-unlinked", { number }) : undefined;
}

/** The address that sealed a Clique header; undefined when the seal is none. */
export function cliqueSigner(header: BlockHeader, crypto: CryptoProvider): Hex | undefined {
  const end = header.extraData.length - SEAL_BYTES;
  if (end < 0) return undefined;
  const unsealed = encodeHeader({ ...header, extraData: header.extraData.subarray(0, end) });
  return recoverSeal(crypto.keccak256(unsealed), header.extraData.subarray(end), crypto);
}

// The signer of a header that may be sealed by it, given who sealed those before, newest last.
function signerOf(
  { header }: HeaderBytes,
  set: ValidatorSet,
  before: readonly Hex[],
  crypto: CryptoProvider,
): SealsAnswer | Hex {
  const number = Number(header.number);
  const signer = cliqueSigner(header, crypto);
  if (signer === undefined) return fault("seal-invalid", { number });
  const signers = sorted(set);
  const place = signers.indexOf(signer);
  if (place < 0) return fault("seal-of-outsider", { signer, number });
  // Of floor(n/2) + 1 headers in a row each has another signer.
  const rest = Math.floor(signers.length / 2);
  if (rest > 0 && before.slice(-rest).includes(signer)) {
    return fault("signer-too-soon", { signer, number });
  }
  const turn = number % signers.length === place ? 2n : 1n;
  if (header.difficulty === turn) return signer;
  return fault("header-of-other-kind", { kind: "clique", field: "difficulty", number });
}

interface Placed {
  readonly block: HeaderBytes;
  readonly set: ValidatorSet;
}

function placeAll(
  sets: readonly ValidatorSet[],
  blocks: readonly HeaderBytes[],
  crypto: CryptoProvider,
): SealsAnswer | readonly Placed[] {
  const placed: Placed[] = [];
  for (const block of blocks) {
    const number = Number(block.header.number);
    const set = setAt(sets, number);
    if (set === undefined) return gap("no-validators-named", { number });
    const odd = oddHeader(block, placed.at(-1)?.block, set, crypto);
    if (odd !== undefined) return odd;
    placed.push({ block, set });
  }
  return placed;
}

function signersOf(
  placed: readonly Placed[],
  crypto: CryptoProvider,
): SealsAnswer | readonly Hex[] {
  const signers: Hex[] = [];
  for (const { block, set } of placed) {
    const signer = signerOf(block, set, signers, crypto);
    if (typeof signer !== "string") return signer;
    signers.push(signer);
  }
  return signers;
}

/** Judges a block by its own header and those that follow it, oldest first. */
export function checkClique(
  consensus: CliqueConsensus,
  block: HeaderBytes,
  following: readonly HeaderBytes[],
  crypto: CryptoProvider,
): SealsAnswer {
  const placed = placeAll(consensus.sets, [block, ...following], crypto);
  if ("state" in placed) return placed;
  const signers = signersOf(placed, crypto);
  if ("state" in signers) return signers;
  const number = Number(block.header.number);
  const distinct = [...new Set(signers.slice(1))];
  const count = following.length;
  const { following: needed, signers: threshold } = consensus;
  if (count < needed || distinct.length < threshold) {
    return gap("not-buried", { count, needed, signers: distinct.length, threshold, number });
  }
  const hash = toHex(headerHash(block.bytes, crypto));
  return { state: "buried", number, blockHash: hash, following: count, signers: distinct };
}
