// SPDX-License-Identifier: Apache-2.0
// docs/spec/seals.md, "QBFT, IBFT 2.0 and IBFT 1": one header that two thirds of the pinned
// validators sealed. What the header says of itself is a claim: it is compared, never believed.
import { type Hex, toHex } from "../../bytes.ts";
import type { CryptoProvider } from "../../crypto.ts";
import { ProofError } from "../../errors.ts";
import type { BlockHeader } from "../header.ts";
import { type BftExtra, decodeExtra } from "./extra.ts";
import { blockHash, recoverSeal, sealHash } from "./hashes.ts";
import {
  type BftConsensus,
  type BftKind,
  fault,
  gap,
  type HeaderBytes,
  type SealsAnswer,
  setAt,
} from "./types.ts";

/** Marks a header of every BFT kind. */
const BFT_MIX_HASH = "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365";
/** keccak-256 of the RLP of an empty list. */
export const NO_OMMERS = "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347";
export const NONCE_DROP = toHex(new Uint8Array(8));
export const NONCE_ADD = toHex(new Uint8Array(8).fill(0xff));

/** How many of `n` validators must have sealed: two thirds, rounded up. */
export const quorumOf = (n: number): number => Math.ceil((2 * n) / 3);

// Where a header is not one of this kind, by the name of the field.
function oddField(kind: BftKind, header: BlockHeader): string | undefined {
  if (header.difficulty !== 1n) return "difficulty";
  if (toHex(header.mixHash) !== BFT_MIX_HASH) return "mixHash";
  const nonce = toHex(header.nonce);
  if (kind === "ibft1") return [NONCE_DROP, NONCE_ADD].includes(nonce) ? undefined : "nonce";
  if (kind === "qbft") return undefined;
  if (toHex(header.ommersHash) !== NO_OMMERS) return "ommersHash";
  return nonce === NONCE_DROP ? undefined : "nonce";
}

// Whether the header's own list is the pinned one. Only QBFT can leave it to a contract and list none.
function listsPinned(kind: BftKind, extra: BftExtra, pinned: readonly Hex[]): boolean {
  const { validators, vote } = extra;
  if (kind === "qbft" && validators.length === 0) return vote === undefined;
  // IBFT 1 sorts by another order than that of the bytes.
  const listed = kind === "ibft1" ? validators.toSorted() : validators;
  return listed.join() === pinned.toSorted().join();
}

function countSeals(
  { seals }: BftExtra,
  digest: Uint8Array,
  pinned: readonly Hex[],
  crypto: CryptoProvider,
): SealsAnswer | readonly Hex[] {
  const signers = new Set<Hex>();
  for (const [place, seal] of seals.entries()) {
    const signer = recoverSeal(digest, seal, crypto);
    if (signer === undefined) return fault("seal-invalid", { place });
    if (!pinned.includes(signer)) return fault("seal-of-outsider", { signer });
    if (signers.has(signer)) return fault("seal-twice", { signer });
    signers.add(signer);
  }
  return [...signers];
}

// Everything that costs nothing comes before the first signature is recovered.
function oddExtra(
  kind: BftKind,
  header: BlockHeader,
  extra: BftExtra,
  pinned: readonly Hex[],
): SealsAnswer | undefined {
  if (!listsPinned(kind, extra, pinned)) return fault("validators-differ", {});
  const proposer = toHex(header.coinbase);
  if (kind !== "ibft1" && !pinned.includes(proposer))
    return fault("proposer-differs", { proposer });
  const count = extra.seals.length;
  const needed = quorumOf(pinned.length);
  const of = pinned.length;
  if (count < needed) return fault("too-few-seals", { count, needed, of });
  return count > of ? fault("too-many-seals", { count, of }) : undefined;
}

function extraOf(kind: BftKind, header: BlockHeader): BftExtra | undefined {
  try {
    return decodeExtra(kind, header.extraData);
  } catch (error) {
    if (error instanceof ProofError) return undefined;
    throw error;
  }
}

/** Judges the seals of one header against the set pinned for its number. */
export function checkBft(
  { kind, sets }: BftConsensus,
  block: HeaderBytes,
  crypto: CryptoProvider,
): SealsAnswer {
  const { header } = block;
  const number = Number(header.number);
  const pinned = setAt(sets, number)?.validators;
  if (pinned === undefined) return gap("no-validators-named", { number });
  const odd = oddField(kind, header);
  if (odd !== undefined) return fault("header-of-other-kind", { kind, field: odd });
  const extra = extraOf(kind, header);
  if (extra === undefined) return fault("header-of-other-kind", { kind, field: "extraData" });
  const refused = oddExtra(kind, header, extra, pinned);
  if (refused !== undefined) return refused;
  const signers = countSeals(extra, sealHash(kind, header, extra, crypto), pinned, crypto);
  if ("state" in signers) return signers;
  const needed = quorumOf(pinned.length);
  const hash = toHex(blockHash(kind, block, crypto));
  return { state: "sealed", kind, number, blockHash: hash, signers, needed, of: pinned.length };
}
