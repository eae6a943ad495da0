// SPDX-License-Identifier: Apache-2.0
// extraData of the BFT kinds, read strictly. docs/spec/seals.md, "What the header carries".
import { concatBytes, type Hex, toHex } from "../../bytes.ts";
import { ProofError } from "../../errors.ts";
import { decodeRlpList, encodeRlp, rlpBytes, type RlpItem, rlpScalar } from "../rlp.ts";
import type { BftKind } from "./types.ts";

const VANITY_BYTES = 32;
const ADDRESS_BYTES = 20;
const ROUND_BYTES = 4;
const MAX_ROUND = 0xffff_ffffn;
/** r, s and v. */
export const SEAL_BYTES = 65;
const ADD = 0xff;

/** What a block's extraData says of who made it. */
export interface BftExtra {
  readonly validators: readonly Hex[];
  readonly vote?: { readonly recipient: Hex; readonly add: boolean };
  /** 0 when the first proposal was accepted. IBFT 1 does not tell. */
  readonly round?: number;
  readonly seals: readonly Uint8Array[];
  /** extraData as its seals sign it: for IBFT 1 the same as `hashed`. */
  readonly signed: Uint8Array;
  /** extraData as the block's hash covers it. */
  readonly hashed: Uint8Array;
}

type Vote = BftExtra["vote"];

const EMPTY = new Uint8Array(0);
const refuse = (what: string): ProofError => new ProofError("extra-invalid", what);

function listOf(item: RlpItem | undefined, name: string): readonly RlpItem[] {
  if (item === undefined || item instanceof Uint8Array) throw refuse(`${name} must be a list`);
  return item;
}

// One item more or fewer would be content that no seal covers, or a seal taken for something else.
function exactly(items: readonly RlpItem[], count: number): readonly RlpItem[] {
  if (items.length !== count) throw refuse(`${count} items are expected, not ${items.length}`);
  return items;
}

const addressesOf = (item: RlpItem | undefined): readonly Hex[] =>
  listOf(item, "the validators").map((one) => toHex(rlpBytes(one, "a validator", ADDRESS_BYTES)));

const sealsOf = (item: RlpItem | undefined): readonly Uint8Array[] =>
  listOf(item, "the seals").map((one) => rlpBytes(one, "a seal", SEAL_BYTES));

function voteOf(item: RlpItem | undefined, drop: Uint8Array): Vote {
  const [recipient, type] = exactly(listOf(item, "the vote"), 2);
  const bytes = rlpBytes(type, "the vote's type");
  const isAdd = bytes.length === 1 && bytes[0] === ADD;
  const isDrop = bytes.length === drop.length && bytes[0] === drop[0];
  if (!isAdd && !isDrop) throw refuse("a vote adds or drops");
  return {
    recipient: toHex(rlpBytes(recipient, "the vote's recipient", ADDRESS_BYTES)),
    add: isAdd,
  };
}

const isEmptyList = (item: RlpItem | undefined): boolean =>
  !(item instanceof Uint8Array) && item?.length === 0;
const isEmptyString = (item: RlpItem | undefined): boolean =>
  item instanceof Uint8Array && item.length === 0;

// QBFT writes no vote as an empty list, a drop as an empty string, the round as a scalar.
const QBFT = {
  vote: (item: RlpItem | undefined): Vote => (isEmptyList(item) ? undefined : voteOf(item, EMPTY)),
  round: (item: RlpItem | undefined): number => {
    const round = rlpScalar(item, "the round");
    if (round > MAX_ROUND) throw refuse("the round takes more than four bytes");
    return Number(round);
  },
  signed: (head: readonly RlpItem[], round: RlpItem) => [...head, round, []],
  hashed: (head: readonly RlpItem[]) => [...head, EMPTY, []],
};

// IBFT 2.0 writes no vote as an empty string, a drop as the byte 0, the round in four bytes.
const IBFT2 = {
  vote: (item: RlpItem | undefined): Vote =>
    isEmptyString(item) ? undefined : voteOf(item, Uint8Array.of(0)),
  round: (item: RlpItem | undefined): number =>
    rlpBytes(item, "the round", ROUND_BYTES).reduce((sum, byte) => sum * 256 + byte, 0),
  signed: (head: readonly RlpItem[], round: RlpItem) => [...head, round],
  hashed: (head: readonly RlpItem[]) => [...head],
};

function fiveItems(extra: Uint8Array, form: typeof QBFT | typeof IBFT2): BftExtra {
  const [vanity, validators, vote, round = EMPTY, seals] = exactly(decodeRlpList(extra), 5);
  const head = [rlpBytes(vanity, "the vanity", VANITY_BYTES), validators ?? [], vote ?? []];
  const told = form.vote(vote);
  return {
    validators: addressesOf(validators),
    ...(told === undefined ? {} : { vote: told }),
    round: form.round(round),
    seals: sealsOf(seals),
    signed: encodeRlp(form.signed(head, round)),
    hashed: encodeRlp(form.hashed(head)),
  };
}

// IBFT 1 keeps the vanity outside the list, and its proposer's seal inside what is hashed.
function threeItems(extra: Uint8Array): BftExtra {
  if (extra.length < VANITY_BYTES) throw refuse("the vanity is cut off");
  const list = decodeRlpList(extra.subarray(VANITY_BYTES));
  const [validators, proposer, seals] = exactly(list, 3);
  const head = [validators ?? [], rlpBytes(proposer, "the proposer's seal", SEAL_BYTES)];
  const hashed = concatBytes(extra.subarray(0, VANITY_BYTES), encodeRlp([...head, []]));
  return { validators: addressesOf(validators), seals: sealsOf(seals), signed: hashed, hashed };
}

/**
 * Reads extraData of a BFT kind.
 * @throws ProofError `extra-invalid`, `rlp-invalid`
 */
export function decodeExtra(kind: BftKind, extra: Uint8Array): BftExtra {
  if (kind === "ibft1") return threeItems(extra);
  return fiveItems(extra, kind === "qbft" ? QBFT : IBFT2);
}
