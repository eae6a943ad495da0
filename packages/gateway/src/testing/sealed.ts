// SPDX-License-Identifier: Apache-2.0
// Chains of headers that validators sealed, written with ethers and not by the code that judges them.
import { decodeHeader, type HeaderBytes, type Hex } from "@suyuan/proof";
import type { Sealer } from "@suyuan/proof/testing";
import {
  concat,
  encodeRlp,
  getBytes,
  keccak256,
  type RlpStructuredDataish,
  toBeArray,
  toBeHex,
} from "ethers";

type Item = RlpStructuredDataish;

export const addresses = (of: readonly Sealer[]): Hex[] => of.map(({ address }) => address);

/** What a header says beside its seals. */
export interface Wish {
  readonly number: number;
  readonly vote?: { readonly recipient: Hex; readonly add: boolean };
  /** Signers that a Clique checkpoint lists. */
  readonly listed?: readonly Sealer[];
}

const EMPTY = new Uint8Array(0);
const ZERO = toBeHex(0, 32);
const NOBODY = toBeHex(0, 20);
const NO_OMMERS = keccak256(encodeRlp([]));
const BFT = "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365";
const VANITY = toBeHex(0x5e4dn, 32);

const scalar = (value: number): Uint8Array => toBeArray(value);
const headerBytes = (rlp: string): HeaderBytes => {
  const bytes = getBytes(rlp);
  return { bytes, header: decodeHeader(bytes) };
};
const voteNonce = (add: boolean): string => `0x${(add ? "ff" : "00").repeat(8)}`;

function fields(number: number, parent: string, coinbase: string, own: readonly Item[]): Item[] {
  const [difficulty = EMPTY, extra = EMPTY, mix = ZERO, nonce = voteNonce(false)] = own;
  const front: Item[] = [parent, NO_OMMERS, coinbase, ZERO, ZERO, ZERO, new Uint8Array(256)];
  const middle = [scalar(number), scalar(30_000_000), EMPTY, scalar(1_785_000_000 + number)];
  return [...front, difficulty, ...middle, extra, mix, nonce, EMPTY];
}

/** A Clique header after another one, sealed by one of `signers`. */
export function cliqueHeader(
  by: Sealer,
  signers: readonly Sealer[],
  { number, vote, listed = [] }: Wish,
  parent?: HeaderBytes,
): HeaderBytes {
  const turn = number % signers.length === signers.indexOf(by);
  const front = concat([VANITY, ...addresses(listed)]);
  const made = (extra: string) =>
    encodeRlp(
      fields(number, parent ? keccak256(parent.bytes) : ZERO, vote?.recipient ?? NOBODY, [
        ...[scalar(turn ? 2 : 1), extra, ZERO, voteNonce(vote?.add ?? false)],
      ]),
    );
  return headerBytes(made(concat([front, by.seal(keccak256(made(front)))])));
}

/** A QBFT header in round 0, proposed by one of `validators` and sealed by all of them. */
export function qbftHeader(
  by: Sealer,
  validators: readonly Sealer[],
  { number, vote }: Wish,
): HeaderBytes {
  const told = vote ? [vote.recipient, vote.add ? "0xff" : EMPTY] : [];
  const made = (seals: readonly Uint8Array[]) => {
    const extra = encodeRlp([VANITY, addresses(validators), told, EMPTY, [...seals]]);
    return encodeRlp(fields(number, ZERO, by.address, [scalar(1), extra, BFT]));
  };
  const digest = keccak256(made([]));
  return headerBytes(made(validators.map((one) => one.seal(digest))));
}
