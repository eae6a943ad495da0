// SPDX-License-Identifier: Apache-2.0
// Rights as their contract holds them (docs/spec/storage.md, `rightRegistry`).
import { concatBytes, fromHex, type Hex, toHex, uintBytes, utf8 } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { rightRegistrySlots } from "./layout/slots.ts";
import { rightRegistryRight, rightRegistryTransfers } from "./layout/structs.ts";
import { rightValue } from "./layout/values.ts";
import type { StorageReader } from "./reader.ts";
import type { TracePlace } from "./trace.ts";
import { cutNumber, hexOf } from "./values.ts";
import { StorageWords } from "./words.ts";

/** What never changes about a use or operating right; `serial` is 0 where there is none. */
export interface RightRecord {
  readonly asset: Hex;
  /** The right from which it derives; zero where that is the holding right. */
  readonly parent: Hex;
  /** The organisation to which it was offered. */
  readonly holder: number;
  readonly grantor: number;
  /** 2 use, 3 operating. */
  readonly kind: number;
  /** 1 statutory duty, 2 authorisation, 3 contract, 4 derived. */
  readonly basis: number;
  /** The first moment of its term. */
  readonly from: number;
  readonly serial: number;
}

/** A use or operating right's state, one value of its trace. */
export interface RightState {
  /** 1 offered, 2 in force, 3 ended. */
  readonly state: number;
  /** The first moment after its term. */
  readonly until: number;
  /** The code of the reason for its end; 0 when it was waived. */
  readonly reason: number;
}

/** The open offer of an asset's holding right; `to` is 0 when there is none. */
export interface TransferOffer {
  readonly to: number;
  readonly time: number;
}

export const decodeRightState = (value: bigint): RightState => ({
  state: cutNumber(value, rightValue.state),
  until: cutNumber(value, rightValue.until),
  reason: cutNumber(value, rightValue.reason),
});

/** Reads rights. Every read may throw `state-missing`. */
export class RightRecords {
  readonly #words: StorageWords;

  constructor(reader: StorageReader, crypto: CryptoProvider = defaultCrypto) {
    this.#words = new StorageWords(reader, crypto);
  }

  record(right: Hex): RightRecord {
    const { asset, parent, holder, ...more } = rightRegistryRight;
    const slot = this.#words.in(rightRegistrySlots.rights, right);
    const packed = this.#words.of("rightRegistry", slot, holder);
    return {
      asset: hexOf(this.#words.of("rightRegistry", slot, asset), asset),
      parent: hexOf(this.#words.of("rightRegistry", slot, parent), parent),
      holder: cutNumber(packed, holder),
      grantor: cutNumber(packed, more.grantor),
      kind: cutNumber(packed, more.kind),
      basis: cutNumber(packed, more.basis),
      from: cutNumber(packed, more.from),
      serial: cutNumber(packed, more.serial),
    };
  }

  /** The commitments to a right's scope, and to the document on which it rests. */
  commitments(right: Hex): readonly Hex[] {
    const { scopeCommitment, basisCommitment } = rightRegistryRight;
    const slot = this.#words.in(rightRegistrySlots.rights, right);
    return [scopeCommitment, basisCommitment].map((member) =>
      hexOf(this.#words.of("rightRegistry", slot, member), member),
    );
  }

  stateOf(right: Hex): TracePlace {
    return {
      contract: "rightRegistry",
      slot: this.#words.in(rightRegistrySlots.states, right),
    };
  }

  offer(asset: Hex): TransferOffer {
    const { to, time } = rightRegistryTransfers;
    const slot = this.#words.in(rightRegistrySlots.transfers, asset);
    const packed = this.#words.of("rightRegistry", slot, to);
    return { to: cutNumber(packed, to), time: cutNumber(packed, time) };
  }
}

const word = (number: number): Uint8Array => uintBytes(number, 32);
const WORD = 32;

// ABI encoding of a string that fills one word at most, as the last argument.
const textWords = (text: string): Uint8Array => {
  const bytes = utf8(text);
  return concatBytes(word(bytes.length), bytes, new Uint8Array(WORD - bytes.length));
};

const addressWord = (address: Hex): Uint8Array =>
  concatBytes(new Uint8Array(12), fromHex(address, 20));

/**
 * The id of an asset's holding right, and from that id the asset's: exclusive or undoes itself.
 * @param id the asset's id, or the right's
 */
export function holdingRightId(
  chainId: number,
  rightRegistry: Hex,
  id: Hex,
  crypto: CryptoProvider = defaultCrypto,
): Hex {
  const mark = crypto.keccak256(
    concatBytes(word(chainId), addressWord(rightRegistry), word(3 * WORD), textWords("holding")),
  );
  const bytes = fromHex(id, WORD);
  return toHex(bytes.map((byte, place) => byte ^ (mark[place] ?? 0)));
}

/** The id of a use or operating right, by its number among those in the asset, from 1. */
export function rightId(
  chainId: number,
  rightRegistry: Hex,
  asset: Hex,
  serial: number,
  crypto: CryptoProvider = defaultCrypto,
): Hex {
  const head = concatBytes(word(chainId), addressWord(rightRegistry), word(5 * WORD));
  const body = concatBytes(fromHex(asset, WORD), word(serial), textWords("right"));
  return toHex(crypto.keccak256(concatBytes(head, body)));
}
