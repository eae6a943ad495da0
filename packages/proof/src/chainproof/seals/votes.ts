// SPDX-License-Identifier: Apache-2.0
// What a header says of those who seal after it. docs/spec/seals.md, "Votes": a verifier needs none of it,
// who looks after a policy does.
import { type Hex, toHex } from "../../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../../crypto.ts";
import type { BlockHeader } from "../header.ts";
import { NONCE_ADD, NONCE_DROP } from "./bft.ts";
import { cliqueSigner, listedIn, NOBODY } from "./clique.ts";
import { decodeExtra } from "./extra.ts";
import type { BftKind } from "./types.ts";

/** A vote of one validator on another address. */
export interface HeaderVote {
  /** Whose vote it is; IBFT 1 does not tell by the fields read here. */
  readonly voter?: Hex;
  readonly recipient: Hex;
  /** To add it, or to drop it. */
  readonly add: boolean;
}

/** IBFT 1 and Clique vote by coinbase and nonce; block 0 and checkpoints name nobody. */
function coinbaseVote(header: BlockHeader): HeaderVote | undefined {
  const recipient = toHex(header.coinbase);
  const nonce = toHex(header.nonce);
  if (recipient === NOBODY || (nonce !== NONCE_ADD && nonce !== NONCE_DROP)) return undefined;
  return { recipient, add: nonce === NONCE_ADD };
}

/**
 * The vote that a header carries, if it carries one.
 * @throws ProofError `extra-invalid`, `rlp-invalid` where the header is not of this kind
 */
export function voteIn(
  kind: BftKind | "clique",
  header: BlockHeader,
  crypto: CryptoProvider = defaultCrypto,
): HeaderVote | undefined {
  if (kind === "qbft" || kind === "ibft2") {
    const { vote } = decodeExtra(kind, header.extraData);
    return vote && { ...vote, voter: toHex(header.coinbase) };
  }
  const vote = coinbaseVote(header);
  const voter = vote && kind === "clique" ? cliqueSigner(header, crypto) : undefined;
  return vote && { ...vote, ...(voter !== undefined && { voter }) };
}

/**
 * The validators that a header lists, as it lists them: none where a contract holds them, and with Clique
 * at checkpoints only.
 * @throws ProofError `extra-invalid`, `rlp-invalid` where the header is not of this kind
 */
export function validatorsIn(kind: BftKind | "clique", header: BlockHeader): readonly Hex[] {
  if (kind === "clique") return listedIn(header) ?? [];
  return decodeExtra(kind, header.extraData).validators;
}
