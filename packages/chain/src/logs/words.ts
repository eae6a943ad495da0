// SPDX-License-Identifier: Apache-2.0
// Values of ABI words, read from the hexadecimal digits of a log without a general decoder: an index of the
// chain decodes every event that there ever was.
import type { ParamType } from "ethers";

import type { AbiValue } from "../names.ts";

/** Hexadecimal digits of one word. */
export const WORD_DIGITS = 64;

/** Reads the word that begins at the digit `from`; the digits are lower case. */
export type ReadWord = (digits: string, from: number) => AbiValue;

/** Widest integer that is exact as a number, in bits; wider ones are bigints (see `plain`). */
const WIDEST_NUMBER = 48;
const BITS_A_DIGIT = 4;
const ADDRESS_DIGITS = 40;

function unsigned(bits: number): ReadWord {
  const digits = bits / BITS_A_DIGIT;
  if (bits > WIDEST_NUMBER) {
    return (text, from) => BigInt(`0x${text.slice(from, from + WORD_DIGITS)}`);
  }
  const skip = WORD_DIGITS - digits;
  return (text, from) => Number.parseInt(text.slice(from + skip, from + WORD_DIGITS), 16);
}

const bool: ReadWord = (text, from) => text[from + WORD_DIGITS - 1] === "1";

const address: ReadWord = (text, from) =>
  `0x${text.slice(from + WORD_DIGITS - ADDRESS_DIGITS, from + WORD_DIGITS)}`;

const fixedBytes =
  (length: number): ReadWord =>
  (text, from) =>
    `0x${text.slice(from, from + 2 * length)}`;

/** How a parameter's word is read; undefined for a type that is not exactly one word of ours. */
export function wordReader({ type }: ParamType): ReadWord | undefined {
  if (type === "bool") return bool;
  if (type === "address") return address;
  const bits = /^uint(\d+)$/.exec(type)?.[1];
  if (bits !== undefined) return unsigned(Number(bits));
  const length = /^bytes(\d+)$/.exec(type)?.[1];
  return length === undefined ? undefined : fixedBytes(Number(length));
}
