// SPDX-License-Identifier: Apache-2.0
// Where Solidity keeps what: value types at their slot, mappings and arrays behind a keccak-256
// (Solidity documentation, "Layout of State Variables in Storage").
import { bytesToBigint, concatBytes, fromHex, type Hex, toHex, uintBytes } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";

const WORD = 32;
const WORDS = 1n << 256n;

/** A storage slot's number: 32 bytes of hex. */
export type Slot = Hex;

/** The slot with this number. */
export function slotAt(number: number | bigint): Slot {
  return toHex(uintBytes(number, WORD));
}

/** The slot `offset` places after another, as members of a struct follow each other. */
export function slotAfter(slot: Slot, offset: number | bigint): Slot {
  return slotAt((bytesToBigint(fromHex(slot, WORD)) + BigInt(offset)) % WORDS);
}

/** Where a mapping at `slot` keeps the value of `key`: an integer, or 32 bytes of hex. */
export function mappingSlot(
  slot: Slot,
  key: number | Hex,
  crypto: CryptoProvider = defaultCrypto,
): Slot {
  const word = typeof key === "number" ? uintBytes(key, WORD) : fromHex(key, WORD);
  return toHex(crypto.keccak256(concatBytes(word, fromHex(slot, WORD))));
}

/** Where a dynamic array at `slot`, of elements that take one slot each, keeps element `index`. */
export function elementSlot(
  slot: Slot,
  index: number | bigint,
  crypto: CryptoProvider = defaultCrypto,
): Slot {
  return slotAfter(toHex(crypto.keccak256(fromHex(slot, WORD))), index);
}

/** Cuts a field out of a packed word: `width` bits from bit `offset`, bit 0 the lowest. */
export function bits(word: bigint, offset: number, width: number): bigint {
  return (word >> BigInt(offset)) & ((1n << BigInt(width)) - 1n);
}

/** Like `bits`, for fields of at most 53 bits. */
export function bitsNumber(word: bigint, offset: number, width: number): number {
  return Number(bits(word, offset, width));
}
