// SPDX-License-Identifier: Apache-2.0
// Sealing as validators do, written with ethers and not by the code that judges it.
import {
  concat,
  decodeRlp,
  encodeRlp,
  getBytes,
  keccak256,
  type RlpStructuredDataish,
  toBeArray,
  toBeHex,
} from "ethers";
import type { BftKind } from "../chainproof/seals/types.ts";
import type { Sealer } from "./sealers.ts";

type Item = RlpStructuredDataish;

const ORDER = 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_fffe_baae_dce6_af48_a03b_bfd2_5e8c_d036_4141n;

/** The other seal of the same signer: (r, n − s, 1 − v). */
export function twinOf(seal: Uint8Array): Uint8Array {
  const s = ORDER - BigInt(`0x${Buffer.from(seal.subarray(32, 64)).toString("hex")}`);
  const v = toBeHex(1 - (seal[64] ?? 0), 1);
  return getBytes(concat([seal.subarray(0, 32), toBeHex(s, 32), v]));
}

export interface Sealing {
  readonly kind: BftKind;
  readonly validators: readonly Sealer[];
  /** Who seals; every validator when left out. */
  readonly signers?: readonly Sealer[];
  readonly round?: number;
  readonly seals?: (seals: readonly Uint8Array[]) => readonly Uint8Array[];
}

const EMPTY = new Uint8Array(0);
const NO_OMMERS = keccak256(encodeRlp([]));
const MARK = "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365";
const VANITY = toBeHex(0x5e4dn, 32);

// Places of the fields that a sealer sets.
const AT = { ommers: 1, coinbase: 2, difficulty: 7, number: 8, extra: 12, mix: 13, nonce: 14 };

function fieldsOf(header: Uint8Array, set: Readonly<Record<number, Item>>): Item[] {
  const fields = decodeRlp(header) as Item[];
  return fields.map((field, place) => set[place] ?? field);
}

// What validators sign, and what is carried, each as extraData over the seals.
function extrasOf(
  { kind, validators, round = 0 }: Sealing,
  proposer: Sealer | undefined,
): { signed: string; carried: (seals: readonly Uint8Array[]) => string } {
  const list = validators.map(({ address }) => address);
  if (kind === "ibft1") {
    const own = proposer?.seal(keccak256(VANITY)) ?? EMPTY;
    const over = (seals: readonly Uint8Array[]) =>
      concat([VANITY, encodeRlp([list, own, [...seals]])]);
    return { signed: over([]), carried: over };
  }
  const told =
    kind === "qbft"
      ? [VANITY, list, [], toBeArray(round)]
      : [VANITY, list, EMPTY, toBeHex(round, 4)];
  return {
    signed: encodeRlp(kind === "qbft" ? [...told, []] : told),
    carried: (seals) => encodeRlp([...told, [...seals]]),
  };
}

type Seals = readonly Uint8Array[];
const asMade = (made: Seals): Seals => made;

/** A header over the same state, sealed. */
export function sealedOver(header: Uint8Array, sealing: Sealing): Uint8Array {
  const { kind, validators, signers = validators, seals = asMade } = sealing;
  const [proposer] = validators;
  const bft = { [AT.ommers]: NO_OMMERS, [AT.coinbase]: proposer?.address ?? toBeHex(1, 20) };
  const marked = { ...bft, [AT.difficulty]: toBeArray(1n), [AT.mix]: MARK };
  const { signed, carried } = extrasOf(sealing, proposer);
  const hash = keccak256(encodeRlp(fieldsOf(header, { ...marked, [AT.extra]: signed })));
  const digest = kind === "ibft1" ? keccak256(concat([hash, "0x02"])) : hash;
  const made = seals(signers.map((one) => one.seal(digest)));
  return getBytes(encodeRlp(fieldsOf(header, { ...marked, [AT.extra]: carried(made) })));
}

export interface CliqueHeader {
  readonly by: Sealer;
  readonly signers: readonly Sealer[];
  readonly parent?: Uint8Array;
  readonly number: number;
  /** The signers that a checkpoint lists. */
  readonly listed?: readonly Sealer[];
  /** Fields otherwise, by place; sealed with them. */
  readonly set?: Readonly<Record<number, Item>>;
}

/** A header over the same state, sealed by one signer. */
export function cliqueOver(header: Uint8Array, made: CliqueHeader): Uint8Array {
  const { by, signers, parent, number, listed = [], set = {} } = made;
  const turn = number % signers.length === signers.indexOf(by);
  const front = concat([VANITY, ...listed.map(({ address }) => address)]);
  const fields = fieldsOf(header, {
    ...(parent === undefined ? {} : { 0: keccak256(parent) }),
    ...{ [AT.ommers]: NO_OMMERS, [AT.coinbase]: toBeHex(0, 20), [AT.number]: toBeArray(number) },
    ...{ [AT.difficulty]: toBeArray(turn ? 2n : 1n), [AT.mix]: toBeHex(0, 32), [AT.extra]: front },
    ...set,
  });
  const seal = by.seal(keccak256(encodeRlp(fields)));
  const extra = concat([fields[AT.extra] as string, seal]);
  return getBytes(encodeRlp(fields.with(AT.extra, extra)));
}

/** A block and those that follow it, one for each signer named. */
export function cliqueChain(
  header: Uint8Array,
  number: number,
  signers: readonly Sealer[],
  by: readonly Sealer[],
): readonly Uint8Array[] {
  const made: Uint8Array[] = [];
  for (const [place, one] of by.entries()) {
    const parent = made.at(-1);
    const placed = { by: one, signers, number: number + place };
    made.push(cliqueOver(header, parent === undefined ? placed : { ...placed, parent }));
  }
  return made;
}
